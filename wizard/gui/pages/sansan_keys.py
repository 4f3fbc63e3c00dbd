"""The keys that work: what each one sees, so far."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.application.sansan import CardsSeen
from wizard.flow.answers import Connection
from wizard.gui.mark import Mark
from wizard.gui.parts import empty, named, text
from wizard.gui.texts import number

_NAMED = 5  # owners called by name


class KeyList(QWidget):
    """One line a key, with what was counted and a button to remove it."""

    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list-keys")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._lines: dict[str, QLabel] = {}

    def show_keys(self, keys: Sequence[tuple[Connection, CardsSeen]]) -> None:
        """Show these keys and no others."""
        self._lines.clear()
        empty(self._layout)
        for place, (connection, seen) in enumerate(keys):
            self._layout.addWidget(self._line(place, connection))
            self.show_count(connection, seen)

    def show_count(self, connection: Connection, seen: CardsSeen) -> None:
        """Show what was counted of one key."""
        line = self._lines.get(connection.secret)
        if line:
            line.setText(f"<b>{escape(connection.name)}</b><br>{escape(self.words(seen))}")

    def words(self, seen: CardsSeen) -> str:
        """Return what the key sees, never more than is known."""
        cards = self.tr("%Ln card(s)", "", seen.cards)
        names = [owner.name or owner.email for owner in seen.owners]
        more = len(names) - _NAMED
        listed = self.tr(", ").join(names[:_NAMED])
        if more > 0:
            listed += self.tr(" and {count} more").format(count=number(more))
        if seen.complete:
            return self.tr("Works. {cards}, owned by: {owners}").format(cards=cards, owners=listed)
        return self.tr("Works. {cards} or more, owned by: {owners}").format(cards=cards, owners=listed)

    def _line(self, place: int, connection: Connection) -> QFrame:
        frame = named(QFrame(), f"key-{place}")
        frame.setProperty("card", True)
        label = self._lines[connection.secret] = text(f"text-key-{place}")
        remove = named(QPushButton(self.tr("Remove")), f"button-remove-key-{place}")
        remove.setAccessibleName(self.tr("Remove") + ": " + connection.name)
        remove.clicked.connect(lambda: self.remove_wanted.emit(connection))
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.addWidget(Mark("done"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, 1)
        layout.addWidget(remove)
        return frame
