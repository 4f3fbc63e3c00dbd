"""Where profiles, ledgers, reports and logs live, for the owner only; and the locks of a profile."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from wizard.domain.errors import AppError, Interrupted, SetupMustChange
from wizard.owner_only import owner_only
from wizard.services.system.folders import data_folder

_REFRESH_SECONDS = 120.0


class RefreshLock:
    """Held by one process at a time; may be used again and again.

    Raises ``Interrupted`` (``refresh_busy``) when another process holds it too long.
    """

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(path, timeout=_REFRESH_SECONDS, **owner_only(0o600))

    def __enter__(self) -> None:
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            raise Interrupted("refresh_busy") from None
        except OSError:
            folder = str(Path(self._lock.lock_file).parent)
            raise SetupMustChange("folder_not_writable", folder=folder) from None

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        self._lock.release()


class Home:
    """The data folder. Raises ``SetupMustChange`` (``folder_not_writable``) where it cannot be written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def default(cls) -> Home:
        """The folder named by SANSAN_SALESFORCE_HOME, else the platform's user data folder."""
        named = os.environ.get("SANSAN_SALESFORCE_HOME")
        return cls(Path(named).absolute() if named else data_folder())

    @property
    def profiles(self) -> Path:
        """The folder of all profiles."""
        return self.root / "profiles"

    def folder(self, profile: str) -> Path:
        """Make and return a profile's folder."""
        return self._make(self.profiles / profile)

    def reports(self, profile: str) -> Path:
        """Make and return the folder of a profile's reports."""
        return self._make(self.profiles / profile / "reports")

    def run_report(self, profile: str, run_id: str) -> Path:
        """Return where the report of a transfer lies."""
        return self.reports(profile) / f"run-{run_id}.csv"

    def dry_report(self, profile: str, run_id: str) -> Path:
        """Return where the report of a preview lies."""
        return self.reports(profile) / f"dry-run-{run_id}.csv"

    def undo_report(self, profile: str, run_id: str) -> Path:
        """Return where the report of a run taken back lies."""
        return self.reports(profile) / f"undo-{run_id}.csv"

    def logs(self) -> Path:
        """Make and return the folder of logs."""
        return self._make(self.root / "logs")

    @contextmanager
    def run_lock(self, profile: str) -> Iterator[None]:
        """Hold a profile for one run. Raises ``Interrupted`` (``busy``) when another process holds it."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.locks() / f"{profile}.run", **owner_only(0o600))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise Interrupted("busy", profile=profile) from None
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self.root)) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def window_lock(self) -> Iterator[bool]:
        """Hold the home for one window; False where another program has one. It is held before the window loads."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.locks() / "window", **owner_only(0o600))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self.root)) from None
        try:
            yield True
        finally:
            lock.release()

    def refresh_lock(self, profile: str) -> RefreshLock:
        """Return the short lock that one token refresh holds."""
        return RefreshLock(self.locks() / f"{profile}.refresh")

    def locks(self) -> Path:
        """Return the folder of what processes of this home share while they run."""
        return self._make(self.root / "locks")

    def _make(self, folder: Path) -> Path:
        """Make a folder and those above it that are not there, for the owner only; what is there stays as it is."""
        try:
            for missing in reversed([part for part in (folder, *folder.parents) if not part.exists()]):
                missing.mkdir(exist_ok=True, **owner_only(0o700))
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self.root)) from None
        return folder

    def notices(self) -> tuple[AppError, ...]:
        """Return who else may look into the home where it is a folder of somebody else, or shared.

        What lies in it stays for the owner only; who may write to it can still take it away. Not known on Windows.
        """
        try:
            found = self.root.stat()
        except OSError:
            return ()
        if sys.platform == "win32":
            return ()
        if found.st_uid != os.geteuid():
            return (SetupMustChange("home_of_another", folder=str(self.root)),)
        shared = found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        return (SetupMustChange("home_shared", folder=str(self.root)),) if shared else ()
