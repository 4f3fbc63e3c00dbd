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
        self._addresses: set[int] = set()  # hashes of what stands on cards: most people have none of it
        self._names: set[int] = set()
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
                   (self._card_row(card, asked=asked) for card in cards))  # fmt: skip

    def add_people(self, people: Iterable[Person]) -> None:
        """Take contacts and leads that have an address, or names and company, in common with a card.

        All cards are there before.
        """
        self._many(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)",
            (row for person in people if (row := self._person_row(person))),
        )

    def add_accounts(self, accounts: Iterable[tuple[str, str]]) -> None:
        """Take accounts (id, name) of companies that stand on cards."""
        self._db.executescript(_INDEXES)
        self._many(_ADD_ACCOUNT, ((account, _key(fold_company(name))) for account, name in accounts))

    def cards(self) -> Iterator[tuple[Indexed, list[Candidate]]]:
        """Yield each card asked about, with its candidates."""
        self._db.executescript(_INDEXES)
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

    def _card_row(self, card: LinkedCard, *, asked: bool) -> tuple[object, ...]:
        values = card.values
        family, given = fold_person(values.get("last_name", "")), fold_person(values.get("first_name", ""))
        company, address = fold_company(values.get("company", "")), fold_address(values.get("email", ""))
        self._addresses.add(hash(address))
        self._names.add(hash((family, given)))
        return (
            card.card_id,
            card.record_id,
            str(Kind.CONTACT if card.contact_id else Kind.LEAD) if card.contact_id or card.lead_id else "",
            card.contact_id or card.lead_id,
            asked,
            _key(address),
            _key(family, given),
            _key(family, given, company) if family and given and company else b"",
            _key(company),
            values.get("exchange_date", ""),
            bool(family and company),
        )

    def _person_row(self, person: Person) -> tuple[object, ...] | None:
        """Return the row of a person who may be on a card; None for who has nothing in common with any."""
        family, given, address = (
            fold_person(person.family_name),
            fold_person(person.given_name),
            fold_address(person.email),
        )
        of_address = bool(address) and hash(address) in self._addresses
        of_name = bool(family and given and person.company.strip()) and hash((family, given)) in self._names
        if not of_address and not of_name:
            return None
        names = _key(family, given) if family and given else b""
        whole = _key(family, given, fold_company(person.company)) if of_name else b""
        return (person.kind, person.id, person.account_id, _key(address), names, whole)

    def _many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(sql, rows)
        self._db.execute("COMMIT")


def _key(*texts: str) -> bytes:
    """Return eight bytes that tell one content from another; nothing for no content."""
    if not any(texts):
        return b""
    return blake2b(_BETWEEN.join(texts).encode("utf-8", "surrogatepass"), digest_size=8).digest()


_TABLES = """
CREATE TABLE cards (
    number INTEGER PRIMARY KEY, card_id TEXT UNIQUE, record_id TEXT, kind TEXT, linked_to TEXT, asked INTEGER,
    email BLOB, person BLOB, whole BLOB, company BLOB, exchanged TEXT, complete INTEGER
);
CREATE TABLE people (kind TEXT, id TEXT, account_id TEXT, email BLOB, person BLOB, whole BLOB);
CREATE TABLE accounts (id TEXT PRIMARY KEY, company BLOB) WITHOUT ROWID;
CREATE INDEX accounts_company ON accounts (company);
"""

_INDEXES = """
CREATE INDEX IF NOT EXISTS people_email ON people (email);
CREATE INDEX IF NOT EXISTS people_whole ON people (whole);
CREATE INDEX IF NOT EXISTS cards_email ON cards (email, person);
CREATE INDEX IF NOT EXISTS cards_whole ON cards (whole);
CREATE INDEX IF NOT EXISTS cards_company ON cards (company);
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
