"""A computer whose clock is days off: the services' own time decides, and the person is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.journeys.command_line.people import SUPPORT, Administrator, Answer, Sansan


def type_at_the_wrong_time(admin: Administrator, days: int, *words: str) -> Answer:
    command = [sys.executable, str(SUPPORT / "behind.py"), *words, "--json", "--lang", "en"]
    environment = {**admin.environment(), "CLOCK_AHEAD_DAYS": str(days)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("days", [-3, -400, 3])
def test_cards_of_those_days_are_transferred_and_the_clock_is_named(
    admin: Administrator, sansan: Sansan, days: int
) -> None:
    admin.set_up()
    whole = len(sansan.cards())
    for words in (("sync", "--dry-run"), ("sync",)):
        answer = type_at_the_wrong_time(admin, days, *words)
        assert (answer.code, answer.json["cards_read"]) == (0, whole), answer.stderr
        assert f"{abs(days) * 1440:,} minutes off".replace(",", "") in answer.json["message"]
    sansan.add(lastName="今日", firstName="着いた", owner={"id": "u00001"})
    assert type_at_the_wrong_time(admin, days, "sync").json["created"] == 1
    assert "minutes off" not in admin.sync()["message"]


def test_the_set_up_names_it(admin: Administrator) -> None:
    answer = type_at_the_wrong_time(admin, -3, "setup", admin.setup_file())
    assert answer.code == 0, answer.stderr
    assert "4320 minutes off" in answer.stderr
