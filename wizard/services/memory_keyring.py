"""A keyring that lives and dies with the program: for the demo, and for "only until I close"."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps secrets in memory only."""

    priority = -1  # below the one that always fails: never chosen by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret."""
        return self._secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self._secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        if self._secrets.pop((service, username), None) is None:
            raise PasswordDeleteError(username)
