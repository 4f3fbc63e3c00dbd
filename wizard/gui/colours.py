"""The colours of the window, for light, dark and high contrast: one table each, checked by test against WCAG 2.2.

Text stands at least 4.5 : 1 against each ground it is drawn on, edges of controls and the focus ring at least 3 : 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_READABLE = 4.5  # as WCAG 2.2 asks of text


@dataclass(frozen=True, slots=True)
class Colours:
    """One look. Grounds: ``window``, ``surface``, ``raised``, ``chosen``, ``bad_ground``, ``note_ground``."""

    window: str  # behind everything
    surface: str  # cards, fields, tables
    raised: str  # buttons; every other row
    chosen: str  # the current step, selected rows
    bad_ground: str  # behind an error
    note_ground: str  # behind something to know
    text: str
    muted: str  # what matters less; also what cannot be pressed now
    line: str  # parts grounds, says nothing
    edge: str  # of fields, check boxes, scroll bars
    accent: str  # fills what is to be pressed; white stands on it
    link: str  # the accent as text, and the focus ring
    good: str
    bad: str


LIGHT = Colours(
    window="#f4f6f9",
    surface="#ffffff",
    raised="#eceff4",
    chosen="#dfebfa",
    bad_ground="#fdecea",
    note_ground="#e8f1fc",
    text="#18212d",
    muted="#56606e",
    line="#d8dee6",
    edge="#78828f",
    accent="#0a63bd",
    link="#0a5cb0",
    good="#17703f",
    bad="#ad2318",
)
DARK = Colours(
    window="#14181d",
    surface="#1c2128",
    raised="#2a313a",
    chosen="#203650",
    bad_ground="#3a2120",
    note_ground="#1c2f45",
    text="#e9edf2",
    muted="#acb6c3",
    line="#363f4a",
    edge="#87919e",
    accent="#1f6fc4",
    link="#85bdff",
    good="#74d49d",
    bad="#ffa199",
)
HIGH_LIGHT = Colours(
    window="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    chosen="#d6e4ff",
    bad_ground="#ffffff",
    note_ground="#ffffff",
    text="#000000",
    muted="#1f1f1f",
    line="#000000",
    edge="#000000",
    accent="#003c8f",
    link="#002a80",
    good="#00491f",
    bad="#8a0000",
)
HIGH_DARK = Colours(
    window="#000000",
    surface="#000000",
    raised="#000000",
    chosen="#00306b",
    bad_ground="#000000",
    note_ground="#000000",
    text="#ffffff",
    muted="#f0f0f0",
    line="#ffffff",
    edge="#ffffff",
    accent="#005fd1",
    link="#ffe14d",
    good="#7dffb0",
    bad="#ffb3ad",
)


def pick(*, dark: bool, high: bool, system: QPalette | None = None) -> Colours:
    """Return the colours for what the system prefers; ``system`` holds those a person chose for high contrast."""
    if high:
        return (_of_system(system) if system else None) or (HIGH_DARK if dark else HIGH_LIGHT)
    return DARK if dark else LIGHT


def _of_system(palette: QPalette) -> Colours | None:
    """Return the person's own colours; what could not be read on them is brought nearer. None: they cannot be used."""
    role = QPalette.ColorRole
    window, text, marked = (palette.color(each) for each in (role.Window, role.WindowText, role.Highlight))
    if contrast(text, window) < _READABLE:
        return None
    stands = [each for each in (palette.color(role.Link), text) if contrast(each, window) >= _READABLE]
    chosen = _nearest(marked, window, text)
    link = next(each for each in stands if each == text or contrast(each, chosen) >= _READABLE)
    accent = _nearest(marked, QColor("black"), QColor("white"))
    ground, word = window.name(), text.name()
    return Colours(
        *(ground, ground, ground, chosen.name(), ground, ground),
        *(word, word, word, word, accent.name(), link.name(), word, word),
    )


def _nearest(colour: QColor, to: QColor, text: QColor) -> QColor:
    """Return the colour, mixed with another until a text can be read on it."""
    for share in range(20):
        parts = zip(colour.getRgb()[:3], to.getRgb()[:3], strict=True)  # type: ignore[index]
        mixed = QColor(*(round(a + (b - a) * share / 20) for a, b in parts))
        if contrast(text, mixed) >= _READABLE:
            return mixed
    return to


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2.2 computes it, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
