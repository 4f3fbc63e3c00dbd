"""A keyring in a file, shared by the processes of a test: PYTHON_KEYRING_BACKEND=file_keyring.FileKeyring."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Keeps secrets in the JSON file named by TEST_KEYRING_FILE."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}|{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._read(), f"{service}|{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        secrets = self._read()
        if secrets.pop(f"{service}|{username}", None) is None:
            raise PasswordDeleteError(username)
        self._write(secrets)

    def _file(self) -> Path:
        return Path(os.environ["TEST_KEYRING_FILE"])

    def _read(self) -> dict[str, str]:
        return json.loads(self._file().read_text()) if self._file().exists() else {}

    def _write(self, secrets: dict[str, str]) -> None:
        fresh = self._file().with_suffix(".new")
        fresh.write_text(json.dumps(secrets))
        fresh.replace(self._file())
