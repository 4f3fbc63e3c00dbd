"""The open file, its transactions, and the small texts it remembers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from wizard.transfer.ledger.schema import connect


class Store:
    """A profile's ledger file. Every method of its kinds is one transaction."""

    def __init__(self, folder: Path) -> None:
        self._db = connect(folder)
        self.folder = folder

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def copy(self, folder: Path) -> None:
        """Copy the whole ledger into another folder, for a rehearsal."""
        for schema, name in (("main", "ledger.sqlite"), ("before", "before.sqlite")):
            with closing(sqlite3.connect(folder / name)) as target:
                self._db.backup(target, name=schema)

    def get(self, key: str) -> str:
        """Return a remembered text, empty when there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def put(self, key: str, value: str) -> None:
        """Remember a text."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
