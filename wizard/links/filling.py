"""Filling empty fields of the contacts and leads that a run linked: a filled field is never overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import islice

from wizard.domain.links import Kind, LinkedCard, LinkOutcome
from wizard.links.fields import IS_PERSON, ObjectFields
from wizard.links.plan import FieldWrite
from wizard.links.sending import Sending
from wizard.links.values import fill_values, filled_fields
from wizard.transfer.ledger.links import Fill, LinkRow
from wizard.transfer.row_errors import own_words

_AT_ONCE = 200


def digest(value: object) -> str:
    """Return what is kept of a value: enough to tell later whether a field still holds it."""
    text = str(value or "").replace("\r\n", "\n").strip()
    return blake2b((text.lower() if "@" in text else text).encode(), digest_size=8).hexdigest()


def fill(sending: Sending, objects: Mapping[Kind, ObjectFields]) -> None:
    """Fill what is empty in the records that a run linked cards to; of several cards the newest speaks."""
    for kind in (Kind.CONTACT, Kind.LEAD):
        linked = (row for row in sending.ledger.links.rows(sending.run_id) if row.kind == kind and _found(row))
        by_target: dict[str, list[LinkRow]] = {}
        for row in linked:
            by_target.setdefault(row.target_id, []).append(row)
        targets = iter(by_target.items())
        while some := dict(islice(targets, _AT_ONCE)):
            sending.control.checkpoint()
            _fill(sending, objects[kind], some)


def _found(row: LinkRow) -> bool:
    """Whether a card was linked to a record that was there; what the run made is whole already."""
    return row.outcome == LinkOutcome.LINKED and row.way != "group" and bool(row.target_id)


def _fill(sending: Sending, target: ObjectFields, some: Mapping[str, list[LinkRow]]) -> None:
    rows = {row.card_id: row for group in some.values() for row in group}
    newest = _newest(sending.source.cards([row.record_id for row in rows.values()]), rows)
    held = {
        str(r["Id"]): r
        for r in sending.source.records(
            target.kind, list(some), [*filled_fields(target), *([IS_PERSON] if target.knows_persons else [])]
        )
    }
    writes: dict[str, FieldWrite] = {}
    remarks: list[LinkRow] = []
    for record_id, record in held.items():
        card = newest.get(record_id[:15])
        if card is None:
            continue
        if record.get(IS_PERSON):  # its contact is written by the account alone
            remarks.append(rows[card.card_id]._replace(reason="person_account"))
            continue
        values, notes = fill_values(card, target, record)
        if values:
            writes[record_id] = FieldWrite(target.kind, record_id, values)
        if notes:
            remarks.append(rows[card.card_id]._replace(notes=notes))
    sending.note(remarks)
    if not writes:
        return
    sending.ledger.links.intend_fill(sending.run_id, [
        Fill(str(w.kind), w.id, {name: digest(value) for name, value in w.values.items()}) for w in writes.values()
    ])  # fmt: skip
    results = sending.persist(lambda ids: sending.target.write([writes[record_id] for record_id in ids]), list(writes))
    good = [result.card_id for result in results if result.error is None]
    bad = {result.card_id: result.error for result in results if result.error}
    sending.ledger.links.settle_fill(sending.run_id, good, done=True)
    sending.ledger.links.settle_fill(sending.run_id, list(bad), done=False)
    told = [
        row._replace(reason="not_filled", detail=own_words(error) or error.code)
        for record_id, error in bad.items()
        for row in some.get(record_id, ())
    ]
    sending.note(told)


def _newest(cards: Iterator[LinkedCard], rows: Mapping[str, LinkRow]) -> dict[str, LinkedCard]:
    """Return the card with the newest exchange date by the record (15 characters of its id) it is linked to."""
    newest: dict[str, LinkedCard] = {}
    for card in sorted(cards, key=_age):
        if row := rows.get(card.card_id):
            newest[row.target_id[:15]] = card
    return newest


def _age(card: LinkedCard) -> tuple[str, str]:
    return card.values.get("exchange_date", ""), card.card_id
