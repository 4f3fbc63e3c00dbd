"""Sansan's own CSV of users, as an administrator downloads it: for keys that may not list users (sansan.md §1.3)."""

from __future__ import annotations

from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.text import fold_label, looks_rewritten
from wizard.domain.users import SansanUser
from wizard.services import csv_table
from wizard.services.mapping_file import contents
from wizard.services.sansan import parse


def read_users(path: Path) -> tuple[SansanUser, ...]:
    """Return the users of the file, cp932 or UTF-8. Raises ``SetupMustChange`` when it is none."""
    table = csv_table.find(contents(path), path, _is_header)
    if table is None:
        raise SetupMustChange("users_file_header", file=str(path))
    at = {item: table.column(*labels) for item, labels in parse.USER_COLUMNS.items()}
    found = [(number, {item: _cell(row, place) for item, place in at.items()}) for number, row in table.rows]
    for number, cells in found:
        if looks_rewritten(cells["id"]):
            raise SetupMustChange("users_file_rewritten", file=str(path), number=number, value=cells["id"])
    users = tuple(SansanUser(**cells) for _, cells in found if cells["id"] or cells["email"])
    if not any(user.id and user.email for user in users):
        raise SetupMustChange("users_file_header", file=str(path))
    return users


def _is_header(labels: frozenset[str]) -> bool:
    return all(any(fold_label(name) in labels for name in parse.USER_COLUMNS[item]) for item in ("id", "email"))


def _cell(row: list[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""
