"""One question in a dialog, without a nested event loop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from wizard.gui.on_screen import open_dialog


def ask(parent: QWidget, name: str, question: str, yes: str, no: str, on_yes: Callable[[], None]) -> QMessageBox:
    """Ask; ``on_yes`` is called when the person agrees. The harmless answer has the focus."""
    box = QMessageBox(QMessageBox.Icon.Question, parent.window().windowTitle(), question, parent=parent)
    box.setObjectName(name)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    agree.setObjectName(f"{name}-yes")
    refuse.setObjectName(f"{name}-no")
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    agree.clicked.connect(on_yes)
    open_dialog(box)
    return box
