"""Services that know less than they might: what only helps a person must never stop a set-up or a transfer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from wizard.standin.services import Standins

HELPFUL = {
    "limits": "/limits",
    "rules": "/tooling/|DuplicateRule",
    "identity": "/userinfo",
    "rights": "UserPermissionAccess",
    "readers": "ObjectPermissions",
    "count": "COUNT",
    "linking": "BizCard_Settings",
    "reader's set": "/composite/sobjects$",
}
ANSWERS = {
    "refused": {"status": 403, "body": [{"errorCode": "INSUFFICIENT_ACCESS", "message": "no"}]},
    "unknown": {"status": 404, "body": [{"errorCode": "NOT_FOUND", "message": "no"}]},
    "broken": {"status": 500, "body": "<html>sorry</html>"},
    "strange": {"status": 200, "body": {"else": []}},
    "stranger": {"status": 200, "body": [7]},
}
SHORT = 20.0  # seconds a set-up may spend waiting for what it could do without


@pytest.mark.parametrize("how", ANSWERS)
@pytest.mark.parametrize("what", HELPFUL)
def test_what_only_helps_may_be_missing(standins: Standins, tmp_path: Path, what: str, how: str) -> None:
    admin = HastyAdministrator(tmp_path, standins.ready())
    salesforce = Faults(standins.ready()["salesforce_url"])
    salesforce.order({"pattern": HELPFUL[what], "do": "answer", **ANSWERS[how]})
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert answer.code == 0, answer.stderr
    assert sum(admin.waited) <= SHORT
    salesforce.order({"pattern": HELPFUL["limits"], "do": "answer", **ANSWERS[how]})
    sync = admin.sync()
    assert sync["created"] == 120
    assert sum(admin.waited) <= SHORT
