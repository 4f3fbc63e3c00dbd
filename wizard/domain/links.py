"""Links from cards to contacts, leads and accounts: their kinds, their outcomes, and what a person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """An object that a card can be linked to."""

    CONTACT = "Contact"
    LEAD = "Lead"
    ACCOUNT = "Account"


KEY_PREFIXES = {Kind.CONTACT: "003", Kind.LEAD: "00Q", Kind.ACCOUNT: "001"}
"""How ids of these objects begin, in every organisation."""


class LinkOutcome(StrEnum):
    """What became of a card in a link run; the words of ``rows_file``."""

    LINKED = "linked"
    CREATED = "created"
    ALREADY = "already"
    AMBIGUOUS = "ambiguous"
    UNMATCHED = "unmatched"
    FAILED = "failed"


class Create(StrEnum):
    """What is made for a card that nobody fits."""

    NONE = "none"
    LEAD = "lead"
    CONTACT = "contact"


class Choice(StrEnum):
    """A person's own decision about a card: this record, none of all, not this record, or a new one."""

    THIS = "this"
    NONE = "none"
    NOT = "not"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What a person chose for links; ``after_sync``: a sync links what it created or changed.

    ``defaults`` are values that new records get where a card gives none: the object, the field, the value.
    """

    after_sync: bool = False
    create: Create = Create.NONE
    fill_empty: bool = False
    defaults: tuple[tuple[str, str, str], ...] = ()

    def defaults_of(self, kind: Kind) -> dict[str, str]:
        """Return the values for new records of an object, by field."""
        return {name: value for object_name, name, value in self.defaults if object_name == kind}


class NewField(NamedTuple):
    """A field of new records that no card gives, and that a person is asked for once.

    ``choices`` are values and labels; empty where any text will do. ``needed``: without it nothing can be created.
    """

    kind: Kind
    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What became of the links that earlier runs set: ``kept`` as they were, ``moved`` or cleared by somebody since.

    ``others`` are cards that somebody else linked.
    """

    kept: int = 0
    moved: int = 0
    others: int = 0


class LinkedCard(NamedTuple):
    """A stored card as far as links need it. ``values`` are its texts by item; ids are empty for none."""

    card_id: str
    record_id: str
    owner_id: str
    contact_id: str
    lead_id: str
    account_id: str
    values: Mapping[str, str]


class Person(NamedTuple):
    """A contact or lead that can be a candidate; ``company`` is that of a lead, or the account's name."""

    kind: Kind
    id: str
    account_id: str
    email: str
    family_name: str
    given_name: str
    company: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done for a card. ``by`` says why: ``email``, ``name``, ``person`` (a choice), or empty.

    ``reason`` is a code of ``words.links``; ``candidates`` are the ids among which a person must choose.
    """

    card_id: str
    outcome: LinkOutcome
    by: str = ""
    kind: Kind | None = None
    target_id: str = ""
    account_id: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """The numbers of a link run; ``created`` counts records by object."""

    cards: int = 0
    outcomes: Mapping[LinkOutcome, int] = field(default_factory=dict)
    filled: int = 0
    created: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkState:
    """How far cards are linked: ``linked`` by us, ``undecided`` while several records fit and nobody has decided.

    ``looked`` is when the last link run began, ``since`` when the first card of those was found (ISO 8601).
    """

    looked: str
    linked: int
    undecided: int
    since: str = ""
