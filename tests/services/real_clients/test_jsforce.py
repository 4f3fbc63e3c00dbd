"""jsforce, as it comes from the package index, gets along with the stand-in as with the real service."""

import pytest

from tests.services.standin_salesforce.client import CARD, CARD_ID
from tests.services.standin_salesforce.packages import FIELDS, OBJECT
from wizard.standin.salesforce import SalesforceStandin

from .conftest import Tour

pytestmark = pytest.mark.posix("npm as Debian has it")


def test_signs_in_with_a_code_challenge_and_learns_who_it_is(tour: Tour, standin: SalesforceStandin) -> None:
    found = tour("signIn")
    assert found["identity"]["username"] == standin.username
    assert found["identity"]["user_id"] == found["user"]["id"]
    assert found["hasRefreshToken"] is True


def test_renews_an_expired_session_by_itself(tour: Tour) -> None:
    assert tour("refresh") == {"found": 1, "announced": 1, "renewed": True}


def test_revokes_its_tokens(tour: Tour) -> None:
    assert tour("revoke")["refusal"]["code"] == "INVALID_SESSION_ID"


def test_describes(tour: Tour) -> None:
    found = tour("describe")
    assert CARD_ID in found["fields"]
    assert {CARD, "Lead", "User"} <= set(found["objects"])


def test_follows_the_pages_of_a_query(tour: Tour) -> None:
    assert tour("queryMore") == {"made": 2100, "pages": [2000, 100], "different": 2100, "all": 2100}


def test_writes_collections(tour: Tour) -> None:
    assert tour("collections") == {
        "made": [[True, []], [True, []], [False, ["STRING_TOO_LONG"]]],
        "changed": [True, True],
        "created": [False, False, True],
        "read": ["again", "again", "again"],
        "strict": ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "STRING_TOO_LONG"],
        "deleted": [True, True, True],
    }


def test_loads_and_queries_in_bulk(tour: Tour) -> None:
    assert tour("bulk2") == {
        "successful": 300,
        "created": "true",
        "failed": ["STRING_TOO_LONG"],
        "unprocessed": 0,
        "queried": 300,
    }


def test_deploys_by_rest_and_by_soap(tour: Tour) -> None:
    found = tour("deploy")
    for result in found.values():
        assert (result["status"], result["success"], result["numberComponentErrors"]) == ("Succeeded", True, 0)
        assert result["numberComponentsDeployed"] == 6 + len(FIELDS)
        names = [entry["fullName"] for entry in result["details"]["componentSuccesses"]]
        assert f"{OBJECT}.Note__c" in names
    assert found["byRest"]["details"]["componentSuccesses"][1]["created"] is True
    assert found["bySoap"]["details"]["componentSuccesses"][1]["created"] is False


def test_calls_composite(tour: Tour) -> None:
    assert tour("composite") == [201, 201]
