"""The demo where there is no screen: the first thing a newcomer may see of the program."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_demo_without_a_screen_sets_up_transfers_and_shows_the_report(lang: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "--demo", "--lang", lang],
        env={"PATH": "", "HOME": str(tmp_path), "SANSAN_SALESFORCE_HOME": str(tmp_path / "mine")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = list(csv.reader(io.StringIO(done.stdout[done.stdout.index("card_id") :])))
    assert report[0][:4] == ["card_id", "salesforce_id", "outcome", "reason"]
    assert {row[2] for row in report[1:] if len(row) > 2} == {"created"}
    assert not list(tmp_path.iterdir()), "the demo touches nothing of the person's"
