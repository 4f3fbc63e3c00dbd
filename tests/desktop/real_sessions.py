"""Whole sessions, with the self-test that walks the window from first page to result: a session bus, Wayland."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.versions import versions

PEER = versions("weston", "xvfb", "gnome-keyring")
ROOT = Path(__file__).parents[2]
PROGRAM = str(Path(sys.executable).with_name("sansan-salesforce"))


@pytest.mark.timeout(4000)
def test_ten_in_a_row() -> None:
    """Ten self-tests in a row, each in a session bus of its own with an unlocked keyring."""
    for _ in range(10):
        done = subprocess.run([ROOT / "resources/packaging/linux/self-test", PROGRAM], timeout=380, check=False)
        assert done.returncode == 0


@pytest.mark.timeout(400)
def test_wayland() -> None:
    """The self-test on Wayland, and the system's window stays the same one."""
    done = subprocess.run([Path(__file__).with_name("wayland"), PROGRAM], timeout=380, check=False)
    assert done.returncode == 0
