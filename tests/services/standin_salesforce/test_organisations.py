"""Production and sandbox, and the three states of the package."""

from collections.abc import Callable, Iterator

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.services import Standins
from wizard.standin.world import World

from .client import CARD, CARD_ID, Client

Start = Callable[..., SalesforceStandin]


@pytest.fixture
def start(world: World) -> Iterator[Start]:
    running: list[SalesforceStandin] = []

    def start(**wanted: object) -> SalesforceStandin:
        running.append(SalesforceStandin(world, **wanted))
        return running[-1]

    yield start
    for standin in running:
        standin.close()


def test_a_sandbox_is_another_organisation_with_its_own_usernames(start: Start, world: World) -> None:
    production, sandbox = start(), start(sandbox=True)
    clients = [Client(each.url, world, each.username) for each in (production, sandbox)]
    asked = "SELECT Id, IsSandbox FROM Organization"
    one, other = (client.rows(asked)[0] for client in clients)
    assert (one["IsSandbox"], other["IsSandbox"]) == (False, True)
    assert one["Id"] != other["Id"]
    assert clients[1].tokens["id"].split("/")[-2] == other["Id"]
    users = clients[1].rows("SELECT Username, Email FROM User ORDER BY CreatedDate, Id")
    assert [user["Username"] for user in users] == [f"{user.username}.staging" for user in world.salesforce_users]
    assert users[0]["Email"] == world.salesforce_users[0].email
    assert {user["Email"].endswith(".invalid") for user in users[1:]} == {True}


def test_both_services_can_come_with_a_sandbox() -> None:
    standins = Standins(cards=1, users=2, sandbox=True)
    try:
        ready = standins.ready()
        client = Client(ready["salesforce_url"], standins.world, ready["username"])
        assert client.rows("SELECT IsSandbox FROM Organization")[0]["IsSandbox"] is True
    finally:
        standins.close()


def test_a_package_without_an_external_id_takes_no_upsert_by_the_card_id(start: Start, world: World) -> None:
    client = Client(start(package="no-external-id").url, world)
    client.assign()
    fields = {field["name"]: field for field in client.call("GET", f"/sobjects/{CARD}/describe").json()["fields"]}
    assert (fields[CARD_ID]["externalId"], fields[CARD_ID]["idLookup"]) == (False, False)
    wanted = {"object": CARD, "operation": "upsert", "externalIdFieldName": CARD_ID}
    answer = client.call("POST", "/jobs/ingest", json=wanted)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALIDJOB")
    assert client.call("PATCH", f"/sobjects/{CARD}/{CARD_ID}/x", json={}).status_code == 404
    for _ in range(2):
        assert client.call("POST", f"/sobjects/{CARD}", json={CARD_ID: "twice"}).status_code == 201
    assert client.query(f"SELECT COUNT() FROM {CARD} WHERE {CARD_ID} = 'twice'")["totalSize"] == 2
