"""Card records in Salesforce: what they hold now, and small writes through sObject Collections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from wizard.domain.destination import Destination
from wizard.domain.errors import Refused, SetupMustChange
from wizard.domain.fieldmap import named
from wizard.domain.plan import Change
from wizard.domain.ports import NONE
from wizard.domain.results import RECORDS_A_MEGABYTE, Allowance, RowError, RowResult, StoredRecord
from wizard.services.salesforce.bulk_query import bulk_query
from wizard.services.salesforce.limits import CALLS, STORAGE, read_limits
from wizard.services.salesforce.searching import conditions
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import Record, flag, needed, records, text
from wizard.services.salesforce.soql import listed

_UNREADABLE = "JSON_PARSER_ERROR"  # a value of a wrong type, wherever it stands in the call
_OF_COLUMNS = ("INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE")  # of every row alike
_NOT_TEXT = ("date", "datetime", "time", "int", "long", "double", "currency", "percent", "boolean")
_IDS_A_CALL = 2_000  # the most that Salesforce reads by id in one call
_FEW = 100  # cards that one or two queries find
_MANY = 20_000  # records of which a query job lists all in fewer calls than the query resource, 2,000 a page
_LOOKUP_BYTES = 12_000  # an address may be 16,384 bytes long, head included (salesforce.md §2.2)


class Records:
    """Reads and writes the records of one destination. Raises as ``Api``."""

    def __init__(self, api: Api, destination: Destination) -> None:
        self._api, self._destination = api, destination
        self._names = [target.name for target in destination.fields.values()]

    def any(self) -> bool:
        """Whether the object holds any record the signed-in user sees."""
        return self._api.exists(f"SELECT Id FROM {self._destination.object_name} LIMIT 1")

    def count(self) -> int:
        """Return how many records the signed-in user sees."""
        return self._api.count(f"SELECT COUNT() FROM {self._destination.object_name}")

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield the card id and the record id of each record of a card."""
        key, name = self._destination.key_field, self._destination.object_name
        soql = f"SELECT Id, {key} FROM {name} WHERE {key} != null"
        if self.count() > _MANY:
            yield from ((row[key], row["Id"]) for row in bulk_query(self._api, soql))
        else:
            yield from self._api.query(soql, lambda record: (needed(record, key), needed(record, "Id")))

    def allowance(self) -> Allowance:
        """Return what Salesforce still allows; storage is told in whole megabytes, so nearly one more may be left."""
        limits = read_limits(self._api)
        calls, storage = limits.get(CALLS), limits.get(STORAGE)
        return Allowance(calls and calls[0], storage and (storage[0] + 1) * RECORDS_A_MEGABYTE)

    def read(self, card_ids: Sequence[str], known: Mapping[str, str] = NONE) -> dict[str, StoredRecord]:
        """Return what Salesforce holds for these cards; absent ones are left out.

        Many whose records' ids are ``known`` come by these, 2,000 a call. A card whose record is not found so may
        have another one by now, so it is looked for by its own id, as are few.
        """
        ids = [known[card_id] for card_id in card_ids if known.get(card_id)]
        found = self._by_ids(ids, set(card_ids)) if len(ids) > _FEW else {}
        for part in self._lookups([card_id for card_id in card_ids if card_id not in found]):
            found.update((record.card_id, record) for record in self._api.query(part, self._stored))
        return found

    def _by_ids(self, ids: Sequence[str], card_ids: Collection[str]) -> dict[str, StoredRecord]:
        """Return the records of these ids that belong to these cards; none where Salesforce refuses to tell."""
        path, found = f"/composite/sobjects/{self._destination.object_name}", {}
        with suppress(Refused):
            for start in range(0, len(ids), _IDS_A_CALL):
                asked = {"ids": ids[start : start + _IDS_A_CALL], "fields": self._fields()}
                for stored in self._api.understood("POST", path, self._held, json=asked):
                    if stored.card_id in card_ids:
                        found[stored.card_id] = stored
        return found

    def _held(self, answer: Any) -> list[StoredRecord]:
        """Read the records that are there, of a list with null for each other; one without a card's id is not ours."""
        there = records([held for held in answer if held is not None])
        return [self._stored(held) for held in there if text(held, self._destination.key_field)]

    def find(self, text: str, most: int) -> list[StoredRecord]:
        """Return the first records that fit a text: a card's id, a name, a company or an address."""
        where = conditions(text.strip(), self._destination)
        soql = f"SELECT {', '.join(self._fields())} FROM {self._destination.object_name} WHERE {where} LIMIT {most}"
        return list(self._api.query(soql, self._stored))

    def upsert(self, changes: Sequence[Change]) -> list[RowResult]:
        """Write up to 200 rows by external id, safe to repeat (salesforce.md §2.7).

        A wrongly typed value refuses the whole call (salesforce.md §2.5): then halves are sent, down to its row.
        """
        path = f"/composite/sobjects/{self._destination.object_name}/{self._destination.key_field}"
        ids = [change.card_id for change in changes]
        try:
            return self._call("PATCH", path, ids, json=_body(map(self._record, changes)))
        except Refused as refused:
            if refused.error_code in _OF_COLUMNS and self._named_in(refused):
                error = RowError(refused.error_code, refused.message, refused.fields)
                return [RowResult(card_id, "", error) for card_id in ids]
            if refused.error_code != _UNREADABLE:
                raise _all_refused(refused) from None
            if len(changes) == 1:
                return [RowResult(ids[0], "", self._unreadable(changes[0], refused.message))]
            half = len(changes) // 2
            return [*self.upsert(changes[:half]), *self.upsert(changes[half:])]

    def restore(self, images: Sequence[StoredRecord]) -> list[RowResult]:
        """Put up to 200 records, owner included, back to what they held, safe to repeat."""
        ids = [image.card_id for image in images]
        return self._collection("PATCH", "/composite/sobjects", ids, json=_body(map(self._image, images)))

    def delete(self, records: Sequence[StoredRecord]) -> list[RowResult]:
        """Delete up to 200 records; they stay in Salesforce's recycle bin for a while."""
        query = {"ids": ",".join(record.salesforce_id for record in records), "allOrNone": "false"}
        ids = [record.card_id for record in records]
        return self._collection("DELETE", "/composite/sobjects", ids, params=query)

    def clock(self) -> datetime:
        """Return Salesforce's own time at its last answer."""
        return self._api.clock()

    def _collection(self, method: str, path: str, card_ids: Sequence[str], **options: Any) -> list[RowResult]:
        try:
            return self._call(method, path, card_ids, **options)
        except Refused as refused:
            raise _all_refused(refused) from None

    def _call(self, method: str, path: str, card_ids: Sequence[str], **options: Any) -> list[RowResult]:
        return self._api.understood(method, path, partial(_results, card_ids), headers=_HEADERS, **options)

    def _named_in(self, refused: Refused) -> bool:
        """Whether a refusal of a whole call names a field that can be left out."""
        return any(name in refused.fields or name in refused.message for name in self._names)

    def _unreadable(self, change: Change, message: str) -> RowError:
        """Return the error of the one row that cannot be read, with the fields whose value the text tells."""
        fields = list(self._destination.fields.values())
        values = [(field.name, value) for field, value in zip(fields, change.values, strict=False) if value]
        odd = {field.name for field in fields if field.type in _NOT_TEXT}
        told = [name for name, value in values if f"value {value} " in f"{message} "]
        named = [name for name in told if name in odd] or told or [name for name, _ in values if name in odd]
        return RowError(_UNREADABLE, message, tuple(named))

    def _record(self, change: Change) -> dict[str, Any]:
        record: dict[str, Any] = {
            "attributes": {"type": self._destination.object_name},
            self._destination.key_field: change.card_id,
            **named(self._names, change.values),
        }
        if change.owner_id:
            record["OwnerId"] = change.owner_id
        return record

    def _image(self, image: StoredRecord) -> dict[str, Any]:
        head = {"attributes": {"type": self._destination.object_name}, "id": image.salesforce_id}
        values = {name: image.values[name] for name in self._names if name in image.values}  # others are hidden since
        return {**head, "OwnerId": image.owner_id, **values}

    def _fields(self) -> list[str]:
        return ["Id", self._destination.key_field, "OwnerId", "LastModifiedDate", "LastModifiedById", *self._names]

    def _lookups(self, card_ids: Sequence[str]) -> Iterator[str]:
        """Yield queries for the ids, each short enough for an address."""
        key, name = self._destination.key_field, self._destination.object_name
        head = f"SELECT {', '.join(self._fields())} FROM {name} WHERE {key} IN "
        longest = max((len(card_id.encode()) for card_id in card_ids), default=1) * 3 + 9
        size = max(1, (_LOOKUP_BYTES - len(head) * 2) // longest)
        for start in range(0, len(card_ids), size):
            yield head + listed(card_ids[start : start + size])

    def _stored(self, record: Mapping[str, Any]) -> StoredRecord:
        values = {name: record.get(name) for name in self._names}
        if any(isinstance(value, list | dict) for value in values.values()):
            raise TypeError("a value that is no text, number or date")
        return StoredRecord(
            card_id=needed(record, self._destination.key_field),
            salesforce_id=needed(record, "Id"),
            owner_id=text(record, "OwnerId"),
            modified=text(record, "LastModifiedDate"),
            values=values,
            modified_by=text(record, "LastModifiedById"),
        )


# An active assignment rule must not replace the owner that was asked for (salesforce.md §2.6).
_HEADERS = {"Sforce-Auto-Assign": "FALSE"}


def _body(records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"allOrNone": False, "records": list(records)}


def _results(card_ids: Sequence[str], answer: Any) -> list[RowResult]:
    results = records(answer)
    if len(results) != len(card_ids):
        raise ValueError("another number of results")
    return list(map(_result, card_ids, results))


def _result(card_id: str, answer: Record) -> RowResult:
    if flag(answer, "success"):
        return RowResult(card_id, needed(answer, "id"))
    first = next(iter(records(answer.get("errors") or [])), {})
    code = text(first, "statusCode") or text(first, "errorCode") or "UNKNOWN"
    return RowResult(card_id, "", RowError(code, text(first, "message"), tuple(map(str, first.get("fields") or ()))))


def _all_refused(refused: Refused) -> SetupMustChange:
    return SetupMustChange("rows_refused", code=refused.error_code or refused.status, detail=refused.message)
