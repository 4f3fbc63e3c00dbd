"""Our own object for the cards in an organisation: finding out what of it is there, and making what is not.

What is there is never deployed again: a deploy replaces a permission set with all its rights from API 40 on
(release notes of Summer '17 [C]), and gives fields and objects our labels and lengths back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from wizard.domain.destination import OWN
from wizard.domain.errors import PassingFault, Refused, SetupMustChange
from wizard.domain.own_object import FIELDS, SETS, Components, HeldSet, ObjectState, noted
from wizard.domain.permission_set import OWN_SET
from wizard.services.salesforce.best_effort import best_effort
from wizard.services.salesforce.deployment import LONGEST, Deploys
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.own_package import own_package, own_translation
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import flag, inner, needed, records, text
from wizard.services.salesforce.soql import quoted
from wizard.words import Lang

_READER = ("Read",)
_WRITER = ("Create", "Read", "Edit", "Delete", "ViewAllRecords", "ModifyAllRecords")
_SETS = ", ".join(map(quoted, SETS))


@dataclass(frozen=True, slots=True)
class OwnObject:
    """Reads and writes through one signed-in user's rights; labels are in ``lang``. Raises as ``Api``."""

    api: Api
    directory: SalesforceDirectory
    deploys: Deploys
    lang: Lang

    def object_state(self) -> ObjectState:
        """Find out what is there. Who lacks the rights does not see the object, but others' rights tell of it."""
        fields = best_effort(self.api, _custom_fields)
        exists = bool(fields) or self.directory.describe(OWN.object_name) is not None
        exists = exists or self.directory.readers(OWN.object_name) is not None
        return ObjectState(exists, fields if fields or not exists else None, self._sets_of(exists=exists))

    def _sets_of(self, *, exists: bool) -> dict[str, HeldSet]:
        """Return our sets; those of an object that is there count as complete for who may not look at them."""
        try:
            return self._sets(exists=exists)
        except Refused:
            if not exists:
                raise
            return {name: HeldSet("", noted(""), frozenset(FIELDS)) for name in SETS}

    def settle(self) -> None:
        """Wait for what this user deployed before, so that nothing is made twice. Raises as ``Deploys``."""
        self.deploys.wait_for_earlier()

    def make(self, parts: Components) -> None:
        """Make the parts, and note in our sets with which they are. Raises as ``Deploys``.

        Safe to repeat. The other language's labels are left out where the organisation does not take them.
        """
        if parts.whole or parts.fields or parts.sets:
            self.deploys.run(own_package(self.lang, parts))
        if parts.fields:
            with suppress(SetupMustChange, PassingFault):  # without the Translation Workbench labels stay as they are
                replace(self.deploys, longest=LONGEST).run(own_translation(self.lang, parts))
        there = self._sets(exists=False)
        self._open(list(_rights(parts, there)))
        for held in there.values():
            if noted(held.description) != held.description:
                self._note(held)

    def _sets(self, *, exists: bool) -> dict[str, HeldSet]:
        soql = f"SELECT Id, Name, Description FROM PermissionSet WHERE Name IN ({_SETS})"
        found = list(self.api.query(soql, lambda r: (needed(r, "Name"), needed(r, "Id"), text(r, "Description"))))
        opened = self._opened() if exists else {}
        return {name: HeldSet(set_id, said, frozenset(opened.get(name, ()))) for name, set_id, said in found}

    def _opened(self) -> dict[str, list[str]]:
        """Return the fields each of our sets opens; hidden ones have no record (object reference [C])."""
        soql = (
            f"SELECT Parent.Name, Field FROM FieldPermissions WHERE SobjectType = {quoted(OWN.object_name)} "
            f"AND Parent.Name IN ({_SETS})"
        )
        opened: dict[str, list[str]] = {}
        for name, field in self.api.query(soql, lambda r: (needed(inner(r, "Parent"), "Name"), needed(r, "Field"))):
            opened.setdefault(name, []).append(field.partition(".")[2])
        return opened

    def _open(self, rights: list[dict[str, Any]]) -> None:
        """Write rights as records, all in one call of at most 200; what is there already is fine."""
        if not rights:
            return
        try:
            body = {"allOrNone": False, "records": rights}
            errors = self.api.understood("POST", "/composite/sobjects", _errors, json=body)
        except Refused as refused:
            raise _refused(refused.error_code, refused.message) from refused
        for code, message in errors:
            if code != "DUPLICATE_VALUE":
                raise _refused(code, message)

    def _note(self, held: HeldSet) -> None:
        try:
            body = {"Description": noted(held.description)}
            self.api.request_with_retry("PATCH", f"/sobjects/PermissionSet/{held.id}", json=body)
        except Refused as refused:
            raise _refused(refused.error_code, refused.message) from refused


def _custom_fields(api: Api) -> frozenset[str]:
    """Return the object's custom fields, those hidden from the user too; needs View Setup (salesforce.md §4.5).

    A deleted field is told for a time under a name that ends in ``_del``, which is none of ours.
    """
    where = f"EntityDefinition.QualifiedApiName = {quoted(OWN.object_name)} AND NamespacePrefix = null"
    soql = f"SELECT DeveloperName FROM CustomField WHERE {where}"
    return frozenset(f"{name}__c" for name in api.tooling(soql, lambda r: needed(r, "DeveloperName")))


def _errors(results: Any) -> list[tuple[str, str]]:
    """Return code and text of each refused record."""
    refused = [result for result in records(results) if not flag(result, "success")]
    errors = [error for result in refused for error in records(result.get("errors") or [])]
    return [(text(error, "statusCode"), text(error, "message")) for error in errors]


def _rights(parts: Components, there: Mapping[str, HeldSet]) -> Iterator[dict[str, Any]]:
    """The object's own right goes first: that to a field needs it."""
    opened = [(name, fields) for name, fields in parts.rights.items() if name in there]
    for name, _ in opened if parts.whole else ():
        rights = _WRITER if name == OWN_SET else _READER
        yield _right("ObjectPermissions", there[name], {f"Permissions{right}": True for right in rights})
    for name, fields in opened:
        for field in fields:
            held = {"PermissionsRead": True, "PermissionsEdit": name == OWN_SET}
            yield _right("FieldPermissions", there[name], {"Field": f"{OWN.object_name}.{field}", **held})


def _right(kind: str, held: HeldSet, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"attributes": {"type": kind}, "ParentId": held.id, "SobjectType": OWN.object_name, **values}


def _refused(code: str, detail: str) -> SetupMustChange:
    return SetupMustChange("rights_refused", code=code, detail=detail)
