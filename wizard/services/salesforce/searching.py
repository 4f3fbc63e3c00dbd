"""The conditions under which a card's record fits a text that a person typed."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.domain.destination import Destination
from wizard.services.salesforce.soql import beginning, holding, quoted

_FILTERABLE = ("string", "email", "phone", "url", "picklist")  # a long text can be no condition (salesforce.md §2.4)
_LONGEST_NAME = 12  # characters of a name written in one, which may be cut anywhere
_NAMES = (("last_name", "first_name"), ("last_name_reading", "first_name_reading"))


def conditions(text: str, destination: Destination) -> str:
    """Return the conditions of a SOQL query, joined by OR: card id, company, addresses, names, readings."""
    names = {item: field.name for item, field in destination.fields.items() if field.type in _FILTERABLE}
    found = [f"{destination.key_field} = {quoted(text)}"]
    found += [f"{names[item]} LIKE {holding(text)}" for item in ("company", "address", "street") if item in names]
    if "email" in names:
        found.append(f"{names['email']} = {quoted(text)}")
    for last, first in _NAMES:
        if last in names and first in names:
            found += _of_name(text, names[last], names[first])
    return " OR ".join(found)


def _of_name(text: str, last: str, first: str) -> Iterator[str]:
    words = text.split()
    if len(words) > 1:
        for one, other in ((words[0], " ".join(words[1:])), (" ".join(words[1:]), words[0])):
            yield f"({last} = {quoted(one)} AND {first} = {quoted(other)})"
        return
    yield f"{last} LIKE {beginning(text)}"
    yield f"{first} LIKE {beginning(text)}"
    for at in range(1, len(text) if len(text) <= _LONGEST_NAME else 0):
        yield f"({last} = {quoted(text[:at])} AND {first} = {quoted(text[at:])})"
