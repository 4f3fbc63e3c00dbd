"""The organisation's rules, as a client finds them before it writes.

Duplicate rules are an object of the query resource, validation rules one of the Tooling API; both need View Setup [I].
"""

from __future__ import annotations

from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.ids import numbered
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.soql.listed import answer
from wizard.standin.salesforce.soql.parser import parse
from wizard.standin.salesforce.soql.tree import Select

DUPLICATE_RULE, VALIDATION_RULE = "DuplicateRule", "ValidationRule"


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [rest("GET", "/tooling/query", "tooling/query", _tooling)]


def duplicate_rules(call: Call, select: Select) -> dict[str, Any]:
    """Answer a query of DuplicateRule. Raises ApiError."""
    _check(call)
    rules = enumerate(call.org.settings.duplicate_rules, 1)
    return answer(
        select,
        (
            {
                "Id": numbered("0Bm", number),
                "DeveloperName": f"Rule_{number}",
                "MasterLabel": f"重複ルール {number}",
                "IsActive": True,
                "SobjectType": rule.object,
            }
            for number, rule in rules
        ),
    )


def _tooling(call: Call) -> Response:
    select = parse(call.query.get("q", ""))
    if select.source != VALIDATION_RULE:
        raise ApiError(400, "INVALID_TYPE", f"sObject type '{select.source}' is not supported.")
    _check(call)
    rules = enumerate(call.org.settings.validation_rules, 1)
    rows = (
        {
            "Id": numbered("03d", number),
            "ValidationName": f"Rule_{number}",
            "Active": True,
            "ErrorMessage": rule.message,
            "EntityDefinition.QualifiedApiName": rule.object,
        }
        for number, rule in rules
    )
    return json_response(answer(select, rows))


def _check(call: Call) -> None:
    if "ViewSetup" not in call.access.permissions:
        raise ApiError(403, "INSUFFICIENT_ACCESS", "insufficient access rights on object id")
