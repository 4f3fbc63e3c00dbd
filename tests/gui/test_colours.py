"""The colours: contrast as WCAG 2.2 asks for, and the window follows the system while it is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.person import Person
from wizard.gui import theme
from wizard.gui.colours import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Colours, contrast, pick
from wizard.gui.shell import Shell

LOOKS = [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK]
GROUNDS = ("window", "surface", "raised", "chosen", "bad_ground", "note_ground")
Group, Role = QPalette.ColorGroup, QPalette.ColorRole


def ratio(one: str, other: str) -> float:
    return contrast(QColor(one), QColor(other))


@pytest.mark.parametrize("colours", LOOKS)
@pytest.mark.parametrize("text", ["text", "muted", "link", "good", "bad"])
def test_every_text_stands_out_from_every_ground(colours: Colours, text: str) -> None:
    need = 7.0 if colours in (HIGH_LIGHT, HIGH_DARK) else 4.5
    assert min(ratio(getattr(colours, text), getattr(colours, ground)) for ground in GROUNDS) >= need


@pytest.mark.parametrize("colours", LOOKS)
def test_controls_and_the_focus_ring_stand_out(colours: Colours) -> None:
    for ground in ("window", "surface"):
        assert min(ratio(getattr(colours, part), getattr(colours, ground)) for part in ("edge", "accent")) >= 3
    assert min(ratio(colours.link, getattr(colours, ground)) for ground in GROUNDS) >= 3
    assert ratio("#ffffff", colours.accent) >= 4.5


# Contrast themes of Windows 11: window, text, link, what is selected. The last one cannot be read at all.
THEMES = {
    "Aquatic": ("#202020", "#ffffff", "#75e9fc", "#8ee3f0"),
    "Desert": ("#fffaef", "#3d3d3d", "#1c5e75", "#903909"),
    "Dusk": ("#2d3236", "#ffffff", "#70ebde", "#a1bfde"),
    "Night sky": ("#000000", "#ffffff", "#8080ff", "#d6b4fd"),
    "unreadable": ("#808080", "#8a8a8a", "#808080", "#808080"),
}


def system(theme: str) -> QPalette:
    palette = QPalette()
    for role, name in zip((Role.Window, Role.WindowText, Role.Link, Role.Highlight), THEMES[theme], strict=True):
        palette.setColor(role, QColor(name))
    return palette


@pytest.mark.parametrize("theme", THEMES)
def test_in_high_contrast_the_persons_own_colours_count_and_stay_readable(theme: str) -> None:
    colours = pick(dark=True, high=True, system=system(theme))
    if theme == "unreadable":
        assert colours == HIGH_DARK
    else:
        assert (colours.window, colours.text) == THEMES[theme][:2]
    for text in ("text", "muted", "link", "good", "bad"):
        assert min(ratio(getattr(colours, text), getattr(colours, ground)) for ground in GROUNDS) >= 4.5
    assert ratio("#ffffff", colours.accent) >= 4.5
    assert ratio(colours.edge, colours.window) >= 4.5
    assert colours.chosen != colours.window


def test_contrast_is_what_the_standard_says() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", LOOKS)
def test_the_palette_says_so_too_in_each_state(look: theme.Look, qapp: QApplication, colours: Colours) -> None:
    look.wear(colours)
    palette = qapp.palette()
    pairs = [(Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.ButtonText, Role.Button)]
    pairs += [(Role.PlaceholderText, Role.Base), (Role.HighlightedText, Role.Highlight), (Role.Link, Role.Base)]
    for group in (Group.Active, Group.Inactive, Group.Disabled):
        for text, ground in pairs:
            assert contrast(palette.color(group, text), palette.color(group, ground)) >= 4.5, (group, text)
    look.wear(LIGHT)


def test_an_open_window_follows_the_system(person: Person, window: Shell, qapp: QApplication) -> None:
    person.open("review")
    hints = qapp.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.palette().color(Role.Window) == QColor(DARK.window)
    assert _ground(person.find("button-save-and-transfer")) == QColor(DARK.accent)
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert window.palette().color(Role.Window) == QColor(HIGH_DARK.window)
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window.palette().color(Role.Window) == QColor(pick(dark=False, high=False).window)
    assert _ground(person.find("button-save-and-transfer")) == QColor(LIGHT.accent)


def _ground(button: object) -> QColor:
    assert isinstance(button, QPushButton)
    return button.grab().toImage().pixelColor(button.width() // 2, 4)
