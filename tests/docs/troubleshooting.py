"""Writes the part of docs/troubleshooting.md that lists every message: ``python -m tests.docs.troubleshooting``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.unit.words.source import CLASSES, ROOT, trees
from wizard.words import errors, field_errors, oauth, reasons

FILE = Path(__file__).parents[2] / "docs" / "troubleshooting.md"
BEGIN, END = "<!-- messages: written by `make docs` -->", "<!-- end of messages -->"
_CALL = re.compile(rf"\b({'|'.join(CLASSES)})\(\s*[\"'](\w+)[\"']")


def exits() -> dict[str, set[int]]:
    """Return the exit codes that each trouble can end a command with, as far as the source names it literally."""
    found: dict[str, set[int]] = {}
    for name, _ in trees():
        for kind, code in _CALL.findall((ROOT / name).read_text("utf-8")):
            found.setdefault(code, set()).add(CLASSES[kind].exit_code)
    return found


def messages() -> str:
    """Return every message of the program, as tables."""
    known = exits()
    parts = [
        "### A command or a page says\n",
        *_table(
            ("Message", "メッセージ", "Code", "Exit"),
            ((en, ja, f"`{code}`", _exit(known.get(code))) for code, (ja, en) in errors.TABLE.items()),
        ),
        "\n### Salesforce refuses the sign-in\n",
        *_table(("Message", "メッセージ", "Code"), ((en, ja, f"`{c}`") for c, (ja, en) in oauth.TABLE.items())),
        "\n### The report says of a card\n",
        *_table(
            ("Reason", "理由", "Code"),
            (
                (en, ja, f"`{c}`")
                for t in (reasons.REASONS, reasons.ROW_ERRORS, field_errors.FIELD_ERRORS, reasons.NOTES)
                for c, (ja, en) in t.items()
            ),
        ),
    ]
    return "\n".join(parts)


def _exit(codes: set[int] | None) -> str:
    return ", ".join(map(str, sorted(codes))) if codes else "2, 3 or 4"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield _line(head)
    yield _line(("---",) * len(head))
    yield from map(_line, rows)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ").replace(":,}", "}").replace("|", "\\|") for cell in cells) + " |"


def whole(text: str) -> str:
    """Return the document with its messages current."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{messages()}\n\n{END}{after}"


if __name__ == "__main__":
    FILE.write_text(whole(FILE.read_text("utf-8")), "utf-8")
