"""What of a card goes into a contact, lead or account: whole for a new one, into empty fields for one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wizard.domain.fieldmap import Note
from wizard.domain.links import Kind, LinkedCard
from wizard.domain.text import has_japanese, is_email, shorten
from wizard.links.fields import ADDRESS_FIELDS, FILLED, ITEM_FIELDS, ObjectFields

_LONGEST_EMAIL = 80
Values = Mapping[str, str]


def new_values(card: LinkedCard, target: ObjectFields) -> tuple[Values, tuple[Note, ...]]:
    """Return the texts by field for a record that is made for a card, and what did not go as it is."""
    wanted = {item: name for item, name in ITEM_FIELDS[target.kind].items() if card.values.get(item)}
    found = {item: (name, card.values[item]) for item, name in wanted.items()}
    texts, notes = _fitted(found, target)
    address, more = _address(card, target)
    return {**texts, **address}, (*notes, *more)


def fill_values(card: LinkedCard, target: ObjectFields, held: Mapping[str, Any]) -> tuple[Values, tuple[Note, ...]]:
    """Return the texts for the fields that are empty in a record, and what did not go as it is.

    An address is filled as a whole, where nothing of one is there.
    """
    names = ITEM_FIELDS[target.kind]
    items = [item for item in FILLED if item in names and card.values.get(item) and not held.get(names[item])]
    texts, notes = _fitted({item: (names[item], card.values[item]) for item in items}, target)
    if any(held.get(name) for name in ADDRESS_FIELDS[target.kind].values()):
        return texts, notes
    address, more = _address(card, target)
    return {**texts, **address}, (*notes, *more)


def filled_fields(target: ObjectFields) -> list[str]:
    """Return the fields that filling looks at."""
    names = [name for item, name in ITEM_FIELDS[target.kind].items() if item in FILLED]
    return [name for name in (*names, *ADDRESS_FIELDS[target.kind].values()) if name in target.fields]


def company_values(card: LinkedCard, target: ObjectFields) -> Values:
    """Return the texts by field for the account of a card's company."""
    return _fitted({"company": ("Name", card.values.get("company", ""))}, target)[0]


def _address(card: LinkedCard, target: ObjectFields) -> tuple[Values, tuple[Note, ...]]:
    names = ADDRESS_FIELDS[target.kind]
    parts = {item: card.values.get(item, "") for item in ("postal_code", "prefecture", "city", "street", "building")}
    if not any(parts.values()):
        parts["street"] = card.values.get("address", "")
    street = _joined(parts["street"], parts["building"])
    parts = {**parts, "street": street}
    if target.state_picklists:  # a prefecture that is not on the list would be refused
        parts |= {"city": _joined(parts["prefecture"], parts["city"]), "prefecture": ""}
    return _fitted({item: (name, parts[item]) for item, name in names.items() if parts[item]}, target)


def _joined(one: str, other: str) -> str:
    return f"{one}{other}" if has_japanese(one + other) else " ".join(filter(None, (one, other)))


def _fitted(found: Mapping[str, tuple[str, str]], target: ObjectFields) -> tuple[Values, tuple[Note, ...]]:
    """Return what the fields take of items, each with its field and text."""
    texts: dict[str, str] = {}
    notes: list[Note] = []
    for item, name, text, fitted, limit in _tried(found, target):
        if fitted:
            texts[name] = fitted
        if fitted != text:
            notes.append(Note("shortened", item, limit) if fitted else Note("left_out", item))
    return texts, tuple(notes)


def _tried(found: Mapping[str, tuple[str, str]], target: ObjectFields) -> Iterator[tuple[str, str, str, str, int]]:
    for item, (name, text) in found.items():
        field = target.fields.get(name)
        if field is None or not field.writable:
            continue
        if field.type == "email":
            fits = is_email(text) and len(text) <= (field.length or _LONGEST_EMAIL)
            yield item, name, text, text if fits else "", field.length
        else:
            yield item, name, text, shorten(text, field.length) if field.length else text, field.length


def missing_for(card: LinkedCard, kind: Kind) -> str:
    """Return the reason why nobody can be made for a card; empty where a family name and a company are there."""
    if not card.values.get("last_name", "").strip():
        return "no_family_name"
    return "" if card.values.get("company", "").strip() else "no_company"
