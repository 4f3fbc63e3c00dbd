from __future__ import annotations

import csv
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from tests.gui import dropping
from wizard.app.runner import Runner
from wizard.application.command import Command, Report, ignore
from wizard.domain.control import Control
from wizard.domain.mapping import Line
from wizard.domain.recipients import Directory, match_all
from wizard.domain.users import SansanUser
from wizard.gui.jobs import Jobs
from wizard.gui.recipients.widget import RecipientsEditor
from wizard.services import mapping_file
from wizard.wiring import Services

from .people import ADMIN, HANAKO, JOHN, SALESFORCE, SANSAN, TARO
from .window import Window

GOOD = [("ichiro@corp.example", TARO.username), ("john@corp.example", HANAKO.username)]


def a_file(folder: Path, *rows: tuple[str, str]) -> Path:
    path = folder / "recipients.csv"
    mapping_file.write(path, [Line(0, *row) for row in rows], "ja")
    return path


def rest(window: Window) -> None:
    """Wait until no file is read or written any more."""
    window.qtbot.waitUntil(window.find(QAbstractButton, "button-import-csv").isEnabled)


def drop(window: Window, path: Path) -> None:
    """Drop a file on the editor and wait until it was read."""
    dropping.drop(window.editor, path)
    rest(window)


def counts(window: Window) -> list[int]:
    dialog = window.dialog("dialog-import")
    names = ("new", "changed", "same", "unknown", "wrong")
    return [int(dialog.findChild(QLabel, f"count-{name}").text()) for name in names]


def message(window: Window) -> str:
    return window.find(QLabel, "message-recipients").text()


def test_a_dropped_file_is_shown_before_it_changes_anything(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    before = editor.recipients()
    drop(window, a_file(tmp_path, *GOOD, ("hanako@corp.example", HANAKO.username)))
    assert counts(window) == [1, 1, 1, 0, 0]
    assert editor.recipients() == before
    window.press("button-apply-import")
    changed = {r.sansan.email: (r.user_id, r.reason) for r in editor.recipients()}
    assert changed["ichiro@corp.example"] == (TARO.id, "file")
    assert changed["john@corp.example"] == (HANAKO.id, "file")
    assert changed["hanako@corp.example"] == (HANAKO.id, "username")  # the same as before: the match stays


def test_an_import_is_undone_in_one_step(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    before = editor.recipients()
    drop(window, a_file(tmp_path, *GOOD))
    window.press("button-apply-import")
    window.press("button-undo")
    assert editor.recipients() == before


def test_every_wrong_line_is_named_and_only_the_right_ones_are_applied(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    twice = ("hanako@corp.example", JOHN.username)
    wrong = [("who@else.example", ADMIN.username), ("taro@corp.example", "gone@corp.example"), ("", ADMIN.username)]
    drop(window, a_file(tmp_path, *GOOD, *wrong, ("taro@corp.example", ""), twice, twice))
    assert counts(window) == [1, 1, 0, 1, 5]
    model = window.find(QListView, "list-import-errors").model()
    errors = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [error.split(",")[0] for error in errors] == ["Line 4", "Line 5", "Line 6", "Line 7", "Line 9"]
    assert "“Salesforce Username for Transfer”" in errors[1]
    assert "gone@corp.example" in errors[1]
    window.press("button-copy-errors")
    assert QGuiApplication.clipboard().text().splitlines() == errors
    window.press("button-apply-import")
    assert [r.reason for r in editor.recipients()] == ["username", "email", "file", "file", "default"]


def test_a_file_that_changes_nothing_cannot_be_applied(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    drop(window, a_file(tmp_path, ("john@corp.example", JOHN.username)))
    assert counts(window) == [0, 0, 1, 0, 0]
    assert not window.find(QAbstractButton, "button-apply-import").isEnabled()
    window.press("button-cancel-import")


def test_a_line_takes_in_again_whose_cards_were_left_out(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    window.select("Smith John")
    window.press("button-skip-recipient")
    drop(window, a_file(tmp_path, ("john@corp.example", JOHN.username)))
    window.press("button-apply-import")
    assert [r.skip for r in editor.recipients()] == [False] * 5


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe\x00", b"a,b\r\n1,2\r\n", b"PK\x03\x04", "名前,名\n".encode("cp932"), None]
)
def test_a_file_that_is_none_is_one_sentence(
    editor: RecipientsEditor, window: Window, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "notes.csv"
    if content is not None:
        path.write_bytes(content)
    before = editor.recipients()
    drop(window, path)
    assert "notes.csv" in message(window)
    assert editor.recipients() == before


def test_what_is_exported_comes_back_the_same(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    window.select("Smith John")
    window.press("button-skip-recipient")
    window.press("button-export-csv")
    dialog = window.find(QFileDialog, "dialog-export")
    path = tmp_path / "out.csv"
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    rest(window)
    header = "Email Address (Sansan),Salesforce Username for Transfer,Sansan User ID,Sansan User,How Matched"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + header.encode() + b"\r\n")
    assert "out.csv" in message(window)
    drop(window, path)
    assert counts(window) == [0, 0, 4, 0, 0]  # whose cards are not transferred is not in the file
    window.press("button-cancel-import")


def test_a_file_is_chosen_by_the_button_too(window: Window, tmp_path: Path) -> None:
    path = a_file(tmp_path, *GOOD)
    window.press("button-import-csv")
    dialog = window.find(QFileDialog, "dialog-choose-import")
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    rest(window)
    assert counts(window) == [1, 1, 0, 0, 0]
    window.press("button-cancel-import")


def test_a_file_that_cannot_be_written_is_said(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    window.press("button-export-csv")
    dialog = window.find(QFileDialog, "dialog-export")
    taken = tmp_path / "taken"
    taken.mkdir()
    dialog.fileSelected.emit(str(taken))
    dialog.reject()
    rest(window)
    assert "cannot be written" in message(window)


def test_without_file_functions_there_are_no_file_buttons(qtbot: QtBot) -> None:
    editor = RecipientsEditor()
    qtbot.addWidget(editor)
    editor.show()
    assert not editor.findChild(QAbstractButton, "button-export-csv").isVisible()
    assert not editor.acceptDrops()


def test_the_preview_tells_each_change(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    drop(window, a_file(tmp_path, *GOOD))
    model = window.find(QListView, "list-import-changes").model()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert told[0] == f"佐藤 一郎 ichiro@corp.example: {ADMIN.username} → {TARO.username}"
    assert len(told) == 2
    window.press("button-cancel-import")


def test_the_errors_can_be_kept_in_a_file(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    drop(window, a_file(tmp_path, ("who@else.example", ADMIN.username), ("taro@corp.example", "gone@corp.example")))
    window.press("button-save-errors")
    path = tmp_path / "errors.csv"
    window.find(QFileDialog, "dialog-save-errors").fileSelected.emit(str(path))
    rest(window)
    header, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert header == ["Line", "Column", "Value", "What is wrong, what to do"]
    assert [row[:3] for row in rows] == [
        ["2", "Email Address (Sansan)", "who@else.example"],
        ["3", "Salesforce Username for Transfer", "gone@corp.example"],
    ]
    assert "errors.csv" in message(window)


def test_who_has_no_address_goes_through_a_file_by_id(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "by_id.csv"
    mapping_file.write(path, [Line(0, "", TARO.username, "u5")], "en")
    drop(window, path)
    assert counts(window) == [1, 0, 0, 0, 0]
    window.press("button-apply-import")
    assert [r.user_id for r in editor.recipients() if r.sansan.id == "u5"] == [TARO.id]


def test_sansans_own_list_of_users_is_told_apart(
    editor: RecipientsEditor, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "users.csv"
    path.write_bytes(
        "所属部署,ユーザID,ユーザ名,メールアドレス\r\n営業,taka,髙橋 花子,hanako@corp.example\r\n".encode("cp932")
    )
    with qtbot.waitSignal(editor.users_read) as read:
        drop(window, path)
    assert read.args == [(SansanUser("taka", "髙橋 花子", "hanako@corp.example"),), "users.csv"]


def test_the_window_lives_on_while_a_slow_disk_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    slow, jobs = SlowDisk(Services()), Jobs()
    editor = RecipientsEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_files(slow, jobs.runner())
    editor.set_data(match_all(SANSAN, Directory(SALESFORCE), ADMIN), SALESFORCE, ADMIN.id, {})
    window = Window(editor, qtbot)
    editor._files.import_(a_file(tmp_path, *GOOD), editor.recipients(), editor._changing.choices)
    assert "recipients.csv" in message(window)
    assert not window.find(QAbstractButton, "button-import-csv").isEnabled()
    slow.go_on.set()
    rest(window)
    window.press("button-cancel-import")


class SlowDisk(Runner):
    """Reads when it is told to."""

    go_on = Event()

    def __call__(self, command: Command[Any], report: Report = ignore, control: Control | None = None) -> Any:
        self.go_on.wait()
        return super().__call__(command, report, control)
