"""Why cards failed, were left out, or went changed, grouped by reason with what to do."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QObject

from wizard.domain.outcome import Outcome
from wizard.words import Lang, say_reason


class Causes(QObject):
    """Writes them as rich text, a line each."""

    def said(self, causes: Iterable[tuple[Outcome, int]], lang: Lang) -> str:
        """Return one line for each outcome and its number of cards."""
        return "<br>".join(self._line(count, say_reason(outcome, lang)) for outcome, count in causes)

    def _line(self, count: int, reason: str) -> str:
        cards = self.tr("%Ln card(s)", "", count)
        return f"<b>{cards}</b>: {escape(reason)}"
