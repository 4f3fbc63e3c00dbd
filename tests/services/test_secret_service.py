"""The keyring of a Linux desktop, tried for real: a bus, an unlocked daemon, two sessions of one home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.posix("D-Bus and GNOME's keyring")

START = 'printf %s "$2" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -c "$1"'
WRITE = """
import keyring
from wizard.services.secrets import Keyring
Keyring().check()
Keyring().set("p/key", "秘密 one")
print(type(keyring.get_keyring()).__module__)
"""
READ = """
from wizard.services.secrets import Keyring
print(Keyring().get("p/key"))
Keyring().delete("p/key")
print(repr(Keyring().get("p/key")))
"""
LOCKED = """
from wizard.domain.errors import AppError
from wizard.services import secrets
secrets._SECONDS = 3
try:
    secrets.Keyring().set("p/key", "two")
except AppError as fault:
    print(fault.code)
"""


@pytest.fixture
def session(tmp_path: Path):
    (tmp_path / "run").mkdir(mode=0o700)
    own = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run"), "XDG_DATA_HOME": str(tmp_path / "data")}
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND")}

    def run(code: str, password: str = "open sesame", *, unlocked: bool = True) -> list[str]:
        inner = ["bash", "-c", START, sys.executable, code, password] if unlocked else [sys.executable, "-c", code]
        done = subprocess.run(
            ["dbus-run-session", "--", *inner],
            env={**kept, **own},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def test_secrets_are_kept_over_sessions_and_forgotten(session) -> None:
    assert session(WRITE) == ["keyring.backends.SecretService"]
    assert session(READ) == ["秘密 one", "''"]


def test_a_locked_keyring_is_told_in_time(session) -> None:
    session(WRITE)
    assert session(LOCKED, "wrong password") == ["keyring_locked"]
    assert session(LOCKED, unlocked=False) == ["keyring_locked"]
