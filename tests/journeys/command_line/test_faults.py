"""Every row of docs/faults.md is taken at its word."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.bad_days import BAD, Bad, Row, rows
from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce
from wizard.domain.destination import PACKAGE_FIELDS
from wizard.services import http
from wizard.services.patience import LONGEST_WAIT
from wizard.standin.services import Standins

ROWS = rows()
FIELDS = f"Id, OwnerId, Sansan_CI__BizCardId__c, {', '.join(PACKAGE_FIELDS.values())}"
DONE = "The transfer is complete."


class Place:
    """Stand-ins that many tests use after one another, each with a home of its own and a Salesforce without cards."""

    def __init__(self, folder: Path, cards: int) -> None:
        self._folder, self._numbers = folder, count()
        self.standins = Standins(cards=cards, users=12)
        self.ready = self.standins.ready()
        self.sansan, self.salesforce = Faults(self.ready["sansan_url"]), Faults(self.ready["salesforce_url"])
        self.sansan.post("settings", {"rate_limit": {"per_second": 0, "per_minute": 0}})
        self.sign_in()
        self.undisturbed = self._look_undisturbed()

    def sign_in(self) -> None:
        """Set up, and let somebody else sign in who looks."""
        HastyAdministrator(self._folder, self.ready).set_up()
        self.looks = Salesforce(self.ready)

    def newcomer(self) -> HastyAdministrator:
        """Return somebody who has set up and never transferred, and empty Salesforce."""
        self._empty()
        folder = self._folder / str(next(self._numbers))
        shutil.copytree(self._folder / "home", folder / "home")
        shutil.copy(self._folder / "keyring.json", folder)
        return HastyAdministrator(folder, self.ready)

    def records(self) -> dict[str, dict[str, Any]]:
        """Return what Salesforce holds by card, and see that no card is there twice."""
        found = self.looks.query(f"SELECT {FIELDS} FROM {CARD}")
        by_card = {record["Sansan_CI__BizCardId__c"]: record for record in found}
        assert len(by_card) == len(found)
        return {card: {n: v for n, v in r.items() if n not in ("Id", "attributes")} for card, r in by_card.items()}

    def mend(self) -> None:
        """Let all be well."""
        self.sansan.clear()
        self.salesforce.clear()
        self.salesforce.post("settings", {"rotate_refresh_tokens": False})

    def _empty(self) -> None:
        ids = [record["Id"] for record in self.looks.query(f"SELECT Id FROM {CARD}")]
        for start in range(0, len(ids), 200):
            self.looks.delete_many(ids[start : start + 200])

    def _look_undisturbed(self) -> dict[str, dict[str, Any]]:
        self.newcomer().sync()
        found = self.records()
        assert found
        return found


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Place]]:
    made: dict[int, Place] = {}

    def place(cards: int) -> Place:
        if cards not in made:
            made[cards] = Place(tmp_path_factory.mktemp("place"), cards)
        return made[cards]

    yield place
    for one in made.values():
        one.standins.close()


def test_the_page_and_the_tests_name_the_same_faults() -> None:
    assert ROWS.keys() == BAD.keys()


@pytest.mark.parametrize("name", BAD)
def test_a_fault(name: str, places: Callable[[int], Place], monkeypatch: pytest.MonkeyPatch) -> None:
    row, bad = ROWS[name], BAD[name]
    place = places(bad.cards)
    admin = place.newcomer()
    try:
        stopped = _on_the_bad_day(admin, place, bad, row, monkeypatch)
        assert row.sees in ("—", "") or row.sees in stopped["message"]
    finally:
        place.mend()
        if row.exit == 3 or bad.posts:
            place.sign_in()
    done = _later(admin, row, stopped)
    assert done["state"] == "completed"
    assert place.records() == place.undisturbed
    assert (done["cards_read"], done["created"]) == (bad.cards, bad.cards)


def _on_the_bad_day(
    admin: HastyAdministrator, place: Place, bad: Bad, row: Row, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    for what, body in (bad.posts or {}).items():
        place.salesforce.post(what, body)
    place.sansan.order(*bad.sansan)
    place.salesforce.order(*bad.salesforce)
    with monkeypatch.context() as patch:
        patch.setattr(http, "READ_SECONDS", bad.read_seconds)
        answer = admin.type("sync", "--json", "--lang", "en")
    assert answer.code == row.exit, answer.stderr
    assert "Traceback" not in answer.stderr
    met = place.salesforce.met()
    assert all(met[rule] <= most for rule, most in (bad.most or {}).items()), met
    assert all((*place.sansan.fired(), *place.salesforce.fired())), "every fault must have happened"
    assert bad.waits <= max(admin.waited, default=0) <= LONGEST_WAIT
    return answer.json


def _later(admin: HastyAdministrator, row: Row, stopped: dict[str, Any]) -> dict[str, Any]:
    """Go on when all is well again, signed in anew where that was asked for."""
    if row.exit == 0:
        return stopped
    if row.exit == 3:
        admin.set_up()
    done = admin.sync()
    assert stopped["run"] in (None, done["run"]) or row.exit == 1, "what was stopped is continued"
    return done
