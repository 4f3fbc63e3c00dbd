"""What stands in the table's place while there is nothing to show, and what to do then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from wizard.gui.motion import show_busy
from wizard.gui.parts import named, text


class TableOrState(QWidget):
    """Shows the table, or what stands for it.

    ``clear_wanted``: everything is to be shown again."""

    clear_wanted = Signal()

    def __init__(self, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._busy = named(QProgressBar(), "progress-recipients")
        show_busy(self._busy)
        self._clear = named(QPushButton(), "button-clear-filter")
        self._all = named(QPushButton(), "button-show-all")
        for button in (self._clear, self._all):
            button.clicked.connect(self.clear_wanted)
        self._texts = {name: text(f"state-{name}") for name in ("loading", "failed", "empty", "no-hit", "done")}
        self._pages = {
            "loading": _page(self._texts["loading"], self._busy),
            "failed": _page(self._texts["failed"]),
            "empty": _page(self._texts["empty"]),
            "no-hit": _page(self._texts["no-hit"], self._clear),
            "done": _page(self._texts["done"], self._all),
        }
        self._stack = QStackedLayout(self)
        for page in (table, *self._pages.values()):
            self._stack.addWidget(page)
        self._retranslate()

    def show_table(self) -> None:
        """Show the table."""
        self._stack.setCurrentWidget(self._table)

    def show_state(self, name: str) -> None:
        """Show ``loading``, ``failed``, ``empty``, ``no-hit`` or ``done`` (nobody of this kind is left)."""
        self._stack.setCurrentWidget(self._pages[name])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._texts["loading"].setText(self.tr("Reading the users of Sansan and Salesforce…"))
        self._texts["failed"].setText(self.tr("The users could not be read. Try again."))
        self._texts["empty"].setText(
            self.tr(
                "No Sansan user is known yet. Open Sansan’s own CSV of users with “Import from file…”, or go back and "
                "choose a Sansan user who sees the cards to be transferred."
            )
        )
        self._texts["no-hit"].setText(self.tr("Nobody found. Try another search, or show everybody."))
        self._texts["done"].setText(self.tr("Nobody is left here. Click Next, or show everybody."))
        for button in (self._clear, self._all):
            button.setText(self.tr("Show everybody"))
            button.setAccessibleName(button.text())
        self._busy.setAccessibleName(self._texts["loading"].text())


def _page(label: QLabel, *below: QWidget) -> QWidget:
    page = QWidget()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout = QVBoxLayout(page)
    layout.addStretch()
    layout.addWidget(label)
    for widget in below:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch()
    return page
