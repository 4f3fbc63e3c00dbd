"""Keyrings that do not do what they are asked, in the file of ``file_keyring``: for PYTHON_KEYRING_BACKEND."""

from __future__ import annotations

from file_keyring import FileKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError


class KeepingKeyring(FileKeyring):
    """Says that it has deleted, and keeps."""

    def delete_password(self, service: str, username: str) -> None:
        """Do nothing."""


class DenyingKeyring(FileKeyring):
    """Its person presses Deny."""

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError("denied")


class LockedKeyring(FileKeyring):
    """Is there, and locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")

    set_password = delete_password = get_password  # type: ignore[assignment]


class FullKeyring(FileKeyring):
    """Takes nothing for a sign-in any more, once it holds one."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if "refresh-token" in username and "refresh-token" in f"{self._read()}":
            raise PasswordSetError("full")
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError("denied")


class AskingKeyring(FileKeyring):
    """Refuses to overwrite what is there, and takes what is new."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.get_password(service, username) is not None:
            raise PasswordSetError("denied")
        super().set_password(service, username, password)
