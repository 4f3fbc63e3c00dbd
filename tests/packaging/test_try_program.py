"""What the runners of Windows and macOS try with an installed program, tried here with this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.posix("systemctl stood in for by a script")

ROOT = Path(__file__).parents[2]
SUPPORT = ROOT / "tests" / "support"


def test_the_tries_of_the_runners_pass_here(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{SUPPORT / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": f"{SUPPORT}:{ROOT}",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "SYSTEMCTL_LOG": str(tmp_path / "systemctl.log"),
        "PYTHON_KEYRING_BACKEND": "file_keyring.FileKeyring",
        "TEST_KEYRING_FILE": str(tmp_path / "keyring.json"),
    }
    command = [sys.executable, str(ROOT / ".ci" / "try_program.py"), f"{sys.executable}|-m|wizard"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("all well\n")
    assert "start sansan-salesforce-try-program.service" in (tmp_path / "systemctl.log").read_text()
