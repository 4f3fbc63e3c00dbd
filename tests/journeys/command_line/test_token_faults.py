"""What the token endpoint answers, or something in its place, passes or is told by its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.journeys.command_line.bad_days import REFRESH
from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Sansan
from wizard.standin.services import Standins

Rule = Mapping[str, object]
TOKEN = {"path": "/services/oauth2/token"}
PORTAL = "Something between this computer and"
LOST = "The answer was lost"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HastyAdministrator, Faults]]:
    """Somebody who has set up and transferred once, so that it is known that the app does not rotate."""
    standins = Standins(cards=5, users=4)
    Sansan(standins.ready()).settings(rate_limit={"per_second": 0, "per_minute": 0})  # many sign-ins in a minute
    hasty = HastyAdministrator(tmp_path_factory.mktemp("place"), standins.ready())
    hasty.set_up()
    hasty.sync()
    yield hasty, Faults(standins.salesforce.url)
    standins.close()


@pytest.fixture
def faults(place: tuple[HastyAdministrator, Faults]) -> Iterator[Faults]:
    yield place[1]
    place[1].clear()


@pytest.fixture
def hasty(place: tuple[HastyAdministrator, Faults]) -> HastyAdministrator:
    return place[0]


def page(status: int, **more: object) -> Rule:
    return {"do": "html", "status": status, **more}


def lost(**more: object) -> Rule:
    return {"do": "drop_after_work", **more}


def refuses(error: str, description: str) -> Rule:
    return {"do": "answer", "status": 400, "body": {"error": error, "error_description": description}}


@pytest.mark.parametrize(
    "rule", [{"do": "token_retry"}, {"do": "token_busy"}, page(403), page(200), {"do": "redirect"}, lost(), page(504)]
)
def test_what_passes_is_not_noticed(hasty: HastyAdministrator, faults: Faults, rule: Rule) -> None:
    faults.order({**REFRESH, "times": 2, **rule})
    assert hasty.sync()["state"] == "completed"
    assert faults.fired() == [2]


def test_an_app_that_begins_to_rotate_is_noticed(hasty: HastyAdministrator, faults: Faults) -> None:
    faults.post("settings", {"rotate_refresh_tokens": True})
    hasty.sync()
    faults.order({**REFRESH, "times": 1, **lost()})
    answer = hasty.type("sync", "--json", "--lang", "en")
    assert (answer.code, LOST in answer.json["message"]) == (3, True), answer.stderr
    faults.post("settings", {"rotate_refresh_tokens": False})
    hasty.set_up()
    assert hasty.sync()["state"] == "completed"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (page(403), PORTAL),
        (page(200), PORTAL),
        ({"do": "redirect"}, "302 → portal.example"),
        ({"do": "token_busy"}, "Try again in a while"),
        ({"do": "drop"}, "does not answer"),
        (page(503), "passing problem"),
    ],
)
def test_what_does_not_pass_stops_the_run_and_keeps_the_sign_in(
    hasty: HastyAdministrator, faults: Faults, rule: Rule, said: str
) -> None:
    faults.order({**REFRESH, **rule})
    answer = hasty.type("sync", "--json", "--lang", "en")
    assert (answer.code, said in answer.json["message"]) == (4, True), answer.json
    assert faults.met()[0] >= 6
    assert 55 <= sum(hasty.waited) <= 90
    faults.clear()
    assert hasty.sync()["state"] == "completed"


FINAL = {
    "app not found": (refuses("app_not_found", "External client app is not installed in this org"), 2, "Install its"),
    "organisation": (refuses("invalid_grant", "inactive organization"), 3, "locked, closed or suspended"),
    "domain": (refuses("invalid_grant", "request not supported on this domain"), 2, "Choose Own domain"),
    "user": (refuses("invalid_grant", "authentication failure"), 3, "does not let this user sign in"),
    "inactive": (refuses("inactive_user", "user is inactive"), 3, "inactive or frozen"),
    "dead": (refuses("invalid_grant", "expired access/refresh token"), 3, "expired or was revoked"),
    "any words": (refuses("invalid_grant", "some words of tomorrow"), 3, "expired or was revoked"),
    "old wording that lasts": (refuses("invalid_grant", "expired authorization code"), 3, "expired or was revoked"),
    "too many": (refuses("rate_limit_exceeded", "number of logins exceeded"), 4, "too many sign-ins"),
    "renamed": ({"do": "redirect", "body": "https://new.my.salesforce.com/services/oauth2/token"}, 2, "new.my.sales"),
}


@pytest.mark.parametrize("name", FINAL)
def test_what_is_final_is_told_by_its_cause(hasty: HastyAdministrator, faults: Faults, name: str) -> None:
    rule, code, said = FINAL[name]
    faults.order({**REFRESH, **rule})
    answer = hasty.type("sync", "--json", "--lang", "en")
    assert (answer.code, said in answer.json["message"]) == (code, True), answer.json
    assert "Traceback" not in answer.stderr
    faults.clear()
    assert hasty.sync()["state"] == "completed", "the token is kept"


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        ({"do": "token_retry", "times": 2}, 0, ""),
        (page(403, times=2), 0, ""),
        ({"do": "redirect", "times": 2}, 0, ""),
        ({"do": "answer", "status": 503, "times": 2}, 0, ""),
        ({"do": "token_retry"}, 4, "Try again in a while"),
        (page(200), 4, PORTAL),
        (lost(times=1), 4, "does not answer"),
        ({"do": "cut", "times": 1}, 4, "does not answer"),
        (refuses("app_not_found", "External client app is not installed in this org"), 2, "Install its package"),
        (refuses("invalid_grant", "request not supported on this domain"), 2, "Choose Own domain"),
        ({"do": "answer", "status": 200, "body": {"error": "invalid_grant"}}, 3, "Sign in again"),
        ({"do": "answer", "status": 200, "body": {"id": 7}}, 3, "incomplete"),
    ],
)
def test_a_first_sign_in_meets_the_same(
    hasty: HastyAdministrator, faults: Faults, rule: Rule, code: int, said: str
) -> None:
    faults.order({**TOKEN, "body_pattern": "authorization_code", **rule})
    answer = hasty.type("setup", hasty.setup_file(), "--json", "--lang", "en")
    assert (answer.code, said in answer.json["message"]) == (code, True), answer.json
    assert "Traceback" not in answer.stderr


def test_a_sign_in_that_a_portal_took_back_is_not_called_revoked(hasty: HastyAdministrator, faults: Faults) -> None:
    faults.order({"path": "/services/oauth2/revoke", "do": "redirect"})
    answer = hasty.type("disconnect", "--json", "--lang", "en")
    assert (answer.code, answer.json["revoked"]) == (1, False)
    hasty.set_up()
