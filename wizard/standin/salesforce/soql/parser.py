"""The grammar that is supported; names are case-insensitive.

    query     SELECT item {, item} FROM name [[AS] alias] [WHERE condition] [GROUP BY field {, field}]
              [ORDER BY key {, key}] [LIMIT n] [OFFSET n]
    item      field | COUNT() | aggregate | FIELDS ( ALL | STANDARD | CUSTOM )
    aggregate (COUNT | COUNT_DISTINCT | MIN | MAX | SUM | AVG) ( field ) [alias]
    key       (field | aggregate) [ASC | DESC] [NULLS FIRST | NULLS LAST]
    condition all of AND, or all of OR, NOT and parentheses over:
              field (= != <> < > <= >= LIKE) value | field [NOT] IN ( value {, value} )
              | field [NOT] IN ( query )
    value     'text' | number | date | datetime | TRUE | FALSE | NULL

AND and OR may not be mixed without parentheses, as on the real service.
"""

from __future__ import annotations

from wizard.standin.salesforce.soql.conditions import ConditionParser
from wizard.standin.salesforce.soql.tree import Aggregate, AllFields, FieldRef, Item, Order, Select

_MOST_ROWS = 1 << 31
_FUNCTIONS = frozenset({"COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG"})
_GROUPS = frozenset({"ALL", "STANDARD", "CUSTOM"})
_CLAUSES = frozenset({"FROM", "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "HAVING", "USING", "WITH", "FOR", "ALL"})


def parse(query: str) -> Select:
    """Return the tree of a query. Raises ApiError MALFORMED_QUERY."""
    parser = Parser(query)
    select = parser.select()
    parser.expect_end()
    return select


class Parser(ConditionParser):
    """Reads one query from left to right."""

    def select(self) -> Select:
        """Read a whole query, up to its end or a closing parenthesis."""
        self.expect("SELECT")
        items = self._items()
        self.expect("FROM")
        source = self.name("an object name")
        alias = self._alias()
        where = self.condition() if self.accept("WHERE") else None
        groups = self._groups()
        orders = self._orders()
        limit = self._whole_number() if self.accept("LIMIT") else None
        offset = self._whole_number() if self.accept("OFFSET") else 0
        return Select(items, source.text, source.position, alias, where, groups, orders, limit, offset)

    def expect_end(self) -> None:
        """Refuse whatever follows the query."""
        if self.current.kind == "end":
            return
        if self.current.text.upper() in _CLAUSES:
            raise self.unsupported(f"The clause {self.current.text.upper()}")
        raise self.unexpected()

    def _items(self) -> tuple[Item, ...]:
        items = [self._item()]
        while self.accept(","):
            items.append(self._item())
        return tuple(items)

    def _item(self) -> Item:
        if self.current.text == "(":
            raise self.unsupported("A query inside SELECT")
        if self.current.text.upper() == "TYPEOF":
            raise self.unsupported("TYPEOF")
        if self.following.text != "(":
            return self.field()
        if self.current.text.upper() == "FIELDS":
            return self._all_fields()
        aggregate = self._aggregate()
        alias = None
        if self.current.kind == "name" and self.current.text.upper() not in _CLAUSES:
            alias = self.advance().text
        return Aggregate(aggregate.function, aggregate.field, alias, aggregate.position)

    def _all_fields(self) -> AllFields:
        position = self.advance().position
        self.expect("(")
        if self.current.text.upper() not in _GROUPS:
            raise self.unexpected()
        group = self.advance().text.upper()
        self.expect(")")
        return AllFields(group, position)

    def _aggregate(self) -> Aggregate:
        name = self.name("a function")
        function = name.text.upper()
        if function not in _FUNCTIONS:
            raise self.unsupported(f"The function {name.text}")
        self.expect("(")
        field = None if function == "COUNT" and self.current.text == ")" else self.field()
        self.expect(")")
        return Aggregate(function, field, None, name.position)

    def _alias(self) -> str | None:
        alias = None
        self.accept("AS")
        if self.current.kind == "name" and self.current.text.upper() not in _CLAUSES:
            alias = self.advance().text
        if self.current.text == ",":
            raise self.unsupported("More than one object in FROM")
        return alias

    def _groups(self) -> tuple[FieldRef, ...]:
        if not self.accept("GROUP"):
            return ()
        self.expect("BY")
        groups = [self._plain_field("GROUP BY")]
        while self.accept(","):
            groups.append(self._plain_field("GROUP BY"))
        return tuple(groups)

    def _plain_field(self, clause: str) -> FieldRef:
        if self.following.text == "(":
            raise self.unsupported(f"The function {self.current.text} in {clause}")
        return self.field()

    def _orders(self) -> tuple[Order, ...]:
        if not self.accept("ORDER"):
            return ()
        self.expect("BY")
        orders = [self._order()]
        while self.accept(","):
            orders.append(self._order())
        return tuple(orders)

    def _order(self) -> Order:
        field = self._aggregate() if self.following.text == "(" else self.field()
        descending = self.accept("DESC")
        if not descending:
            self.accept("ASC")
        last = False
        if self.accept("NULLS"):
            last = self.accept("LAST")
            if not last:
                self.expect("FIRST")
        return Order(field, descending, last)

    def _whole_number(self) -> int:
        if self.current.text == ":":
            raise self.unsupported("A bind variable")
        if self.current.kind != "number" or not self.current.text.isdigit():
            raise self.unexpected()
        return min(int(self.advance().text), _MOST_ROWS)
