"""The whole ledger of a profile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Self

from wizard.transfer.ledger.cards import Cards
from wizard.transfer.ledger.database import connect, connect_to_read, fault
from wizard.transfer.ledger.failures import Failures
from wizard.transfer.ledger.findings import Findings
from wizard.transfer.ledger.history import History
from wizard.transfer.ledger.images import Images
from wizard.transfer.ledger.jobs import Jobs
from wizard.transfer.ledger.link_state import LinkStates
from wizard.transfer.ledger.links import Links
from wizard.transfer.ledger.outcomes import Outcomes
from wizard.transfer.ledger.runs import Runs
from wizard.transfer.ledger.schema import FILES
from wizard.transfer.ledger.undoing import Undoing

_COPY, _FORMER_COPY = "preview-", "rehearsal-"  # the latter left by an older program


class Ledger:
    """The memory of a profile's transfers, in parts. Each method of a part is one transaction.

    Not for two processes at once: the run lock sees to that. One object is for one thread.
    """

    def __init__(self, folder: Path, *, only_read: bool = False) -> None:
        self._db = connect_to_read(folder) if only_read else connect(folder)
        self.folder = folder
        self.runs = Runs(self._db)
        self.cards = Cards(self._db)
        self.failures = Failures(self._db)
        self.jobs = Jobs(self._db)
        self.outcomes = Outcomes(self._db)
        self.images = Images(self._db)
        self.undoing = Undoing(self._db)
        self.findings = Findings(self._db)
        self.links = Links(self._db)
        self.link_state = LinkStates(self._db)
        self.history = History(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        """Use it until the block ends; what is wrong with the file is then always said as ``AppError``."""
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Close the file."""
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise fault(error, self.folder) from None

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """Give a folder with a copy, for a preview; it is gone afterwards. Before-images the copy makes itself."""
        self.drop_copies()
        with TemporaryDirectory(prefix=_COPY, dir=self.folder) as folder:
            with closing(sqlite3.connect(Path(folder) / FILES["main"].file)) as target:
                self._db.backup(target, name="main")
            yield Path(folder)

    def drop_copies(self) -> None:
        """Delete what a killed preview left behind."""
        for left in (*self.folder.glob(f"{_COPY}*"), *self.folder.glob(f"{_FORMER_COPY}*")):
            rmtree(left, ignore_errors=True)
