"""Reading stored cards and the people who might be on them: few by SOQL, many by query jobs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from wizard.domain.destination import Destination
from wizard.domain.errors import Refused
from wizard.domain.links import Kind, LinkedCard, Person
from wizard.links.fields import IS_PERSON
from wizard.services.salesforce.bulk_query import bulk_query
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import Record, inner, needed, number, record, records, text
from wizard.services.salesforce.soql import listed, quoted

_LONGEST = 12_000  # bytes of a query in an address (salesforce.md §2.2)
_COMPARED = ("last_name", "first_name", "company", "email", "exchange_date")
_COMPANY = "Account.Name"
_PEOPLE: Mapping[Kind, tuple[tuple[str, ...], str]] = {  # columns, and what always holds
    Kind.CONTACT: (("Id", "AccountId", "Email", "LastName", "FirstName", _COMPANY), ""),
    Kind.LEAD: (("Id", "Email", "LastName", "FirstName", "Company"), "IsConverted = false AND "),
}
_NO_SUCH_FIELD = ("INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY")
_FACTS: Mapping[Kind, str] = {
    Kind.CONTACT: "Id, LastName, FirstName, Account.Name, Title, Email",
    Kind.LEAD: "Id, LastName, FirstName, Company, Title, Email",
    Kind.ACCOUNT: "Id, Name",
}
_T = TypeVar("_T")
_Join = Callable[[Sequence[str]], str]
_HALF_WIDTH = {unicodedata.normalize("NFKC", half): half for half in map(chr, range(0xFF66, 0xFF9E))}


@dataclass(frozen=True, slots=True)
class LinkReader:
    """Reads as the signed-in user: what that user cannot see does not count. Raises as ``Api``.

    ``lookups`` are the fields of the cards' object that hold links. ``persons``: there are person accounts.
    """

    api: Api
    destination: Destination
    lookups: Mapping[Kind, str]
    persons: bool = False

    def all_cards(self) -> Iterator[LinkedCard]:
        """Yield every stored card, with the values that say who it is."""
        soql = self._cards(f"{self.destination.key_field} != null", _COMPARED)
        return map(self._card, bulk_query(self.api, soql))

    def cards(self, record_ids: Sequence[str]) -> Iterator[LinkedCard]:
        """Yield the stored cards of these records; deleted ones are left out."""
        return self._few(self._cards(""), record_ids, _one_of("Id"), self._card)

    def cards_with(self, addresses: Iterable[str]) -> Iterator[LinkedCard]:
        """Yield the stored cards on which one of these addresses stands."""
        field = self.destination.fields.get("email")
        return (
            self._few(self._cards("", _COMPARED), sorted(set(addresses)), _one_of(field.name), self._card)
            if field
            else iter(())
        )

    def everybody(self, kind: Kind) -> Iterator[Person]:
        """Yield every contact, or every lead that is not converted."""
        return self._people(kind, lambda head: bulk_query(self.api, head.removesuffix(" WHERE ").removesuffix(" AND ")))

    def people(self, kind: Kind, cards: Sequence[LinkedCard]) -> Iterator[Person]:
        """Yield the contacts or leads that may be on one of a few cards; more may come.

        Names are asked for by their first letters in each width, as spaces and widths inside do not count.
        """
        addresses = sorted({card.values["email"] for card in cards if card.values.get("email")})
        names = sorted({condition for card in cards if (condition := _name_condition(card.values))})

        def asked(head: str) -> Iterator[Record]:
            yield from self._few(head, addresses, _one_of("Email"), _with_id)
            yield from self._few(head, names, _either, _with_id)

        try:
            found = list(self._people(kind, asked))
        except Refused:  # a Salesforce that does not take such a question is read as a whole
            yield from self.everybody(kind)
            return
        yield from {person.id: person for person in found}.values()

    def _people(self, kind: Kind, ask: Callable[[str], Iterator[Record]]) -> Iterator[Person]:
        """Yield people; without the names of their accounts where accounts may not be read."""
        columns, always = _PEOPLE[kind]
        heads = [f"SELECT {', '.join(columns)} FROM {kind} WHERE {always}"]
        if kind == Kind.CONTACT:
            heads.append(heads[0].replace(f", {_COMPANY}", "").replace(", AccountId", ""))
        for head in heads:
            try:
                yield from (_person(kind, found) for found in ask(head))
                return
            except Refused as refused:
                if head == heads[-1] or refused.error_code not in _NO_SUCH_FIELD:
                    raise

    def accounts(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the name of every account of a company."""
        where = f" WHERE {IS_PERSON} = false" if self.persons else ""
        found = bulk_query(self.api, f"SELECT Id, Name FROM Account{where}")
        return ((record["Id"], record.get("Name") or "") for record in found)

    def facts(self, kind: Kind, ids: Sequence[str]) -> Iterator[dict[str, str]]:
        """Yield what a person compares of contacts or leads, by the names of ``CandidateFacts``."""
        head = f"SELECT {_FACTS[kind]}, Phone, Owner.Name, LastActivityDate FROM {kind} WHERE "
        return self._few(head, ids, _one_of("Id"), partial(_facts, kind))

    def accounts_in_use(self, ids: Sequence[str]) -> Iterator[str]:
        """Yield those of these accounts under which a contact, an opportunity or a case is left.

        Opportunities and cases that the signed-in user cannot see do not count.
        """
        for child in (Kind.CONTACT, "Opportunity", "Case"):
            head = f"SELECT AccountId FROM {child} WHERE "
            with suppress(*(() if child == Kind.CONTACT else (Refused,))):
                yield from self._few(head, ids, _one_of("AccountId"), lambda found: needed(found, "AccountId"))

    def records(self, kind: Kind, ids: Sequence[str], fields: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """Yield these records with these fields; deleted ones are left out."""
        head = f"SELECT {', '.join(dict.fromkeys(['Id', *fields]))} FROM {kind} WHERE "
        return self._few(head, ids, _one_of("Id"), _with_id)

    def _cards(self, where: str, wanted: Collection[str] | None = None) -> str:
        """Return the query for cards; ``wanted`` are the items to be read, None for all."""
        items = [field.name for item, field in self.destination.fields.items() if wanted is None or item in wanted]
        columns = dict.fromkeys(["Id", self.destination.key_field, "OwnerId", *self.lookups.values(), *items])
        return f"SELECT {', '.join(columns)} FROM {self.destination.object_name} WHERE {where}"

    def _card(self, record: Mapping[str, Any]) -> LinkedCard:
        contact, lead, account = (
            str(record.get(self.lookups[kind]) or "") if kind in self.lookups else ""
            for kind in (Kind.CONTACT, Kind.LEAD, Kind.ACCOUNT)
        )
        values = {item: str(record.get(field.name) or "") for item, field in self.destination.fields.items()}
        key, owner = str(record.get(self.destination.key_field) or ""), str(record.get("OwnerId") or "")
        return LinkedCard(key, needed(record, "Id"), owner, contact, lead, account, values)

    def _few(self, head: str, parts: Sequence[str], joined: _Join, read: Callable[[Record], _T]) -> Iterator[_T]:
        """Yield what ``read`` makes of the records for which one of many conditions holds, in few queries."""
        for some in _fitting(parts, _LONGEST - len(quote(head))):
            yield from self.api.query(head + joined(some), read)


def describe(api: Api, object_name: str) -> Record | None:
    """Return an object's whole describe; None where it is absent or hidden from the signed-in user."""
    try:
        return api.understood("GET", f"/sobjects/{object_name}/describe", _described)
    except Refused as refused:
        if refused.status == 404:
            return None
        raise


def describes(api: Api, names: Sequence[str]) -> dict[str, Record | None]:
    """Return what ``describe`` does for several objects, in one call where Salesforce takes it."""
    found: dict[str, Record] = {}
    steps = [
        {"method": "GET", "url": f"/services/data/v{api.version}/sobjects/{name}/describe", "referenceId": name}
        for name in names
    ]
    with suppress(Refused):
        found = api.understood("POST", "/composite", _all_described, json={"compositeRequest": steps})
    return {name: found[name] if name in found else describe(api, name) for name in names}


def _all_described(told: Any) -> dict[str, Record]:
    """Read the answers that are describes; whatever else came is asked for by itself."""
    found: dict[str, Record] = {}
    for answer in records(record(told)["compositeResponse"]):
        with suppress(LookupError, TypeError, ValueError):
            if number(answer, "httpStatusCode") == 200:
                found[needed(answer, "referenceId")] = _described(answer["body"])
    return found


def _described(told: Any) -> Record:
    described = record(told)
    return {**described, "fields": records(described["fields"])}


def _with_id(found: Record) -> Record:
    return {**found, "Id": needed(found, "Id")}


def _facts(kind: Kind, found: Record) -> dict[str, str]:
    person = _person(kind, found)
    return {
        "id": person.id,
        "kind": str(kind),
        "name": " ".join(filter(None, (person.family_name, person.given_name))) or text(found, "Name"),
        "company": person.company,
        "title": text(found, "Title"),
        "email": person.email,
        "phone": text(found, "Phone"),
        "owner": text(inner(found, "Owner"), "Name"),
        "last_activity": text(found, "LastActivityDate"),
    }


def _one_of(field: str) -> _Join:
    return lambda values: f"{field} IN {listed(values)}"


def _either(conditions: Sequence[str]) -> str:
    return f"({' OR '.join(conditions)})" if len(conditions) > 1 else conditions[0]


def _fitting(parts: Sequence[str], room: int) -> Iterator[list[str]]:
    """Cut texts into groups that fit, each text with what stands between; always one at least."""
    group: list[str] = []
    used = 0
    for part in parts:
        size = len(quote(part)) + 12
        if group and used + size > room:
            yield group
            group, used = [], 0
        group.append(part)
        used += size
    if group:
        yield group


def _name_condition(values: Mapping[str, str]) -> str:
    """Return a condition that every record with the names of a card meets; empty without both names."""
    names = [values.get(item, "").strip() for item in ("last_name", "first_name")]
    if not all(names) or not values.get("company"):
        return ""
    sides = (_begins(field, name) for field, name in zip(("LastName", "FirstName"), names, strict=True))
    return f"({' AND '.join(sides)})"


def _begins(field: str, name: str) -> str:
    first = unicodedata.normalize("NFKC", name)[:1]
    likes = [f"{field} LIKE {quoted(letter + '%')}" for letter in _widths(first)]
    return f"({' OR '.join(likes)})" if len(likes) > 1 else likes[0]


def _widths(letter: str) -> list[str]:
    """Return a letter in each width; of a voiced kana the half-width form without its mark."""
    if "!" <= letter <= "~":
        return [letter, chr(ord(letter) + 0xFEE0)]
    base = unicodedata.normalize("NFD", letter)[:1]
    return [letter, _HALF_WIDTH[base]] if base in _HALF_WIDTH else [letter]


def _person(kind: Kind, record: Mapping[str, Any]) -> Person:
    company = text(record, "Company") or text(record, "Account.Name") or text(inner(record, "Account"), "Name")
    account, email, family, given = (text(record, name) for name in ("AccountId", "Email", "LastName", "FirstName"))
    return Person(kind, needed(record, "Id"), account, email, family, given, company)
