"""The buttons that decide about a card; each says what it would do now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from wizard.domain.links import Create
from wizard.gui.flow_layout import FlowLayout, flow
from wizard.gui.parts import named

_LONGEST = 24  # letters of a company's name on a button


class DecideButtons:
    """Made once, by name: this, none, new, company, undo. ``click`` presses one as a key does."""

    def __init__(self) -> None:
        names = ("this", "none", "new", "company", "undo")
        self._buttons = {name: named(QPushButton(), f"button-link-{name}") for name in names}

    def __getitem__(self, name: str) -> QPushButton:
        """Return one."""
        return self._buttons[name]

    def layout(self) -> FlowLayout:
        """Return all side by side."""
        return flow(*self._buttons.values())

    def click(self, name: str) -> None:
        """Press one, if it can be pressed."""
        self._buttons[name].click()

    def say(self, *, company: str, opens_again: bool, create: Create) -> None:
        """Set every text. ``company`` is that of the cards the fourth one would decide, empty for none."""
        translate = QCoreApplication.translate
        name = company if len(company) <= _LONGEST else f"{company[: _LONGEST - 1]}…"
        same = translate("Links", "The same for all of {company} (S)").format(company=name)
        self._set("this", translate("Links", "This one (1–9)"))
        self._set("none", translate("Links", "None of these (0)"))
        self._set("new", translate("Links", "A new one (N)"))
        self._set("company", same if company else translate("Links", "The same for all of this company (S)"))
        self._set("undo", translate("Links", "Decide again") if opens_again else translate("Links", "Undo"))
        off = create == Create.NONE
        why = translate("Links", "Choose first what to create for cards that nobody fits.") if off else ""
        self._buttons["new"].setToolTip(why)
        self._buttons["new"].setAccessibleDescription(why)
        self._buttons["company"].setToolTip(company)

    def _set(self, name: str, words: str) -> None:
        self._buttons[name].setText(words.replace("&", "&&"))
        self._buttons[name].setAccessibleName(words)
