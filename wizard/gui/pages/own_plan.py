"""What will be made of our own object, and whether what somebody took away comes back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from wizard.domain.own_object import Components
from wizard.gui.pages.own_object import what_is_made
from wizard.gui.parts import named, text
from wizard.gui.points import show_points
from wizard.usecases.destination import Found
from wizard.words import Lang
from wizard.words.say_parts import say_names


class OwnPlan(QWidget):
    """Shows the list; ``changed`` when the person decides about what was taken away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._made = text("text-what-is-made")
        self._again = named(QCheckBox(), "check-make-again")
        self._again.toggled.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._made)
        layout.addWidget(self._again)

    @property
    def again(self) -> bool:
        """Whether what somebody took away is made again."""
        return self._again.isChecked()

    def parts(self) -> Components:
        """Return what the button will make."""
        if self._found is None:
            return Components()
        return self._found.parts_again if self.again else self._found.parts

    def take(self, found: Found | None) -> None:
        """Show what was found; nothing comes back unless it is asked for anew."""
        self._found = found
        self._again.setChecked(False)

    def show_plan(self, lang: Lang, user: str, *, busy: bool) -> None:
        """Set every text; where nothing is lacking there is nothing to show."""
        parts, gone = self.parts(), self._found.gone if self._found else ()
        show_points(self._made, what_is_made(parts, lang, user) if parts else "")
        self._made.setVisible(bool(parts))
        words = self.tr("Somebody took these away in Salesforce: {names}. Make them again")
        self._again.setText(words.format(names=say_names(gone, lang)))
        self._again.setAccessibleName(self._again.text())
        self._again.setVisible(bool(gone))
        self._again.setEnabled(not busy)
