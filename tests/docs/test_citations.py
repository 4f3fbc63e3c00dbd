"""Every page and section that comments and documents cite, as in ``sansan.md §1.4``, is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CITED = re.compile(r"(?<![\w.-])([a-z][a-z.-]*\.md)[`*]?(?:\s+(§\d+(?:\.\d+)?(?:(?:,| and| to) §\d+(?:\.\d+)?)*))?")
SECTION = re.compile(r"§\d+(?:\.\d+)?")


def sources() -> list[Path]:
    """Return the files that cite: code, tests and documents."""
    code = [file for folder in ("wizard", "tests") for file in sorted((ROOT / folder).rglob("*.py"))]
    return [*code, *sorted((ROOT / "docs").rglob("*.md"))]


def citations(file: Path) -> Iterator[tuple[str, str]]:
    """Return the pages cited in a file, each with every section named behind it."""
    for name, sections in CITED.findall(file.read_text("utf-8")):
        yield from ((name, section) for section in SECTION.findall(sections) or ("",))


def headings(page: Path) -> set[str]:
    """Return the sections that a page has."""
    return set(re.findall(r"^#+ (§\d+(?:\.\d+)?)\b", page.read_text("utf-8"), re.MULTILINE))


PAGES = {page.name: headings(page) for page in REFERENCE.glob("*.md")}
ELSEWHERE = {page.name for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))}


@pytest.mark.parametrize("name", ["salesforce.md", "sansan.md"])
def test_the_reference_is_cited(name: str) -> None:
    cited = {section for file in sources() for page, section in citations(file) if page == name}
    assert len(cited) > 10


def test_every_citation_leads_to_a_page_and_a_section() -> None:
    lost = [
        f"{file.relative_to(ROOT)}: {name} {section}"
        for file in sources()
        for name, section in citations(file)
        if (section and section not in PAGES.get(name, ())) or name not in ELSEWHERE
    ]
    assert lost == []
