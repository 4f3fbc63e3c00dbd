"""Input methods of a Linux desktop: a Japanese word by the keys of the screen, right on a row of the recipients."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.versions import versions
from tests.gui.reader import ON_SCREEN, ROOT, variables
from wizard.standin.services import Standins

PEER = versions("fcitx5-mozc", "ibus-mozc", "fcitx5", "ibus", "openbox")
PICTURES = ROOT / "build" / "desktop"
# Mozc serves nobody who is the superuser. Here that one goes by another number, with the same rights to its files.
AS_A_PERSON = () if os.geteuid() else ("unshare", "--user", "--map-user=1000", "--map-group=1000")
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=mozc
[Groups/0/Items/0]
Name=mozc
[GroupOrder]
0=Default
"""
FCITX5 = "fcitx5 --disable=classicui,kimpanel,notificationitem,wayland >/dev/null 2>&1 & sleep 3"
IBUS = "ibus-daemon --daemonize --panel=disable >/dev/null 2>&1; sleep 3; ibus engine mozc-jp"
TYPE = 'openbox >/dev/null 2>&1 & {method}; "$@"; code=$?; kill %1; exit $code'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where fcitx5 composes Japanese from the start, as its settings offer it."""
    settings = tmp_path / ".config" / "fcitx5"
    settings.mkdir(parents=True)
    (settings / "profile").write_text(PROFILE)
    (settings / "config").write_text("[Behavior]\nActiveByDefault=True\n")
    (tmp_path / "run").mkdir(mode=0o700)
    PICTURES.mkdir(parents=True, exist_ok=True)
    return tmp_path


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("method", "asked", "switch"), [(FCITX5, "fcitx", ""), (IBUS, "ibus", "Hiragana")], ids=["fcitx5", "ibus"]
)
def test_word(home: Path, method: str, asked: str, switch: str) -> None:
    """A Japanese word typed on a row of the recipients, with what Debian sets for it"""
    standins = Standins(cards=40, users=5)
    environment = variables(standins.ready(), home) | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "QT_IM_MODULE": asked,
        "XMODIFIERS": f"@im={asked}",
    }
    person = [sys.executable, "-m", "tests.desktop.typed_word", str(PICTURES / f"word-{asked}.png"), switch]
    session = ["bash", "-c", TYPE.format(method=method), "bash", *person]
    command = [*AS_A_PERSON, *ON_SCREEN, "dbus-run-session", "--", *session]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False
        )
    finally:
        standins.close()
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout.splitlines()[-1]).startswith("金子")
