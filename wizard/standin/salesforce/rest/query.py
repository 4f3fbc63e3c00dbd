"""The query resources (salesforce.md §2.4)."""

from __future__ import annotations

import re

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.rest import rules
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.soql.column_metadata import column_metadata
from wizard.standin.salesforce.soql.parser import parse

_BATCH = re.compile(r"batchSize\s*=\s*(\d+)", re.IGNORECASE)
_LEAST, _MOST = 200, 2000


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        rest("GET", "/query", "query", _query),
        rest("GET", "/query/{locator}", "query/next", _next),
        rest("GET", "/queryAll", "queryAll", _query_all),
        rest("GET", "/queryAll/{locator}", "query/next", _next),
    ]


def _query(call: Call) -> Response:
    return _first(call, deleted=False)


def _query_all(call: Call) -> Response:
    return _first(call, deleted=True)


def _first(call: Call, *, deleted: bool) -> Response:
    query = call.query.get("q")
    if query is None:
        raise ApiError(400, "MALFORMED_QUERY", "A query has to be specified in the parameter q")
    if call.query.get("columns") == "true":
        return json_response(column_metadata(call.access, query))
    if "DuplicateRule" in query and (select := parse(query)).source == rules.DUPLICATE_RULE:
        return json_response(rules.duplicate_rules(call, select))
    answer = call.org.queries.first(call.access, query, call.base, _page_size(call), deleted=deleted)
    return json_response(answer)


def _next(call: Call) -> Response:
    return json_response(call.org.queries.next(call.path["locator"], call.base))


def _page_size(call: Call) -> int:
    match = _BATCH.search(call.request.headers.get("sforce-query-options", ""))
    return min(max(int(match.group(1)), _LEAST), _MOST) if match else _MOST
