"""Which field of the destination each item of a card goes to, where a person chose another one. Pure rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from wizard.domain.destination import PACKAGE_FIELDS, Field, Target, takes

ITEMS = tuple(item for item in PACKAGE_FIELDS if item != "owner")
"""The items a person may send elsewhere or leave out."""


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
