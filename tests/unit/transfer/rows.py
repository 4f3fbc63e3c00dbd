"""Rows and their fates, as the ledger is given them."""

from __future__ import annotations

from wizard.domain.fieldmap import Note
from wizard.domain.outcome import CREATED, FAILED, UPDATED, Outcome
from wizard.domain.plan import Change

NOTES = (Note("shortened", "memo", 255), Note("left_out", "email"))


def change(card_id: str, recipient: str = "005H", *, creates: bool = True, notes: tuple[Note, ...] = ()) -> Change:
    return Change(
        card_id=card_id,
        values=("部長",),
        owner_id=recipient if creates else "",
        owner_key="hanako@c.example",
        recipient_id=recipient,
        fingerprint=card_id.encode(),
        notes=notes,
        salesforce_id="" if creates else f"a00{card_id}",
        creates=creates,
    )


def sent(card_id: str, outcome: str = CREATED, reason: str = "", recipient: str = "005H") -> tuple[Change, Outcome]:
    there = "" if outcome == FAILED else f"a00{card_id}"
    return change(card_id, recipient, creates=outcome != UPDATED), Outcome(card_id, there, outcome, reason)
