"""The local index of a link run: cards and the people who might be on them, by digests of what is compared.

It holds ids and digests, nothing that stands on a card, in a temporary file that SQLite deletes with the connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from wizard.domain.identity import fold_address, fold_company, fold_person
from wizard.domain.links import Kind, LinkedCard, Person
from wizard.links.rules import EMAIL, NAME, Candidate, Unmatched

_BETWEEN = "\x1f"


class Indexed(NamedTuple):
    """A card of the index. ``shared``: its address stands on cards of different names.

    ``linked_to`` is the id of the contact or lead it was linked to when it was read; empty for none.
    """

    number: int
    card_id: str
    record_id: str
    linked_kind: str
    linked_to: str
    shared: bool


class LinkIndex:
    """Cards first, then people: only those are kept who have something in common with a card."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.executescript(_TABLES)

    @classmethod
    @contextmanager
    def temporary(cls) -> Iterator[LinkIndex]:
        """Give an empty index that is gone afterwards."""
        with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as db:
            db.execute("PRAGMA synchronous = OFF")
            yield cls(db)

    def add_cards(self, cards: Iterable[LinkedCard], *, asked: bool = True) -> None:
        """Take stored cards; those not ``asked`` about only tell whether an address is shared."""
        self._many("INSERT OR IGNORE INTO cards VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (_card_row(card, asked=asked) for card in cards))  # fmt: skip

    def add_people(self, people: Iterable[Person]) -> None:
        """Take contacts and leads that have an address, or names and company, in common with a card."""
        self._many(_ADD_PERSON, map(_person_row, people))

    def add_accounts(self, accounts: Iterable[tuple[str, str]]) -> None:
        """Take accounts (id, name) of companies that stand on cards."""
        self._many(_ADD_ACCOUNT, ((account, _key(fold_company(name))) for account, name in accounts))

    def cards(self) -> Iterator[tuple[Indexed, list[Candidate]]]:
        """Yield each card asked about, with its candidates."""
        rows = self._db.execute(_CANDIDATES)
        for number, found in groupby(rows, itemgetter(0)):
            several = list(found)
            _, card_id, record_id, kind, linked_to, shared, *_ = several[0]
            card = Indexed(number, card_id, record_id, kind, linked_to, bool(shared))
            yield card, [Candidate(Kind(r[6]), r[7], r[8], r[9], bool(r[10])) for r in several if r[6]]

    def unmatched(self, numbers: Iterable[int]) -> list[Unmatched]:
        """Return what cards of these numbers have in common with each other."""
        found = (self._db.execute(_UNMATCHED, (number,)).fetchone() for number in numbers)
        return [Unmatched(*row) for row in found]

    def accounts_of(self, number: int) -> list[str]:
        """Return the accounts of the company on a card."""
        sql = "SELECT id FROM accounts WHERE company = (SELECT company FROM cards WHERE number = ?) ORDER BY id"
        return [row[0] for row in self._db.execute(sql, (number,))]

    def company_of(self, number: int) -> bytes:
        """Return the key of the company on a card; empty where there is none."""
        key: bytes = self._db.execute("SELECT company FROM cards WHERE number = ?", (number,)).fetchone()[0]
        return key

    def _many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(sql, rows)
        self._db.execute("COMMIT")


def _card_row(card: LinkedCard, *, asked: bool) -> tuple[object, ...]:
    family, given = (fold_person(card.values.get(item, "")) for item in ("last_name", "first_name"))
    company = fold_company(card.values.get("company", ""))
    return (
        card.card_id,
        card.record_id,
        str(Kind.CONTACT if card.contact_id else Kind.LEAD) if card.contact_id or card.lead_id else "",
        card.contact_id or card.lead_id,
        asked,
        _key(fold_address(card.values.get("email", ""))),
        _key(family, given) if family or given else b"",
        _key(family, given, company) if family and given and company else b"",
        _key(company),
        card.values.get("exchange_date", ""),
        bool(family and company),
    )


def _person_row(person: Person) -> tuple[object, ...]:
    family, given, company = fold_person(person.family_name), fold_person(person.given_name), person.company
    names = _key(family, given) if family and given else b""
    whole = _key(family, given, fold_company(company)) if names and company.strip() else b""
    return (person.kind, person.id, person.account_id, _key(fold_address(person.email)), names, whole)


def _key(*texts: str) -> bytes:
    """Return eight bytes that tell one content from another; nothing for no content."""
    content = _BETWEEN.join(texts)
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).digest() if any(texts) else b""


_TABLES = """
CREATE TABLE cards (
    number INTEGER PRIMARY KEY, card_id TEXT UNIQUE, record_id TEXT, kind TEXT, linked_to TEXT, asked INTEGER,
    email BLOB, person BLOB, whole BLOB, company BLOB, exchanged TEXT, complete INTEGER
);
CREATE INDEX cards_email ON cards (email, person);
CREATE INDEX cards_whole ON cards (whole);
CREATE INDEX cards_company ON cards (company);
CREATE TABLE people (kind TEXT, id TEXT, account_id TEXT, email BLOB, person BLOB, whole BLOB);
CREATE INDEX people_email ON people (email);
CREATE INDEX people_whole ON people (whole);
CREATE TABLE accounts (id TEXT PRIMARY KEY, company BLOB) WITHOUT ROWID;
CREATE INDEX accounts_company ON accounts (company);
"""

_ADD_PERSON = """
INSERT INTO people SELECT ?1, ?2, ?3, ?4, ?5, ?6
WHERE (?4 <> x'' AND EXISTS (SELECT 1 FROM cards WHERE email = ?4))
   OR (?6 <> x'' AND EXISTS (SELECT 1 FROM cards WHERE whole = ?6))
"""

_ADD_ACCOUNT = """
INSERT OR IGNORE INTO accounts SELECT ?1, ?2 WHERE ?2 <> x'' AND EXISTS (SELECT 1 FROM cards WHERE company = ?2)
"""

_CARD = "number, card_id, record_id, cards.kind, linked_to, email IN (SELECT email FROM shared)"

_CANDIDATES = f"""
WITH shared AS MATERIALIZED (
    SELECT email FROM cards WHERE email <> x'' AND person <> x''
    GROUP BY email HAVING count(DISTINCT person) > 1
), found AS (
    SELECT number AS card, people.kind, id, account_id, '{EMAIL}' AS way,
           people.person <> x'' AND people.person = cards.person AS same
    FROM cards JOIN people ON people.email = cards.email WHERE cards.email <> x'' AND asked AND linked_to = ''
    UNION ALL
    SELECT number, people.kind, id, account_id, '{NAME}', 1
    FROM cards JOIN people ON people.whole = cards.whole WHERE cards.whole <> x'' AND asked AND linked_to = ''
)
SELECT {_CARD}, found.kind, id, account_id, way, same FROM cards LEFT JOIN found ON card = number
WHERE asked ORDER BY number
"""

_UNMATCHED = """
WITH shared AS (SELECT count(DISTINCT other.person) > 1 AS is_shared FROM cards JOIN cards AS other USING (email)
                WHERE cards.number = ?1 AND other.person <> x'')
SELECT number, card_id, record_id, iif(is_shared, x'', email), whole, exchanged, complete FROM cards, shared
WHERE number = ?1
"""
