"""sObject Collections: up to 200 records in one call, each with its own outcome (salesforce.md §2.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError, RowError
from wizard.standin.salesforce.ids import normal
from wizard.standin.salesforce.rest.body import rows_of
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.writing.batch import Outcomes, Rows

_MOST = 200
_MOST_READ = 2_000
_ROLLED_BACK = RowError(
    "ALL_OR_NONE_OPERATION_ROLLED_BACK",
    "Record rolled back because not all records were valid and the request was using AllOrNone header",
)
_Write = Callable[[ObjectType, list[dict[str, Any]]], Outcomes]


class _RolledBackError(Exception):
    """Undoes the transaction of an all-or-none call."""


def routes() -> list[Route]:
    """Return the addresses of this module."""
    path = "/composite/sobjects"
    return [
        rest("POST", path, "composite/sobjects", _create),
        rest("PATCH", path, "composite/sobjects", _change),
        rest("DELETE", path, "composite/sobjects", _delete),
        rest("GET", f"{path}/{{object}}", "composite/sobjects/object", _read),
        rest("POST", f"{path}/{{object}}", "composite/sobjects/object", _read),
        rest("PATCH", f"{path}/{{object}}/{{field}}", "composite/sobjects/by key", _upsert),
    ]


def _create(call: Call) -> Response:
    def write(kind: ObjectType, records: list[dict[str, Any]]) -> Outcomes:
        return call.org.writer.insert(call.access, kind, rows_of(call.access, kind, records, each=True), call.options)

    return _run(call, _records(call), write)


def _change(call: Call) -> Response:
    def write(kind: ObjectType, records: list[dict[str, Any]]) -> Outcomes:
        ids = [_take_id(record) for record in records]
        return call.org.writer.update(
            call.access, kind, rows_of(call.access, kind, records, each=True), ids, call.options
        )

    return _run(call, _records(call), write)


def _upsert(call: Call) -> Response:
    kind, name = call.object(), call.path["field"]
    key = call.access.fields(kind).get(name.lower())
    if key is None or not (key.external_id or key.id_lookup):
        text = f"Provided external ID field does not exist or is not accessible: {name}"
        raise ApiError(404, "NOT_FOUND", text)
    records = _records(call)
    if any(_type(record).lower() != kind.name.lower() for record in records):
        raise ApiError(400, "INVALID_INPUT", "All records of an upsert must be of the object in the address")

    def write(kind: ObjectType, records: list[dict[str, Any]]) -> Outcomes:
        rows = rows_of(call.access, kind, records, each=True)
        if key not in rows.fields:
            rows = Rows([*rows.fields, key], [*rows.values, [None] * rows.count], rows.count, rows.errors)
        return call.org.writer.upsert(call.access, kind, rows, key, call.options)

    return _run(call, records, write, with_created=True)


def _delete(call: Call) -> Response:
    ids = [record for record in call.query.get("ids", "").split(",") if record]
    _check_number(ids)
    prefixes = {kind.prefix: kind.name for kind in call.org.schema.all()}
    records = [{"attributes": {"type": prefixes.get(record[:3], "")}, "Id": record} for record in ids]

    def write(kind: ObjectType, records: list[dict[str, Any]]) -> Outcomes:
        return call.org.writer.delete(call.access, kind, [record["Id"] for record in records])

    return _run(call, records, write, all_or_none=call.query.get("allOrNone") == "true")


def _read(call: Call) -> Response:
    """Return the records of ``ids`` in their order, null for what is not there."""
    kind = call.object()
    asked = call.json() if call.request.method == "POST" else None
    ids = asked["ids"] if asked else call.query.get("ids", "").split(",")
    _check_number(ids, _MOST_READ)
    fields = ",".join(asked["fields"]) if asked else call.query.get("fields", "Id")
    listed = ",".join(f"'{record}'" for record in ids if normal(record))
    if not listed:
        return json_response([None] * len(ids))
    query = f"SELECT Id, {fields} FROM {kind.name} WHERE Id IN ({listed})"  # noqa: S608 - SOQL, ids are checked
    if "id" in fields.lower().split(","):
        query = query.replace("SELECT Id, ", "SELECT ", 1)
    found = call.org.queries.first(call.access, query, call.base, len(ids))["records"]
    by_id = {record["Id"][:15]: record for record in found}
    return json_response([by_id.get(record[:15]) for record in ids])


def _run(
    call: Call,
    records: list[dict[str, Any]],
    write: _Write,
    *,
    with_created: bool = False,
    all_or_none: bool | None = None,
) -> Response:
    strict = bool(call.json().get("allOrNone")) if all_or_none is None else all_or_none
    results: list[dict[str, Any]] = [{} for _ in records]
    try:
        with call.org.store.transaction():
            for kind, places in _by_object(call, records).items():
                outcomes = write(kind, [records[place] for place in places])
                for at, place in enumerate(places):
                    results[place] = _result(outcomes, at, with_created=with_created)
            if strict and not all(result["success"] for result in results):
                raise _RolledBackError
    except _RolledBackError:
        results = [_failed(_ROLLED_BACK) if result["success"] else result for result in results]
    return json_response(results)


def _by_object(call: Call, records: list[dict[str, Any]]) -> dict[ObjectType, list[int]]:
    groups: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        groups.setdefault(_type(record), []).append(place)
    return {_object(call, name): places for name, places in groups.items()}


def _object(call: Call, name: str) -> ObjectType:
    kind = call.access.object(name)
    if kind is None:
        raise ApiError(400, "INVALID_TYPE", f"sObject type '{name}' is not supported.")
    return kind


def _result(outcomes: Outcomes, at: int, *, with_created: bool) -> dict[str, Any]:
    if at in outcomes.errors:
        return _failed(outcomes.errors[at])
    result: dict[str, Any] = {"id": outcomes.ids[at], "success": True, "errors": []}
    return result | {"created": outcomes.created[at]} if with_created else result


def _failed(error: RowError) -> dict[str, Any]:
    return {"success": False, "errors": [error.as_collection()]}


def _records(call: Call) -> list[dict[str, Any]]:
    records = call.json().get("records")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ApiError(400, "JSON_PARSER_ERROR", "The body must hold a list of records")
    _check_number(records)
    return [dict(record) for record in records]


def _check_number(records: list[Any], most: int = _MOST) -> None:
    """More than 200, or 2,000 to read: the whole call fails; the code is inferred."""
    if len(records) > most:
        raise ApiError(400, "EXCEEDED_ID_LIMIT", f"record limit reached. cannot submit more than {most} records")


def _type(record: dict[str, Any]) -> str:
    attributes = record.get("attributes")
    if not isinstance(attributes, dict) or not isinstance(attributes.get("type"), str):
        raise ApiError(400, "INVALID_INPUT", "Each record needs attributes with a type")
    return str(attributes["type"])


def _take_id(record: dict[str, Any]) -> Any:
    name = next((name for name in record if name.lower() == "id"), None)
    return record.pop(name) if name else None
