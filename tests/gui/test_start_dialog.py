"""A start that fails is seen in a window of its own, where Qt works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.test_screen_reader import ON_SCREEN, ROOT

pytestmark = pytest.mark.posix("Xvfb and the accessibility bus of Linux")


@pytest.mark.timeout(200)
def test_a_start_that_fails_is_read_by_a_screen_reader_and_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.touch()
    own = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "SANSAN_SALESFORCE_HOME": str(home),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
    }
    command = [*ON_SCREEN, "dbus-run-session", "--", sys.executable, "-m", "tests.gui.start_reader"]
    with (tmp_path / "said").open("w") as said:
        code = subprocess.run(command, cwd=ROOT, env=own, stdout=said, stderr=said, timeout=180, check=False).returncode
    text = (tmp_path / "said").read_text("utf-8")
    assert code == 0, text
    assert f"フォルダー「{home}」に書き込めません。" in text
    assert f"ログ: {tmp_path}/sansan-salesforce-" in text
