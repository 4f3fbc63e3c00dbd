"""The current row in full, where the columns are too narrow for it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTableView, QWidget

from wizard.gui import theme
from wizard.gui.parts import named
from wizard.gui.recipients.rows import Column

_BETWEEN = " · "


class RowLine(QLabel):
    """Follows a table's current row; its place is kept, so that nothing jumps while one goes through the rows."""

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.secondary(named(self, "text-current-row"))
        self.setWordWrap(True)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self._table, model = table, table.model()
        table.selectionModel().currentChanged.connect(self._show)
        table.horizontalHeader().sectionResized.connect(self._show)
        for changed in (model.dataChanged, model.modelReset, model.layoutChanged):
            changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        row, model = self._table.currentIndex().row(), self._table.model()
        places = {column: model.index(row, column) for column in Column}
        cut = row >= 0 and any(
            self._table.sizeHintForIndex(place).width() > self._table.columnWidth(column)
            for column, place in places.items()
        )
        self.setVisible(cut)
        self.setText(_in_full({column: str(place.data() or "") for column, place in places.items()}) if cut else "")


def _in_full(cells: dict[Column, str]) -> str:
    """Return who gives cards, to whom, and why; what is not known is left out."""
    name, email, user, username, reason = (
        cells[column] for column in (Column.NAME, Column.EMAIL, Column.USER, Column.USERNAME, Column.REASON)
    )
    giver, taker = (_BETWEEN.join(filter(None, pair)) for pair in ((name, email), (user, username)))
    return _BETWEEN.join(filter(None, (f"{giver} → {taker}" if taker else giver, reason)))
