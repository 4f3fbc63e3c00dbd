"""Every line of the threat table is held by tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
THREATS = [line for line in PAGE.split("## Threats")[1].split("## Not held")[0].splitlines() if line.startswith("| ")][
    1:
]


def test_the_threats_that_must_be_there_are_there() -> None:
    for threat in ("Stolen laptop", "Hostile page", "Other user on the machine", "Hostile CSV", "Man in the middle"):
        assert any(threat in line for line in THREATS)


@pytest.mark.parametrize("line", THREATS, ids=lambda line: line[2:40])
def test_a_threat_is_held_by_tests_that_exist(line: str) -> None:
    held_by = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", line)
    assert held_by
    for file, test in held_by:
        assert f"def {test}(" in (ROOT / file).read_text("utf-8"), f"{file}::{test}"
