"""``--self-test`` from outside: silent success, one line for each thing that is not well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).parents[1] / "support"


ON_SCREEN = ("xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x720x24 -nolisten tcp")


def self_test(folder: Path, *before: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")},
        "PYTHON_KEYRING_BACKEND": "file_keyring.FileKeyring",
        "TEST_KEYRING_FILE": str(folder / "keyring.json"),
        "PYTHONPATH": str(SUPPORT),
        "SANSAN_SALESFORCE_HOME": str(folder / "home"),
        **variables,
    }
    command = [*before, sys.executable, "-m", "wizard", "--self-test", "--lang", "en"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280, check=False)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("before", [(), ON_SCREEN], ids=["without a screen", "on a screen"])
def test_all_is_well_and_nothing_real_is_touched(tmp_path: Path, before: tuple[str, ...]) -> None:
    done = self_test(tmp_path, *before)
    assert (done.returncode, done.stderr) == (0, "All is well.\n")
    assert not (tmp_path / "home").exists()
    assert (tmp_path / "keyring.json").read_text() == "{}"


@pytest.mark.timeout(300)
def test_each_thing_that_is_not_well_is_named(tmp_path: Path) -> None:
    done = self_test(tmp_path, PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring", QT_DEBUG_PLUGINS="1")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("“keyring” does not work: No keyring")
    assert all(line.startswith("Unexpected line on standard error: ") for line in lines[1:])
    assert len(lines) > 2
