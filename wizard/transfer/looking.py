"""Looking before writing: before-images of what is there, and what is not there (any more)."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.domain.outcome import UNCHANGED, Outcome
from wizard.domain.plan import Change
from wizard.domain.ports import RecordStore
from wizard.domain.results import StoredRecord
from wizard.transfer.ledger import Ledger


def look(run_id: str, ledger: Ledger, records: RecordStore, changes: Sequence[Change], *, empty: bool) -> list[Change]:
    """Keep what records hold now, and return the changes as they are to be sent.

    Those for which nothing is left to write are settled. ``empty``: the object held no record when the run began.
    """
    asked = {c.card_id: c.salesforce_id for c in changes if c.salesforce_id or not empty}
    found = records.read(list(asked), asked) if asked else {}
    ledger.images.keep(run_id, found.values())
    ready, gone = [], []
    for change in changes:
        record = found.get(change.card_id)
        if record:
            ready.append(_of_existing(change, record))
        elif change.creates:
            ready.append(change)
        elif change.values:
            ready.append(made_anew(change))
        else:
            gone.append((change, _gone(change)))
    ledger.outcomes.settle(run_id, gone)
    return ready


def made_anew(change: Change) -> Change:
    """Return an update whose record is gone, as a new record; whoever deleted it, the card's owner gets it."""
    return change._replace(creates=True, salesforce_id="", owner_id=change.recipient_id)


def _of_existing(change: Change, record: StoredRecord) -> Change:
    """A record that is there already is updated; one that others made keeps its owner (interfaces.md)."""
    owner_id = "" if change.creates else change.owner_id
    return change._replace(creates=False, salesforce_id=record.salesforce_id, owner_id=owner_id)


def _gone(change: Change) -> Outcome:
    """Only the owner was to change, and the record was deleted in Salesforce: there is nothing to write."""
    return Outcome(change.card_id, change.salesforce_id, UNCHANGED, "deleted_in_salesforce")
