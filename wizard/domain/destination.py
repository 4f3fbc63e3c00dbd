"""The Salesforce object that receives the cards, as its describe shows it to the signed-in user."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

PACKAGE_OBJECT = "Sansan_CI__BizCard__c"
PACKAGE_KEY = "Sansan_CI__BizCardId__c"

# What a card holds → the field of the managed package's card object (sansan.md §2.5 [C]).
PACKAGE_FIELDS: Mapping[str, str] = {
    "company": "Sansan_CI__CompanyName__c",
    "department": "Sansan_CI__Department__c",
    "title": "Sansan_CI__Title__c",
    "last_name": "Sansan_CI__LastName__c",
    "first_name": "Sansan_CI__FirstName__c",
    "last_name_reading": "Sansan_CI__PhoneticLastName__c",
    "first_name_reading": "Sansan_CI__PhoneticFirstName__c",
    "phone": "Sansan_CI__Phone__c",
    "phone2": "Sansan_CI__Phone2__c",
    "mobile": "Sansan_CI__Mobile__c",
    "fax": "Sansan_CI__Fax__c",
    "email": "Sansan_CI__Email__c",
    "url": "Sansan_CI__Url__c",
    "tags": "Sansan_CI__Tags_Original__c",
    "memo": "Sansan_CI__Note__c",
    "country_code": "Sansan_CI__CountryCode__c",
    "address": "Sansan_CI__Address__c",
    "postal_code": "Sansan_CI__PostalCode__c",
    "prefecture": "Sansan_CI__State__c",
    "city": "Sansan_CI__City__c",
    "street": "Sansan_CI__Street__c",
    "building": "Sansan_CI__Building__c",
    "exchange_date": "Sansan_CI__ExchangeDate__c",
    "owner": "Sansan_CI__OwnerId_Original__c",
}


# What a card holds → the field of our own object, made where the package is absent (resources/salesforce).
OWN_FIELDS: Mapping[str, str] = {
    "name": "Name",
    **{item: name.removeprefix("Sansan_CI__") for item, name in PACKAGE_FIELDS.items()},
    "owner": "Sansan_Owner_Id__c",
    "person_id": "Sansan_Person_Id__c",
    "registered": "Registered__c",
}

OWN_LATER: Mapping[str, int] = {"person_id": 2, "registered": 2}
"""Items that an object of an older program lacks, with the generation of its parts that they came with.

The generation is raised by one with each release that adds a field here.
"""

# What a card is linked to → the field of our custom object that holds the link.
OWN_LOOKUPS: Mapping[str, str] = {"contact": "Contact__c", "lead": "Lead__c", "account": "Account__c"}


@dataclass(frozen=True, slots=True)
class Target:
    """An object cards may go to: its API name, its external id for the card id, its field for each item."""

    kind: str
    object_name: str
    key_field: str
    fields: Mapping[str, str]

    def choosing(self, chosen: Mapping[str, str]) -> Target:
        """Return it with other fields for some items; an empty name leaves the item out."""
        fields = {item: chosen.get(item, name) for item, name in self.fields.items()}
        return replace(self, fields={item: name for item, name in fields.items() if name})


DATES = ("exchange_date", "registered")
TEXT_TYPES = frozenset(
    {"string", "textarea", "email", "phone", "url", "picklist", "multipicklist", "combobox", "encryptedstring"}
)


PACKAGE = Target("package", PACKAGE_OBJECT, PACKAGE_KEY, PACKAGE_FIELDS)
OWN = Target("own", "Sansan_Card__c", "Card_Id__c", OWN_FIELDS)
TARGETS: Mapping[str, Target] = {target.kind: target for target in (PACKAGE, OWN)}


@dataclass(frozen=True, slots=True)
class Field:
    """A field as describe shows it; ``length`` is 0 where the type has none.

    ``required``: a new record needs a value. ``values`` are those of a picklist; ``closed``: it takes no others.
    """

    name: str
    type: str
    length: int = 0
    external_id: bool = False
    writable: bool = True
    label: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    closed: bool = False
    described: str = field(default="", compare=False)  # a short text that changes with whatever describe shows of it

    def lists(self, text: str) -> bool:
        """Whether each value of a text, parted by semicolons where it may hold several, is one of the picklist's."""
        listed = {value.casefold() for value in self.values}
        parts = text.split(";") if self.type == "multipicklist" else [text]
        return listed.issuperset(part.strip().casefold() for part in parts)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where cards go: the object, its external id for the card id, and one field for each item it can take.

    ``missing`` are the items for which it has no field of a fit type that the signed-in user may write. ``labels`` name
    every field of the object that he sees, ``described`` holds them all.
    """

    object_name: str
    key_field: str
    fields: Mapping[str, Field]
    missing: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    version: str = ""  # changes with whatever describe shows of the object's fields
    described: Mapping[str, Field] = field(default_factory=dict, compare=False)


def takes(field: Field, item: str) -> bool:
    """Whether a field of this type takes an item: any text, or a date."""
    return field.type in TEXT_TYPES or (item in DATES and field.type == "date")


def destination_of(target: Target, described: Mapping[str, Field]) -> Destination | None:
    """Build a destination from an object's described fields; None if the card id is no writable external id."""
    key = described.get(target.key_field)
    if key is None or not (key.external_id and key.writable):
        return None
    usable = {
        item: described[name]
        for item, name in target.fields.items()
        if name in described and described[name].writable and takes(described[name], item)
    }
    missing = tuple(item for item in target.fields if item not in usable and item not in OWN_LATER)
    labels = {name: shown.label for name, shown in described.items()}
    version = hashlib.blake2b("".join(sorted(f.described for f in described.values())).encode(), digest_size=8)
    return Destination(target.object_name, target.key_field, usable, missing, labels, version.hexdigest(), described)
