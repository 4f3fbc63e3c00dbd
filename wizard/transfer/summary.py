"""What a run did, grouped by reason: the one source of the window's and the command line's summaries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.outcome import FAILED, Outcome
from wizard.transfer.ledger import Ledger
from wizard.transfer.slowdowns import Slowdowns

Groups = tuple[tuple[Outcome, int], ...]  # an outcome without a card for each reason, and its number of cards


@dataclass(frozen=True, slots=True)
class Summary:
    """Why cards failed, the most frequent reason first; and what else is of note.

    ``remarks`` are why cards were skipped or left, what slowed the run, then which values did not go as they are, or
    were found changed.
    """

    failures: Groups
    remarks: Groups


def still_open(groups: Iterable[tuple[Outcome, int]]) -> int:
    """Return how many records of an undo Salesforce refused to take back: the next undo tries them."""
    return sum(count for outcome, count in groups if outcome.reason.startswith("row:"))


def summary(ledger: Ledger, run_id: str) -> Summary:
    """Sum up a run."""
    reasons = tuple(ledger.outcomes.by_reason(run_id))
    notes = [*Slowdowns.of(ledger, run_id).notes(), *ledger.outcomes.by_note(run_id).most_common()]
    failures = tuple(group for group in reasons if group[0].outcome == FAILED)
    others = tuple(group for group in reasons if group[0].outcome != FAILED)
    return Summary(failures, (*others, *((Outcome("", "", "", notes=(note,)), count) for note, count in notes)))
