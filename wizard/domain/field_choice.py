"""Which field of the destination each item of a card goes to, where a person chose another one. Pure rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from wizard.domain.destination import PACKAGE_FIELDS, Field, Target, takes

ITEMS = tuple(item for item in PACKAGE_FIELDS if item != "owner")
"""The items a person may send elsewhere or leave out."""
ALWAYS = ("name",)
"""The items that every card has."""
ADVICE = ("required", "required_empty")
"""The codes of what is worth a word, and does not keep a choice from working."""


class FieldFault(NamedTuple):
    """What is wrong with the choice of a field for an item: a code of ``words.field_choice``, the field as written."""

    code: str
    item: str
    field: str


def faults(chosen: Mapping[str, str], target: Target, described: Mapping[str, Field]) -> list[FieldFault]:
    """Return what is wrong with the chosen fields (item → API name, empty: left out) of an object as it is described.

    Letter case counts in no API name.
    """
    shown = {name.casefold(): field for name, field in described.items()}
    used = Counter(name.casefold() for name in target.choosing(chosen).fields.values())
    return [
        FieldFault(code, item, name)
        for item, name in chosen.items()
        if name and (code := _fault(item, name.casefold(), target, shown.get(name.casefold()), used))
    ]


def broken(chosen: Mapping[str, str], target: Target, described: Mapping[str, Field]) -> list[FieldFault]:
    """Return what is wrong with a choice that fitted once, and which required fields may stay empty.

    Those have the codes of ``ADVICE``; the item is empty where nothing of a card goes to the field.
    """
    going = {name.casefold(): item for item, name in target.choosing(chosen).fields.items()}
    missing = [
        FieldFault("required" if item else "required_empty", item, name)
        for name, field in described.items()
        if field.required and name not in (target.key_field, "OwnerId")
        if (item := going.get(name.casefold(), "")) not in ALWAYS
    ]
    return [*faults(chosen, target, described), *missing]


def choices(item: str, chosen: Mapping[str, str], target: Target, described: Mapping[str, Field]) -> tuple[Field, ...]:
    """Return the fields an item may go to as the other items go: the usual one first, then by their labels."""
    others = {name.casefold() for other, name in target.choosing(chosen).fields.items() if other != item}
    others |= {target.key_field.casefold(), "ownerid"}
    fit = [f for f in described.values() if f.writable and takes(f, item) and f.name.casefold() not in others]
    return tuple(sorted(fit, key=lambda f: (f.name != target.fields[item], f.label.casefold(), f.name)))


def _fault(item: str, name: str, target: Target, field: Field | None, used: Mapping[str, int]) -> str:
    if name in (target.key_field.casefold(), "ownerid"):
        return "reserved"
    if used[name] > 1:
        return "twice"
    if field is None:
        return "absent"
    if not takes(field, item):
        return "type"
    return "" if field.writable else "read_only"


def as_described(chosen: Mapping[str, str], described: Mapping[str, Field]) -> dict[str, str]:
    """Return the choice with each name in the letter case that the object has."""
    names = {name.casefold(): name for name in described}
    return {item: names.get(name.casefold(), name) for item, name in chosen.items()}
