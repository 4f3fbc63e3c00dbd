"""From the field names of a query to columns of joined tables, within the rights of the user."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.soql.lexer import located
from wizard.standin.salesforce.soql.tree import FieldRef, Select
from wizard.standin.salesforce.store import quoted

_HINT = "Please reference your WSDL or the describe call for the appropriate names."


@dataclass(frozen=True)
class Column:
    """A field of the query's object or of a parent, as SQL. ``relations`` is the way, as named in the schema."""

    sql: str
    field: Field
    relations: tuple[str, ...]


@dataclass(frozen=True)
class _Joined:
    alias: str
    kind: ObjectType
    relations: tuple[str, ...]


class Columns:
    """Finds columns and collects the joins they need. ``prefix`` keeps the aliases of nested queries apart."""

    def __init__(self, access: Access, query: str, select: Select, prefix: str) -> None:
        self._access, self._query = access, query
        self.kind = self._source(select)
        self.root = f"{prefix}0"
        self._prefix = prefix
        self._names = {select.source.lower(), (select.alias or "").lower()}
        self._joined: dict[tuple[str, ...], _Joined] = {(): _Joined(self.root, self.kind, ())}
        self._joins: list[str] = []

    def _source(self, select: Select) -> ObjectType:
        kind = self._access.object(select.source)
        if kind is None:
            text = (
                f"sObject type '{select.source}' is not supported. If you are attempting to use a custom object, "
                f"be sure to append the '__c' after the entity name. {_HINT}"
            )
            raise ApiError(400, "INVALID_TYPE", located(self._query, select.source_position, text))
        return kind

    def tables(self) -> str:
        """Return the FROM clause with every join collected so far."""
        return f"FROM {quoted(self.kind.name)} {self.root} {' '.join(self._joins)}"

    def parent_ids(self) -> dict[tuple[str, ...], str]:
        """Return the Id column of every joined parent: null there means no parent."""
        return {joined.relations: f'{joined.alias}."Id"' for key, joined in self._joined.items() if key}

    def parent_kinds(self) -> dict[tuple[str, ...], ObjectType]:
        """Return the object of every joined parent."""
        return {joined.relations: joined.kind for key, joined in self._joined.items() if key}

    def find(self, ref: FieldRef) -> Column:
        """Return the column of a field. Raises ApiError INVALID_FIELD when it is absent or hidden."""
        path = ref.path
        if len(path) > 1 and path[0].lower() in self._names and path[0].lower() not in self.kind.by_relationship:
            path = path[1:]
        joined = self._walk(path[:-1], ref)
        field = self._access.fields(joined.kind).get(path[-1].lower())
        if field is None:
            text = (
                f"No such column '{path[-1]}' on entity '{joined.kind.name}'. If you are attempting to use a custom "
                f"field, be sure to append the '__c' after the custom field name. {_HINT}"
            )
            raise self.invalid(ref, text)
        return Column(f"{joined.alias}.{quoted(field.name)}", field, joined.relations)

    def invalid(self, ref: FieldRef, text: str) -> ApiError:
        """Return INVALID_FIELD about a field."""
        return ApiError(400, "INVALID_FIELD", located(self._query, ref.position, text))

    def _walk(self, relations: tuple[str, ...], ref: FieldRef) -> _Joined:
        key = tuple(name.lower() for name in relations)
        if key not in self._joined:
            self._joined[key] = self._join(self._walk(relations[:-1], ref), relations[-1], ref)
        return self._joined[key]

    def _join(self, child: _Joined, relation: str, ref: FieldRef) -> _Joined:
        reference = child.kind.by_relationship.get(relation.lower())
        visible = reference and reference.name.lower() in self._access.fields(child.kind)
        targets = [self._access.object(name) for name in reference.reference_to] if reference and visible else []
        parent = next(filter(None, targets), None)
        if reference is None or parent is None:
            text = (
                f"Didn't understand relationship '{relation}' in field path. If you are attempting to use a custom "
                f"relationship, be sure to append the '__r' after the custom relationship name. {_HINT}"
            )
            raise self.invalid(ref, text)
        alias = f"{self._prefix}{len(self._joined)}"
        own = f"{child.alias}.{quoted(reference.name)}"
        self._joins.append(f'LEFT JOIN {quoted(parent.name)} {alias} ON {alias}."Id" = {own}')
        return _Joined(alias, parent, (*child.relations, str(reference.relationship)))
