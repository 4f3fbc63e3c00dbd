"""What Windows' Credential Manager and macOS' keychain want, each decision for itself.

keyring's Windows backend keeps one secret under a service's name; another secret of the same service moves the first
aside while it is set, in two steps. So each secret has a service name of its own there, and writes are done one by one.
"""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext

from wizard.services.system.folders import data_folder

SERVICE = "sansan-salesforce"
_LOCK_SECONDS = 30.0
# Status codes of macOS' Security framework (SecBase.h), as keyring passes them on.
_REFUSED = (-128, -25293)  # errSecUserCanceled: the person pressed Deny; errSecAuthFailed
_LOCKED = (-25308,)  # errSecInteractionNotAllowed: locked, and nobody may be asked


def service_of(entry: str, platform: str = sys.platform) -> str:
    """Return the service name under which an entry is kept."""
    return f"{SERVICE}/{entry}" if platform == "win32" else SERVICE


def check_name(platform: str = sys.platform) -> str:
    """Return the entry that proves that secrets can be kept; on Windows another one for each process."""
    return f"check-{os.getpid()}" if platform == "win32" else "check"


def write_lock() -> AbstractContextManager[object]:
    """Return what is held while something is written: on Windows one lock for all processes of the person."""
    if sys.platform != "win32":
        return nullcontext()
    from filelock import FileLock

    folder = data_folder() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "keyring", timeout=_LOCK_SECONDS)


def keep_on_this_computer(backend: object) -> None:
    """Let secrets not roam with the person's profile to other computers of a company (Windows)."""
    if hasattr(type(backend), "persist"):
        backend.persist = "local machine"  # type: ignore[attr-defined]


def keychain_fault(fault: BaseException | None) -> str:
    """Return what a fault of macOS' keychain means: ``locked``, ``refused``, or empty where it is neither."""
    while fault is not None:
        status = fault.args[0] if fault.args else None
        if status in _REFUSED:
            return "refused"
        if status in _LOCKED:
            return "locked"
        fault = fault.__cause__
    return ""
