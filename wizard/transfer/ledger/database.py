"""A connection to the ledger's files that says plainly what is wrong with them, and how they are opened."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wizard.domain.errors import AppError, Interrupted, SetupMustChange
from wizard.owner_only import owner_only
from wizard.transfer.ledger.schema import FILES, TEMPORARY, Schema

_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_SCHEMA", "SQLITE_FORMAT")


_CACHE = 8_000  # kilobytes a file


def is_held(error: BaseException, platform: str = sys.platform) -> bool:
    """Whether another try may do: on Windows a virus scanner holds a file that was just written for a moment."""
    unreadable = isinstance(error, PermissionError) or getattr(error, "code", "") == "ledger_unreadable"
    return platform == "win32" and unreadable


class Database(sqlite3.Connection):
    """Raises ``AppError`` for what can be wrong with a file, from the statements it executes."""

    folder = Path()

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Execute one statement."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise fault(error, self.folder) from None

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Execute one statement for each set of values."""
        try:
            return super().executemany(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise fault(error, self.folder) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements of the block, or none of them."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.in_transaction:  # SQLite may have rolled back by itself, as on a full disk
                self.execute("ROLLBACK")
            raise


def fault(error: sqlite3.DatabaseError, folder: Path) -> Exception:
    """Return what an error of SQLite means for a person: no space, no access, or a damaged file."""
    name = getattr(error, "sqlite_errorname", "")
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return error
    if name.startswith(_FULL):
        return Interrupted("disk_full", folder=str(folder))
    file = str(folder / FILES["main"].file)
    if name.startswith(_DAMAGED):
        return SetupMustChange("ledger_damaged", file=file)
    return SetupMustChange("ledger_unreadable", file=file)


def connect(folder: Path) -> Database:
    """Open the ledger of a profile's folder, made when absent. Before-images lie in a file of their own.

    An older file is kept as a copy and brought up to date. Raises ``SetupMustChange`` (``ledger_unreadable``,
    ``ledger_damaged``, ``ledger_too_new``) and ``Interrupted`` (``disk_full``), now and at any later use.
    """
    from filelock import FileLock

    try:
        with FileLock(folder / "ledger.lock", timeout=60, **owner_only(0o600)):  # two may find a new file at once
            return _borne(_connect, folder)
    except sqlite3.DatabaseError as error:
        raise fault(error, folder) from None
    except OSError:
        raise SetupMustChange("ledger_unreadable", file=str(folder / FILES["main"].file)) from None


def _borne(open_files: Callable[[Path], Database], folder: Path) -> Database:
    """Open files, on Windows again for three seconds while they are held."""
    if sys.platform != "win32":
        return open_files(folder)
    from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

    held = retry_if_exception(is_held)
    return Retrying(retry=held, wait=wait_fixed(0.1), stop=stop_after_delay(3), reraise=True)(open_files, folder)


def connect_to_read(folder: Path) -> Database:
    """Open the ledger without writing to it: another process may be at work, or nothing can be written there.

    A file of an earlier version is read from a copy in SQLite's own temporary file, brought up to date; where there is
    none, nothing was remembered yet. Raises as ``connect``.
    """
    with suppress(sqlite3.DatabaseError, AppError):
        return _open_to_read(folder, "mode=ro")
    try:  # without room for its index SQLite reads the file as it stands, which is all there is after a run that ended
        return _open_to_read(folder, "mode=ro&immutable=1")
    except sqlite3.DatabaseError as error:
        raise fault(error, folder) from None
    except OSError:
        raise SetupMustChange("ledger_unreadable", file=str(folder / FILES["main"].file)) from None


def _open_to_read(folder: Path, how: str) -> Database:
    database = _opened(_uri(folder / FILES["main"].file, how), folder)
    try:
        if _version(database, "main") != FILES["main"].version:
            database = _brought_up_to_date(database)
        database.execute("PRAGMA temp_store = MEMORY")
        database.execute("ATTACH DATABASE ? AS before", (_uri(folder / FILES["before"].file, how),))
        if not (found := _version(database, "before")):  # empty, or killed before its tables were made
            database.execute("DETACH DATABASE before")
            database.execute("ATTACH DATABASE '' AS before")
            _bring_up_to_date(database, "before", FILES["before"], keep=False)
        elif found > FILES["before"].version:
            raise SetupMustChange("ledger_too_new")
        database.execute(TEMPORARY)
    except BaseException:
        database.close()
        raise
    return database


def _brought_up_to_date(old: Database) -> Database:
    """Return a copy of the newest version that is gone when it is closed."""
    with closing(old):
        fresh = _opened("", old.folder)
        old.backup(fresh)
    _bring_up_to_date(fresh, "main", FILES["main"], keep=False)
    return fresh


def _opened(where: str, folder: Path) -> Database:
    database = sqlite3.connect(where, uri=True, isolation_level=None, check_same_thread=False, factory=Database)
    database.folder = folder
    return database


def _uri(file: Path, how: str) -> str:
    """Return where SQLite reads a file; without a file, that is one of its own, which is gone afterwards."""
    return f"{file.absolute().as_uri()}?{how}" if file.exists() and file.stat().st_size else ""


def _version(database: Database, name: str) -> int:
    (found,) = database.execute(f"PRAGMA {name}.user_version").fetchone()
    return int(found)


def put_aside_damaged(folder: Path) -> bool:
    """Where the ledger is damaged, rename its files, so that a new one can be made; say whether that was so."""
    try:
        with closing(connect(folder)) as database:
            found = {row[0] for schema in FILES for row in database.execute(f"PRAGMA {schema}.quick_check(1)")}
    except AppError as trouble:
        if trouble.code != "ledger_damaged":
            raise
        found = {trouble.code}
    if found == {"ok"}:
        return False
    put_aside(folder, "damaged")
    return True


def put_aside(folder: Path, why: str) -> None:
    """Rename the ledger's files after the reason; the next opening makes a new one.

    Before-images, which hold what stands on cards, are of no use without it, and are deleted.
    """
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for file in folder.glob(f"{FILES['before'].file}*"):
        file.unlink()
    for file in sorted(folder.glob(f"{FILES['main'].file}*")):
        file.rename(file.with_name(f"{why}-{now}-{file.name}"))


def _connect(folder: Path) -> Database:
    for schema in FILES.values():
        _make(folder / schema.file)
    database = sqlite3.connect(
        folder / FILES["main"].file, timeout=60, isolation_level=None, check_same_thread=False, factory=Database
    )
    database.folder = folder
    try:
        database.execute("ATTACH DATABASE ? AS before", (str(folder / FILES["before"].file),))
        for name, schema in FILES.items():
            database.execute(f"PRAGMA {name}.journal_mode = WAL")
            database.execute(f"PRAGMA {name}.synchronous = FULL")
            database.execute(f"PRAGMA {name}.cache_size = -{_CACHE}")
            _bring_up_to_date(database, name, schema)
        database.execute(TEMPORARY)
    except BaseException:
        database.close()
        raise
    return database


def _make(file: Path) -> None:
    """Make an empty file for its owner, where there is none.

    One that is there is not even opened: on POSIX systems closing it would drop every lock this process holds on it
    through SQLite, and another process would take away the log that is still written to.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _bring_up_to_date(database: Database, name: str, schema: Schema, *, keep: bool = True) -> None:
    """Lead a file to the newest version; the old one is kept as a copy unless it is one itself."""
    found = _version(database, name)
    if found > schema.version:
        raise SetupMustChange("ledger_too_new")
    if found == schema.version:
        return
    if found and keep:
        _back_up(database, name, database.folder / f"{Path(schema.file).stem}-v{found}.sqlite")
    script = "".join(schema.steps[found:])
    database.executescript(f"BEGIN; {script} PRAGMA {name}.user_version = {schema.version}; COMMIT;")
    if found and keep:
        database.execute(f"VACUUM {name}")  # the new tables lie beside the room of the old ones


def _back_up(database: Database, name: str, file: Path) -> None:
    """Copy a file as it is, before its tables change; a copy begun by a stopped run is made anew."""
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(file)) as copy:
        database.backup(copy, name=name)
