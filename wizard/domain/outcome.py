"""What happened to one card in one run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from wizard.domain.fieldmap import Note


class CardOutcome(StrEnum):
    """What a transfer did with a card; ``SKIPPED`` is not sent by the person's choice."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"


class UndoOutcome(StrEnum):
    """What taking a run back did with a record; ``LEFT`` is not taken back, its reason says why."""

    DELETED = "deleted"
    RESTORED = "restored"
    LEFT = "left"


CREATED, UPDATED, UNCHANGED, FAILED, SKIPPED = OUTCOMES = tuple(CardOutcome)
DELETED, RESTORED, LEFT = UNDO_OUTCOMES = tuple(UndoOutcome)
NOT_MISSING = "not_missing"  # reason: changed since it was sent, and only what was never sent was asked for
CHANGED_SINCE = "changed_in_salesforce_since"  # reason: somebody changed the record after the run that is taken back


class Outcome(NamedTuple):
    """``reason`` is a code of ``words.reasons``, ``detail`` the server's own words where they help."""

    card_id: str
    salesforce_id: str
    outcome: str
    reason: str = ""
    detail: str = ""
    notes: tuple[Note, ...] = ()


def pack_notes(notes: Sequence[Note]) -> str:
    """Return notes as text for the ledger; empty for none."""
    return json.dumps([[note.kind, note.item, note.limit] for note in notes]) if notes else ""


def unpack_notes(text: str) -> tuple[Note, ...]:
    """Return the notes of a ledger text."""
    return tuple(Note(kind, item, limit) for kind, item, limit in json.loads(text)) if text else ()
