"""The line above the table: the search field and the choice of what to show, with counts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from wizard.gui.flow_layout import flow
from wizard.gui.parts import named
from wizard.gui.recipients.rows import KINDS, PROBLEM
from wizard.gui.texts import number

_AROUND = 44  # of the words in the search field: its edges, and the cross that empties it
_CHOICES = ("", *KINDS[:-1], PROBLEM, KINDS[-1])


class FilterBar(QWidget):
    """Tells by ``filtered`` what was typed and the kind chosen (empty: all)."""

    filtered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = dict.fromkeys((*KINDS, PROBLEM), 0)
        self.input = named(QLineEdit(), "input-filter")
        self.input.setClearButtonEnabled(True)
        self.input.textChanged.connect(self._tell)
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._line = flow(self.input)
        layout.addLayout(self._line)
        self._buttons = {kind: self._button(kind) for kind in _CHOICES}
        self._buttons[""].setChecked(True)
        layout.addLayout(flow(*self._buttons.values()))
        self._group.buttonToggled.connect(self._choose)
        self._retranslate()

    def add(self, widget: QWidget) -> None:
        """Put something beside the search field."""
        self._line.addWidget(widget)

    def allow(self, some: bool) -> None:
        """Let people be searched and filtered, where there are some."""
        for control in (self.input, *self._buttons.values()):
            control.setEnabled(some)

    def clear(self) -> None:
        """Show everything again."""
        self._buttons[""].setChecked(True)
        self.input.clear()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows there are of each kind."""
        self._counts = dict(counts)
        self._retranslate()

    def choice(self) -> tuple[str, str]:
        """Return what was typed and the kind chosen."""
        kind = next(kind for kind, button in self._buttons.items() if button.isChecked())
        return self.input.text(), kind

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _button(self, kind: str) -> QRadioButton:
        button = named(QRadioButton(), f"filter-{(kind or 'all').replace('_', '-')}")
        self._group.addButton(button)
        return button

    def _choose(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._tell()

    def _tell(self) -> None:
        self.filtered.emit(*self.choice())

    def _retranslate(self) -> None:
        self.input.setPlaceholderText(self.tr("Search names, addresses and reasons"))
        self.input.setMinimumWidth(self.fontMetrics().horizontalAdvance(self.input.placeholderText()) + _AROUND)
        self.input.setAccessibleName(self.tr("Search the recipients"))
        words = {
            "": self.tr("All"),
            "automatic": self.tr("Automatic"),
            "suggested": self.tr("Suggested"),
            "unmatched": self.tr("Unmatched"),
            "by_hand": self.tr("Changed by hand"),
            PROBLEM: self.tr("Problem"),
            "skipped": self.tr("Not transferred"),
        }
        counts = {"": sum(self._counts[kind] for kind in KINDS), **self._counts}
        for kind, button in self._buttons.items():
            button.setVisible(kind not in ("suggested", "skipped") or counts[kind] > 0 or button.isChecked())
            button.setText(f"{words[kind]} {number(counts[kind])}")
            button.setAccessibleName(self.tr("Show: {kind}, {count}").format(kind=words[kind], count=counts[kind]))
