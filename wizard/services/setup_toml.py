"""A TOML file as people write it: what an editor or a Windows path breaks is told with its line and its cure."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from wizard.domain.errors import SetupMustChange

# “ ‘ 「 ＂ ＝ ［ and their kin
_NOT_ASCII = re.compile("[\u2018-\u201f\u300c-\u300f\uff02\uff07\uff1d\uff3b\uff3d\uff03]")
_QUOTED = re.compile(r'"[^"]*\\')
_PLACE = re.compile(r"at line (\d+)")


def read(path: Path) -> dict[str, Any]:
    """Return what a file says. Raises ``SetupMustChange``: ``setup_file_…``, with the line where there is one."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        raise SetupMustChange("setup_file_missing", file=str(path)) from None
    text = _text(data, path)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SetupMustChange("setup_file_not_toml", file=str(path), detail=str(error)) from None
    except ValueError as error:
        raise _fault(text, str(error), path) from None


def _text(data: bytes, path: Path) -> str:
    """Decode UTF-8, which alone is TOML. Raises ``SetupMustChange`` (``setup_file_encoding``) for any other."""
    try:
        text = data.decode().lstrip("\ufeff")
    except UnicodeDecodeError:
        raise SetupMustChange("setup_file_encoding", file=str(path)) from None
    if "\0" in text:  # UTF-16 without its mark
        raise SetupMustChange("setup_file_encoding", file=str(path))
    return text


def _fault(text: str, detail: str, path: Path) -> SetupMustChange:
    found = _PLACE.search(detail)
    lines = text.splitlines()
    number = min(int(found[1]) if found else len(lines), len(lines))
    line = lines[number - 1] if number else ""
    if _NOT_ASCII.search(line):
        return SetupMustChange("setup_file_quotes", file=str(path), number=number)
    if _QUOTED.search(line):
        return SetupMustChange("setup_file_backslash", file=str(path), number=number)
    return SetupMustChange("setup_file_not_toml", file=str(path), detail=detail)
