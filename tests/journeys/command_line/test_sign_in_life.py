"""What becomes of a sign-in after the set-up: it is lost, taken away, renewed, given back; nothing else is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

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


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("token_validity_expired", "has expired or was revoked"),
        ("inactive_user", "user is inactive"),
        ("ip_restricted", "Use the company's network"),
        ("api_access_control", "API Access Control"),
    ],
)
def test_a_sign_in_that_ended_is_renewed_and_nothing_else_is_lost(
    hasty: HastyAdministrator, faults: Faults, fault: str, said: str
) -> None:
    sent = hasty.sync()["created"]
    faults.post("expire-sessions")
    faults.post("settings", {"sign_in_fault": fault})
    asks_to_sign_in(hasty, said)
    faults.post("settings", {"sign_in_fault": ""})
    hasty.set_up()
    again = hasty.sync()
    assert (again["state"], again["created"]) == ("completed", 0)
    assert hasty.type("status", "--json").json["cards_sent"] == sent


def test_setting_up_again_gives_the_old_sign_in_back(hasty: HastyAdministrator, standins: Standins) -> None:
    (old,) = refresh_tokens(hasty)
    hasty.set_up()
    assert refresh_tokens(hasty) != [old]
    assert refused(standins, old)


def test_disconnecting_forgets_both_sides(hasty: HastyAdministrator, standins: Standins) -> None:
    sent = hasty.sync()["created"]
    (token,) = refresh_tokens(hasty)
    answer = hasty.type("disconnect", "--json", "--lang", "en")
    assert (answer.code, answer.json["revoked"]) == (0, True)
    assert secrets(hasty) == set()
    assert refused(standins, token)
    assert images(hasty) == 0
    asks_to_sign_in(hasty, "There is no Salesforce sign-in")
    hasty.set_up()
    assert hasty.sync()["created"] == 0, "what was sent is still known"
    assert hasty.type("status", "--json").json["cards_sent"] == sent


def test_disconnecting_without_salesforce_says_what_is_left_to_do(hasty: HastyAdministrator, faults: Faults) -> None:
    faults.order({"path": "/services/oauth2/revoke", "do": "answer", "status": 503})
    answer = hasty.type("disconnect", "--remove", "--json", "--lang", "en")
    assert (answer.code, answer.json["revoked"]) == (1, False)
    assert "Connected Apps OAuth Usage" in answer.json["message"]
    assert secrets(hasty) == set()
    assert not list((hasty.folder / "home" / "profiles").iterdir())


def test_a_refreshed_sandbox_is_recognised_and_gets_every_card_again(tmp_path: Path) -> None:
    with closing(Standins(cards=20, users=6, seed=1, sandbox=True)) as first:
        hasty = HastyAdministrator(tmp_path, first.ready())
        hasty.set_up()
        assert hasty.sync()["created"] == 20
    with closing(Standins(cards=20, users=6, seed=2, sandbox=True)) as second:  # another id, the same usernames
        hasty.ready = second.ready()
        hasty.set_up()
        assert hasty.sync()["created"] == 20
        assert list((tmp_path / "home" / "profiles" / "production").glob("before-refresh-*-ledger.sqlite"))


def test_a_set_up_rehearsed_in_a_sandbox_is_opened_in_production(tmp_path: Path) -> None:
    mapping = tmp_path / "recipients.csv"
    with closing(Standins(cards=20, users=6, sandbox=True)) as sandbox:
        world, hasty = sandbox.world, HastyAdministrator(tmp_path, sandbox.ready())
        chosen = next(user for user in world.salesforce_users if user.active and user.licence == "Salesforce")
        email = next(user.email for user in world.sansan_users if user.email)
        lines = ["Email Address (Sansan),Salesforce Username for Transfer", f"{email},{chosen.username}"]
        mapping.write_text("\n".join(lines), "utf-8")
        hasty.set_up('[recipients]\nfile = "recipients.csv"\n[cards]\nmemo = false\n')
        exported = hasty.type("export", str(tmp_path / "out" / "x.toml"), "--lang", "en")
        assert exported.code == 2, "a folder that is not there is said"
        assert hasty.type("export", str(tmp_path / "exported.toml"), "--json", "--lang", "en").code == 0
    text = (tmp_path / "exported.toml").read_text("utf-8")
    for secret in (hasty.ready["api_key"], hasty.ready["password"]):
        assert secret not in text
    with closing(Standins(cards=20, users=6)) as production:
        other = HastyAdministrator(tmp_path / "other", production.ready())
        other.folder.mkdir()
        told = other.type("setup", str(tmp_path / "exported.toml"), "--json", "--lang", "en")
        assert told.code == 0, told.stderr
        assert told.json["recipients"]["file"] == 1
        saved = json.loads((other.folder / "home" / "profiles" / "production" / "profile.json").read_text("utf-8"))
        assert saved["cards"]["options"]["memo"] is False


def refresh_tokens(admin: HastyAdministrator) -> list[str]:
    kept = json.loads((admin.folder / "keyring.json").read_text("utf-8"))
    return [value for name, value in kept.items() if name.endswith("salesforce-refresh-token")]


def refused(standins: Standins, token: str) -> bool:
    form = {"grant_type": "refresh_token", "client_id": standins.world.consumer_key, "refresh_token": token}
    with requests.Session() as session:
        session.trust_env = False
        return (
            session.post(f"{standins.salesforce.url}/services/oauth2/token", data=form, timeout=10).status_code == 400
        )


def images(admin: HastyAdministrator) -> int:
    (file,) = (admin.folder / "home").rglob("before.sqlite")
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM images").fetchone()[0])
