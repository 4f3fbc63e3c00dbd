"""Choosing tags: a list to tick where Sansan lists them, else a text with one a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from wizard.application.sansan import TagsFound
from wizard.domain.text import visible
from wizard.gui.parts import named, text
from wizard.gui.recipients.search import hits, prepare
from wizard.gui.texts import number, with_note

_NAME = Qt.ItemDataRole.UserRole
_LINES = 5


class TagChooser(QWidget):
    """``changed``: the person chose others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: TagsFound | None = None
        self._numbers: Mapping[str, int] = {}
        self._complete = False
        self._filter, self._list = named(QLineEdit(), "input-filter-tags"), named(QListWidget(), "list-tags")
        self._free, self._said = named(QPlainTextEdit(), "input-tags"), text("text-tags")
        self._free.setTabChangesFocus(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)  # names of tags are anybody's
        for box in (self._list, self._free):
            box.setFixedHeight(box.fontMetrics().height() * _LINES + 24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 0, 0)
        for widget in (self._filter, self._list, self._free, self._said):
            layout.addWidget(widget)
        self._filter.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(lambda _item: self._edited())
        self._free.textChanged.connect(self._edited)
        self._translate()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the chosen tags."""
        if self._found is None or self._found.names is None:
            lines = (visible(line) for line in self._free.toPlainText().splitlines())
            return tuple(dict.fromkeys(filter(None, lines)))
        return tuple(item.data(_NAME) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def show_tags(self, found: TagsFound | None, chosen: Sequence[str]) -> None:
        """Offer what Sansan lists; None while that is not known."""
        self._found = found
        for box in (self._list, self._free):
            box.blockSignals(True)
        self._free.setPlainText("\n".join(chosen))
        self._list.clear()
        for name in dict.fromkeys((*chosen, *((found.names if found else None) or ()))):
            item = QListWidgetItem(self._list)
            item.setData(_NAME, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        self._list.setCurrentRow(0)
        self._say()
        for box in (self._list, self._free):
            box.blockSignals(False)
        self._narrow(self._filter.text())

    def show_numbers(self, numbers: Mapping[str, int], *, complete: bool) -> None:
        """Show how many cards have each tag, as far as they are counted."""
        if (numbers, complete) != (self._numbers, self._complete):
            self._numbers, self._complete = numbers, complete
            self._list.blockSignals(True)
            self._say()
            self._list.blockSignals(False)

    def _edited(self) -> None:
        self._list.blockSignals(True)
        self._say()
        self._list.blockSignals(False)
        self.changed.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(at) for at in range(self._list.count())]

    def _narrow(self, typed: str) -> None:
        items = self._items()
        fit = set(hits(range(len(items)), [prepare([item.data(_NAME)]) for item in items], typed))
        for at, item in enumerate(items):
            item.setHidden(bool(typed.strip()) and at not in fit)

    def _say(self) -> None:
        listed = self._found is not None and self._found.names is not None
        self._list.setVisible(listed)
        self._filter.setVisible(listed and self._list.count() > _LINES)
        self._free.setVisible(self._found is not None and not listed)
        for item in self._items():
            name = str(item.data(_NAME))
            item.setText(with_note(name, self._note(name)))
        self._said.setText(self._remarks())
        self._said.setVisible(bool(self._said.text()))

    def _note(self, name: str) -> str:
        if self._found and self._found.names is not None and name not in self._found.names:
            return self.tr("not in Sansan any more")
        counted = self._numbers.get(name, 0)
        if self._complete:
            return self.tr("%Ln card(s)", "", counted)
        return self.tr("{count} so far").format(count=number(counted))

    def _remarks(self) -> str:
        found, said = self._found, []
        if found is None:
            return self.tr("Reading the tags from Sansan…")
        if found.names is None:
            said.append(self.tr("This API key may not list tags. Write them as they stand in Sansan, one a line. A card that is tagged later goes with “Check every card”."))  # fmt: skip # noqa: E501
        elif absent := [name for name in self.chosen if name not in found.names]:
            words = self.tr(
                "No card goes because of tags that are not in Sansan any more (renamed or deleted): {names}."
            )
            said.append(words.format(names=self.tr(", ").join(absent)))
        if not found.searchable:
            said.append(self.tr("This API key may not search by tag. A card that is tagged later goes with “Check every card”."))  # fmt: skip # noqa: E501
        if found.names == ():
            said.append(self.tr("There is no tag in Sansan that this API key can see."))
        return " ".join(said)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        for box in (self._list, self._free):
            box.setAccessibleName(self.tr("Tags"))
        self._filter.setPlaceholderText(self.tr("Find a tag"))
        self._filter.setAccessibleName(self._filter.placeholderText())
        self._free.setPlaceholderText(self.tr("One tag a line"))
        self._list.blockSignals(True)
        self._say()
        self._list.blockSignals(False)
