"""The conditions under which a card's record fits a text that a person typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from wizard.domain.destination import Destination
from wizard.domain.search_forms import companies, orders, reading, spellings
from wizard.services.salesforce.soql import beginning, holding, quoted

_FILTERABLE = ("string", "email", "phone", "url", "picklist")  # a long text can be no condition (salesforce.md §2.4)
_LONGEST_NAME = 12  # characters of a name written in one, which may be cut anywhere
_NAMES = (("last_name", "first_name"), ("last_name_reading", "first_name_reading"))


def conditions(text: str, destination: Destination) -> str:
    """Return the conditions of a SOQL query, joined by OR: card id, company, addresses, names, readings."""
    names = {item: field.name for item, field in destination.fields.items() if field.type in _FILTERABLE}
    plain = unicodedata.normalize("NFKC", text)
    found = [f"{destination.key_field} = {quoted(plain)}"]
    for item in (item for item in ("company", "address", "street") if item in names):
        found += [f"{names[item]} LIKE {holding(form)}" for form in companies(text)]
    if "email" in names:
        found.append(f"{names['email']} = {quoted(plain)}")
    for (last, first), forms in zip(_NAMES, (spellings(text), (reading(text),)), strict=True):
        if last in names and first in names:
            found += [condition for form in forms for condition in _of_name(form, names[last], names[first])]
    return " OR ".join(dict.fromkeys(found))


def _of_name(text: str, last: str, first: str) -> Iterator[str]:
    if " " in text:
        for one, other in orders(text):
            yield f"({last} = {quoted(one)} AND {first} = {quoted(other)})"
        return
    yield f"{last} LIKE {beginning(text)}"
    yield f"{first} LIKE {beginning(text)}"
    for at in range(1, len(text) if len(text) <= _LONGEST_NAME else 0):
        yield f"({last} = {quoted(text[:at])} AND {first} = {quoted(text[at:])})"
