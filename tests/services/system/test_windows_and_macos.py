"""What is decided for Windows and macOS, as far as that can be tried on another system."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from wizard.owner_only import owner_only
from wizard.services.system import folders, tray_notice
from wizard.services.system.elevated import is_elevated

ROOT = Path(__file__).parents[3]


def test_windows_gets_no_rights_of_our_own_making() -> None:
    assert owner_only(0o700, "win32") == {}
    assert owner_only(0o700, "linux") == owner_only(0o700, "darwin") == {"mode": 0o700}


def test_a_mac_has_one_home_whatever_a_terminal_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    assert folders.data_folder("darwin") == Path.home() / "Library/Application Support/sansan-salesforce"
    assert folders.data_folder("linux") == Path("/elsewhere/sansan-salesforce")


def test_only_windows_knows_an_elevated_start() -> None:
    assert not is_elevated()


def test_a_notification_has_the_layout_of_windows() -> None:
    assert ctypes.sizeof(tray_notice.Notice) == 976  # NOTIFYICONDATAW_V3_SIZE and later, 64-bit
    assert tray_notice.Notice.szInfo.offset == 304


def test_texts_of_a_notification_are_cut_between_characters() -> None:
    made = tray_notice.notice("題" * 70, "𠮷" * 200, None, None)
    assert bytes(made.szInfoTitle).decode("utf-16-le") == "題" * 63 + "\0"
    assert bytes(made.szInfo).decode("utf-16-le").rstrip("\0") == "𠮷" * 127
