"""What the ledger's parts share: small texts, numbers of runs, times, and rows in great number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain

from wizard.domain.outcome import Outcome, pack_notes
from wizard.domain.plan import Change
from wizard.transfer.ledger.database import Database

RUN = "(SELECT number FROM runs WHERE id = ?)"  # the number of a run in the file
CARD = "(SELECT card FROM cards WHERE card_id = ?)"  # the number of a card in the file
WROTE = "UPDATE runs SET wrote = 1 WHERE id = ? AND NOT wrote"  # so it counts among those that can be taken back

_AT_ONCE = 1_000  # rows a statement: each statement costs a change of threads

Arrival = tuple[object, ...]


def get_text(db: Database, key: str) -> str:
    """Return a remembered text, empty when there is none."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


def put_text(db: Database, key: str, value: str) -> None:
    """Remember a text."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def seconds(text: str) -> int:
    """Return an ISO 8601 time as the ledger keeps it: whole seconds since 1970; 0 for none."""
    return int(datetime.fromisoformat(text).timestamp()) if text else 0


def iso(at: int) -> str:
    """Return the time that ``seconds`` was given, as ISO 8601 in UTC; empty for 0."""
    return datetime.fromtimestamp(at, UTC).isoformat() if at else ""


def insert(db: Database, into: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows of equal length, many a statement; ``into`` is the table, with what is done where a key is there."""
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        one = f"({','.join('?' * len(part[0]))})"
        values = ",".join([one] * len(part))
        db.execute(f"INSERT {into} VALUES {values}", list(chain.from_iterable(part)))


def arrival(o: Outcome) -> Arrival:
    """Return a row of the temporary table ``arrived`` for a card that was not sent."""
    return (o.card_id, o.salesforce_id, b"", "", "", o.outcome, o.reason, o.detail, pack_notes(o.notes))


def sent_arrival(c: Change, o: Outcome) -> Arrival:
    """Return a row of the temporary table ``arrived`` for a card that was sent."""
    notes = pack_notes(o.notes)
    return (
        c.card_id, o.salesforce_id, c.fingerprint, c.owner_key, c.recipient_id, o.outcome, o.reason, o.detail, notes
    )  # fmt: skip


def arrive(db: Database, rows: list[Arrival]) -> None:
    """Put rows, and nothing else, into the temporary table ``arrived``; within a transaction."""
    rows.sort(key=lambda row: str(row[0]))  # near each other in the index
    db.execute("DELETE FROM arrived")
    insert(db, "OR REPLACE INTO arrived", rows)
    db.execute(_ASSIGN)


_ASSIGN = """
INSERT OR IGNORE INTO assignments (owner_key, user_id)
SELECT DISTINCT owner_key, user_id FROM arrived WHERE owner_key <> ''
"""
