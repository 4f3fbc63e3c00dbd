"""What the organisation's rules refuse: validation rules, duplicate rules, and rows that are locked."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.rules import DuplicateRule, ValidationRule
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store, quoted
from wizard.standin.salesforce.writing.batch import Batch
from wizard.standin.salesforce.writing.values import ABSENT


class Ruling:
    """Looks at a batch and notes which rows the organisation's rules refuse."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def run(self, batch: Batch) -> None:
        """Apply the rules for the object of the batch, then the locks."""
        name = batch.kind.name.lower()
        for rule in self._settings.validation_rules:
            if rule.object.lower() == name and batch.kind.has(rule.field):
                self._validate(batch, rule)
        for duplicates in self._settings.duplicate_rules:
            allowed = duplicates.action == "Allow" and batch.options.allow_duplicates
            if duplicates.object.lower() == name and not allowed:
                self._find_duplicates(batch, duplicates)
        if self._settings.locked_rows:
            for row in (*batch.good(new=True), *batch.good(new=False)):
                if error := self.lock(self._touched(batch, row)):
                    batch.fail_all({row: error})

    def lock(self, records: list[str]) -> RowError | None:
        """Return the error when one of the records is locked; each such try is counted down (§2.5)."""
        locked = self._settings.locked_rows
        held = [record for record in records if locked.get(record[:15], 0) > 0]
        for record in held:
            locked[record[:15]] -= 1
        text = f"unable to obtain exclusive access to this record or {len(held)} records: {','.join(held)}"
        return RowError("UNABLE_TO_LOCK_ROW", text) if held else None

    def _touched(self, batch: Batch, row: int) -> list[str]:
        """The record itself and those it refers to; a new owner is not locked."""
        references = [
            batch.values[at][row]
            for at, field in enumerate(batch.fields)
            if field.type == "reference" and field.name != "OwnerId"
        ]
        return [record for record in (batch.targets[row], *references) if record]

    def _validate(self, batch: Batch, rule: ValidationRule) -> None:
        values = self._values(batch, rule.field)
        named = (batch.kind.by_name[rule.field.lower()].name,) if rule.on_field else ()
        for row in (*batch.good(new=True), *batch.good(new=False)):
            if rule.hits(values[row]):
                batch.fail(row, "FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, *named)

    def _find_duplicates(self, batch: Batch, rule: DuplicateRule) -> None:
        """Rows of one batch are not compared with each other (§3.9 [I])."""
        if not all(batch.kind.has(name) for name in rule.fields):
            return
        names = [batch.kind.by_name[name.lower()].name for name in rule.fields]
        columns = [self._values(batch, name) for name in names]
        keys = [tuple(map(_compared, row)) for row in zip(*columns, strict=True)]
        holders = self._holders(batch, names, columns[0])
        for row in (*batch.good(new=True), *batch.good(new=False)):
            if all(keys[row]) and holders.get(keys[row], set()) - {batch.targets[row]}:
                batch.fail(row, "DUPLICATES_DETECTED", rule.message)

    def _holders(self, batch: Batch, names: list[str], wanted: list[Any]) -> dict[tuple[Any, ...], set[str]]:
        first, columns = quoted(names[0]), ", ".join(map(quoted, names))
        sql = f'SELECT "Id", {columns} FROM {quoted(batch.kind.name)} WHERE "IsDeleted" = 0 AND {first} IN ({{}})'
        holders: dict[tuple[Any, ...], set[str]] = {}
        for record, *values in self._store.read_many(sql, list({value for value in wanted if value})):
            holders.setdefault(tuple(map(_compared, values)), set()).add(record)
        return holders

    def _values(self, batch: Batch, name: str) -> list[Any]:
        """Return the values a field will have: those sent, else those kept, else the default of a new record."""
        field = batch.kind.by_name[name.lower()]
        sent = batch.column(field.name) or [ABSENT] * batch.count
        changed = [target for target, value in zip(batch.targets, sent, strict=True) if target and value is ABSENT]
        sql = f'SELECT "Id", {quoted(field.name)} FROM {quoted(batch.kind.name)} WHERE "Id" IN ({{}})'
        kept: dict[str | None, Any] = dict(self._store.read_many(sql, changed))
        return [
            kept.get(target, field.default) if value is ABSENT else value
            for target, value in zip(batch.targets, sent, strict=True)
        ]


def _compared(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
