"""Short ways to write fields down: one call, one line, one field."""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.schema.model import Field

FIXED: dict[str, Any] = {"createable": False, "updateable": False, "permissionable": False}
"""For fields only the system writes."""

REQUIRED: dict[str, Any] = {"required": True, "permissionable": False}
"""For fields that must have a value: they are visible with the object (salesforce.md §4.5)."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


SOURCES = ("Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other")
INDUSTRIES = _listed(
    "Agriculture,Apparel,Banking,Biotechnology,Chemicals,Communications,Construction,Consulting,Education,"
    "Electronics,Energy,Engineering,Entertainment,Environmental,Finance,Food & Beverage,Government,Healthcare,"
    "Hospitality,Insurance,Machinery,Manufacturing,Media,Not For Profit,Recreation,Retail,Shipping,Technology,"
    "Telecommunications,Transportation,Utilities,Other"
)
RATINGS = ("Hot", "Warm", "Cold")
_GEOCODES = _listed("Address,NearAddress,Block,Street,ExtendedZip,Zip,Neighborhood,City,County,State,Unknown")
_CLEAN = _listed("Matched,Different,Acknowledged,NotFound,Inactive,Pending,SelectMatch,Skipped")


def text(name: str, label: str, length: int, **more: Any) -> Field:
    """Return a line of text."""
    return Field(name, "string", label, length, **more)


def area(name: str, label: str, length: int = 32000, **more: Any) -> Field:
    """Return text of several lines; a long one can be neither filtered nor sorted by."""
    short = length <= 255
    return Field(name, "textarea", label, length, extra="plaintextarea", filterable=short, sortable=short, **more)


def phone(name: str, label: str) -> Field:
    """Return a telephone number."""
    return Field(name, "phone", label, 40)


def email(name: str = "Email", label: str = "Email", **more: Any) -> Field:
    """Return an e-mail address."""
    return Field(name, "email", label, 80, **more)


def url(name: str, label: str, **more: Any) -> Field:
    """Return a web address."""
    return Field(name, "url", label, 255, **more)


def choice(name: str, label: str, values: tuple[str, ...], length: int = 255, **more: Any) -> Field:
    """Return a picklist."""
    return Field(name, "picklist", label, length, values=values, **more)


def flag(name: str, label: str, **more: Any) -> Field:
    """Return a boolean, false unless said otherwise."""
    options = {**REQUIRED, "defaulted": True, "default": False, **more}
    return Field(name, "boolean", label, **options)


def date(name: str, label: str, **more: Any) -> Field:
    """Return a date."""
    return Field(name, "date", label, **more)


def moment(name: str, label: str, **more: Any) -> Field:
    """Return a date with time."""
    return Field(name, "datetime", label, **more)


def number(name: str, label: str, kind: str, **more: Any) -> Field:
    """Return a number: ``kind`` is int, double or currency."""
    return Field(name, kind, label, **more)


def lookup(name: str, label: str, *targets: str, **more: Any) -> Field:
    """Return a reference; its relationship is the name without the ending Id unless given."""
    more.setdefault("relationship", name.removesuffix("Id"))
    return Field(name, "reference", label, 18, reference_to=targets, **more)


def record_id(label: str) -> Field:
    """Return the Id field."""
    return Field("Id", "id", label, 18, required=True, defaulted=True, id_lookup=True, **FIXED)


def deleted() -> Field:
    """Return IsDeleted, true for what lies in the recycle bin."""
    return flag("IsDeleted", "Deleted", **FIXED)


def owner(*targets: str) -> Field:
    """Return OwnerId; one to Group and User is polymorphic (Lead), one to User is not (§3.7)."""
    return lookup("OwnerId", "Owner ID", *(targets or ("User",)), defaulted=True, **REQUIRED)


def audit() -> tuple[Field, ...]:
    """Return the five fields that say who wrote a record when."""
    by_system: dict[str, Any] = {**FIXED, "required": True, "defaulted": True}
    return (
        moment("CreatedDate", "Created Date", **by_system),
        lookup("CreatedById", "Created By ID", "User", **by_system),
        moment("LastModifiedDate", "Last Modified Date", **by_system),
        lookup("LastModifiedById", "Last Modified By ID", "User", **by_system),
        moment("SystemModstamp", "System Modstamp", **by_system),
    )


def viewed() -> tuple[Field, ...]:
    """Return the fields about the last activity and view; the stand-in leaves them empty."""
    return (
        date("LastActivityDate", "Last Activity", **FIXED),
        moment("LastViewedDate", "Last Viewed Date", **FIXED),
        moment("LastReferencedDate", "Last Referenced Date", **FIXED),
    )


def person_name(salutations: tuple[str, ...]) -> tuple[Field, ...]:
    """Return the parts of a person's name and the whole (121 characters, recorded describes)."""
    part: dict[str, Any] = {"compound": "Name", "extra": "personname", "permissionable": False}
    return (
        text("LastName", "Last Name", 80, required=True, **part),
        text("FirstName", "First Name", 40, **part),
        choice("Salutation", "Salutation", salutations, 40, **part),
        text("Name", "Full Name", 121, required=True, extra="personname", name_field=True, **FIXED),
    )


def address(prefix: str = "") -> tuple[Field, ...]:
    """Return the nine fields of an address: Street 255, City 40, State 80, PostalCode 20, Country 80."""
    whole, said = f"{prefix}Address", f"{prefix} " if prefix else ""
    part: dict[str, Any] = {"compound": whole}
    return (
        area(f"{prefix}Street", f"{said}Street", 255, **part),
        text(f"{prefix}City", f"{said}City", 40, **part),
        text(f"{prefix}State", f"{said}State/Province", 80, **part),
        text(f"{prefix}PostalCode", f"{said}Zip/Postal Code", 20, **part),
        text(f"{prefix}Country", f"{said}Country", 80, **part),
        number(f"{prefix}Latitude", f"{said}Latitude", "double", **part),
        number(f"{prefix}Longitude", f"{said}Longitude", "double", **part),
        choice(f"{prefix}GeocodeAccuracy", f"{said}Geocode Accuracy", _GEOCODES, 40, restricted=True, **part),
        Field(whole, "address", f"{said}Address", createable=False, updateable=False, sortable=False),
    )


def clean_status() -> Field:
    """Return the field of a data service the stand-in does not have."""
    return choice("CleanStatus", "Clean Status", _CLEAN, 40, restricted=True)
