"""Versions, resources, describes, and what a user may see of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .client import CARD, CARD_ID, Client, session

RECORDED: dict[str, Any] = json.loads(Path(__file__).with_name("recorded_describes.json").read_text())


def describe(client: Client, name: str) -> dict[str, Any]:
    answer = client.call("GET", f"/sobjects/{name}/describe")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("name", ["Lead", "Account", "Contact"])
def test_a_describe_agrees_with_the_recorded_one(admin: Client, name: str) -> None:
    recorded, answer = RECORDED["objects"][name], describe(admin, name)
    newer = {"associateEntityType", "associateParentEntity", "sobjectDescribeOption"}  # Account was recorded at v48
    assert set(answer) - newer == set(recorded["keys"]) - newer
    assert answer["keyPrefix"] == recorded["key_prefix"]
    assert sorted(answer["recordTypeInfos"][0]) == recorded["record_type_keys"]
    assert all(list(field) == RECORDED["field_keys"] for field in answer["fields"])
    fields = {field["name"]: [field[key] for key in RECORDED["attributes"]] for field in answer["fields"]}
    assert fields == recorded["fields"]


def test_versions_need_no_sign_in(standin: SalesforceStandin) -> None:
    versions = session().get(f"{standin.url}/services/data/").json()
    assert {"label": "Summer '26", "url": "/services/data/v67.0", "version": "67.0"} in versions
    assert {f"{number}.0" for number in range(60, 68)} <= {entry["version"] for entry in versions}


@pytest.mark.parametrize("version", ["30.0", "69.0"])
def test_a_version_that_is_not_served_is_not_there(admin: Client, version: str) -> None:
    answer = admin.call("GET", f"/services/data/v{version}/limits")
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (404, "NOT_FOUND")


def test_an_address_or_headers_that_are_too_long_are_refused(admin: Client) -> None:
    soql = "SELECT Id FROM User WHERE Name = '{}'"
    for length, status in ((14_000, 200), (17_000, 414)):
        assert admin.call("GET", "/query", params={"q": soql.format("x" * length)}).status_code == status
    answer = admin.call("GET", "/limits", headers={"X-Long": "x" * 17_000})
    assert answer.status_code == 431


def test_an_answer_tells_what_was_used_of_the_daily_limit(admin: Client) -> None:
    answer = admin.call("GET", "/limits")
    used, allowed = answer.headers["Sforce-Limit-Info"].removeprefix("api-usage=").split("/")
    assert answer.json()["DailyApiRequests"]["Max"] == int(allowed)
    assert answer.json()["DailyApiRequests"]["Remaining"] == int(allowed) - int(used)
    assert "Sforce-Limit-Info" not in session().get(f"{admin.url}/services/data").headers


def test_the_list_of_objects_leads_to_each_of_them(admin: Client) -> None:
    answer = admin.call("GET", "/sobjects/").json()
    entries = {entry["name"]: entry for entry in answer["sobjects"]}
    assert {"Lead", "Account", "Contact", "User", "PermissionSet", "Organization"} <= set(entries)
    assert CARD not in entries
    assert admin.call("GET", entries["Lead"]["urls"]["describe"]).json()["name"] == "Lead"


def test_the_card_object_is_seen_by_nobody_until_the_permission_set_is_assigned(admin: Client) -> None:
    missing = admin.call("GET", f"/sobjects/{CARD}/describe")
    assert missing.status_code == 404
    assert missing.json() == [{"message": "The requested resource does not exist", "errorCode": "NOT_FOUND"}]
    assert admin.assign().status_code == 201
    fields = {field["name"]: field for field in describe(admin, CARD)["fields"]}
    assert fields[CARD_ID]["externalId"] is fields[CARD_ID]["unique"] is fields[CARD_ID]["createable"] is True
    assert fields["OwnerId"]["polymorphicForeignKey"] is False


def test_the_other_permission_sets_do_not_open_the_card_object(admin: Client) -> None:
    assert admin.assign("Sansan 管理者").status_code == 201
    assert admin.assign("Sansan Connectivity データ連携実行ユーザ").status_code == 201
    assert admin.call("GET", f"/sobjects/{CARD}/describe").status_code == 404
    assert describe(admin, "Sansan_CI__BizCard_Settings__c")["createable"] is True


def test_without_the_package_there_is_neither_object_nor_permission_set(bare: SalesforceStandin, world: World) -> None:
    client = Client(bare.url, world)
    assert client.rows("SELECT Id FROM PermissionSet WHERE Label LIKE 'Sansan%'") == []
    assert client.refused(f"SELECT Id FROM {CARD}")["errorCode"] == "INVALID_TYPE"


def test_an_ordinary_user_sees_no_permission_sets_and_a_platform_user_no_leads(
    standin: SalesforceStandin, world: World
) -> None:
    platform = next(user for user in world.salesforce_users if user.licence == "Salesforce Platform")
    client = Client(standin.url, world, platform.username)
    assert client.refused("SELECT Id FROM PermissionSet")["errorCode"] == "INVALID_TYPE"
    assert client.call("GET", "/sobjects/Lead/describe").status_code == 404
    assert describe(client, "Account")["createable"] is True


def test_what_is_not_there_is_not_found(admin: Client) -> None:
    assert admin.call("GET", "/nonsense").json()[0]["errorCode"] == "NOT_FOUND"
    wrong = admin.call("DELETE", "/limits")
    assert (wrong.status_code, wrong.json()[0]["errorCode"]) == (405, "METHOD_NOT_ALLOWED")


def test_without_a_token_nothing_is_answered(standin: SalesforceStandin) -> None:
    answer = session().get(f"{standin.url}/services/data/v67.0/sobjects")
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (401, "INVALID_AUTH_HEADER")


def test_record_counts_leave_out_what_is_empty_or_unknown(sender: Client) -> None:
    sender.call("POST", "/sobjects/Lead", json={"LastName": "a", "Company": "b"})
    answer = sender.call("GET", "/limits/recordCount", params={"sObjects": "Lead,Contact,Nothing"})
    assert answer.json() == {"sObjects": [{"count": 1, "name": "Lead"}]}


def test_requests_are_counted_by_method_and_group(admin: Client) -> None:
    admin.rows("SELECT Id FROM User LIMIT 1")
    admin.rows("SELECT Id FROM User LIMIT 2")
    requests = session().get(f"{admin.url}/standin/stats").json()["requests"]
    assert requests["GET"]["query"] == 2
    assert requests["POST"]["oauth2/token"] == 1
