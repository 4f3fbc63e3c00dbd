"""What an object and a field are, as plain data. The names follow the describe call (salesforce.md §4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

TEXT_TYPES = frozenset({"string", "textarea", "phone", "email", "url", "picklist"})
"""Field types whose values are text with a length."""


@dataclass(frozen=True)
class Field:
    """One field. ``length`` counts UTF-16 units (0 for types without); ``default`` applies on insert.

    ``required`` means not nillable; ``permissionable`` fields of custom objects need a field permission,
    which nobody has at first (§4.5). ``precision`` (0 = that of the type) and ``scale`` are digits of a number.
    ``kept`` is False for compound fields, which hold no value of their own.
    """

    name: str
    type: str
    label: str
    length: int = 0
    required: bool = False
    createable: bool = True
    updateable: bool = True
    defaulted: bool = False
    default: str | bool | None = None
    permissionable: bool = True
    reference_to: tuple[str, ...] = ()
    relationship: str | None = None
    prefilterable: bool = False
    values: tuple[str, ...] = ()
    restricted: bool = False
    compound: str | None = None
    extra: str | None = None
    filterable: bool = True
    sortable: bool = True
    name_field: bool = False
    id_lookup: bool = False
    external_id: bool = False
    unique: bool = False
    case_sensitive: bool = False
    auto_number: str | None = None
    precision: int = 0
    scale: int = 0
    help: str | None = None

    @property
    def custom(self) -> bool:
        """Whether the field was added by an administrator or a package."""
        return self.name.endswith("__c")

    @property
    def kept(self) -> bool:
        """Whether the store has a column for the field."""
        return self.type != "address"

    @property
    def polymorphic(self) -> bool:
        """Whether a reference may point to more than one object, as Lead.OwnerId does (§3.7)."""
        return len(self.reference_to) > 1

    @property
    def is_text(self) -> bool:
        """Whether values are text with a length."""
        return self.type in TEXT_TYPES


@dataclass(frozen=True)
class ObjectType:
    """One object. ``setup`` objects are not data: every user may read them who has ``read_permission``
    (a permission such as "ViewSetup", None = everybody), and change them with ``write_permission``
    (None = nobody). All others follow object permissions.
    """

    name: str
    label: str
    prefix: str
    fields: tuple[Field, ...]
    plural: str = ""
    setup: bool = False
    read_permission: str | None = None
    write_permission: str | None = None
    operations: frozenset[str] = frozenset({"create", "update", "delete"})
    view: str | None = None
    scopes: tuple[tuple[str, str], ...] = ()

    @property
    def custom(self) -> bool:
        """Whether the object was added by an administrator or a package."""
        return self.name.endswith("__c")

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by lower-case name: names are case-insensitive everywhere."""
        return {field.name.lower(): field for field in self.fields}

    @cached_property
    def by_relationship(self) -> dict[str, Field]:
        """The reference fields by lower-case relationship name ("owner", "parent__r")."""
        return {field.relationship.lower(): field for field in self.fields if field.relationship}

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields the store keeps."""
        return tuple(field for field in self.fields if field.kept)

    @cached_property
    def person(self) -> bool:
        """Whether Name is put together from FirstName and LastName."""
        return "lastname" in self.by_name

    def has(self, name: str) -> bool:
        """Whether there is a field of that name."""
        return name.lower() in self.by_name
