"""What is to be done with one card, decided from the card, the recipients and what the ledger remembers."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from wizard.domain.fieldmap import Note, Row


class Known(NamedTuple):
    """What the ledger remembers of a card: what was last written, and for which owner (empty: never written)."""

    salesforce_id: str
    fingerprint: bytes
    owner_key: str
    owner_id: str


class Change(NamedTuple):
    """One row to write. ``values`` is empty when only the owner changes; ``owner_id`` is empty when it stays.

    A value that is "" empties its field, None leaves it alone. ``creates`` says that Salesforce holds no such card yet;
    ``salesforce_id`` is empty then.
    """

    card_id: str
    values: tuple[str | None, ...]
    owner_id: str
    owner_key: str
    recipient_id: str
    fingerprint: bytes
    notes: tuple[Note, ...] = ()
    salesforce_id: str = ""
    creates: bool = False


_change = partial(tuple.__new__, Change)  # past its own constructor, which takes the values one by one


def plan(row: Row, owner_key: str, recipient_id: str, known: Known | None) -> Change | None:
    """Return the change that brings the row to Salesforce, or None when it is there already.

    The owner goes along on creation, when the card's owner in Sansan changed, and when that owner's
    recipient changed; otherwise never (interfaces.md, "Owners and edits made by hand").
    """
    card_id, values, notes, fingerprint = row
    if known is None or not (known.salesforce_id and known.owner_key):
        return _change((card_id, values, recipient_id, owner_key, recipient_id, fingerprint, notes, "", True))
    moved = (known.owner_key, known.owner_id) != (owner_key, recipient_id)
    changed = known.fingerprint != fingerprint
    if not (moved or changed):
        return None
    sent, owner_id = values if changed else (), recipient_id if moved else ""
    return Change(card_id, sent, owner_id, owner_key, recipient_id, fingerprint, notes, known.salesforce_id)
