"""The look: Fusion in our own colours, which follow the system live: light, dark, high contrast."""

from __future__ import annotations

import os
from dataclasses import asdict
from string import Template

from PySide6.QtCore import QDir, QObject, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from wizard import resources
from wizard.gui.colours import LIGHT, Colours, pick

_HEADING = 1.7  # times the system's font
_Role = QPalette.ColorRole


class Look(QObject):
    """Dresses the program, and dresses it anew whenever the system changes its mind. One a program."""

    colours: Colours = LIGHT

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        hints = app.styleHints()
        self._dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self._high = _is_high(hints.accessibility().contrastPreference())
        hints.colorSchemeChanged.connect(self._scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._contrast_changed)
        QDir.addSearchPath("icons", str(resources.path("icons")))
        app.setStyle("Fusion")
        self._follow()

    def wear(self, colours: Colours) -> None:
        """Put on these colours."""
        Look.colours = colours
        self._app.setPalette(_palette(colours))
        sheet = resources.path("style.qss").read_text("utf-8")
        self._app.setStyleSheet(Template(sheet).substitute(asdict(colours)))
        self._app.setWindowIcon(icon("program", QColor(colours.accent)))

    def _scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._dark = scheme == Qt.ColorScheme.Dark
        self._follow()

    def _contrast_changed(self, preference: Qt.ContrastPreference) -> None:
        self._high = _is_high(preference)
        self._follow()

    def _follow(self) -> None:
        system = None
        if self._high and os.name == "nt":  # a contrast theme of Windows has colours of its own, the person's choice
            self._app.setPalette(QPalette())  # the system's shows again
            system = self._app.palette()
        self.wear(pick(dark=self._dark, high=self._high, system=system))


def _is_high(preference: Qt.ContrastPreference) -> bool:
    return preference == Qt.ContrastPreference.HighContrast


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, name in (
        (_Role.Window, colours.window),
        (_Role.WindowText, colours.text),
        (_Role.Base, colours.surface),
        (_Role.AlternateBase, colours.raised),
        (_Role.Text, colours.text),
        (_Role.Button, colours.raised),
        (_Role.ButtonText, colours.text),
        (_Role.BrightText, colours.bad),
        (_Role.Highlight, colours.accent),
        (_Role.HighlightedText, "#ffffff"),
        (_Role.Accent, colours.accent),
        (_Role.Link, colours.link),
        (_Role.LinkVisited, colours.link),
        (_Role.PlaceholderText, colours.muted),
        (_Role.ToolTipBase, colours.note_ground),
        (_Role.ToolTipText, colours.text),
        (_Role.Light, colours.surface),
        (_Role.Midlight, colours.raised),
        (_Role.Mid, colours.line),
        (_Role.Dark, colours.edge),
        (_Role.Shadow, colours.edge),
    ):
        palette.setColor(role, QColor(name))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def icon(name: str, colour: QColor, size: int = 64) -> QIcon:
    """Return an icon of resources/icons in a colour."""
    text = resources.path(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour.name())
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(text.encode()).render(painter)
    painter.end()
    return QIcon(pixmap)


def heading(label: QLabel, times: float = _HEADING) -> QLabel:
    """Make a label a heading."""
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * times)
    font.setBold(True)  # a weight between is not made up where a Japanese font has none
    label.setFont(font)
    label.setWordWrap(True)
    return label


def secondary(label: QLabel) -> QLabel:
    """Make a label a quiet one."""
    label.setForegroundRole(_Role.PlaceholderText)
    label.setWordWrap(True)
    return label


class PrimaryButton(QPushButton):
    """The button that does what the page is for, filled with the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("primary", True)
