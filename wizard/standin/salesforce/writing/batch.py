"""A batch of rows on its way into the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.writing.values import ABSENT


@dataclass(frozen=True)
class Rows:
    """Rows as columns: ``values[i]`` are the values of ``fields[i]``: text, None for null, ABSENT for not sent.

    ``errors`` are those found while the rows were read.
    """

    fields: list[Field]
    values: list[list[Any]]
    count: int
    errors: dict[int, RowError] = field(default_factory=dict)

    def pick(self, indexes: list[int]) -> Rows:
        """Return some of the rows."""
        values = [[column[i] for i in indexes] for column in self.values]
        errors = {at: self.errors[i] for at, i in enumerate(indexes) if i in self.errors}
        return Rows(self.fields, values, len(indexes), errors)

    def without(self, at: int) -> Rows:
        """Return the rows without one column."""
        fields, values = self.fields[:at] + self.fields[at + 1 :], self.values[:at] + self.values[at + 1 :]
        return Rows(fields, values, self.count, self.errors)


@dataclass(frozen=True)
class Options:
    """What a caller wants beside the rows: save in spite of duplicate rules that allow it, assign leads by the rule."""

    allow_duplicates: bool = False
    assign: bool = False


@dataclass
class Outcomes:
    """What became of each row: its id (None where nothing was written), whether it is new, or why it failed."""

    ids: list[str | None]
    created: list[bool]
    errors: dict[int, RowError] = field(default_factory=dict)

    @classmethod
    def blank(cls, count: int) -> Outcomes:
        """Return outcomes to be filled in."""
        return cls([None] * count, [False] * count)


@dataclass
class Batch:
    """Rows of one object with what is known of them so far.

    ``targets`` holds the id of the record each row changes, None where it makes a new one.
    """

    access: Access
    kind: ObjectType
    fields: list[Field]
    values: list[list[Any]]
    count: int
    targets: list[str | None]
    options: Options = Options()
    errors: dict[int, RowError] = field(default_factory=dict)

    def fail(self, row: int, code: str, message: str, *fields: str) -> None:
        """Note why a row fails; the first reason stays."""
        self.errors.setdefault(row, RowError(code, message, fields))

    def fail_all(self, errors: dict[int, RowError]) -> None:
        """Note the reasons of several rows."""
        for row, error in errors.items():
            self.errors.setdefault(row, error)

    def column(self, name: str) -> list[Any] | None:
        """Return the values sent for a field, None when nobody sent it."""
        for at, sent in enumerate(self.fields):
            if sent.name == name:
                return self.values[at]
        return None

    def overwrite(self, field: Field, value: Any) -> None:
        """Give every row a value of a field, whatever was sent."""
        others = [at for at, sent in enumerate(self.fields) if sent.name != field.name]
        self.fields = [*(self.fields[at] for at in others), field]
        self.values = [*(self.values[at] for at in others), [value] * self.count]

    def good(self, *, new: bool) -> list[int]:
        """Return the rows without an error that make a record, or change one."""
        return [row for row, target in enumerate(self.targets) if (target is None) == new and row not in self.errors]

    def sent(self, at: int) -> list[int]:
        """Return the rows that carry a value, or null, in a column."""
        return [row for row, value in enumerate(self.values[at]) if value is not ABSENT]
