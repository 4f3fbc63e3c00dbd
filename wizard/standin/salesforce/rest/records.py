"""Single records: read, create, change, upsert, delete (salesforce.md §2.7)."""

from __future__ import annotations

from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError, RowError
from wizard.standin.salesforce.rest.body import rows_of
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.writing.batch import Outcomes, Rows

_STATUS = {"INVALID_CROSS_REFERENCE_KEY": 404, "ENTITY_IS_DELETED": 404, "INSUFFICIENT_ACCESS_OR_READONLY": 403}


def routes() -> list[Route]:
    """Return the addresses of this module."""
    one, by_key = "/sobjects/{object}/{id}", "/sobjects/{object}/{field}/{value}"
    return [
        rest("GET", "/sobjects/{object}", "sobjects/object", _about),
        rest("POST", "/sobjects/{object}", "sobjects/object", _create),
        rest("GET", one, "sobjects/record", _read),
        rest("PATCH", one, "sobjects/record", _change),
        rest("DELETE", one, "sobjects/record", _delete),
        rest("GET", by_key, "sobjects/by key", _read_by_key),
        rest("PATCH", by_key, "sobjects/by key", _upsert),
    ]


def _about(call: Call) -> Response:
    kind = call.object()
    base = f"{call.base}/sobjects/{kind.name}"
    return json_response({"objectDescribe": {"name": kind.name, "urls": {"sobject": base}}, "recentItems": []})


def _create(call: Call) -> Response:
    kind, body = call.object(), call.json()
    _refuse_id(body)
    outcomes = call.org.writer.insert(call.access, kind, rows_of(call.access, kind, [body]), call.options)
    _raise(outcomes)
    answer: dict[str, Any] = {"id": outcomes.ids[0], "success": True, "errors": []}
    location = f"{call.base}/sobjects/{kind.name}/{outcomes.ids[0]}"
    return json_response(answer, 201, {"Location": location})


def _read(call: Call) -> Response:
    kind = call.object()
    return json_response(_fetch(call, kind, kind.by_name["id"], call.path["id"]))


def _read_by_key(call: Call) -> Response:
    kind = call.object()
    return json_response(_fetch(call, kind, _key(call, kind), call.path["value"]))


def _fetch(call: Call, kind: ObjectType, key: Field, value: str) -> dict[str, Any]:
    names = call.query.get("fields") or ",".join(f.name for f in call.access.fields(kind).values() if f.kept)
    text = value.replace("\\", "\\\\").replace("'", "\\'")
    query = f"SELECT {names} FROM {kind.name} WHERE {key.name} = '{text}'"  # noqa: S608 - SOQL, escaped
    try:
        records = call.org.queries.first(call.access, query, call.base, 2)["records"]
    except ApiError as error:
        if error.code == "INVALID_QUERY_FILTER_OPERATOR":
            raise _unknown(value) from error
        raise
    if not records:
        raise _unknown(value)
    return dict(records[0])


def _change(call: Call) -> Response:
    kind, body = call.object(), call.json()
    _refuse_id(body)
    _raise(
        call.org.writer.update(call.access, kind, rows_of(call.access, kind, [body]), [call.path["id"]], call.options)
    )
    return Response(204)


def _delete(call: Call) -> Response:
    _raise(call.org.writer.delete(call.access, call.object(), [call.path["id"]]))
    return Response(204)


def _upsert(call: Call) -> Response:
    kind, body = call.object(), call.json()
    key = _key(call, kind)
    _refuse_id(body)
    if key.name in body:
        raise ApiError(400, "INVALID_FIELD", f"The {key.name} field should not be specified in the sobject data.")
    rows = rows_of(call.access, kind, [body])
    whole = Rows([*rows.fields, key], [*rows.values, [call.path["value"]]], 1)
    if call.query.get("updateOnly") == "true":
        _fetch(call, kind, key, call.path["value"])
    outcomes = call.org.writer.upsert(call.access, kind, whole, key, call.options)
    if outcomes.errors and outcomes.errors[0].code == "DUPLICATE_EXTERNAL_ID":
        return json_response(_choices(call, kind, outcomes.errors[0]), 300)
    _raise(outcomes)
    created = outcomes.created[0]
    answer: dict[str, Any] = {"id": outcomes.ids[0], "success": True, "errors": [], "created": created}
    return json_response(answer, 201 if created else 200)


def _choices(call: Call, kind: ObjectType, error: RowError) -> list[str]:
    """Return the addresses of all records that match, the body of a 300 (§2.5)."""
    ids = error.message.partition("[")[2].rstrip("]").split(", ")
    return [f"{call.base}/sobjects/{kind.name}/{record}" for record in ids]


def _key(call: Call, kind: ObjectType) -> Field:
    name = call.path["field"]
    field = call.access.fields(kind).get(name.lower())
    if field is None or not (field.external_id or field.id_lookup):
        text = f"Provided external ID field does not exist or is not accessible: {name}"
        raise ApiError(404, "NOT_FOUND", text)
    return field


def _refuse_id(body: dict[str, Any]) -> None:
    if any(name.lower() == "id" for name in body):
        raise ApiError(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.")


def _raise(outcomes: Outcomes) -> None:
    if outcomes.errors:
        error = outcomes.errors[0]
        raise ApiError(_STATUS.get(error.code, 400), error.code, error.message, error.fields, error.details())


def _unknown(value: str) -> ApiError:
    text = f"Provided external ID field does not exist or is not accessible: {value}"
    return ApiError(404, "NOT_FOUND", text)
