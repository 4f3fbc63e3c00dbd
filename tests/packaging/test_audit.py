"""The audit of the packages: fails on a known vulnerability, never passes in silence where nobody answered."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWebEngineCore import qWebEngineChromiumSecurityPatchVersion, qWebEngineChromiumVersion

pytestmark = pytest.mark.posix("a program stood in for by a script")

AUDIT = Path(__file__).parents[2] / ".ci" / "audit.py"
GOOD = {"name": "good", "version": "1", "vulns": []}
BAD = {"name": "bad", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


def audit(folder: Path, *packages: dict[str, Any], says: str | None = None, strict: bool = False) -> Any:
    """Run the audit with a program in pip-audit's place."""
    answer = json.dumps({"dependencies": packages}) if says is None else says
    program = folder / "pip-audit"
    program.write_text(f"#!{sys.executable}\nprint({answer!r})\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    command = [sys.executable, str(AUDIT), *(["--strict"] if strict else [])]
    environment = {**os.environ, "PIP_AUDIT": str(program)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("strict", [False, True])
def test_where_all_is_well_it_passes(tmp_path: Path, strict: bool) -> None:
    done = audit(tmp_path, GOOD, strict=strict)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no known vulnerability in 1 packages" in done.stdout


@pytest.mark.parametrize("others", [(GOOD,), (GOOD, UNKNOWN)])
def test_a_known_vulnerability_fails(tmp_path: Path, others: tuple[dict[str, Any], ...]) -> None:
    done = audit(tmp_path, BAD, *others)
    assert done.returncode == 1
    assert "bad 2 has a known vulnerability: PYSEC-1" in done.stdout


@pytest.mark.parametrize(
    ("packages", "says"), [((GOOD, UNKNOWN), None), ((), None), ((), "no network"), ((), '{"strange": 1}')]
)
def test_where_nobody_answered_it_says_so_and_strictly_fails(
    tmp_path: Path, packages: tuple[dict[str, Any], ...], says: str | None
) -> None:
    done = audit(tmp_path, *packages, says=says)
    assert done.returncode == 0
    assert done.stderr.startswith("AUDIT NOT DONE: ")
    assert done.stderr.count("\n") == 1
    assert audit(tmp_path, *packages, says=says, strict=True).returncode == 1


def test_the_age_of_the_sign_in_browser_is_told(tmp_path: Path) -> None:
    said = audit(tmp_path, GOOD).stdout
    versions = (qWebEngineChromiumVersion(), qWebEngineChromiumSecurityPatchVersion(), version("PySide6-Addons"))
    for each in versions:
        assert each in said, "bring BROWSER in .ci/audit.py up to date"
    assert re.search(r"stable since about \d{4}-\d\d-\d\d \(\d+ days ago\)", said)
