"""Every row of docs/faults.md is taken at its word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.command_line.bad_days import BAD, Bad, Row, rows
from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.place import Place
from wizard.services import http
from wizard.services.retry_policy import LONGEST_WAIT
from wizard.services.salesforce.bulk import STALLED

ROWS = rows()
ON_THIS_COMPUTER = {"disk-full", "ledger-spoilt", "ledger-newer"}  # in test_memory.py


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Place]]:
    made: dict[int, Place] = {}

    def place(cards: int) -> Place:
        if cards not in made:
            made[cards] = Place(tmp_path_factory.mktemp("place"), cards)
        return made[cards]

    yield place
    for one in made.values():
        one.close()


def test_the_page_and_the_tests_name_the_same_faults() -> None:
    assert ROWS.keys() == BAD.keys() | ON_THIS_COMPUTER


@pytest.mark.parametrize("name", BAD)
def test_a_fault(name: str, places: Callable[[int], Place], monkeypatch: pytest.MonkeyPatch) -> None:
    row, bad = ROWS[name], BAD[name]
    place = places(bad.cards)
    admin = place.newcomer()
    admin.stalled = STALLED if bad.stalls else admin.stalled
    try:
        stopped = _on_the_bad_day(admin, place, bad, row, monkeypatch)
        assert row.sees in ("—", "") or row.sees in stopped["message"]
    finally:
        place.mend()
        if row.exit == 3 or name == "refresh-rotated":
            place.sign_in()
    assert not (bad.nothing_written and place.records())
    done = _later(admin, row, stopped)
    assert done["state"] == "completed"
    assert place.records() == place.undisturbed
    assert (done["cards_read"], done["created"]) == (bad.cards, bad.cards)


def _on_the_bad_day(
    admin: HastyAdministrator, place: Place, bad: Bad, row: Row, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    if bad.revoked:
        place.salesforce.post("revoke")
    if bad.settings:
        place.salesforce.post("settings", bad.settings(place.salesforce.stats()))
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
