"""Which records were changed or deleted in a span of time (the REST guide's pages on get updated and deleted [C])."""

from __future__ import annotations

from datetime import datetime

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.store import quoted


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        rest("GET", "/sobjects/{object}/updated", "sobjects/updated", _updated),
        rest("GET", "/sobjects/{object}/deleted", "sobjects/deleted", _deleted),
    ]


def _updated(call: Call) -> Response:
    ids = [record for record, _ in _changed(call, deleted=False)]
    return json_response({"ids": ids, "latestDateCovered": _moment(call, "end")})


def _deleted(call: Call) -> Response:
    records = [{"deletedDate": when, "id": record} for record, when in _changed(call, deleted=True)]
    span = {"earliestDateAvailable": _moment(call, "start"), "latestDateCovered": _moment(call, "end")}
    return json_response({"deletedRecords": records, **span})


def _changed(call: Call, *, deleted: bool) -> list[tuple[str, str]]:
    kind = call.object()
    if not kind.has("IsDeleted"):
        raise ApiError(400, "INVALID_TYPE", f"{kind.name} is not replicateable")
    sql = (
        f'SELECT "Id", "SystemModstamp" FROM {quoted(kind.name)} '  # noqa: S608 - names from the schema
        'WHERE "IsDeleted" = ? AND "SystemModstamp" BETWEEN ? AND ? ORDER BY "SystemModstamp", "Id"'
    )
    found = call.org.store.read(sql, (int(deleted), _moment(call, "start"), _moment(call, "end")))
    return [(str(record), str(when)) for record, when in found]


def _moment(call: Call, name: str) -> str:
    text = call.query.get(name, "").replace(" ", "+")
    try:
        return stamp(datetime.fromisoformat(text))
    except ValueError as error:
        raise ApiError(400, "INVALID_REPLICATION_DATE", f"{name}: no valid date and time: {text}") from error
