"""Limits seen first: what plainly does not fit is not begun.

How many cards a transfer brings is known only while Sansan is read. So there are two looks. Before anything is
written, where little storage or few calls are left: new cards are counted, as far as room goes. And before each
batch: what it needs, against what is left then. Where Salesforce does not tell its limits, it stops by itself at the
row that meets one, and the transfer with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wizard.domain.card import Card
from wizard.domain.errors import Interrupted
from wizard.domain.plan import Change
from wizard.domain.ports import RecordStore
from wizard.domain.results import Allowance
from wizard.transfer.addressing import Recipients
from wizard.transfer.ledger import Ledger
from wizard.transfer.sizes import calls_needed
from wizard.transfer.slowdowns import Slowdowns

TIGHT = 100_000  # cards; where there is room for more, counting them first is not worth its requests


@dataclass
class QuotaCheck:
    """Asks what is left, and stops a run that needs more: ``Interrupted``, it can be continued."""

    records: RecordStore
    _told: bool = field(default=True, init=False)

    def check_batch(self, changes: Sequence[Change], slowdowns: Slowdowns) -> None:
        """Make sure that a batch fits, sent as has worked in this run."""
        left = self._left()
        creates = sum(change.creates for change in changes)
        check(left, creates, len(changes))
        if not slowdowns.bulk_works:
            _check_calls(left, len(changes), slowdowns.size)

    def check_small_calls(self, rows: int, size: int) -> None:
        """Make sure that the day's calls allow to send rows so few at a time."""
        _check_calls(self._left(), rows, size)

    def is_tight(self) -> bool:
        """Whether so little is left that all new cards are to be counted first."""
        left = self._left()
        few = left.records is not None and left.records < TIGHT
        return few or (left.calls is not None and left.calls < calls_needed(TIGHT))

    def check_new(self, arrivals: Iterable[list[Card]], ledger: Ledger, recipients: Recipients) -> None:
        """Make sure that all cards which Salesforce does not hold yet fit."""
        left = self._left()
        new: set[str] = set()
        others = max(
            0, self.records.count() - ledger.cards.totals()[0]
        )  # may be some of these cards, by another ledger
        for cards in arrivals:
            known = ledger.cards.known([card.id for card in cards])
            new.update(card.id for card in cards if card.id not in known and not _refused(card, recipients))
            needed = max(0, len(new) - others)
            check(left, needed, needed)

    def _left(self) -> Allowance:
        """Ask, unless Salesforce has refused to tell."""
        left = self.records.allowance() if self._told else Allowance()
        self._told = left != Allowance()
        return left


def check(left: Allowance, creates: int, rows: int) -> None:
    """Raise ``Interrupted`` where so many new records and rows plainly do not fit."""
    if left.records is not None and creates > left.records:
        raise Interrupted("storage_too_small", fit=left.records, needed=creates)
    if left.calls is not None and calls_needed(rows) > left.calls:
        raise Interrupted("calls_too_few", left=left.calls, cards=rows)


def _check_calls(left: Allowance, rows: int, size: int) -> None:
    needed = calls_needed(rows, size, bulk=False)
    if left.calls is not None and needed > left.calls:
        raise Interrupted("calls_too_few_in_small", left=left.calls, cards=rows, size=size, needed=needed)


def _refused(card: Card, recipients: Recipients) -> bool:
    return bool(recipients.refusal(card, recipients.of(card.owner)[1]))
