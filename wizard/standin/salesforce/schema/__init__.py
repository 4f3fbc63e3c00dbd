"""The objects of the stand-in organisation as plain data, one module for each group."""

from __future__ import annotations

from wizard.standin.salesforce.schema.account import ACCOUNT
from wizard.standin.salesforce.schema.bizcard import (
    BIZ_CARD,
    BIZ_CARD_SETTINGS,
    BIZ_CARD_WITHOUT_KEY,
    BIZ_CARD_WITHOUT_LINKS,
)
from wizard.standin.salesforce.schema.contact import CONTACT
from wizard.standin.salesforce.schema.directory import ORGANIZATION, PROFILE, USER, USER_LICENSE
from wizard.standin.salesforce.schema.lead import LEAD
from wizard.standin.salesforce.schema.model import Field, ObjectType
from wizard.standin.salesforce.schema.permissions import (
    FIELD_PERMISSIONS,
    OBJECT_PERMISSIONS,
    PERMISSION_SET,
    PERMISSION_SET_ASSIGNMENT,
    PERMISSION_SET_LICENSE,
    PERMISSION_SET_LICENSE_ASSIGN,
    USER_PERMISSION_ACCESS,
)

__all__ = ["Field", "ObjectType", "Schema"]

_STANDARD = (
    ACCOUNT,
    CONTACT,
    FIELD_PERMISSIONS,
    LEAD,
    OBJECT_PERMISSIONS,
    ORGANIZATION,
    PERMISSION_SET,
    PERMISSION_SET_ASSIGNMENT,
    PERMISSION_SET_LICENSE,
    PERMISSION_SET_LICENSE_ASSIGN,
    PROFILE,
    USER,
    USER_LICENSE,
    USER_PERMISSION_ACCESS,
)
_PACKAGES = {
    "present": (BIZ_CARD, BIZ_CARD_SETTINGS),
    "absent": (),
    "no-lookups": (BIZ_CARD_WITHOUT_LINKS, BIZ_CARD_SETTINGS),
    "no-external-id": (BIZ_CARD_WITHOUT_KEY, BIZ_CARD_SETTINGS),
}


class Schema:
    """The objects of one organisation.

    ``package``: present, absent, no-external-id (its card id is none), or no-lookups (to contacts, leads, accounts).

    Objects are never changed, only replaced: who has read the schema once is not disturbed by a deploy.
    """

    def __init__(self, package: str = "absent") -> None:
        self._objects: dict[str, ObjectType] = {}
        for kind in (*_STANDARD, *_PACKAGES[package]):
            self._objects[kind.name.lower()] = kind

    def copy(self) -> Schema:
        """Return a schema of its own with the same objects."""
        other = Schema()
        other.adopt(self)
        return other

    def adopt(self, other: Schema) -> None:
        """Become what ``other`` is, in one step."""
        self._objects = dict(other._objects)

    def put(self, kind: ObjectType) -> None:
        """Add an object, or replace the one of that name."""
        self._objects = {**self._objects, kind.name.lower(): kind}

    def remove(self, name: str) -> None:
        """Take an object away."""
        self._objects = {key: kind for key, kind in self._objects.items() if key != name.lower()}

    def get(self, name: str) -> ObjectType | None:
        """Return the object of that name, whatever its case."""
        return self._objects.get(name.lower())

    def all(self) -> list[ObjectType]:
        """Return every object, by name."""
        return sorted(self._objects.values(), key=lambda kind: kind.name)
