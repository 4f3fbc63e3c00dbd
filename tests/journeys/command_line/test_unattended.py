"""Transfers as an integration user: set up and proven from the command line, run without anybody's own sign-in."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.journeys.command_line.people import CARD, Administrator, Salesforce
from wizard.standin.salesforce.oauth.tokens import FROZEN
from wizard.standin.services import Standins

SECTION = '\n[unattended]\nconsumer_secret_env = "SALESFORCE_CONSUMER_SECRET"\n'


@pytest.fixture
def company(admin: Administrator) -> Administrator:
    """An administrator who has the app's secret."""
    admin.variables = {"SALESFORCE_CONSUMER_SECRET": admin.ready["consumer_secret"]}
    return admin


def order(admin: Administrator, **settings: Any) -> None:
    requests.post(f"{admin.ready['salesforce_url']}/standin/settings", json=settings, timeout=10).raise_for_status()


def keyring(admin: Administrator) -> dict[str, str]:
    return json.loads((admin.folder / "keyring.json").read_text())


def forget(admin: Administrator, part: str) -> None:
    file = admin.folder / "keyring.json"
    file.write_text(json.dumps({name: value for name, value in keyring(admin).items() if part not in name}))


def test_every_point_is_proven_and_runs_need_nobody(company: Administrator, salesforce: Salesforce) -> None:
    told = company.set_up(SECTION)["unattended"]
    assert told["user"].startswith("integration@")
    assert {point["what"]: point["ok"] for point in told["proven"]} == {
        "signed_in": True,
        "api_only": True,
        "licence": True,
        "permission_set": True,
        "destination": True,
        "owners": True,
        "limits": True,
    }
    assert any("標準オブジェクト権限無し" in point["message"] for point in told["proven"])
    forget(company, "refresh-token")
    del company.variables["SALESFORCE_CONSUMER_SECRET"]
    done = company.type("sync", "--unattended", "--json")
    assert done.code == 0, done.stderr
    records = salesforce.query(f"SELECT CreatedBy.Username, CreatedById FROM {CARD}")
    users = salesforce.query(f"SELECT Id FROM User WHERE Username = '{told['user']}'")
    assert {record["CreatedById"] for record in records} == {users[0]["Id"]}
    assert company.type("sync", "--json").code == 3  # what a person does by hand asks for the own sign-in


def test_undo_knows_both_users(company: Administrator) -> None:
    company.set_up(SECTION)
    run = company.type("sync", "--unattended", "--json").json
    taken_back = company.type("undo", run["run"], "--json").json
    assert (taken_back["deleted"], taken_back["left"]) == (run["created"], 0)


def test_the_history_says_which_user_wrote(company: Administrator) -> None:
    told = company.set_up(SECTION)
    assert company.type("sync", "--unattended", "--json").json["user"] == told["unattended"]["user"]
    assert company.type("status", "--json").json["last_run"]["user"] == told["unattended"]["user"]
    assert company.sync()["user"] == told["user"]


def test_the_kept_secret_stays_and_without_the_section_it_is_forgotten(company: Administrator) -> None:
    company.set_up(SECTION)
    assert any("consumer-secret" in name for name in keyring(company))
    del company.variables["SALESFORCE_CONSUMER_SECRET"]
    assert company.set_up("\n[unattended]\n")["unattended"]["user"]
    assert company.set_up()["unattended"] is None
    assert not any("consumer-secret" in name for name in keyring(company))
    refused = company.type("sync", "--unattended", "--lang", "en")
    assert refused.code == 2
    assert "has no integration user" in refused.stderr


def test_the_secret_stands_in_no_file(company: Administrator) -> None:
    company.set_up(SECTION)
    company.type("sync", "--unattended")
    secret = company.ready["consumer_secret"].encode()
    files = [file for file in (company.folder / "home").rglob("*") if file.is_file()]
    assert files
    assert not any(secret in file.read_bytes() for file in files)


@pytest.mark.parametrize(
    ("settings", "variables", "said"),
    [
        ({"client_credentials": "off"}, {}, "client credentials flow is off"),
        ({"client_credentials": "no_user"}, {}, "has no user"),
        ({}, {"SALESFORCE_CONSUMER_SECRET": "wrong"}, "did not take the consumer secret"),
        ({}, {"SALESFORCE_CONSUMER_SECRET": ""}, "is not in SALESFORCE_CONSUMER_SECRET"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_saved(
    company: Administrator, settings: dict[str, Any], variables: dict[str, str], said: str
) -> None:
    order(company, **settings)
    company.variables |= variables
    refused = company.type("setup", company.setup_file(SECTION), "--json", "--lang", "en")
    assert refused.code == 2
    assert said in refused.json["message"]
    assert company.type("status", "--json").code == 2
    assert not any("consumer-secret" in name for name in keyring(company))


def test_a_user_of_people_is_not_taken(company: Administrator) -> None:
    order(company, run_as_user=company.ready["username"])
    refused = company.type("setup", company.setup_file(SECTION), "--json", "--lang", "en")
    assert refused.code == 2
    assert "API Only User" in refused.json["message"]
    points = {point["what"]: point["ok"] for point in refused.json["unattended"]["proven"]}
    assert not points["api_only"]
    assert points["destination"]


def test_an_inactive_user_is_named(company: Administrator, salesforce: Salesforce) -> None:
    (found, *_) = salesforce.query("SELECT Username FROM User WHERE IsActive = false")
    order(company, run_as_user=found["Username"])
    refused = company.type("setup", company.setup_file(SECTION), "--json", "--lang", "en")
    assert refused.code == 2
    assert "is inactive" in refused.json["message"]


def test_a_sparse_answer_is_enough(company: Administrator) -> None:
    order(company, sparse_tokens=True)
    assert company.set_up(SECTION)["unattended"]["user"].startswith("integration@")
    assert company.type("sync", "--unattended", "--json").code == 0


def test_later_refusals_of_the_credentials_ask_for_a_sign_in(company: Administrator) -> None:
    company.set_up(SECTION)
    order(company, client_credentials="no_user")
    assert company.type("sync", "--unattended", "--json").code == 3
    assert company.type("sync", "--json").code == 0
    order(company, client_credentials="on")
    forget(company, "consumer-secret")
    assert company.type("sync", "--unattended", "--json").code == 3


def test_a_secret_from_a_file_does_too(company: Administrator) -> None:
    Path(company.folder, "secret.txt").write_text(company.ready["consumer_secret"] + "\n")
    company.variables = {}
    assert company.set_up('\n[unattended]\nconsumer_secret_file = "secret.txt"\n')["unattended"]["user"]


def test_a_schedule_runs_as_the_integration_user(company: Administrator, salesforce: Salesforce) -> None:
    told = company.set_up(SECTION)["unattended"]
    forget(company, "refresh-token")
    assert company.type("schedule", "--run", "--json").code == 0
    users = salesforce.query(f"SELECT Id FROM User WHERE Username = '{told['user']}'")
    created = {record["CreatedById"] for record in salesforce.query(f"SELECT CreatedById FROM {CARD}")}
    assert created == {users[0]["Id"]}


def test_the_app_of_another_organisation_is_not_taken(company: Administrator) -> None:
    with closing(Standins(cards=1, users=2, seed=9)) as other:
        ready = other.ready()
        company.variables["SALESFORCE_CONSUMER_SECRET"] = ready["consumer_secret"]
        section = f'{SECTION}domain = "{ready["salesforce_url"]}"\n'
        refused = company.type("setup", company.setup_file(section), "--json", "--lang", "en")
        assert refused.code == 2
        assert "no external client app with this consumer key" in refused.json["message"]


def test_the_domain_may_be_given(company: Administrator) -> None:
    section = f'{SECTION}domain = "{company.ready["salesforce_url"]}"\n'
    assert company.set_up(section)["unattended"]["user"].startswith("integration@")


def integration(company: Administrator, salesforce: Salesforce) -> str:
    (found,) = salesforce.query("SELECT Username FROM User WHERE Username LIKE 'integration@%'")
    return str(found["Username"])


@pytest.mark.parametrize("answer", FROZEN)
def test_a_schedule_rests_while_its_user_may_be_frozen(
    company: Administrator, salesforce: Salesforce, answer: str
) -> None:
    company.set_up(SECTION)
    frozen = {"username": integration(company, salesforce), "answer": answer}
    url = f"{company.ready['salesforce_url']}/standin"
    requests.post(f"{url}/freeze", json=frozen, timeout=10).raise_for_status()
    refused = company.type("schedule", "--run", "--json", "--lang", "en")
    assert (refused.code, "VPN" in refused.json["message"]) == (3, True), refused.stderr
    requests.post(f"{url}/unfreeze", json=frozen, timeout=10).raise_for_status()
    again = company.type("schedule", "--run", "--json", "--lang", "en")
    assert (again.code, "Automatic transfers rest until" in again.json["message"]) == (3, True)
    company.set_up(SECTION)
    assert company.type("schedule", "--run", "--json").code == 0


REFUSALS = [  # what the token endpoint may say → a part of what the person reads
    ("invalid_grant", "ip restricted or invalid login hours", "login hours"),
    ("invalid_grant", "ip restricted", "from this network"),
    ("invalid_grant", "user is not admin approved to access this app", "allow it by profile"),
    ("OAUTH_APP_BLOCKED", "this app is blocked by admin", "Unblock it"),
    ("invalid_grant", "inactive organization", "Ask Salesforce"),
    ("invalid_grant", "authentication failure", "look at the user"),
    ("invalid_grant", "user is frozen", "inactive or frozen"),
    ("inactive_org", "organization is locked, closed, or suspended", "locked, closed or suspended"),
    ("app_not_found", "External client app is not installed in this org", "Check the consumer key"),
    ("invalid_client_id", "client identifier invalid", "Check the consumer key"),
    ("unauthorized_client", "client not enabled for this flow", "Switch it on"),
    ("unsupported_grant_type", "grant type not supported", "Switch it on"),
    ("invalid_grant", "request not supported on this domain", "Give the organisation's My Domain"),
    ("invalid_client", "invalid client credentials", "Copy the present one"),
    ("tomorrow", "words of tomorrow", "Login History"),
]


@pytest.mark.parametrize(("error", "description", "said"), REFUSALS, ids=[f"{e}-{d}" for e, d, _ in REFUSALS])
def test_each_refusal_of_the_app_has_its_sentence_with_a_next_step(
    company: Administrator, error: str, description: str, said: str
) -> None:
    url = f"{company.ready['salesforce_url']}/standin/faults"
    answer = {"status": 400, "body": {"error": error, "error_description": description}}
    rule = {"path": "/services/oauth2/token", "body_pattern": "client_credentials", "do": "answer", **answer}
    requests.post(url, json=rule, timeout=10).raise_for_status()
    refused = company.type("setup", company.setup_file(SECTION), "--json", "--lang", "en")
    assert (refused.code, said in refused.json["message"]) == (2, True), refused.json["message"]


def test_the_own_sign_in_is_not_kept_where_that_is_wished(company: Administrator, salesforce: Salesforce) -> None:
    company.set_up(f"{SECTION}keep_sign_in = false\n")
    assert sorted(name.rpartition("/")[2] for name in keyring(company)) == [
        "salesforce-consumer-secret", "sansan-api-key",
    ]  # fmt: skip
    run = company.type("schedule", "--run", "--json").json
    assert run["state"] == "completed"
    for command in (["sync"], ["undo", run["run"]], ["link", "--dry-run"]):
        asked = company.type(*command, "--json", "--lang", "en")
        assert (asked.code, "ign in" in asked.json["message"]) == (3, True)
    company.set_up(SECTION)
    assert company.type("undo", run["run"], "--json").json["deleted"] == run["created"]
    company.set_up(f"{SECTION}keep_sign_in = false\n")
    assert not any("refresh-token" in name for name in keyring(company))
