"""The open file, its transactions, and the small texts it remembers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Self

from wizard.transfer.ledger.database import connect, fault
from wizard.transfer.ledger.schema import FILES

_COPY = "rehearsal-"
NUMBERED = "(SELECT card FROM ids WHERE card_id = ?)"  # the number of a card in the file


class Store:
    """A profile's ledger file. Every method of its kinds is one transaction."""

    def __init__(self, folder: Path) -> None:
        self._db = connect(folder)
        self.folder = folder

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        """Use it until the block ends; what is wrong with the file is then always said as ``Trouble``."""
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Close the file."""
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise fault(error, self.folder) from None

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """Give a folder with a copy, for a rehearsal; it is gone afterwards. Before-images the copy makes itself."""
        self.drop_copies()
        with TemporaryDirectory(prefix=_COPY, dir=self.folder) as folder:
            with closing(sqlite3.connect(Path(folder) / FILES["main"].file)) as target:
                self._db.backup(target, name="main")
            yield Path(folder)

    def drop_copies(self) -> None:
        """Delete what a killed rehearsal left behind."""
        for left in self.folder.glob(f"{_COPY}*"):
            rmtree(left, ignore_errors=True)

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
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # SQLite may have rolled back by itself, as on a full disk
                self._db.execute("ROLLBACK")
            raise
