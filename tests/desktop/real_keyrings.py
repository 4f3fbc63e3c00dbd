"""Keyrings of a Linux desktop as Secret Service: GNOME's, and KeePassXC with and without its question."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., list[str]]
PEER = subprocess.run(
    ["dpkg-query", "--show", "keepassxc", "gnome-keyring"], capture_output=True, text=True, check=True
)
PEER = ", ".join(" ".join(line.split()) for line in PEER.stdout.splitlines())  # type: ignore[assignment]

BEGIN = """
from wizard.domain.errors import AppError
from wizard.services import secrets
secrets._SECONDS = {seconds}
ring = secrets.Keyring()
def do(what, *words):
    try:
        print(what, getattr(ring, what)(*words), flush=True)
    except AppError as trouble:
        print(what, trouble.code, flush=True)
"""
LIFE = """
do("check"); do("set", "p/key", "one"); do("set", "p/key", "two"); do("get", "p/key")
do("delete", "p/key"); do("get", "p/key"); print([notice.code for notice in ring.notices()])
"""
WORKS = ["check None", "set None", "set None", "get two", "delete None", "get ", "[]"]
UNLOCK = 'printf %s "$1" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && shift && exec "$@"'
OPEN = """
printf '%s\\n' "$1" | keepassxc --pw-stdin "$HOME/secrets.kdbx" >/dev/null 2>&1 & shift
for _ in $(seq 60); do
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \\
    string:org.freedesktop.secrets 2>/dev/null | grep -q true && break
  sleep 0.5
done
sleep 3
"$@"; code=$?
kill %1; exit $code
"""


@pytest.fixture
def session(tmp_path: Path) -> Run:
    """Run Python on a bus of its own, behind a program that opens the keyring."""
    (tmp_path / "run").mkdir(mode=0o700)
    left_out = ("PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    environment = {**kept, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run")}

    def run(
        opens: str, code: str, password: str = "open sesame", seconds: int = 5, *, screen: bool = False
    ) -> list[str]:
        python = [sys.executable, "-c", BEGIN.format(seconds=seconds) + code]
        around = ["xvfb-run", "--auto-servernum"] if screen else []
        command = ["dbus-run-session", "--", *around, "bash", "-c", opens, "bash", password, *python]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)
        assert done.returncode == 0, done.stderr
        return [
            line.rstrip() if line.startswith("get") and line != "get " else line for line in done.stdout.splitlines()
        ]

    return run


def database(folder: Path, *, asks: bool) -> None:
    """Make a database whose group is open to other programs, and settings that ask for each use or not."""
    file = folder / "secrets.kdbx"
    exported = folder / "secrets.xml"
    said = "open sesame\nopen sesame\n"
    cli = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        ["keepassxc-cli", "db-create", "--set-password", str(file)], input=said, text=True, env=cli, check=True
    )
    xml = subprocess.run(
        ["keepassxc-cli", "export", str(file)], input=said, text=True, env=cli, check=True, capture_output=True
    ).stdout
    tree = ET.fromstring(xml[xml.index("<?xml") :])
    meta, group = tree.find("Meta"), tree.find("Root/Group/UUID")
    assert meta is not None
    assert group is not None
    assert group.text is not None
    custom = meta.find("CustomData")
    item = ET.SubElement(custom if custom is not None else ET.SubElement(meta, "CustomData"), "Item")
    ET.SubElement(item, "Key").text = "FDO_SECRETS_EXPOSED_GROUP"
    ET.SubElement(item, "Value").text = f"{{{uuid.UUID(bytes=base64.b64decode(group.text))}}}"
    exported.write_text(ET.tostring(tree, encoding="unicode"))
    file.unlink()
    subprocess.run(
        ["keepassxc-cli", "import", "--set-password", str(exported), str(file)],
        input=said,
        text=True,
        env=cli,
        check=True,
    )
    settings = folder / ".config" / "keepassxc" / "keepassxc.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        "[General]\nConfigVersion=2\n[GUI]\nCheckForUpdates=false\n"
        f"[FdoSecrets]\nEnabled=true\nConfirmAccessItem={str(asks).lower()}\nConfirmDeleteItem={str(asks).lower()}\n"
    )


def test_gnome(session: Run) -> None:
    """GNOME's keyring: save, overwrite, read back, delete"""
    assert session(UNLOCK, LIFE, seconds=30) == WORKS


def test_gnome_locked(session: Run) -> None:
    """GNOME's keyring, locked: said as locked"""
    session(UNLOCK, LIFE, seconds=30)
    assert session(UNLOCK, 'do("get", "p/key"); do("set", "p/key", "x")', "another") == [
        "get keyring_locked",
        "set keyring_locked",
    ]


def test_keepassxc(session: Run, tmp_path: Path) -> None:
    """KeePassXC that asks nobody: save, overwrite, read back, delete"""
    database(tmp_path, asks=False)
    found = session(OPEN, LIFE, seconds=30, screen=True)
    assert found[:-1] == WORKS[:-1], "whether under the same entry or a new one"


def test_keepassxc_asks(session: Run, tmp_path: Path) -> None:
    """KeePassXC that asks its person, who is not there: said as waiting, within the time limit"""
    database(tmp_path, asks=True)
    found = session(OPEN, 'do("set", "p/key", "one"); do("get", "p/key"); do("delete", "p/key")', screen=True)
    assert found == ["set keyring_locked", "get keyring_locked", "delete keyring_locked"]


def test_keepassxc_locked(session: Run, tmp_path: Path) -> None:
    """KeePassXC whose database is locked: said as locked"""
    database(tmp_path, asks=False)
    assert session(OPEN, 'do("get", "p/key")', "wrong", screen=True) == ["get keyring_locked"]
