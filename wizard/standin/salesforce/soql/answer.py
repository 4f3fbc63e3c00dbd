"""Queries answered page by page (salesforce.md §2.4)."""

from __future__ import annotations

import itertools
import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.ids import numbered
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field
from wizard.standin.salesforce.soql.parser import parse
from wizard.standin.salesforce.soql.plan import Plan, plan
from wizard.standin.salesforce.soql.tree import Aggregate
from wizard.standin.salesforce.store import Store

_MOST_CURSORS = 100
_LONGEST = 100_000
_AT_ONCE = 10_000


@dataclass(frozen=True)
class Cursor:
    """The rows a plain query has found; ``page`` is how many come at a time."""

    plan: Plan
    rows: array[int]
    page: int


class Queries:
    """Runs queries; the rows a cursor found stay fixed, their values are read when a page is asked for.

    The newest 100 cursors are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._cursors: OrderedDict[str, Cursor] = OrderedDict()
        self._numbers = itertools.count(1000)

    def first(self, access: Access, query: str, base: str, page: int, *, deleted: bool = False) -> dict[str, Any]:
        """Return the answer's first page of at most ``page`` records. Raises ApiError."""
        steps = self._plan(access, query, deleted=deleted)
        if steps.select.aggregates:
            return self._aggregated(steps)
        return self._page(self._find(steps, page), 0, base, None)

    def find(self, access: Access, query: str, *, deleted: bool = False) -> Cursor:
        """Return the rows of a plain query, to be read by ``read``. Raises ApiError."""
        return self._find(self._plan(access, query, deleted=deleted), 0)

    def read(self, cursor: Cursor, start: int, count: int) -> Iterator[tuple[Any, ...]]:
        """Yield the values of some rows as they are kept, in the order of the query's fields; deleted ones are gone."""
        steps, end = cursor.plan, min(start + count, len(cursor.rows))
        first = 2 + len(steps.parents)
        for at in range(start, end, _AT_ONCE):
            keys = cursor.rows[at : min(at + _AT_ONCE, end)].tolist()
            by_key = {row[0]: row[first:] for row in self._store.read_many(steps.page, keys)}
            yield from (by_key[key] for key in keys if key in by_key)

    def _plan(self, access: Access, query: str, *, deleted: bool) -> Plan:
        if len(query) > _LONGEST:
            raise ApiError(400, "QUERY_TOO_COMPLICATED", "SOQL statements cannot be longer than 100000 characters")
        return plan(access, query, parse(query), deleted=deleted)

    def _find(self, steps: Plan, page: int) -> Cursor:
        found = array("q", (row for (row,) in self._store.read(steps.keys, steps.parameters)))
        return Cursor(steps, found, page)

    def next(self, locator: str, base: str) -> dict[str, Any]:
        """Return the page that ``nextRecordsUrl`` named. Raises ApiError INVALID_QUERY_LOCATOR."""
        name, _, start = locator.rpartition("-")
        with self._lock:
            cursor = self._cursors.get(name)
        if cursor is None or not start.isdigit() or int(start) > len(cursor.rows):
            raise ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
        return self._page(cursor, int(start), base, name)

    def _page(self, cursor: Cursor, start: int, base: str, name: str | None) -> dict[str, Any]:
        keys = cursor.rows[start : start + cursor.page].tolist()
        read = self._store.read_many(cursor.plan.page, keys)
        by_key = {row[0]: row for row in read}
        records = [_record(cursor.plan, by_key[key], base) for key in keys if key in by_key]
        end = start + len(keys)
        answer: dict[str, Any] = {"totalSize": len(cursor.rows), "done": end >= len(cursor.rows)}
        if not answer["done"]:
            answer["nextRecordsUrl"] = f"{base}/query/{name or self._keep(cursor)}-{end}"
        return answer | {"records": records}

    def _keep(self, cursor: Cursor) -> str:
        with self._lock:
            name = numbered("01g", next(self._numbers))
            self._cursors[name] = cursor
            if len(self._cursors) > _MOST_CURSORS:
                self._cursors.popitem(last=False)
        return name

    def _aggregated(self, steps: Plan) -> dict[str, Any]:
        rows = self._store.read(steps.keys, steps.parameters)
        items = steps.select.items
        if not steps.select.groups and len(items) == 1 and isinstance(items[0], Aggregate) and not items[0].field:
            number = rows[0][0] if rows else 0
            limit = steps.select.limit
            number = number if limit is None else min(number, limit)
            return {"totalSize": number, "done": True, "records": []}
        records = [
            {"attributes": {"type": "AggregateResult"}}
            | {name: _shown(value, field) for (name, field), value in zip(steps.outputs, row, strict=True)}
            for row in rows
        ]
        return {"totalSize": len(records), "done": True, "records": records}


def _record(steps: Plan, row: tuple[Any, ...], base: str) -> dict[str, Any]:
    record: dict[str, Any] = {"attributes": _attributes(steps.kind.name, row[1], base)}
    parents = dict(zip(steps.parents, row[2:], strict=False))
    for column, value in zip(steps.columns, row[2 + len(steps.parents) :], strict=True):
        target: dict[str, Any] | None = record
        for depth in range(len(column.relations)):
            target = _parent(steps, target, column.relations[: depth + 1], parents, base)
            if target is None:
                break
        if target is not None:
            target[column.field.name] = _shown(value, column.field)
    return record


def _parent(
    steps: Plan,
    record: dict[str, Any] | None,
    relations: tuple[str, ...],
    ids: dict[tuple[str, ...], Any],
    base: str,
) -> dict[str, Any] | None:
    """Return the part of the record that stands for a parent, made on first use; None without a parent."""
    assert record is not None  # noqa: S101 - walked from the outside in
    if relations[-1] not in record:
        there, kind = ids[relations], steps.parents[relations]
        record[relations[-1]] = {"attributes": _attributes(kind.name, there, base)} if there else None
    found: dict[str, Any] | None = record[relations[-1]]
    return found


def _attributes(name: str, record_id: Any, base: str) -> dict[str, str]:
    return {"type": name, "url": f"{base}/sobjects/{name}/{record_id}"}


def _shown(value: Any, field: Field | None) -> Any:
    return bool(value) if field and field.type == "boolean" and value is not None else value
