"""What a run did, grouped by reason: the one source of the window's and the command line's summaries."""

from __future__ import annotations

from wizard.domain.outcome import FAILED, Outcome
from wizard.transfer.ledger import Ledger

Groups = tuple[tuple[Outcome, int], ...]  # an outcome without a card for each reason, and its number of cards


def failures(ledger: Ledger, run_id: str) -> Groups:
    """Return why cards failed, the most frequent reason first."""
    return tuple(group for group in ledger.by_reason(run_id) if group[0].outcome == FAILED)


def remarks(ledger: Ledger, run_id: str) -> Groups:
    """Return why cards were skipped or left, then which values did not go as they are, or were found changed."""
    others = (group for group in ledger.by_reason(run_id) if group[0].outcome != FAILED)
    notes = ledger.by_note(run_id).most_common()
    return (*others, *((Outcome("", "", "", notes=(note,)), count) for note, count in notes))
