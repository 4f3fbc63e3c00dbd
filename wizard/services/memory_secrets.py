"""Secrets that no keyring shall have: they live in this process alone, and are gone with it."""

from __future__ import annotations

from wizard.domain.errors import AppError


class MemorySecrets:
    """As ``ports.Secrets``; shared by the threads of one process."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str:
        """Return a secret, empty when there is none."""
        return self._secrets.get(name, "")

    def has(self, name: str) -> bool:
        """Whether a secret is there."""
        return name in self._secrets

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        self._secrets[name] = value

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._secrets.pop(name, None)

    def check(self) -> None:
        """There is always room."""

    def notices(self) -> tuple[AppError, ...]:
        """There is nothing to tell."""
        return ()

    def give_up(self) -> None:
        """Nobody is waited for."""
