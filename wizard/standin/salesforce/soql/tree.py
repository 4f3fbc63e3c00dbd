"""The parts of a parsed query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class FieldRef:
    """A field, perhaps of a parent: ``("Profile", "Name")``. ``position`` is its offset in the query."""

    path: tuple[str, ...]
    position: int


@dataclass(frozen=True)
class Aggregate:
    """COUNT, COUNT_DISTINCT, MIN, MAX, SUM or AVG of a field; COUNT() has no field."""

    function: str
    field: FieldRef | None
    alias: str | None
    position: int


@dataclass(frozen=True)
class AllFields:
    """FIELDS(ALL), FIELDS(STANDARD) or FIELDS(CUSTOM): every field of that group that the user sees."""

    group: str
    position: int


Item: TypeAlias = "FieldRef | Aggregate | AllFields"


@dataclass(frozen=True)
class Literal:
    """A value: ``kind`` is string, number, boolean, date, datetime or null; ``value`` is ready for SQL.

    ``pattern`` is the same text for LIKE, where a backslash before %, _ or itself takes away its meaning.
    """

    kind: str
    value: str | int | float | None
    pattern: str = ""


@dataclass(frozen=True)
class Span:
    """Days from the first, up to but without the last, as ``2026-11-22``."""

    first: str
    end: str


@dataclass(frozen=True)
class Compare:
    """``operator`` is one of = != < > <= >= LIKE."""

    field: FieldRef
    operator: str
    value: Literal | Span


@dataclass(frozen=True)
class In:
    """Membership in a list of values, or in the single column of another query."""

    field: FieldRef
    negated: bool
    values: tuple[Literal, ...] | Select


@dataclass(frozen=True)
class Both:
    """AND."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either:
    """OR."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Negation:
    """NOT."""

    part: Condition


Condition: TypeAlias = "Compare | In | Both | Either | Negation"


@dataclass(frozen=True)
class Order:
    """One field of ORDER BY; nulls come first unless said otherwise."""

    field: FieldRef | Aggregate
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Select:
    """A whole query."""

    items: tuple[Item, ...]
    source: str
    source_position: int
    alias: str | None
    where: Condition | None
    groups: tuple[FieldRef, ...]
    orders: tuple[Order, ...]
    limit: int | None
    offset: int

    @property
    def aggregates(self) -> bool:
        """Whether the answer consists of aggregate results."""
        return bool(self.groups) or any(isinstance(item, Aggregate) for item in self.items)
