"""What the organisation's rules refuse: validation rules, duplicate rules, and rows that are locked."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from typing import Any, TypeVar

from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.rules import Automation, DuplicateRule, ValidationRule
from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store, quoted
from wizard.standin.salesforce.writing.batch import Batch
from wizard.standin.salesforce.writing.values import ABSENT

_IN_TRIGGER = (
    "BizCardTrigger: execution of AfterInsert caused by: System.DmlException: Update failed. First exception on row 0; "
    "first error: UNABLE_TO_LOCK_ROW, "
)
_PORTION = 200
_T = TypeVar("_T")


class Ruling:
    """Looks at a batch and notes which rows the organisation's rules refuse."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._rows = 0  # looked at for locks

    def run(self, batch: Batch) -> None:
        """Apply the rules for the object of the batch, then the locks, then the automations."""
        name = batch.kind.name.lower()
        for rule in self._settings.validation_rules:
            if rule.object.lower() == name and batch.kind.has(rule.field):
                self._validate(batch, rule)
        for duplicates in self._settings.duplicate_rules:
            allowed = duplicates.action == "Allow" and batch.options.allow_duplicates
            if duplicates.object.lower() == name and not allowed:
                self._find_duplicates(batch, duplicates)
        for path in self._settings.unique_fields:
            self._find_doubles(batch, path)
        if self._settings.locked_rows or self._settings.locks_every:
            for row in (*batch.good(new=True), *batch.good(new=False)):
                if error := self.lock(self._touched(batch, row)):
                    batch.fail_all({row: error})
        for automation in self._settings.automations:
            if automation.object.lower() == name:
                self._automate(batch, automation)

    def hindrance(self, kind: ObjectType, records: list[str]) -> dict[str, RowError]:
        """Return which of the records cannot be deleted, and why: a lock, another record, or an automation."""
        wrong = {record: error for record in records if (error := self.lock([record]))}
        for record in records:
            if text := self._settings.undeletable.get(record[:15]):
                wrong[record] = RowError("DELETE_FAILED", text)
        good = [record for record in records if record not in wrong]
        for automation in self._settings.automations:
            if automation.on_delete and automation.object.lower() == kind.name.lower():
                for part in _portions(good):
                    if automation.breaks(len(part)):
                        wrong |= dict.fromkeys(part, RowError(automation.code, automation.message))
        return wrong

    def lock(self, records: list[str]) -> RowError | None:
        """Return the error when one of the records is locked; each such try is counted down (§2.5)."""
        locked, every = self._settings.locked_rows, self._settings.locks_every
        held = [record for record in records if locked.get(record[:15], 0) > 0]
        for record in held:
            locked[record[:15]] -= 1
        self._rows += 1
        if not held and not (every and self._rows % every == 0):
            return None
        text = f"unable to obtain exclusive access to this record or {len(held)} records: {','.join(held)}"
        if self._settings.locks_in_triggers:
            return RowError("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", f"{_IN_TRIGGER}{text}")
        return RowError("UNABLE_TO_LOCK_ROW", text)

    def _automate(self, batch: Batch, automation: Automation) -> None:
        """Break whole portions of 200 rows."""
        values = self._values(batch, automation.field) if batch.kind.has(automation.field) else [""] * batch.count
        for part in _portions(sorted([*batch.good(new=True), *batch.good(new=False)])):
            told = automation.contains and any(automation.contains in str(values[row] or "") for row in part)
            if told or automation.breaks(len(part)):
                batch.fail_all(dict.fromkeys(part, RowError(automation.code, automation.message)))

    def _find_doubles(self, batch: Batch, path: str) -> None:
        """A field that must be unique: its error names it in the text alone (§2.5)."""
        table, _, name = path.partition(".")
        if table.lower() != batch.kind.name.lower() or not batch.kind.has(name):
            return
        field = batch.kind.by_name[name.lower()]
        sent = batch.column(field.name) or [ABSENT] * batch.count
        holders = self._holders(batch, [field.name], [value for value in sent if value is not ABSENT])
        seen: dict[Any, int] = {}
        for row in sorted([*batch.good(new=True), *batch.good(new=False)]):
            key = _compared(sent[row])
            if not key:
                continue
            others = holders.get((key,), set()) - {batch.targets[row]}
            if others or seen.setdefault(key, row) != row:
                there = min(others)[:15] if others else "<unknown>"
                text = f"duplicate value found: {field.name} duplicates value on record with id: {there}"
                batch.fail(row, "DUPLICATE_VALUE", text)

    def _touched(self, batch: Batch, row: int) -> list[str]:
        """The record itself and those it refers to; a new owner is not locked."""
        references = [
            batch.values[at][row]
            for at, field in enumerate(batch.fields)
            if field.type == "reference" and field.name != "OwnerId"
        ]
        return [record for record in (batch.targets[row], *references) if record]

    def _validate(self, batch: Batch, rule: ValidationRule) -> None:
        field = batch.kind.by_name[rule.field.lower()]
        kept = rule.looks_at_what_is_kept
        sent = [None if value is ABSENT else value for value in batch.column(field.name) or [None] * batch.count]
        values = self._values(batch, rule.field) if kept else sent
        named = (field.name,) if rule.on_field else ()
        for row in (*batch.good(new=True), *batch.good(new=False)):
            if rule.hits(values[row]):
                batch.fail(row, rule.code, rule.message, *named)

    def _find_duplicates(self, batch: Batch, rule: DuplicateRule) -> None:
        """Rows of one batch are not compared with each other (§3.9 [I])."""
        if not all(batch.kind.has(name) for name in rule.fields):
            return
        names = [batch.kind.by_name[name.lower()].name for name in rule.fields]
        columns = [self._values(batch, name) for name in names]
        keys = [tuple(map(_compared, row)) for row in zip(*columns, strict=True)]
        holders = self._holders(batch, names, columns[0])
        for row in (*batch.good(new=True), *batch.good(new=False)):
            if all(keys[row]) and (others := holders.get(keys[row], set()) - {batch.targets[row]}):
                found = tuple((batch.kind.name, other) for other in sorted(others))
                batch.fail_all({row: RowError("DUPLICATES_DETECTED", rule.message, (), found)})

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


def _portions(rows: list[_T]) -> list[list[_T]]:
    """Return rows as a trigger meets them: 200 at once (§3.8)."""
    return [rows[start : start + _PORTION] for start in range(0, len(rows), _PORTION)]


def _compared(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
