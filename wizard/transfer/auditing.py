"""Comparing with what Salesforce holds, for a transfer that checks everything (``sync --full``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wizard.domain.compare import differing
from wizard.domain.fieldmap import Note, Row, named
from wizard.domain.plan import Change, Known
from wizard.domain.ports import RecordStore
from wizard.domain.results import StoredRecord

AT_ONCE = 2_000  # cards whose records one call tells, where their ids are known


class Auditor:
    """Looks up the records of the cards at hand. ``items`` names what each field holds."""

    def __init__(self, records: RecordStore, items: Mapping[str, str]) -> None:
        self._records, self._items = records, items
        self._found: dict[str, StoredRecord] = {}
        self._deleted: set[str] = set()

    def look(self, known: Mapping[str, Known], card_ids: Sequence[str]) -> dict[str, Known]:
        """Return what is known of the cards whose records are there; one that is missing counts as never sent."""
        self._found = self._records.read(card_ids, {i: card.salesforce_id for i, card in known.items()})
        self._deleted = {card_id for card_id, card in known.items() if card.owner_key} - self._found.keys()
        return {
            card_id: known[card_id]._replace(salesforce_id=record.salesforce_id)
            for card_id, record in self._found.items()
            if card_id in known
        }

    def marked(self, change: Change) -> Change:
        """Note where the record was deleted in Salesforce."""
        if change.card_id not in self._deleted:
            return change
        return change._replace(notes=(*change.notes, Note("deleted", "")))

    def holds(self, row: Row) -> bool:
        """Whether there is a record that says just what the row says."""
        record = self._found.get(row.card_id)
        return record is not None and not differing(named(self._items, row.values), record.values)

    def record_of(self, card_id: str) -> StoredRecord:
        """Return the record of a card that has one."""
        return self._found[card_id]

    def notes(self, row: Row, recipient_id: str, refused: Collection[str]) -> list[Note]:
        """Return what a person changed in the record of an unchanged card, but for items Salesforce had refused."""
        record = self._found[row.card_id]
        sent = named(self._items, row.values)
        items = [self._items[name] for name in differing(sent, record.values)]
        edited = [Note("edited", item) for item in items if item not in refused]
        moved = record.owner_id[:15] != recipient_id[:15]
        return [*edited, Note("owner_changed", "owner")] if moved else edited
