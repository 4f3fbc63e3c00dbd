"""Sansan's own CSV of users, as an administrator downloads it: for keys that may not list users (sansan.md §1.3)."""

from __future__ import annotations

from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.users import SansanUser
from wizard.services.csv_text import decodings, separator
from wizard.services.mapping_file import contents
from wizard.services.sansan import parse


def read_users(path: Path) -> tuple[SansanUser, ...]:
    """Return the users of the file, cp932 or UTF-8. Raises ``SetupMustChange`` when it is none."""
    for text in decodings(contents(path)):
        found = parse.users(text, separator(text)) or []
        if any(user.id and user.email for user in found):
            return tuple(user for user in found if user.id or user.email)
    raise SetupMustChange("users_file_header", file=str(path))
