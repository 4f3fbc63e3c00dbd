"""A transfer that is stopped, at whatever moment, ends as an undisturbed one."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.journeys.command_line.people import CARD, Administrator, Answer, Salesforce, Sansan

CARDS = {"cards": 3_000, "users": 8}


def kill_after(admin: Administrator, requests: int, sansan: Sansan) -> None:
    """Start a transfer and kill it, with no chance to tidy up, once Sansan was asked so many times more."""
    until = sansan.requests() + requests
    running = subprocess.Popen(
        admin.command("sync"), env=admin.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while sansan.requests() < until and running.poll() is None:
        time.sleep(0.005)
    running.kill()
    running.wait()


@pytest.mark.parametrize("standins", [CARDS], indirect=True)
@pytest.mark.parametrize("requests", [1, 4, 9])
def test_killed_and_continued_it_ends_the_same(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan, requests: int
) -> None:
    admin.set_up()
    kill_after(admin, requests, sansan)
    done = admin.sync()
    cards = {card["id"] for card in sansan.cards()}
    records = salesforce.query(f"SELECT Sansan_CI__BizCardId__c FROM {CARD}")
    assert sorted(r["Sansan_CI__BizCardId__c"] for r in records) == sorted(cards)
    assert done["created"] == done["cards_read"] == len(cards)
    assert admin.sync()["updated"] == 0


@pytest.mark.parametrize("standins", [CARDS], indirect=True)
def test_two_at_once_exclude_each_other(admin: Administrator, sansan: Sansan) -> None:
    admin.set_up()
    sansan.settings(rate_limit={"per_second": 3, "per_minute": 0})
    before = sansan.requests()
    running = subprocess.Popen(
        admin.command("sync"), env=admin.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while sansan.requests() == before:
        assert running.poll() is None
    second = admin.type("sync", "--json", "--lang", "en")
    assert second.code == 4
    assert "busy" in second.json["message"]
    assert running.wait(timeout=60) == 0


def test_a_key_taken_away_asks_for_a_new_one_and_goes_on(admin: Administrator, sansan: Sansan) -> None:
    admin.set_up()
    sansan.settings(keys={admin.ready["api_key"]: None})
    stopped: Answer = admin.type("sync", "--json", "--lang", "en")
    assert stopped.code == 3
    assert "API key" in stopped.json["message"]
    sansan.settings(keys={admin.ready["api_key"]: {"user": "u00001", "sees": "all"}})
    assert admin.sync()["state"] == "completed"


def test_status_writes_a_report_anew_that_is_older_than_the_end_of_its_run(admin: Administrator) -> None:
    """Killed before its report was written, a continued transfer leaves the report of its last pause."""
    admin.set_up()
    done = admin.sync()
    report = Path(done["rows_file"])
    whole = report.read_bytes()
    report.write_bytes(whole[: len(whole) // 2])
    os.utime(report, (0, 0))
    shown = admin.type("status", "--json", "--lang", "en").json["last_run"]
    assert Path(shown["rows_file"]).read_bytes() == whole
