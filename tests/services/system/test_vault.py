"""How secrets are kept on Windows and macOS, against keyring's own backends where they can be had here."""

from __future__ import annotations

import pytest
from keyring.errors import KeyringError, KeyringLocked

from wizard.services.memory_keyring import MemoryKeyring
from wizard.services.system import vault


class MovingKeyring:
    """keyring's Windows backend in short: one secret a service, the one before is moved aside, in two steps."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[str, str]] = {}
        self.moves = 0

    def set_password(self, service: str, username: str, password: str) -> None:
        if service in self.places and self.places[service][0] != username:
            self.moves += 1
            self.places[f"{self.places[service][0]}@{service}"] = self.places[service]
        self.places[service] = (username, password)


def test_no_secret_of_windows_moves_another_aside() -> None:
    moving = MovingKeyring()
    for entry in ("id/api-key", "id/refresh-token", "check-1", "id/api-key"):
        moving.set_password(vault.service_of(entry, "win32"), entry, "x")
    assert moving.moves == 0
    assert len(moving.places) == 3


def test_other_systems_keep_one_service() -> None:
    assert vault.service_of("a", "linux") == vault.service_of("b", "darwin") == "sansan-salesforce"
    assert vault.check_name("linux") == "check"
    assert vault.check_name("win32") != vault.check_name("linux")


def test_secrets_of_windows_do_not_roam() -> None:
    class Persistent:
        persist = "enterprise"

    backend = Persistent()
    vault.keep_on_this_computer(backend)
    assert backend.persist == "local machine"
    vault.keep_on_this_computer(MemoryKeyring())


def caused(error: Exception, status: int) -> Exception:
    """Return an error as keyring's macOS backend raises it."""
    error.__cause__ = Exception(status, "Unknown Error")
    return error


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (caused(KeyringLocked("Can't get password from keychain"), -128), "refused"),
        (caused(KeyringError("Can't get password from keychain"), -25293), "refused"),
        (caused(KeyringError("Can't get password from keychain"), -25308), "locked"),
        (caused(KeyringError("Can't get password from keychain"), -25291), ""),
        (RuntimeError("no keychain at all"), ""),
        (RuntimeError(), ""),
    ],
)
def test_the_keychain_says_what_is_the_matter(fault: Exception, told: str) -> None:
    assert vault.keychain_fault(fault) == told
