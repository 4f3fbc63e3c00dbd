"""Answers as a person gives them, one after the other."""

from __future__ import annotations

from dataclasses import replace

from wizard.domain.recipients import Recipient
from wizard.domain.users import Account, Organization, SalesforceUser, SansanUser
from wizard.flow.answers import Answers, Connection, Environment, PermissionSetResult
from wizard.flow.journey import Journey

KEY = "3MVG9" + "a" * 80
SATO = SansanUser("u1", "佐藤 花子", "sato@example.com")
ADMIN = SalesforceUser("005A", "admin@example.com", "Admin")
ACCOUNT = Account(Organization("00D1", "例示商事株式会社", False, "Enterprise"), ADMIN, "https://x.example", "67.0")
SANDBOX = replace(ACCOUNT, organization=Organization("00D2", "Test", True))
CONNECTION = Connection("Integration user", "c1/sansan-api-key", "6.0", 300, True, (SATO,))
SECOND = Connection("Sales", "c2/sansan-api-key", "6.0", 12, False, ())

GIVEN: dict[str, dict[str, object]] = {
    "prepare": {},
    "sansan": {"connections": (CONNECTION,)},
    "environment": {"environment": Environment("production", "", KEY)},
    "sign-in": {"account": ACCOUNT},
    "connection": {},
    "sansan-user": {"chosen": CONNECTION.secret},
    "recipients": {"recipients": (Recipient(SATO, ADMIN.id, ADMIN.username, "default"),)},
    "permission-set": {"permission_set": PermissionSetResult("assigned", "Sansan データ連携実行ユーザ")},
    "review": {"profile": "production", "saved": True},
    "transfer": {"run": "20260101-000000"},
    "finished": {},
}


def walk(until: str) -> Journey:
    """Return the journey of a person who answers everything up to a step and stands on it."""
    journey = Journey(Answers("p1"))
    while journey.current != until:
        journey = journey.answer(replace(journey.answers, **GIVEN[journey.current])).next()
    return journey
