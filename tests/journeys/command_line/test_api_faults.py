"""Every refusal of a REST call (salesforce.md §2.5), ordered at the stand-in: one sentence, the right exit code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from wizard.standin.services import Standins

NEVER_A_HEADLINE = "raw words of the server"
SAID = {  # code → status, exit code, what the person must read
    "API_DISABLED_FOR_ORG": (403, 2, "Check that the edition includes it"),
    "API_CURRENTLY_DISABLED": (403, 2, "API Enabled"),
    "REQUEST_LIMIT_EXCEEDED": (403, 4, "limit of API calls"),
    "SERVER_UNAVAILABLE": (503, 4, "passing problem"),
    "REQUEST_RUNNING_TOO_LONG": (400, 4, "passing problem"),
    "QUERY_TIMEOUT": (400, 4, "passing problem"),
    "INVALID_READ_ONLY_USER_DML": (400, 4, "passing problem"),
    "INSUFFICIENT_ACCESS": (403, 2, "lacks a right"),
    "INSUFFICIENT_ACCESS_OR_READONLY": (400, 2, "lacks a right"),
    "MALFORMED_QUERY": (400, 2, "Update this program"),
    "INVALID_FIELD": (400, 2, "hidden from the signed-in user"),
    "INVALID_TYPE": (400, 2, "hidden from the signed-in user"),
    "LIMIT_EXCEEDED": (403, 4, "A limit of Salesforce"),
    "TOO_MANY_JOBS": (403, 4, "too many bulk jobs"),
    "EXCEEDED_QUOTA": (403, 4, "allowance of bulk jobs"),
    "EXCEEDEDQUOTA": (400, 4, "allowance of bulk jobs"),
    "INVALID_QUERY_LOCATOR": (400, 4, "has expired"),
    "MALFORMED_ID": (400, 2, "Update this program"),
    "MIXED_DML_OPERATION": (400, 2, "Update this program"),
    "DUPLICATE_EXTERNAL_ID": (400, 2, "Merge or delete the doubles"),
    "LICENSE_LIMIT_EXCEEDED": (400, 2, "no free licence"),
    "CUSTOM_ENTITY_OR_FIELD_LIMIT": (400, 2, "limit of custom objects"),
    "TXN_SECURITY_NO_ACCESS": (403, 2, "transaction security policy"),
    "CLIENT_NOT_ACCESSIBLE_FOR_USER": (403, 2, "may not use the app"),
    "A_CODE_OF_TOMORROW": (400, 2, "A_CODE_OF_TOMORROW"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HastyAdministrator, Faults]]:
    standins = Standins(cards=5, users=4)
    admin = HastyAdministrator(tmp_path_factory.mktemp("place"), standins.ready())
    admin.set_up()
    yield admin, Faults(standins.salesforce.url)
    standins.close()


@pytest.mark.parametrize("code", SAID)
def test_a_refused_call_is_said(place: tuple[HastyAdministrator, Faults], code: str, tmp_path: Path) -> None:
    admin, faults = place
    status, exit_code, words = SAID[code]
    body = [{"errorCode": code, "message": NEVER_A_HEADLINE}]
    faults.order({"path": "/services/data/v", "do": "answer", "status": status, "body": body})
    try:
        answer = admin.type("sync", "--json", "--lang", "en")
    finally:
        faults.clear()
    assert answer.code == exit_code, answer.stderr
    assert words in answer.json["message"]
    assert not answer.json["message"].startswith(NEVER_A_HEADLINE)
    assert "Traceback" not in answer.stderr
