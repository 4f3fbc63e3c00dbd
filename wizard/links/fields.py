"""Which fields links use: the lookups of the cards' object, and the fields of contacts, leads and accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wizard.domain.destination import OWN, OWN_LOOKUPS, Field
from wizard.domain.errors import SetupMustChange
from wizard.domain.links import Kind, NewField

# Which field of each object takes which item of a card; ``address`` is written as a whole.
_COMMON = {
    "title": "Title",
    "phone": "Phone",
    "mobile": "MobilePhone",
    "fax": "Fax",
    "email": "Email",
    "last_name": "LastName",
    "first_name": "FirstName",
}
ITEM_FIELDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.CONTACT: {**_COMMON, "department": "Department"},
    Kind.LEAD: {**_COMMON, "company": "Company", "url": "Website"},
    Kind.ACCOUNT: {"company": "Name"},
}
ADDRESS_FIELDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.CONTACT: {
        "postal_code": "MailingPostalCode",
        "prefecture": "MailingState",
        "city": "MailingCity",
        "street": "MailingStreet",
    },
    Kind.LEAD: {"postal_code": "PostalCode", "prefecture": "State", "city": "City", "street": "Street"},
    Kind.ACCOUNT: {},
}
IS_PERSON, RECORD_TYPE = "IsPersonAccount", "RecordTypeId"
FILLED = ("title", "department", "phone", "mobile", "fax", "email", "address", "url")


@dataclass(frozen=True, slots=True)
class ObjectFields:
    """An object as describe shows it to the signed-in user; ``required`` are the labels of what a new record needs.

    ``asked`` are the fields that a card cannot give and a person may choose a value for: those of ``required``, and the
    record type where there are several.
    """

    kind: Kind
    createable: bool
    fields: Mapping[str, Field]
    required: Mapping[str, str]
    asked: tuple[NewField, ...] = ()

    @property
    def knows_persons(self) -> bool:
        """Whether the organisation has person accounts, whose contact is a part of the account."""
        return IS_PERSON in self.fields

    @property
    def of_data_hub(self) -> bool:
        """Whether Sansan Data Hub writes to the object: it adds fields of its own (sansan.md §2.6)."""
        return any(name.startswith("sci_") and name.endswith("__c") for name in self.fields)

    @property
    def state_picklists(self) -> bool:
        """Whether states are chosen from a list: then prefectures go with the city."""
        return bool({"StateCode", "MailingStateCode"} & self.fields.keys())


def _length(told: object) -> int:
    return told if isinstance(told, int) else 0


def object_fields(kind: Kind, described: Mapping[str, Any] | None) -> ObjectFields | None:
    """Read a describe; None where the user may not see the object."""
    if described is None or not described.get("fields"):
        return None
    known = [data for data in described["fields"] if data.get("name")]
    fields = {
        str(data["name"]): Field(
            str(data["name"]),
            str(data.get("type") or ""),
            _length(data.get("length")),
            writable=bool(data.get("createable") and data.get("updateable")),
            label=str(data.get("label") or data["name"]),
        )
        for data in known
    }
    required = {
        str(data["name"]): str(data.get("label") or data["name"])
        for data in known
        if data.get("createable") and data.get("nillable") is False and not data.get("defaultedOnCreate")
        and data.get("type") != "boolean"
    }  # fmt: skip
    given = {*ITEM_FIELDS[kind].values(), *ADDRESS_FIELDS[kind].values(), "OwnerId", "AccountId", RECORD_TYPE}
    asked = [
        NewField(kind, name, label, _choices(data))
        for data in known
        if (name := str(data["name"])) not in given and (label := required.get(name))
    ]
    types = _record_types(described)
    if len(types) > 1 and RECORD_TYPE in fields:
        asked.insert(0, NewField(kind, RECORD_TYPE, fields[RECORD_TYPE].label, types, needed=False))
    return ObjectFields(kind, bool(described.get("createable", True)), fields, required, tuple(asked))


def _choices(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = [
        each for each in data.get("picklistValues") or () if isinstance(each, Mapping) and each.get("active", True)
    ]
    return tuple((str(each.get("value")), str(each.get("label") or each.get("value"))) for each in found)


def _record_types(described: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the record types that the signed-in user may choose, the default one first."""
    infos = [each for each in described.get("recordTypeInfos") or () if isinstance(each, Mapping)]
    able = [each for each in infos if each.get("available") and not each.get("master") and each.get("recordTypeId")]
    able.sort(key=lambda each: not each.get("defaultRecordTypeMapping"))
    return tuple((str(each["recordTypeId"]), str(each.get("name") or each["recordTypeId"])) for each in able)


def lookups(object_name: str, described: Mapping[str, Any] | None) -> Mapping[Kind, str]:
    """Return the lookup of the cards' object for each kind it has one for.

    Our own object's have fixed names; another object's are found by what they refer to. Raises ``SetupMustChange``:
    ``link_no_lookups`` without one for contacts or leads, ``link_two_lookups``, ``link_lookup_read_only``.
    """
    found = _own(described) if object_name == OWN.object_name else _found(object_name, described)
    if not {Kind.CONTACT, Kind.LEAD} & found.keys():
        raise SetupMustChange("link_no_lookups", object=object_name)
    by_name = {data.get("name"): data for data in (described or {}).get("fields", ())}
    for kind, name in found.items():
        if by_name[name].get("updateable") is False:
            raise SetupMustChange("link_lookup_read_only", object=object_name, field=name, kind=str(kind))
    return found


def _own(described: Mapping[str, Any] | None) -> dict[Kind, str]:
    there = {data.get("name") for data in (described or {}).get("fields", ())}
    return {kind: name for kind in Kind if (name := OWN_LOOKUPS[kind.lower()]) in there}


def _found(object_name: str, described: Mapping[str, Any] | None) -> dict[Kind, str]:
    found: dict[Kind, str] = {}
    for data in (described or {}).get("fields", ()):
        targets = data.get("referenceTo") or ()
        for kind in Kind:
            if data.get("type") == "reference" and list(targets) == [str(kind)]:
                if kind in found:
                    raise SetupMustChange(
                        "link_two_lookups", object=object_name, kind=str(kind), names=[found[kind], data["name"]]
                    )
                found[kind] = str(data["name"])
    return found
