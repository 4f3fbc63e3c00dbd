"""Numbers in large print, each with what it counts below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.parts import empty, named
from wizard.gui.texts import number

_LARGE = 1.9  # times the system's font


class Tiles(QWidget):
    """A row of numbers; each is read aloud together with its caption."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)

    def show_numbers(self, numbers: Sequence[tuple[str, int, str]]) -> None:
        """Show numbers: for each a short name for programs, the value, the caption."""
        empty(self._line)
        for key, value, caption in numbers:
            self._line.addWidget(self._tile(key, value, caption), 1)
        self.setAccessibleName(", ".join(f"{number(value)} {caption}" for _, value, caption in numbers))

    def _tile(self, key: str, value: int, caption: str) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        large, small = named(QLabel(number(value)), f"number-{key}"), named(QLabel(caption), f"caption-{key}")
        theme.heading(large, _LARGE)
        theme.secondary(small)
        layout = QVBoxLayout(frame)
        layout.setSpacing(0)
        for label in (large, small):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(label)
        layout.addStretch(1)
        frame.setAccessibleName(f"{number(value)} {caption}")
        return frame
