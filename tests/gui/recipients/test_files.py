from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from wizard.domain.mapping import Line
from wizard.gui.recipients.widget import RecipientsEditor
from wizard.services import mapping_file

from .people import ADMIN, HANAKO, JOHN, TARO
from .window import Window

GOOD = [("ichiro@corp.example", TARO.username), ("john@corp.example", HANAKO.username)]


def a_file(folder: Path, *rows: tuple[str, str]) -> Path:
    path = folder / "recipients.csv"
    mapping_file.write(path, [Line(0, *row) for row in rows], "ja")
    return path


def drop(editor: RecipientsEditor, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(editor, QDragEnterEvent(QPoint(9, 9), action, data, button, key))
    QApplication.sendEvent(editor, QDropEvent(QPointF(9, 9), action, data, button, key))


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
    drop(editor, a_file(tmp_path, *GOOD, ("hanako@corp.example", HANAKO.username)))
    assert counts(window) == [1, 1, 1, 0, 0]
    assert editor.recipients() == before
    window.press("button-apply-import")
    changed = {r.sansan.email: (r.user_id, r.reason) for r in editor.recipients()}
    assert changed["ichiro@corp.example"] == (TARO.id, "file")
    assert changed["john@corp.example"] == (HANAKO.id, "file")
    assert changed["hanako@corp.example"] == (HANAKO.id, "username")  # the same as before: the match stays


def test_an_import_is_undone_in_one_step(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    before = editor.recipients()
    drop(editor, a_file(tmp_path, *GOOD))
    window.press("button-apply-import")
    window.press("button-undo")
    assert editor.recipients() == before


def test_every_wrong_line_is_named_and_only_the_right_ones_are_applied(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    twice = ("hanako@corp.example", JOHN.username)
    wrong = [("who@else.example", ADMIN.username), ("taro@corp.example", "gone@corp.example"), ("", ADMIN.username)]
    drop(editor, a_file(tmp_path, *GOOD, *wrong, ("taro@corp.example", ""), twice, twice))
    assert counts(window) == [1, 1, 0, 1, 5]
    model = window.find(QListView, "list-import-errors").model()
    errors = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [error.split(":")[0] for error in errors] == ["Line 4", "Line 5", "Line 6", "Line 7", "Line 9"]
    assert "gone@corp.example" in errors[1]
    window.press("button-copy-errors")
    assert QGuiApplication.clipboard().text().splitlines() == errors
    window.press("button-apply-import")
    assert [r.reason for r in editor.recipients()] == ["username", "email", "file", "file", "default"]


def test_a_file_that_changes_nothing_cannot_be_applied(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    drop(editor, a_file(tmp_path, ("john@corp.example", JOHN.username)))
    assert counts(window) == [0, 0, 1, 0, 0]
    assert not window.find(QAbstractButton, "button-apply-import").isEnabled()
    window.press("button-cancel-import")


def test_a_line_takes_in_again_whose_cards_were_left_out(
    editor: RecipientsEditor, window: Window, tmp_path: Path
) -> None:
    window.select("Smith John")
    window.press("button-skip-recipient")
    drop(editor, a_file(tmp_path, ("john@corp.example", JOHN.username)))
    window.press("button-apply-import")
    assert [r.skip for r in editor.recipients()] == [False] * 5


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x00", b"a,b\r\n1,2\r\n", "名前,名\n".encode("cp932"), None])
def test_a_file_that_is_none_is_one_sentence(
    editor: RecipientsEditor, window: Window, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "notes.csv"
    if content is not None:
        path.write_bytes(content)
    before = editor.recipients()
    drop(editor, path)
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
    assert path.read_bytes().startswith(b"\xef\xbb\xbfEmail Address (Sansan),Salesforce Username for Transfer\r\n")
    assert "out.csv" in message(window)
    drop(editor, path)
    assert counts(window) == [0, 0, 3, 0, 0]  # without an address, or not transferred: not in the file
    window.press("button-cancel-import")


def test_a_file_is_chosen_by_the_button_too(window: Window, tmp_path: Path) -> None:
    path = a_file(tmp_path, *GOOD)
    window.press("button-import-csv")
    dialog = window.find(QFileDialog, "dialog-choose-import")
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    assert counts(window) == [1, 1, 0, 0, 0]
    window.press("button-cancel-import")


def test_a_file_that_cannot_be_written_is_said(editor: RecipientsEditor, window: Window, tmp_path: Path) -> None:
    window.press("button-export-csv")
    dialog = window.find(QFileDialog, "dialog-export")
    taken = tmp_path / "taken"
    taken.mkdir()
    dialog.fileSelected.emit(str(taken))
    dialog.reject()
    assert "cannot be written" in message(window)


def test_without_file_functions_there_are_no_file_buttons(qtbot: QtBot) -> None:
    editor = RecipientsEditor()
    qtbot.addWidget(editor)
    editor.show()
    assert not editor.findChild(QAbstractButton, "button-export-csv").isVisible()
    assert not editor.acceptDrops()
