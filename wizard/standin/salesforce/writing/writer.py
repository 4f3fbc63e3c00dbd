"""Insert, update, upsert and delete: many rows of one object at once."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.ids import IdMaker
from wizard.standin.salesforce.rights import Access, RightsBook
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store, marks, quoted
from wizard.standin.salesforce.writing.batch import Batch, Options, Outcomes, Rows
from wizard.standin.salesforce.writing.checks import Checks, case_folder
from wizard.standin.salesforce.writing.rights import RightRules
from wizard.standin.salesforce.writing.ruling import Ruling
from wizard.standin.salesforce.writing.targets import Targets
from wizard.standin.salesforce.writing.values import ABSENT

CHUNK = 200
"""Rows that Salesforce handles as one transaction (§3.8)."""

_PLAIN = Options()


class Writer:
    """Writes rows after every check, each call in one transaction; good rows are written beside bad ones."""

    def __init__(self, store: Store, ids: IdMaker, rights: RightsBook, settings: Settings) -> None:
        self._store, self._ids, self._rights, self._settings = store, ids, rights, settings
        self._checks, self._targets, self._ruling = Checks(store, rights), Targets(store), Ruling(store, settings)
        self._right_rules = RightRules(store, rights.schema)
        self._auto_numbers: dict[str, Iterator[int]] = {}

    def insert(self, access: Access, kind: ObjectType, rows: Rows, options: Options = _PLAIN) -> Outcomes:
        """Make a record of each row."""
        with self._store.transaction():
            return self._save(access, kind, rows, [None] * rows.count, {}, options)

    def update(
        self, access: Access, kind: ObjectType, rows: Rows, ids: list[Any], options: Options = _PLAIN
    ) -> Outcomes:
        """Change the records of ``ids``; ``rows`` holds the other fields."""
        with self._store.transaction():
            targets, errors = self._targets.by_id(kind, ids)
            return self._save(access, kind, rows, targets, errors, options)

    def upsert(self, access: Access, kind: ObjectType, rows: Rows, key: Field, options: Options = _PLAIN) -> Outcomes:
        """Change the records that hold the row's value in ``key``, make those that are missing.

        With key Id, a row without an id makes a record. The same value twice among 200 rows is an error
        for the second [I]; further apart, the later row finds what the earlier one wrote.
        """
        with self._store.transaction():
            at = rows.fields.index(key)
            outcomes = Outcomes.blank(rows.count)
            for wave in _waves(rows.values[at], outcomes.errors, case_folder(key)):
                part = rows if len(wave) == rows.count else rows.pick(wave)
                _merge(outcomes, wave, self._upsert(access, kind, part, key, options))
            return outcomes

    def delete(self, access: Access, kind: ObjectType, ids: list[Any], *, for_good: bool = False) -> Outcomes:
        """Move records to the recycle bin, or out of it for good."""
        with self._store.transaction():
            targets, errors = self._targets.by_id(kind, ids)
            if not access.may(kind, "delete"):
                denied = RowError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id")
                errors = dict.fromkeys(range(len(ids)), denied)
            wanted = [target for row, target in enumerate(targets) if target and row not in errors]
            hindered = self._ruling.hindrance(kind, wanted)
            for row, target in enumerate(targets):
                if target in hindered and row not in errors:
                    errors[row] = hindered[target]
            good = [target for row, target in enumerate(targets) if row not in errors and target]
            self._store.records -= 0 if kind.setup else len(set(good))
            self._remove(access, kind, good, for_good=for_good or not kind.has("IsDeleted"))
            self._rights_changed(kind)
            kept = [None if row in errors else target for row, target in enumerate(targets)]
            return Outcomes(kept, [False] * len(ids), errors)

    def _remove(self, access: Access, kind: ObjectType, ids: list[str], *, for_good: bool) -> None:
        table = quoted(kind.name)
        if for_good:
            self._store.write_many(f'DELETE FROM {table} WHERE "Id" = ?', ((record,) for record in ids))
            return
        sql = (
            f'UPDATE {table} SET "IsDeleted" = 1, "LastModifiedById" = ?, "LastModifiedDate" = ?, '
            '"SystemModstamp" = ? WHERE "Id" = ?'
        )
        now = stamp()
        self._store.write_many(sql, ((access.user_id, now, now, record) for record in ids))

    def _upsert(self, access: Access, kind: ObjectType, rows: Rows, key: Field, options: Options) -> Outcomes:
        at = rows.fields.index(key)
        if key.type == "id":
            targets, errors = self._targets.by_id(kind, rows.values[at], may_be_new=True)
            return self._save(access, kind, rows.without(at), targets, errors, options)
        targets, errors = self._targets.by_key(kind, key, rows.values[at])
        return self._save(access, kind, rows, targets, errors, options)

    def _save(
        self,
        access: Access,
        kind: ObjectType,
        rows: Rows,
        targets: list[str | None],
        errors: dict[int, RowError],
        options: Options,
    ) -> Outcomes:
        batch = Batch(access, kind, rows.fields, list(rows.values), rows.count, targets, options, rows.errors | errors)
        self._assign(batch)
        self._checks.run(batch)
        self._right_rules.run(batch)
        self._ruling.run(batch)
        self._find_room(batch)
        new, old = batch.good(new=True), batch.good(new=False)
        outcomes = Outcomes.blank(rows.count)
        for row, record in zip(new, self._insert(batch, new), strict=True):
            outcomes.ids[row], outcomes.created[row] = record, True
        self._update(batch, old)
        for row in old:
            outcomes.ids[row] = batch.targets[row]
        self._name_people(kind, [record for record in outcomes.ids if record])
        self._fill_tags(kind, [record for record in outcomes.ids if record])
        self._rights_changed(kind)
        outcomes.errors = batch.errors
        return outcomes

    def _assign(self, batch: Batch) -> None:
        """An active assignment rule gives leads its own owner, whatever was asked for (§2.6 [C])."""
        username = self._settings.lead_assignment_owner
        if username and batch.options.assign and batch.kind.name == "Lead":
            owners = self._store.read('SELECT "Id" FROM "User" WHERE "Username" = ?', (username,))
            if owners:
                batch.overwrite(batch.kind.by_name["ownerid"], owners[0][0])

    def _find_room(self, batch: Batch) -> None:
        """Refuse the new records for which the data storage has no room left (§2.5)."""
        new = [] if batch.kind.setup else batch.good(new=True)
        room = max(0, self._settings.most_records - self._store.records)
        for row in new[room:]:
            batch.fail(row, "STORAGE_LIMIT_EXCEEDED", "storage limit exceeded")
        self._store.records += min(room, len(new))

    def _insert(self, batch: Batch, rows: list[int]) -> list[str]:
        if not rows:
            return []
        kind, now, user = batch.kind, stamp(), batch.access.user_id
        ids = [self._ids.make(kind.prefix) for _ in rows]
        whole = {field.name: self._defaults(kind, field, len(rows)) for field in kind.columns}
        system = {"CreatedById": user, "LastModifiedById": user, "OwnerId": user}
        system |= {"CreatedDate": now, "LastModifiedDate": now, "SystemModstamp": now}
        whole |= {name: [value] * len(rows) for name, value in system.items() if kind.has(name)}
        for field, column in zip(batch.fields, batch.values, strict=True):
            default = whole[field.name]
            sent = [column[row] for row in rows]
            keep_default = (ABSENT, None) if field.defaulted else (ABSENT,)
            whole[field.name] = [default[at] if value in keep_default else value for at, value in enumerate(sent)]
        whole["Id"] = ids
        own = [each.record_id for each in batch.access.record_types if each.object == kind.name and each.default]
        if own and kind.has("RecordTypeId"):
            whole["RecordTypeId"] = [given or own[0] for given in whole["RecordTypeId"]]
        if kind.custom and kind.has("Name"):  # a record without a name is called by its id
            whole["Name"] = [name or ids[at] for at, name in enumerate(whole["Name"])]
        columns = ", ".join(map(quoted, whole))
        sql = f"INSERT INTO {quoted(kind.name)} ({columns}) VALUES ({marks(list(whole))})"
        self._store.write_many(sql, zip(*whole.values(), strict=True))
        return ids

    def _defaults(self, kind: ObjectType, field: Field, count: int) -> list[Any]:
        if field.auto_number is None:
            return [field.default] * count
        numbers = self._auto_numbers.setdefault(kind.name, itertools.count(1))
        return [field.auto_number.format(number) for number in itertools.islice(numbers, count)]

    def _update(self, batch: Batch, rows: list[int]) -> None:
        if not rows:
            return
        now, kind = stamp(), batch.kind
        system = {"LastModifiedById": batch.access.user_id, "LastModifiedDate": now, "SystemModstamp": now}
        system = {name: value for name, value in system.items() if kind.has(name)}
        sets = [
            f"{quoted(field.name)} = CASE WHEN typeof(?{at}) = 'blob' THEN {quoted(field.name)} ELSE ?{at} END"
            for at, field in enumerate(batch.fields, 1)
        ]
        sets += [f"{quoted(name)} = ?{at}" for at, name in enumerate(system, len(sets) + 1)]
        sql = f'UPDATE {quoted(kind.name)} SET {", ".join(sets)} WHERE "Id" = ?{len(sets) + 1}'
        columns = [[column[row] for row in rows] for column in batch.values]
        columns += [[value] * len(rows) for value in system.values()]
        self._store.write_many(sql, zip(*columns, [batch.targets[row] for row in rows], strict=True))

    def _name_people(self, kind: ObjectType, ids: list[str]) -> None:
        """Put Name together, family name first, as users with a Japanese locale see it [I]."""
        if kind.person:
            name = """trim("LastName" || ' ' || coalesce("FirstName", ''))"""
            sql = f'UPDATE {quoted(kind.name)} SET "Name" = {name} WHERE "Id" = ?'
            self._store.write_many(sql, ((record,) for record in ids))

    def _fill_tags(self, kind: ObjectType, ids: list[str]) -> None:
        """Fill the package's picklist of tags from what was written, where it does that [X]."""
        if self._settings.tags_in_picklist and kind.has("Sansan_CI__Tags__c"):
            sql = f'UPDATE {quoted(kind.name)} SET "Sansan_CI__Tags__c" = "Sansan_CI__Tags_Original__c" WHERE "Id" = ?'
            self._store.write_many(sql, ((record,) for record in ids))

    def _rights_changed(self, kind: ObjectType) -> None:
        if kind.read_permission:
            self._rights.forget()


def _waves(keys: list[Any], errors: dict[int, RowError], fold: Callable[[Any], Any]) -> list[list[int]]:
    """Split rows so that no key comes twice in a wave; a key twice among 200 rows is noted as an error."""
    if len({fold(key) for key in keys}) == len(keys):
        return [list(range(len(keys)))]
    waves: list[list[int]] = [[]]
    times: dict[Any, int] = {}
    last: dict[Any, int] = {}
    for row, key in enumerate(keys):
        folded = fold(key)
        if key and folded in last and last[folded] // CHUNK == row // CHUNK:
            errors[row] = RowError("DUPLICATE_VALUE", f"Duplicate external id specified: {key}")
            continue
        wave = times.get(folded, 0) if key else 0
        times[folded], last[folded] = wave + 1, row
        if wave == len(waves):
            waves.append([])
        waves[wave].append(row)
    return waves


def _merge(whole: Outcomes, rows: list[int], part: Outcomes) -> None:
    for at, row in enumerate(rows):
        whole.ids[row], whole.created[row] = part.ids[at], part.created[at]
        if at in part.errors:
            whole.errors[row] = part.errors[at]
