"""A journey as text and back, for "continue where you left off". Holds no secret."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from wizard.domain.profile import CardChoice
from wizard.domain.recipients import Recipient
from wizard.domain.users import Account, Organization, SalesforceUser, SansanUser
from wizard.flow.answers import Answers, Connection, Environment, PermissionSetResult
from wizard.flow.journey import Journey
from wizard.flow.steps import IDS, STEPS

FORMAT = 1


def dump(journey: Journey) -> str:
    """Return the journey as JSON."""
    data = {
        "format": FORMAT,
        "current": journey.current,
        "reached": sorted(journey.reached, key=IDS.index),
        "answers": asdict(journey.answers),
    }
    return json.dumps(data, ensure_ascii=False)


def load(text: str) -> Journey | None:
    """Return the journey of a text; None when there is none, or when it cannot be continued (another format)."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            return None
        journey = Journey(_answers(data["answers"]), data["current"], frozenset(data["reached"]) & set(IDS))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return journey if journey.current in IDS and not journey.answers.saved else None


def settled(journey: Journey) -> Journey:
    """Return the journey at a step that can be shown: the current one, else the first that lacks something."""
    if journey.can_open(journey.current):
        return journey
    first = next(s.id for s in STEPS if journey.ready(s.id))
    return Journey(journey.answers, first, journey.reached | {first})


def _answers(data: dict[str, Any]) -> Answers:
    return Answers(
        **{
            **data,
            "connections": tuple(map(_connection, data["connections"])),
            "environment": data["environment"] and Environment(**data["environment"]),
            "account": data["account"] and _account(data["account"]),
            "cards": CardChoice.read(data["cards"]),
            "recipients": tuple(map(_recipient, data["recipients"])),
            "default_user": SalesforceUser(**data["default_user"]) if data.get("default_user") else None,
            "permission_set": data["permission_set"] and PermissionSetResult(**data["permission_set"]),
        }
    )


def _connection(data: dict[str, Any]) -> Connection:
    return Connection(**{**data, "owners": tuple(SansanUser(**owner) for owner in data["owners"])})


def _account(data: dict[str, Any]) -> Account:
    organization, user = Organization(**data["organization"]), SalesforceUser(**data["user"])
    return Account(**{**data, "organization": organization, "user": user})


def _recipient(data: dict[str, Any]) -> Recipient:
    return Recipient(**{**data, "sansan": SansanUser(**data["sansan"])})
