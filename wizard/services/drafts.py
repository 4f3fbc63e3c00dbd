"""The journey that was left, as one file for the owner only; it holds no secret."""

from __future__ import annotations

from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.owner_only import owner_only
from wizard.services.home import Home
from wizard.services.profiles import write_whole


class Drafts:
    """One draft a home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def load(self) -> str:
        """Return the draft, empty when there is none that can be read."""
        try:
            return self._path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def save(self, text: str) -> None:
        """Keep a draft instead of the last one. Raises ``SetupMustChange`` (``folder_not_writable``)."""
        try:
            self._home.root.mkdir(parents=True, exist_ok=True, **owner_only(0o700))
            write_whole(self._path, text.encode())
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._home.root)) from None

    def forget(self) -> None:
        """Drop the draft. Raises ``SetupMustChange`` (``folder_not_writable``)."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._home.root)) from None

    @property
    def _path(self) -> Path:
        return self._home.root / "draft.json"
