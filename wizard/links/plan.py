"""What a link run is to write, as values: links on cards, new records, and empty fields to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wizard.domain.links import Kind
from wizard.domain.results import RowError


class LinkWrite(NamedTuple):
    """Links of one card's record; a kind with an empty id is cleared, one that is absent is left alone."""

    card_id: str
    record_id: str
    targets: Mapping[Kind, str]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A contact or lead to be made for a card and linked to it, both or neither.

    ``values`` and ``account_values`` are texts by field. An account is made where ``account_values`` are given.
    """

    card_id: str
    record_id: str
    kind: Kind
    values: Mapping[str, str]
    owner_id: str
    account_id: str = ""
    account_values: Mapping[str, str] | None = None


class Made(NamedTuple):
    """What came of a new person: the ids, or the error and the records that Salesforce's rules found instead."""

    card_id: str
    person_id: str = ""
    account_id: str = ""
    error: RowError | None = None
    duplicates: tuple[str, ...] = ()


class FieldWrite(NamedTuple):
    """Values for fields of one contact or lead; None clears a field."""

    kind: Kind
    id: str
    values: Mapping[str, str | None]
