"""A well-known client, unmodified, finds its way."""

import io
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceExpiredSession, SalesforceGeneralError, SalesforceMalformedRequest

from .client import CARD, CARD_ID, Client, session
from .packages import FIELD_ID, FIELDS, OBJECT, files, zipped


class PlainOnLoopback(HTTPAdapter):
    """The client knows https only; the stand-in speaks http."""

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        request.url = str(request.url).replace("https://", "http://", 1)
        return super().send(request, *args, **options)


@pytest.fixture
def salesforce(sender: Client) -> Salesforce:
    http = session()
    http.mount("https://127.0.0.1", PlainOnLoopback())
    return Salesforce(
        instance=sender.url.removeprefix("http://"),
        session_id=sender.tokens["access_token"],
        session=http,
        version="67.0",
    )


def test_query_and_describe(salesforce: Salesforce, sender: Client) -> None:
    users = salesforce.query_all("SELECT Id, Name, Profile.Name FROM User ORDER BY Name")
    assert users["totalSize"] == len(sender.world.salesforce_users) == len(users["records"])
    assert salesforce.Lead.describe()["name"] == "Lead"
    assert CARD in [entry["name"] for entry in salesforce.describe()["sobjects"]]
    with pytest.raises(SalesforceMalformedRequest, match="No such column"):
        salesforce.query("SELECT Nope FROM User")


def test_query_all_follows_the_pages(salesforce: Salesforce) -> None:
    rows = [{CARD_ID: str(number)} for number in range(2500)]
    result = salesforce.bulk2.__getattr__(CARD).upsert(
        records=rows, external_id_field=CARD_ID, batch_size=10_000, wait=0
    )
    assert [job["numberRecordsProcessed"] for job in result] == [2500]
    found = salesforce.query_all(f"SELECT {CARD_ID} FROM {CARD}")
    assert len({row[CARD_ID] for row in found["records"]}) == 2500


def test_bulk_results_come_back(salesforce: Salesforce) -> None:
    cards = salesforce.bulk2.__getattr__(CARD)
    rows = [{CARD_ID: "a", "Sansan_CI__Email__c": "nonsense"}, {CARD_ID: "b", "Sansan_CI__Email__c": "a@b.example"}]
    job = cards.upsert(records=rows, external_id_field=CARD_ID, batch_size=10_000, wait=0)[0]
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (2, 1)
    assert "INVALID_EMAIL_ADDRESS" in cards.get_failed_records(job["job_id"])
    assert '"true"' in cards.get_successful_records(job["job_id"])


def test_records_and_assignments(salesforce: Salesforce, sender: Client) -> None:
    body = {"AssigneeId": sender.user_id, "PermissionSetId": sender.permission_set("Sansan 管理者")}
    assert salesforce.PermissionSetAssignment.create(body)["success"] is True
    with pytest.raises(SalesforceMalformedRequest, match="DUPLICATE_VALUE"):
        salesforce.PermissionSetAssignment.create(body)
    cards = salesforce.__getattr__(CARD)
    assert cards.upsert(f"{CARD_ID}/x", {"Sansan_CI__LastName__c": "a"}) == 201
    assert cards.get_by_custom_id(CARD_ID, "x")["Sansan_CI__LastName__c"] == "a"


def test_an_expired_session_is_told(salesforce: Salesforce, sender: Client) -> None:
    session().post(f"{sender.url}/standin/expire-sessions")
    with pytest.raises((SalesforceExpiredSession, RuntimeError)):
        salesforce.query("SELECT Id FROM User")


def deploy_by_soap(salesforce: Salesforce, contents: dict[str, Any]) -> tuple[Any, ...]:
    deploy_id, state = salesforce.mdapi.deploy(io.BytesIO(zipped(contents)), sandbox=False)
    assert (str(deploy_id)[:3], state) == ("0Af", "Queued")
    while True:
        result = salesforce.mdapi.check_deploy_status(deploy_id)
        if result[0] not in ("Pending", "InProgress", "FinalizingDeploy"):
            return result


def test_a_good_package_is_deployed_by_soap(salesforce: Salesforce) -> None:
    state, _, components, _ = deploy_by_soap(salesforce, files())
    assert (state, components["failed_count"], components["errors"]) == ("Succeeded", "0", [])
    assert components["deployed_count"] == components["total_count"] == str(6 + len(FIELDS))
    assert salesforce.__getattr__(OBJECT).describe()["labelPlural"] == "Cards"


def test_a_broken_package_tells_by_soap_what_is_wrong(salesforce: Salesforce) -> None:
    broken = files(FIELDS | {FIELD_ID: "<type>Text</type>"})
    state, _, components, _ = deploy_by_soap(salesforce, broken)
    assert state == "Failed"
    assert components["errors"][0] == {
        "type": "CustomField",
        "file": f"objects/{OBJECT}.object",
        "status": "Error",
        "message": "Must specify 'length' for a CustomField of type Text",
    }


def test_the_wsdl_client_of_the_library_understands_the_answers(salesforce: Salesforce) -> None:
    mdapi = salesforce.mdapi
    mdapi._client.transport.session.mount("https://127.0.0.1", PlainOnLoopback())
    described = mdapi.describe_metadata()
    assert "PermissionSet" in [entry.xmlName for entry in described.metadataObjects]


def test_a_dead_session_is_a_fault_in_soap(salesforce: Salesforce, sender: Client) -> None:
    session().post(f"{sender.url}/standin/expire-sessions")
    with pytest.raises(SalesforceGeneralError) as refused:
        deploy_by_soap(salesforce, files())
    assert refused.value.status == 500
    assert "<faultcode>sf:INVALID_SESSION_ID</faultcode>" in refused.value.content
