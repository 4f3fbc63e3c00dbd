"""From a parsed query to the SQL that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.soql.columns import Column, Columns
from wizard.standin.salesforce.soql.lexer import malformed
from wizard.standin.salesforce.soql.tree import Aggregate, AllFields, FieldRef, Item, Select
from wizard.standin.salesforce.soql.where import Sql, Where

_NUMERIC = frozenset({"int", "double", "currency"})
_MOST_OFFSET = 2000
_MOST_WITH_ALL_FIELDS = 200


@dataclass(frozen=True)
class Plan:
    """SQL for a query. Plain queries: ``keys`` finds the rows, ``page`` (with one ``{}``) reads some of them.

    Aggregate queries: ``keys`` is the whole statement. ``outputs`` names each column of the answer.
    """

    kind: ObjectType
    select: Select
    keys: str
    parameters: list[Any]
    page: str
    outputs: list[tuple[str, Field | None]]
    columns: list[Column]
    parents: dict[tuple[str, ...], ObjectType]


def plan(access: Access, query: str, select: Select, *, deleted: bool = False) -> Plan:
    """Return the plan of a query for a user. Raises ApiError with the codes of salesforce.md §2.5."""
    return _Planner(access, query, select, "t", deleted=deleted).plan()


class _Planner:
    def __init__(self, access: Access, query: str, select: Select, prefix: str, *, deleted: bool) -> None:
        self._access, self._query, self._select, self._prefix = access, query, select, prefix
        self._deleted = deleted
        self._columns = Columns(access, query, select, prefix)

    def plan(self) -> Plan:
        if self._select.offset > _MOST_OFFSET:
            raise ApiError(400, "NUMBER_OUTSIDE_VALID_RANGE", f"Maximum SOQL offset allowed is {_MOST_OFFSET}")
        return self._aggregated() if self._select.aggregates else self._plain()

    def single_column(self) -> Sql:
        """Return the query as the inside of IN."""
        items, select = self._select.items, self._select
        if len(items) != 1 or not isinstance(items[0], FieldRef) or select.orders or select.limit is not None:
            raise malformed(self._query, select.source_position, "only one field may be selected inside IN")
        column = self._columns.find(items[0]).sql
        condition, parameters = self._where()
        return f"SELECT {column} {self._columns.tables()} WHERE {condition}", parameters

    def _plain(self) -> Plan:
        columns = self._selected_once()
        condition, parameters = self._where()
        order = ", ".join(self._order_keys()) or f"{self._columns.root}.rowid"
        parents = self._columns.parent_ids()
        root, tables = self._columns.root, self._columns.tables()
        wanted = [f"{root}.rowid", f'{root}."Id"', *parents.values(), *(column.sql for column in columns)]
        return Plan(
            self._columns.kind,
            self._select,
            f"SELECT {root}.rowid {tables} WHERE {condition} ORDER BY {order} {self._limit()}",
            parameters,
            f"SELECT {', '.join(wanted)} {tables} WHERE {root}.rowid IN ({{}})",
            [],
            columns,
            self._columns.parent_kinds(),
        )

    def _selected_once(self) -> list[Column]:
        """Return the columns of a plain query; none may be named twice. The code is inferred."""
        columns: dict[str, Column] = {}
        for item in self._select.items:
            for ref in self._named(item):
                column = self._selected(ref)
                if column.sql in columns:
                    raise self._columns.invalid(ref, f"duplicate field selected: {column.field.name}")
                columns[column.sql] = column
        return list(columns.values())

    def _named(self, item: Item) -> list[FieldRef]:
        """Return the fields an item stands for. FIELDS() needs a LIMIT where it may name custom fields [I]."""
        if not isinstance(item, AllFields):
            return [item] if isinstance(item, FieldRef) else []
        limit = self._select.limit
        if item.group != "STANDARD" and (limit is None or limit > _MOST_WITH_ALL_FIELDS):
            text = f"The SOQL FIELDS function must have a LIMIT of at most {_MOST_WITH_ALL_FIELDS}"
            raise malformed(self._query, item.position, text)
        fields = (field for field in self._access.fields(self._columns.kind).values() if field.kept)
        wanted = {"ALL": (True, False), "CUSTOM": (True,), "STANDARD": (False,)}[item.group]
        return [FieldRef((f.name,), item.position) for f in fields if f.custom in wanted]

    def _selected(self, ref: FieldRef) -> Column:
        column = self._columns.find(ref)
        if not column.field.kept:
            raise self._unsupported(ref.position, f"The compound field {column.field.name}")
        return column

    def _where(self) -> Sql:
        conditions, parameters = [f"{self._columns.root}.rowid IS NOT NULL"], list[Any]()
        if self._columns.kind.has("IsDeleted") and not self._deleted:
            conditions.append(f'{self._columns.root}."IsDeleted" = 0')
        if self._access.sees_own_alone(self._columns.kind):
            conditions.append(f'{self._columns.root}."OwnerId" = ?')
            parameters.append(self._access.user_id)
        if self._columns.kind.view:  # one row, about the user who asks
            conditions.append(f'{self._columns.root}."Id" = ?')
            parameters.append(self._access.user_id)
        if self._select.where is not None:
            text, more = Where(self._columns, self._nested).sql(self._select.where)
            conditions.append(f"({text})")
            parameters += more
        return " AND ".join(conditions), parameters

    def _nested(self, select: Select) -> Sql:
        inner = _Planner(self._access, self._query, select, f"{self._prefix}s", deleted=self._deleted)
        return inner.single_column()

    def _order_keys(self) -> list[str]:
        keys = []
        for order in self._select.orders:
            key = self._aggregate(order.field) if isinstance(order.field, Aggregate) else self._sortable(order.field)
            direction, nulls = "DESC" if order.descending else "ASC", "LAST" if order.nulls_last else "FIRST"
            keys.append(f"{key} {direction} NULLS {nulls}")
        return keys

    def _sortable(self, ref: FieldRef) -> str:
        column = self._columns.find(ref)
        if not column.field.sortable or not column.field.kept:
            raise self._columns.invalid(ref, f"field '{column.field.name}' can not be sorted in a query call")
        return column.sql

    def _limit(self) -> str:
        limit = -1 if self._select.limit is None else self._select.limit
        return f"LIMIT {limit} OFFSET {self._select.offset}"

    def _aggregated(self) -> Plan:
        groups = [self._selected(group).sql for group in self._select.groups]
        named: list[tuple[str, Field | None]] = []
        texts = []
        for item in self._select.items:
            if isinstance(item, AllFields):
                raise malformed(self._query, item.position, "FIELDS cannot be used with an aggregate or GROUP BY")
            texts.append(self._aggregate(item) if isinstance(item, Aggregate) else self._grouped(item, groups))
            named.append(self._output(item, sum(name.startswith("expr") for name, _ in named)))
        condition, parameters = self._where()
        grouping = f"GROUP BY {', '.join(groups)}" if groups else ""
        ordering = f"ORDER BY {', '.join(self._order_keys())}" if self._select.orders else ""
        sql = f"SELECT {', '.join(texts)} {self._columns.tables()} WHERE {condition} {grouping} {ordering}"
        return Plan(self._columns.kind, self._select, f"{sql} {self._limit()}", parameters, "", named, [], {})

    def _grouped(self, ref: FieldRef, groups: list[str]) -> str:
        column = self._columns.find(ref)
        if column.sql not in groups:
            text = f"Field must be grouped or aggregated: {'.'.join(ref.path)}"
            raise malformed(self._query, ref.position, text)
        return column.sql

    def _output(self, item: FieldRef | Aggregate, unnamed: int) -> tuple[str, Field | None]:
        if isinstance(item, FieldRef):
            field = self._columns.find(item).field
            return field.name, field
        typed = item.function in ("MIN", "MAX") and item.field is not None
        field_of = self._columns.find(item.field).field if typed and item.field else None
        return item.alias or f"expr{unnamed}", field_of

    def _aggregate(self, item: Aggregate) -> str:
        if item.field is None:
            return "count(*)"
        column = self._selected(item.field)
        if item.function in ("SUM", "AVG") and column.field.type not in _NUMERIC:
            text = f"field {column.field.name} does not support aggregate operator {item.function}"
            raise self._columns.invalid(item.field, text)
        if item.function == "COUNT_DISTINCT":
            return f"count(DISTINCT {column.sql})"
        return f"{item.function.lower()}({column.sql})"

    def _unsupported(self, position: int, what: str) -> ApiError:
        return malformed(self._query, position, f"{what} is not supported by the stand-in")
