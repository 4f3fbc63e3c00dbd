"""What becomes of a sign-in after the set-up: it is lost, taken away, renewed, given back; nothing else is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command_line.bad_days import REFRESH
from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Answer
from wizard.standin.services import Standins

ROTATE = {"rotate_refresh_tokens": True}


@pytest.fixture
def faults(standins: Standins) -> Iterator[Faults]:
    yield Faults(standins.salesforce.url)


@pytest.fixture
def hasty(standins: Standins, tmp_path: Path, faults: Faults) -> HastyAdministrator:
    hasty = HastyAdministrator(tmp_path, standins.ready())
    hasty.set_up()
    return hasty


def secrets(admin: HastyAdministrator) -> set[str]:
    kept = json.loads((admin.folder / "keyring.json").read_text("utf-8"))
    return {name.rpartition("/")[2] for name in kept}


def asks_to_sign_in(admin: HastyAdministrator, words: str) -> Answer:
    answer = admin.type("sync", "--json", "--lang", "en")
    assert answer.code == 3, answer.stderr
    assert words in answer.json["message"]
    assert "Traceback" not in answer.stderr
    return answer


def test_a_refresh_token_whose_answer_was_lost_is_not_played_by_a_later_run(
    hasty: HastyAdministrator, faults: Faults
) -> None:
    faults.post("settings", ROTATE)
    faults.order({**REFRESH, "times": 1, "do": "drop_after_work"})
    asks_to_sign_in(hasty, "The answer was lost")
    assert "salesforce-refresh-token" not in secrets(hasty)

    faults.order({**REFRESH, "do": "refresh_refused"})
    asks_to_sign_in(hasty, "Sign in again")
    assert faults.met()[-1] == 0, "no token request may leave any more"

    faults.clear()
    hasty.set_up()
    assert hasty.sync()["state"] == "completed"
