"""Where the records live: one temporary SQLite file with a table for each object, gone on close.

One connection, one lock: a reader waits for the batch that is being written, as long as one batch takes.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wizard.standin.salesforce.schema import Field, ObjectType, Schema

_NUMBERS = {"boolean": "INTEGER", "int": "INTEGER", "double": "REAL", "currency": "REAL"}
_MANY = 10_000
_OUTER = "BEGIN", ("ROLLBACK",), "COMMIT"
_INNER = "SAVEPOINT inner", ("ROLLBACK TO inner", "RELEASE inner"), "RELEASE inner"


def quoted(name: str) -> str:
    """Return a table or column name for SQL; names come from the schema only."""
    return f'"{name}"'


def marks(values: Sequence[Any]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))


class Store:
    """The records of one organisation.

    ``folder`` is for other temporary files of the same life; ``lock`` keeps everybody else out while held.
    ``records`` counts the records of data that are alive; who adds or deletes some keeps it right.
    """

    def __init__(self, schema: Schema) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="standin-salesforce-"))
        self.lock = threading.RLock()
        self.records = 0
        self._connection = sqlite3.connect(
            self.folder / "records.db", isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "temp_store=MEMORY", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {pragma}")
        for kind in sorted(schema.all(), key=lambda kind: kind.view is not None):
            self.create(kind)

    def create(self, kind: ObjectType) -> None:
        """Make the table, or view, of an object."""
        table = quoted(kind.name)
        if kind.view:
            self._connection.execute(f"CREATE VIEW {table} AS {kind.view}")
            return
        self._connection.execute(f"CREATE TABLE {table} ({', '.join(map(_column, kind.columns))})")
        for field in kind.columns:
            self.index(kind.name, field)

    def add_column(self, table: str, field: Field) -> None:
        """Add a field to an object; the records that are there get its default."""
        self.write(f"ALTER TABLE {quoted(table)} ADD COLUMN {_column(field)}")
        if field.type == "boolean":
            self.write(f"UPDATE {quoted(table)} SET {quoted(field.name)} = ?", (field.default,))  # noqa: S608
        self.index(table, field)

    def index(self, table: str, field: Field) -> None:
        """Make the index of a field that records are found by, unless it is there."""
        if _indexed(field):
            name = quoted(f"{table}.{field.name}")
            self.write(f"CREATE INDEX IF NOT EXISTS {name} ON {quoted(table)} ({quoted(field.name)})")

    def drop_column(self, table: str, field: Field) -> None:
        """Take a field and its values away."""
        self.write(f"DROP INDEX IF EXISTS {quoted(f'{table}.{field.name}')}")
        self.write(f"ALTER TABLE {quoted(table)} DROP COLUMN {quoted(field.name)}")

    def drop(self, table: str) -> None:
        """Take an object and its records away."""
        self.write(f"DROP TABLE {quoted(table)}")

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self.lock:
            return self._connection.execute(sql, parameters).fetchall()

    def read_many(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Return all rows of a query whose one ``{}`` stands for a list of any length."""
        with self.lock:
            parts = (values[start : start + _MANY] for start in range(0, len(values), _MANY))
            return [row for part in parts for row in self.read(sql.format(marks(part)), part)]

    def write(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one statement and return how many rows it touched."""
        with self.lock:
            return self._connection.execute(sql, parameters).rowcount

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of ``rows``."""
        with self.lock:
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep others out; undo everything in the block when it raises. One may stand inside another."""
        with self.lock:
            inner = self._connection.in_transaction
            begin, undo, keep = _INNER if inner else _OUTER
            self._connection.execute(begin)
            records = self.records
            try:
                yield
            except BaseException:
                for statement in undo:
                    self._connection.execute(statement)
                self.records = records
                raise
            self._connection.execute(keep)

    def close(self) -> None:
        """Drop the file and the folder."""
        with self.lock:
            self._connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _column(field: Field) -> str:
    if field.name == "Id":
        return '"Id" TEXT NOT NULL UNIQUE'
    if field.type in _NUMBERS:
        return f"{quoted(field.name)} {_NUMBERS[field.type]}"
    ignore_case = field.is_text and not field.case_sensitive
    return f"{quoted(field.name)} TEXT{' COLLATE NOCASE' if ignore_case else ''}"


def _indexed(field: Field) -> bool:
    return (field.unique or field.external_id or field.id_lookup) and field.name not in ("Id", "Name")
