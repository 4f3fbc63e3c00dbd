"""Rules of the organisation as a tester makes them by ``POST /standin/settings``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, get_type_hints

from wizard.standin.salesforce.ids import numbered

_CONDITIONS = ("equals", "contains", "blank", "longer")
_VALIDATION = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
_ACTIONS = ("Block", "Allow")
_Rule = TypeVar("_Rule", "ValidationRule", "DuplicateRule", "Automation", "RecordType")


@dataclass(frozen=True)
class ValidationRule:
    """Refuses records whose ``field`` ``equals`` or ``contains`` a ``value``, or is ``blank``, in the org's own words.

    ``on_field``: the error names the field. ``longer``: it takes more than ``value`` bytes. Another ``code`` stands for
    a setting of the field that refuses what is sent, such as a restricted picklist or a filter of a lookup; it does not
    look at what is kept.
    """

    object: str
    field: str
    when: str
    message: str
    value: str = ""
    on_field: bool = False
    code: str = _VALIDATION

    def __post_init__(self) -> None:
        if self.when not in _CONDITIONS:
            raise ValueError(f"when must be one of {', '.join(_CONDITIONS)}")

    @property
    def looks_at_what_is_kept(self) -> bool:
        """Whether it looks at the whole record, as a validation rule does."""
        return self.code == _VALIDATION

    def hits(self, value: Any) -> bool:
        """Say whether a record with this value is refused."""
        text = "" if value is None else str(value)
        if self.when == "longer":
            return len(text.encode()) > int(self.value)
        if self.when == "blank":
            return not text
        return text == self.value if self.when == "equals" else self.value in text


@dataclass(frozen=True)
class DuplicateRule:
    """Refuses records that have all ``fields`` in common with another, whatever the case.

    ``Allow`` gives way to the header Sforce-Duplicate-Rule-Header with allowSave=true, ``Block`` never (§2.6 [C]).
    """

    object: str
    fields: tuple[str, ...]
    action: str = "Block"
    message: str = "Use one of these records?"

    def __post_init__(self) -> None:
        if self.action not in _ACTIONS or not self.fields:
            raise ValueError(f"a duplicate rule needs fields, and action one of {', '.join(_ACTIONS)}")


@dataclass(frozen=True)
class Automation:
    """A trigger or flow that breaks all rows it meets at once, 200 at the most (§3.8).

    It breaks when they are more than ``most_rows`` (0: any number will do), or when the ``field`` of one ``contains`` a
    text. ``on_delete``: it minds deletions too.
    """

    object: str
    most_rows: int = 0
    field: str = ""
    contains: str = ""
    code: str = "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"
    message: str = "BizCardTrigger: execution of BeforeInsert caused by: System.LimitException: Too many SOQL queries"
    on_delete: bool = False

    def breaks(self, rows: int) -> bool:
        """Whether so many rows at once are too many."""
        return 0 < self.most_rows < rows


@dataclass(frozen=True)
class RecordType:
    """A record type that every user may choose; ``default`` is what a new record gets without one.

    ``id`` is a number of the tester's, of which the record type's id is made.
    """

    object: str
    name: str
    id: int
    default: bool = False

    @property
    def record_id(self) -> str:
        """The id, with 18 characters."""
        return numbered("012", self.id)


def read_rules(kind: type[_Rule], values: Any) -> list[_Rule]:
    """Return the rules of a JSON list. Raises ValueError for anything else than rules of that kind."""
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise ValueError("rules must be a list of objects")
    hints = get_type_hints(kind)
    for name, value in ((name, value) for entry in values for name, value in entry.items()):
        right = list if name == "fields" else hints.get(name)
        if not isinstance(right, type) or type(value) is not right:
            raise ValueError(f"no such part of a rule or wrong value: {name}")
    try:
        return [kind(**{name: _frozen(value) for name, value in entry.items()}) for entry in values]
    except TypeError as error:
        raise ValueError(f"a rule needs {', '.join(each.name for each in fields(kind))}") from error


def _frozen(value: Any) -> Any:
    return tuple(map(str, value)) if isinstance(value, list) else value
