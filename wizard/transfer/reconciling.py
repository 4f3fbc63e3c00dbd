"""After everything was read and sent: both sides' counts explained, record by record. Nothing is ever deleted."""

from __future__ import annotations

from itertools import islice

from wizard.domain.check import NOT_OURS, NOT_VISIBLE, OLDER, Check
from wizard.domain.control import Control
from wizard.domain.errors import Refused
from wizard.domain.ports import CardSource, RecordStore
from wizard.transfer.ledger import Ledger, Run

_AT_ONCE = 1_000
ASKED = 200  # cards that are asked for one by one; of more it is not said which are older cards of the same person


def reconcile(
    run: Run, ledger: Ledger, records: RecordStore, source: CardSource, control: Control, *, past_cards: bool
) -> Check:
    """Look at every record; note those that belong to no card of the run, and say why."""
    ledger.findings.begin(run.id)
    every, total = records.ids(), 0
    while part := list(islice(every, _AT_ONCE)):
        control.checkpoint()
        ledger.findings.add(run.id, part)
        total += len(part)
    if not past_cards:
        hidden = ledger.findings.cards(run.id, NOT_VISIBLE)[:ASKED]
        ledger.findings.name(run.id, [card_id for card_id in hidden if _is_seen(source, card_id)], OLDER)
    return _check(run, ledger, total)


def _is_seen(source: CardSource, card_id: str) -> bool:
    try:
        return source.card(card_id) is not None
    except Refused:  # this card, or reading single cards at all
        return False


def _check(run: Run, ledger: Ledger, total: int) -> Check:
    found, notes = ledger.findings.counts(run.id), ledger.outcomes.by_kind_of_note(run.id)
    return Check(
        cards=sum(ledger.outcomes.counts(run.id).values()),
        records=total,
        matched=total - sum(found.values()),
        older=found[OLDER],
        not_visible=found[NOT_VISIBLE],
        not_ours=found[NOT_OURS],
        deleted=notes["deleted"],
        edited=notes["edited"],
        moved=notes["owner_changed"],
    )
