"""What a newcomer is told to touch is there, and not more than was promised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST = {"A mapping field": 6, "A fault of Salesforce": 3, "An action for": 5, "A page of the wizard": 6}
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FILE = re.compile(r"`((?:wizard|resources|tests)/[\w./]+\.\w+)`")


@pytest.mark.parametrize("document", [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "development").glob("*.md"))])
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = [name for name in FILE.findall(document.read_text("utf-8")) if "NAME" not in name]
    assert named or document.name == "naming.md"
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("task", MOST)
def test_a_task_touches_few_files(task: str) -> None:
    section = TEXT.split(f"### {task}")[1].split("\n### ")[0]
    assert 1 <= len(re.findall(r"^\d+\. ", section, re.MULTILINE)) <= MOST[task]
