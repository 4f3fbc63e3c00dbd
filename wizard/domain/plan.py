"""What is to be done with one card, decided from the card, the recipients and what the ledger remembers."""

from __future__ import annotations

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

    ``creates`` says that Salesforce holds no such card yet; ``salesforce_id`` is empty then.
    """

    card_id: str
    values: dict[str, str | None]
    owner_id: str
    owner_key: str
    recipient_id: str
    fingerprint: bytes
    notes: tuple[Note, ...] = ()
    salesforce_id: str = ""
    creates: bool = False


def plan(row: Row, owner_key: str, recipient_id: str, known: Known | None) -> Change | None:
    """Return the change that brings the row to Salesforce, or None when it is there already.

    The owner goes along on creation, when the card's owner in Sansan changed, and when that owner's
    recipient changed; otherwise never (interfaces.md, "Owners and edits made by hand").
    """
    if known is None or not (known.salesforce_id and known.owner_key):
        return _change(row, row.values, owner_key, recipient_id, recipient_id, creates=True)
    moved = (known.owner_key, known.owner_id) != (owner_key, recipient_id)
    changed = known.fingerprint != row.fingerprint
    if not (moved or changed):
        return None
    return _change(
        row,
        row.values if changed else {},
        owner_key,
        recipient_id,
        recipient_id if moved else "",
        salesforce_id=known.salesforce_id,
    )


def _change(
    row: Row,
    values: dict[str, str | None],
    owner_key: str,
    recipient_id: str,
    owner_id: str,
    *,
    salesforce_id: str = "",
    creates: bool = False,
) -> Change:
    return Change(
        card_id=row.card_id,
        values=values,
        owner_id=owner_id,
        owner_key=owner_key,
        recipient_id=recipient_id,
        fingerprint=row.fingerprint,
        notes=row.notes,
        salesforce_id=salesforce_id,
        creates=creates,
    )
