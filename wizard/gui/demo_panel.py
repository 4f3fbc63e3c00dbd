"""What a person needs to try the demo: key, consumer key, username, password, each to be copied."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from wizard.gui import theme
from wizard.gui.parts import CopyField, named

_SHOWN = ("api_key", "consumer_key", "username", "password")
_BETWEEN = 12  # pixels between what is shown, on top of the usual space


class DemoPanel(QFrame):
    """A strip above every page of the demo."""

    def __init__(self, demo: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel-demo")
        self._about = named(QLabel(), "text-demo")
        self._labels = [named(QLabel(), f"label-demo-{key}") for key in _SHOWN]
        self._fields = [CopyField(f"demo-{key.replace('_', '-')}", demo[key]) for key in _SHOWN]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(_BETWEEN)
        layout.setVerticalSpacing(2)
        layout.addWidget(self._about, 1, 0)
        for place, (label, field) in enumerate(zip(self._labels, self._fields, strict=True), 1):
            label.setBuddy(field.field)
            layout.addWidget(theme.secondary(label), 0, place)
            layout.addWidget(field, 1, place)
            layout.setColumnStretch(place, 1)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self._about.setText(f"<b>{self.tr('Demo')}</b>")
        about = self.tr("Demo: nothing real is touched. Use these where the wizard and the sign-in page ask for them.")
        self._about.setAccessibleName(about)
        self.setAccessibleName(about)
        self.setToolTip(about)
        names = (
            self.tr("Sansan API key"),
            self.tr("Consumer key"),
            self.tr("Salesforce username"),
            self.tr("Salesforce password"),
        )
        for label, field, name in zip(self._labels, self._fields, names, strict=True):
            label.setText(name)
            field.set_label(name)
