"""A scheduled run that fails reaches somebody: at the next look, on the desktop, and through the person's command."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.journeys.command_line.people import CARD, SUPPORT, Administrator

pytestmark = pytest.mark.posix("systemd, busctl")


class Watched:
    """An administrator whose desktop and command write down what they are told."""

    def __init__(self, admin: Administrator) -> None:
        self.admin, self._folder = admin, admin.folder
        admin.variables = {
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "SYSTEMCTL_LOG": str(self._folder / "systemctl.log"),
            "BUSCTL_LOG": str(self._folder / "shown"),
            "PATH": f"{SUPPORT / 'bin'}:{os.environ['PATH']}",
        }
        admin.set_up()
        tee = f'sh -c \'cat >> "{self._folder / "told"}"; echo >> "{self._folder / "told"}"\''
        assert admin.type("schedule", "--daily", "06:30", "--on-failure", tee).code == 0

    @property
    def profile(self) -> Path:
        return self._folder / "home" / "profiles" / "production"

    def fire(self) -> int:
        return self.admin.type("schedule", "--run", "--json", "--lang", "en").code

    def shown(self) -> list[str]:
        return self._lines("shown")

    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._lines("told")]

    def status(self) -> str:
        return str(self.admin.type("status", "--json", "--lang", "en").json["message"])

    def next_day(self) -> None:
        """What was told, was told yesterday."""
        for name in ("notified.json", "hook-told.json"):
            (causes,) = json.loads((self.profile / name).read_text()).values()
            (self.profile / name).write_text(json.dumps({"2026-01-01": causes}))

    def _lines(self, name: str) -> list[str]:
        file = self._folder / name
        return file.read_text("utf-8").splitlines() if file.exists() else []


@pytest.fixture
def watched(admin: Administrator) -> Watched:
    return Watched(admin)


def lose_keyring(watched: Watched) -> None:
    watched.admin.variables["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def lose_address(watched: Watched) -> None:
    watched.admin.variables["SANSAN_API_URL"] = "http://example.com"


def lose_secrets(watched: Watched) -> None:
    (watched.admin.folder / "keyring.json").write_text("{}")


@pytest.mark.parametrize(
    ("breaks", "code", "said"),
    [
        (lose_keyring, 2, "keyring"),
        (lose_address, 2, "is not encrypted"),
        (lose_secrets, 3, "no Salesforce sign-in in the keyring"),
    ],
)
def test_each_failure_is_told_once_a_day_everywhere(
    watched: Watched, breaks: Callable[[Watched], None], code: int, said: str
) -> None:
    breaks(watched)
    assert [watched.fire(), watched.fire()] == [code, code]
    (shown,), (told,) = watched.shown(), watched.told()
    assert said in shown
    assert (told["exit_code"], told["profile"], told["state"], said in told["message"]) == (
        code, "production", "failed", True,
    )  # fmt: skip
    assert said in watched.status()
    watched.next_day()
    assert watched.fire() == code
    assert (len(watched.shown()), len(watched.told())) == (2, 2)


def test_rows_that_failed_are_told_too(watched: Watched) -> None:
    url = f"{watched.admin.ready['salesforce_url']}/standin/settings"
    rule = {"object": CARD, "field": "Sansan_CI__LastName__c", "when": "contains", "value": "田", "message": "no"}
    requests.post(url, json={"validation_rules": [rule]}, timeout=10).raise_for_status()
    assert watched.fire() == 1
    (shown,), (told,) = watched.shown(), watched.told()
    assert (told["exit_code"], told["state"], told["failed"] > 0) == (1, "completed_with_errors", True)
    assert told["message"] in shown


def test_causes_that_take_turns_are_told_once_each(watched: Watched) -> None:
    kept = (watched.admin.folder / "keyring.json").read_text()
    for _ in range(2):
        lose_secrets(watched)
        assert watched.fire() == 3
        (watched.admin.folder / "keyring.json").write_text(kept)
        before = watched.admin.variables["SANSAN_API_URL"] = "http://example.com"
        assert watched.fire() == 2, before
        del watched.admin.variables["SANSAN_API_URL"]
    assert (len(watched.shown()), len(watched.told())) == (2, 2)
    assert watched.fire() == 0


def test_runs_that_did_not_happen_are_told_when_they_do_again(watched: Watched) -> None:
    assert watched.fire() == 0
    with closing(sqlite3.connect(watched.profile / "ledger.sqlite")) as ledger:
        ledger.execute("UPDATE runs SET started = '2026-01-01T00:00:00+00:00'")
        ledger.commit()
    assert "missed" not in watched.status(), "the schedule was set just now"
    (watched.profile / "scheduled-since").write_text("2026-01-02T00:00:00")
    assert "missed twice or more" in watched.status()
    assert watched.fire() == 0
    (shown,), (told,) = watched.shown(), watched.told()
    assert "missed twice or more" in shown
    assert (told["state"], "missed twice or more" in told["message"]) == ("failed", True)
    assert "missed" not in watched.status()


def test_runs_that_never_happened_are_told(watched: Watched) -> None:
    (watched.profile / "scheduled-since").write_text("2026-01-02T00:00:00")
    assert "missed twice or more" in watched.status()
