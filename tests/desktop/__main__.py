"""Runs every ``real_*.py`` and writes what came of it into the table of docs/desktop.md."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "desktop.md"
_BEGIN, _END = "<!-- results -->", "<!-- end of results -->"


class Results:
    """Gathers a row for each test."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, str, str]] = {}

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        words = (getattr(item, "obj", None).__doc__ or item.name).strip().splitlines()[0]
        case = item.name.partition("[")[2].removesuffix("]")
        title = f"{words.removesuffix('.')}{f' ({case})' if case else ''}"
        self.rows[item.nodeid] = (title, item.getparent(pytest.Module).obj.PEER, "not run")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        title, peer, _ = self.rows[report.nodeid]
        if report.when == "call" or report.outcome != "passed":
            self.rows[report.nodeid] = (title, peer, "works" if report.outcome == "passed" else "FAILS")


def write(rows: list[tuple[str, str, str]]) -> None:
    """Put the rows in place of those of the run before, other peers' rows of which stay."""
    text = TABLE.read_text("utf-8")
    old = [
        tuple(line.strip("| ").split(" | ")) for line in re.findall(r"^\| .* \| .* \| .* \| .* \|$", text, re.MULTILINE)
    ]
    today = datetime.now(UTC).date().isoformat()
    new = {title: (title, peer, result, today) for title, peer, result in rows}
    kept = [row for row in old if row[0] not in new and row[0] not in ("what", "---")]
    lines = ["| what | with | result | on |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in (*kept, *new.values())]
    head, tail = text.partition(_BEGIN)[0], text.partition(_END)[2]
    TABLE.write_text(f"{head}{_BEGIN}\n" + "\n".join(lines) + f"\n{_END}{tail}", "utf-8")


if __name__ == "__main__":
    wanted = sys.argv[1:] or [str(file) for file in sorted(HERE.glob("real_*.py"))]
    results = Results()
    code = pytest.main(
        ["-q", "-x" if "-x" in wanted else "--maxfail=99", *(w for w in wanted if w != "-x")], plugins=[results]
    )
    if results.rows:
        write(list(results.rows.values()))
    sys.exit(code)
