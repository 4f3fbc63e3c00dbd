"""Which fields an error of a row names: by ``fields``, or only in its text."""

from __future__ import annotations

import re

from wizard.domain.destination import Destination
from wizard.domain.results import RowError

_NAMESPACE = re.compile(r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*__(?=\w+__c$)")
_WORD = re.compile(r"\w+")
_LISTED = re.compile(r"\[([\w, ]+)\]")  # Required fields are missing: [A, B]
_QUOTED = re.compile(r"['\"](\w+)['\"]")  # No such column 'A' on sobject of type B
_ID = re.compile(r"\b[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?\b")


def fields_of(error: RowError, destination: Destination) -> list[str]:
    """Return the fields an error names, as describe writes them where it knows them; empty for none.

    Names come in any letter case, with a package's namespace or without, and in some errors in the text alone: quoted,
    in a list, as API name of a custom field, or as the label before a colon (salesforce.md §2.5 and recorded answers).
    """
    known = _Names(destination)
    if error.fields:
        return list(dict.fromkeys(known.of(name) or name for name in error.fields))
    message = error.message
    listed = [name for names in _LISTED.findall(message) for name in _WORD.findall(names)]
    if error.code == "REQUIRED_FIELD_MISSING" and listed:
        return [known.of(name) or name for name in listed]
    custom = [word for word in _WORD.findall(message) if word.endswith("__c") and word != destination.object_name]
    if error.code == "DUPLICATE_VALUE" and custom:  # which may be hidden from the signed-in user
        return [known.of(custom[0]) or custom[0]]
    found = dict.fromkeys(filter(None, map(known.of, [*_QUOTED.findall(message), *custom])))
    return list(found) or known.labelled(message)


def names_owner(error: RowError, named: list[str], owner_id: str) -> bool:
    """Whether an error is about the owner: named, or the only reference of a row whose error names nothing."""
    if named:
        return named == ["OwnerId"]
    if not owner_id or error.code not in _ABOUT_REFERENCES:
        return False
    ids = _ID.findall(error.message)
    return any(found[:15] == owner_id[:15] for found in ids) or (not ids and ":" not in error.message)


_ABOUT_REFERENCES = {"INVALID_CROSS_REFERENCE_KEY", "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"}


class _Names:
    """Finds fields by how errors may write them."""

    def __init__(self, destination: Destination) -> None:
        ours = [destination.key_field, "OwnerId", *(field.name for field in destination.fields.values())]
        names = [*ours, *destination.labels]
        self._exact = {name.casefold(): name for name in reversed(names)}
        self._bare = {_bare(name): name for name in reversed(ours)}
        self._labels = destination.labels

    def of(self, name: str) -> str:
        """Return the field of a name, empty for one we do not know."""
        return self._exact.get(name.casefold()) or self._bare.get(_bare(name), "")

    def labelled(self, message: str) -> list[str]:
        """Return the field whose label begins a text such as ``Title: data value too large``."""
        label, colon, _ = message.partition(":")
        return [name for name, shown in self._labels.items() if colon and shown and shown == label.strip()][:1]


def _bare(name: str) -> str:
    return _NAMESPACE.sub("", name.casefold())
