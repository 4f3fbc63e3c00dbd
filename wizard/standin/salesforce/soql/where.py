"""From conditions to SQL. Conditions know no third truth value: what compares with null is false, != is true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.ids import normal
from wizard.standin.salesforce.schema import Field
from wizard.standin.salesforce.soql.columns import Column, Columns
from wizard.standin.salesforce.soql.tree import (
    Both,
    Compare,
    Condition,
    Either,
    FieldRef,
    In,
    Literal,
    Negation,
    Select,
    Span,
)

Sql = tuple[str, list[Any]]
Nested = Callable[[Select], Sql]

_KINDS = {
    "boolean": "boolean",
    "int": "number",
    "double": "number",
    "currency": "number",
    "date": "date",
    "datetime": "datetime",
}
_MIDNIGHT = {"date": "", "datetime": "T00:00:00.000+0000"}
_SAID = {"number": "double", "datetime": "dateTime"}


class Where:
    """Turns conditions into SQL with its parameters; ``nested`` compiles a query inside IN."""

    def __init__(self, columns: Columns, nested: Nested) -> None:
        self._columns, self._nested = columns, nested

    def sql(self, condition: Condition) -> Sql:
        """Return an expression that is true, or false or null."""
        match condition:
            case Both(parts):
                return self._joined(" AND ", parts)
            case Either(parts):
                return self._joined(" OR ", parts)
            case Negation(part):
                text, parameters = self.sql(part)
                return f"NOT coalesce({text}, 0)", parameters
            case In():
                return self._membership(condition)
            case Compare():
                return self._comparison(condition)

    def _joined(self, joint: str, parts: tuple[Condition, ...]) -> Sql:
        each = [self.sql(part) for part in parts]
        text = joint.join(f"({text})" for text, _ in each)
        return text, [parameter for _, parameters in each for parameter in parameters]

    def _comparison(self, condition: Compare) -> Sql:
        column = self._filterable(condition.field)
        operator = condition.operator
        if isinstance(condition.value, Span):
            return self._within(condition.field, operator, condition.value, column)
        value = self._value(condition.field, column.field, condition.value)
        if operator == "LIKE":
            return self._like(condition.field, condition.value, column)
        if value is None and operator not in ("=", "!="):
            raise self._columns.invalid(condition.field, f"'{operator}' can not be used with null")
        if operator in ("=", "!="):
            negation = "NOT " if operator == "!=" else ""
            return f"{column.sql} IS {negation}?", [value]
        return f"{column.sql} {operator} ?", [value]

    def _within(self, ref: FieldRef, operator: str, span: Span, column: Column) -> Sql:
        """Compare with days: less means before the first, greater after the last."""
        if column.field.type not in _MIDNIGHT or operator == "LIKE":
            raise self._columns.invalid(ref, f"field '{column.field.name}' cannot be compared with a date")
        first, end = (day + _MIDNIGHT[column.field.type] for day in (span.first, span.end))
        if operator in ("=", "!="):
            text = f"coalesce({column.sql} >= ? AND {column.sql} < ?, 0)"
            return (text if operator == "=" else f"NOT {text}"), [first, end]
        border = first if operator in ("<", ">=") else end
        sign = "<" if operator.startswith("<") else ">="
        return f"{column.sql} {sign} ?", [border]

    def _like(self, ref: FieldRef, value: Literal, column: Column) -> Sql:
        if not column.field.is_text or value.kind != "string":
            raise self._columns.invalid(ref, "invalid operator: LIKE is for text fields")
        return f"{column.sql} LIKE ? ESCAPE '\\'", [value.pattern]

    def _membership(self, condition: In) -> Sql:
        column = self._filterable(condition.field)
        if isinstance(condition.values, Select):
            inner, parameters = self._nested(condition.values)
            text = f"{column.sql} IN ({inner})"
        else:
            values = [self._value(condition.field, column.field, value) for value in condition.values]
            parameters = [value for value in values if value is not None]
            text = f"{column.sql} IN ({','.join('?' * len(parameters))})"
            if len(parameters) < len(values):
                text = f"({text} OR {column.sql} IS NULL)"
        return (f"NOT coalesce({text}, 0)" if condition.negated else text), parameters

    def _filterable(self, ref: FieldRef) -> Column:
        column = self._columns.find(ref)
        if not column.field.filterable or not column.field.kept:
            raise self._columns.invalid(ref, f"field '{column.field.name}' can not be filtered in a query call")
        return column

    def _value(self, ref: FieldRef, field: Field, value: Literal) -> str | int | float | None:
        wanted = _KINDS.get(field.type, "string")
        if value.kind == "null":
            return 0 if wanted == "boolean" else None
        if value.kind != wanted:
            quotes = "be" if wanted == "string" else "not be"
            said = _SAID.get(wanted, wanted)
            text = f"value of filter criterion for field '{field.name}' must be of type {said} and should {quotes}"
            raise self._columns.invalid(ref, f"{text} enclosed in quotes")
        if field.type in ("id", "reference") and value.value:
            return _id(str(value.value))
        return None if value.value == "" else value.value


def _id(text: str) -> str:
    normalised = normal(text)
    if normalised is None:
        raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", f"invalid ID field: {text}")
    return normalised
