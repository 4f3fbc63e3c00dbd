"""Reading the WHERE clause."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.soql.date_words import days, is_counted
from wizard.standin.salesforce.soql.lexer import Token, malformed, tokens
from wizard.standin.salesforce.soql.literals import literal
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

_OPERATORS = frozenset({"=", "!=", "<>", "<", ">", "<=", ">=", "LIKE"})


class TokenReader:
    """Goes through the tokens of a query."""

    def __init__(self, query: str) -> None:
        self.query = query
        self._tokens = tokens(query)
        self._at = 0

    @property
    def current(self) -> Token:
        """The token to read next."""
        return self._tokens[self._at]

    @property
    def following(self) -> Token:
        """The token after the current one."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def advance(self) -> Token:
        """Return the current token and go on."""
        token = self.current
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def accept(self, word: str) -> bool:
        """Go on when the current token is that word or symbol."""
        found = self.current.kind in ("name", "symbol") and self.current.text.upper() == word
        if found:
            self.advance()
        return found

    def expect(self, word: str) -> None:
        """Go on, or raise when the current token is another."""
        if not self.accept(word):
            raise self.unexpected(f"expecting {word}, found '{self.current.text}'")

    def name(self, what: str) -> Token:
        """Return a name and go on."""
        if self.current.kind != "name":
            raise self.unexpected(f"expecting {what}, found '{self.current.text}'")
        return self.advance()

    def field(self) -> FieldRef:
        """Return a field with the way to it."""
        token = self.name("a field name")
        return FieldRef(tuple(token.text.split(".")), token.position)

    def unexpected(self, message: str | None = None) -> ApiError:
        """Return the error about the current token."""
        return malformed(self.query, self.current.position, message or f"unexpected token: '{self.current.text}'")

    def unsupported(self, what: str) -> ApiError:
        """Return the refusal of something valid that the stand-in cannot do."""
        return malformed(self.query, self.current.position, f"{what} is not supported by the stand-in")


class ConditionParser(TokenReader):
    """Reads conditions; ``select`` of the subclass reads the query inside IN."""

    def select(self) -> Select:
        """Read a whole query."""
        raise NotImplementedError

    def condition(self) -> Condition:
        """Read terms joined by AND only, or by OR only."""
        parts = [self._term()]
        joint = self.current.text.upper()
        if joint not in ("AND", "OR"):
            return parts[0]
        while self.accept(joint):
            parts.append(self._term())
        if self.current.text.upper() in ("AND", "OR"):
            raise self.unexpected()
        return Both(tuple(parts)) if joint == "AND" else Either(tuple(parts))

    def _term(self) -> Condition:
        if self.accept("NOT"):
            return Negation(self._term())
        if self.accept("("):
            inner = self.condition()
            self.expect(")")
            return inner
        if self.following.text == "(":
            raise self.unsupported(f"The function {self.current.text} in WHERE")
        return self._comparison(self.field())

    def _comparison(self, field: FieldRef) -> Condition:
        negated = self.accept("NOT")
        if self.accept("IN"):
            return In(field, negated, self._members())
        operator = self.current.text.upper()
        if negated:
            raise self.unexpected()
        if operator in ("INCLUDES", "EXCLUDES"):
            raise self.unsupported(operator)
        if operator not in _OPERATORS:
            raise self.unexpected()
        self.advance()
        return Compare(field, "!=" if operator == "<>" else operator, self._span() or self._value())

    def _span(self) -> Span | None:
        """Return the days a word such as LAST_N_DAYS:3 stands for; None, and nothing is read, when it is none."""
        if self.current.kind != "name":
            return None
        word, count = self.current.text, 0
        if is_counted(word):
            self.advance()
            self.expect(":")
            if not self.current.text.isdigit():
                raise self.unexpected()
            count = int(self.current.text)
        try:
            found = days(word, count, datetime.now(UTC).date())
        except ValueError as error:
            raise self.unexpected(str(error)) from error
        if found is None:
            return None
        self.advance()
        return Span(*(day.isoformat() for day in found))

    def _members(self) -> tuple[Literal, ...] | Select:
        if self.current.text == ":":
            raise self.unsupported("A bind variable")
        self.expect("(")
        if self.current.text.upper() == "SELECT":
            select = self.select()
            self.expect(")")
            return select
        values = [self._value()]
        while self.accept(","):
            values.append(self._value())
        self.expect(")")
        return tuple(values)

    def _value(self) -> Literal:
        try:
            value = literal(self.current)
        except ValueError as error:
            raise self.unexpected(str(error)) from error
        if value is None and self.current.kind == "name":
            raise self.unsupported(f"The value {self.current.text}")
        if value is None:
            if self.current.text == ":":
                raise self.unsupported("A bind variable")
            raise self.unexpected()
        self.advance()
        return value
