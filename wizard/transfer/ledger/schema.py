"""The tables of the ledger, and how a file is opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filelock import FileLock

from wizard.domain.errors import SetupMustChange

VERSION = 1

_LEDGER = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                 -- sync | full | retry | missing | undo
    state TEXT NOT NULL,                -- running | paused | failed | completed | completed_with_errors
    started TEXT NOT NULL,              -- ISO 8601, UTC
    ended TEXT,
    seconds REAL NOT NULL DEFAULT 0,    -- worked, over all continuations
    trouble TEXT NOT NULL DEFAULT '',   -- JSON [code, details] of what stopped it
    mark_before TEXT NOT NULL,          -- where its reading began, as the mark
    undoes TEXT NOT NULL DEFAULT '',    -- the run that this undo takes back
    undone INTEGER NOT NULL DEFAULT 0   -- whether it was taken back
);

CREATE TABLE cards (                    -- what Salesforce was last given of each card
    card_id TEXT PRIMARY KEY,
    salesforce_id TEXT NOT NULL DEFAULT '',
    fingerprint BLOB NOT NULL DEFAULT x'',
    owner_key TEXT NOT NULL DEFAULT '', -- the Sansan owner
    owner_id TEXT NOT NULL DEFAULT '',  -- the Salesforce user the recipients named for him
    failed TEXT NOT NULL DEFAULT '',    -- reason code while the last try failed
    gone INTEGER NOT NULL DEFAULT 0,    -- not met when everything was last read
    run TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cards_by_owner ON cards (owner_key, owner_id);
CREATE INDEX cards_failed ON cards (failed) WHERE failed <> '';

CREATE TABLE jobs (                     -- rows on their way; gone once settled
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    way TEXT NOT NULL,                  -- bulk | collections
    salesforce_job TEXT NOT NULL DEFAULT ''
);
CREATE TABLE job_rows (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    card_id TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    owner_key TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    creates INTEGER NOT NULL,
    salesforce_id TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (job, card_id)
) WITHOUT ROWID;

CREATE TABLE outcomes (
    run TEXT NOT NULL,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    notes TEXT NOT NULL,
    written TEXT NOT NULL,              -- Salesforce's clock after the write
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
"""

_BEFORE = """
CREATE TABLE before.images (            -- what a record held before a run first wrote to it
    run TEXT NOT NULL,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    modified TEXT NOT NULL,
    fields TEXT NOT NULL,               -- JSON, field name → value
    known INTEGER NOT NULL,             -- whether the ledger knew the card then, and with what:
    known_fingerprint BLOB NOT NULL,
    known_owner_key TEXT NOT NULL,
    known_owner_id TEXT NOT NULL,
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
"""


class _Database(sqlite3.Connection):
    """A connection that says plainly when its file is damaged or the disk is full."""

    file = ""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from None

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        try:
            return super().executemany(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from None

    def _fault(self, error: sqlite3.DatabaseError) -> Exception:
        ours = isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)
        return error if ours else SetupMustChange("ledger_unreadable", file=self.file)


def connect(folder: Path) -> sqlite3.Connection:
    """Open the ledger of a profile's folder, made when absent. Before-images lie in a file of their own.

    Raises ``SetupMustChange``, now and at any later use, when the file cannot be read or written; now when it
    was made by a newer program.
    """
    try:
        with FileLock(folder / "ledger.lock", timeout=60, mode=0o600):  # two may find a new file at once
            return _connect(folder)
    except (sqlite3.DatabaseError, OSError):
        raise SetupMustChange("ledger_unreadable", file=str(folder / "ledger.sqlite")) from None


def _connect(folder: Path) -> sqlite3.Connection:
    for name in ("ledger.sqlite", "before.sqlite"):
        os.close(os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600))
    file = str(folder / "ledger.sqlite")
    database = sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False, factory=_Database)
    database.file = file
    database.execute("ATTACH DATABASE ? AS before", (str(folder / "before.sqlite"),))
    for schema, tables in (("main", _LEDGER), ("before", _BEFORE)):
        database.execute(f"PRAGMA {schema}.journal_mode = WAL")
        database.execute(f"PRAGMA {schema}.synchronous = FULL")
        (found,) = database.execute(f"PRAGMA {schema}.user_version").fetchone()
        if found > VERSION:
            raise SetupMustChange("ledger_too_new")
        if found == 0:
            database.executescript(f"BEGIN; {tables} PRAGMA {schema}.user_version = {VERSION}; COMMIT;")
    database.execute("PRAGMA foreign_keys = ON")
    return database
