"""The documents are current: every message is explained, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs import troubleshooting
from wizard.words import errors

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def test_every_message_of_the_program_is_in_troubleshooting() -> None:
    text = troubleshooting.FILE.read_text("utf-8")
    assert text == troubleshooting.whole(text), "run `make docs`"
    assert all(f"| `{code}` |" in text for code in errors.TABLE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: str(d.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in set(LINK.findall(document.read_text("utf-8"))) - {"../../releases"}:  # a page beside the files
        assert (document.parent / target).exists(), target


def test_every_picture_is_used_and_small() -> None:
    used = {Path(target).name for d in DOCUMENTS for target in LINK.findall(d.read_text("utf-8"))}
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert {picture.name for picture in pictures} <= used
    assert sum(picture.stat().st_size for picture in pictures) < 1_000_000


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_guide_has_the_same_chapters_in_both_languages(lang: str) -> None:
    def shape(name: str) -> list[str]:
        return re.findall(r"^(#+|!\[)", (ROOT / "docs" / f"guide.{name}.md").read_text("utf-8"), re.MULTILINE)

    assert shape(lang) == shape("en")
