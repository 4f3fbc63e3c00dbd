"""What a client may ask of the Tooling API: validation rules, which custom fields an object has, deploys, packages.

All need View Setup [I]. Custom fields are told whatever field-level security hides (§4.4, §4.5; C2: tools tell
a hidden field from an absent one by this query). A deleted field, which the real one keeps for a time under a name
that ends in ``_del`` (C2), is gone here at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.ids import numbered
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.soql.listed import answer
from wizard.standin.salesforce.soql.parser import parse


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [rest("GET", "/tooling/query", "tooling/query", _query)]


def check_view_setup(call: Call) -> None:
    """Raise ApiError for who may not see the set-up."""
    if "ViewSetup" not in call.access.permissions:
        raise ApiError(403, "INSUFFICIENT_ACCESS", "insufficient access rights on object id")


def _query(call: Call) -> Response:
    select = parse(call.query.get("q", ""))
    rows = _ROWS.get(select.source)
    if rows is None:
        raise ApiError(400, "INVALID_TYPE", f"sObject type '{select.source}' is not supported.")
    check_view_setup(call)
    return json_response(answer(select, rows(call)))


def _validation_rules(call: Call) -> Iterator[dict[str, Any]]:
    for number, rule in enumerate(call.org.settings.validation_rules, 1):
        yield {
            "Id": numbered("03d", number),
            "ValidationName": f"Rule_{number}",
            "Active": True,
            "ErrorMessage": rule.message,
            "EntityDefinition.QualifiedApiName": rule.object,
        }


def _custom_fields(call: Call) -> Iterator[dict[str, Any]]:
    """``DeveloperName`` is the name without namespace and ``__c``."""
    named = ((kind, field) for kind in call.org.schema.all() for field in kind.fields if field.custom)
    for number, (kind, field) in enumerate(named, 1):
        space, _, name = field.name.removesuffix("__c").rpartition("__")
        yield {
            "Id": numbered("00N", number),
            "DeveloperName": name,
            "NamespacePrefix": space or None,
            "EntityDefinition.QualifiedApiName": kind.name,
        }


def _deploys(call: Call) -> Iterator[dict[str, Any]]:
    for deploy in call.org.deploys.all():
        yield {"Id": deploy.id, "Status": deploy.status, "CreatedById": deploy.user_id}


def _packages(call: Call) -> Iterator[dict[str, Any]]:
    if call.org.schema.get("Sansan_CI__BizCard__c"):
        major, _, minor = call.org.settings.package_version.partition(".")
        yield {
            "Id": numbered("0A3", 1),
            "SubscriberPackage.NamespacePrefix": "Sansan_CI",
            "SubscriberPackage.Name": "Sansan",
            "SubscriberPackageVersion.MajorVersion": int(major),
            "SubscriberPackageVersion.MinorVersion": int(minor or 0),
        }


_ROWS = {
    "InstalledSubscriberPackage": _packages,
    "ValidationRule": _validation_rules,
    "CustomField": _custom_fields,
    "DeployRequest": _deploys,
}
