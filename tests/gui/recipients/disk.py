"""The files of this computer, as the window asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from wizard.domain.mapping import Line
from wizard.domain.users import SansanUser
from wizard.services import mapping_file
from wizard.services.sansan import user_file


class Disk:
    """Reads and writes them for good."""

    def read_mapping(self, path: Path) -> list[Line]:
        return mapping_file.read(path)

    def write_mapping(self, path: Path, lines: Iterable[Line], lang: str) -> None:
        mapping_file.write(path, lines, lang)

    def read_users(self, path: Path) -> tuple[SansanUser, ...]:
        return user_file.read_users(path)

    def write_table(self, path: Path, header: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
        mapping_file.write_table(path, header, cells)
