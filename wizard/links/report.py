"""The report of a link run: one CSV row a card."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wizard.domain.links import LinkOutcome
from wizard.transfer.ledger.links import LinkRow
from wizard.transfer.report import write_table
from wizard.words import Lang
from wizard.words.say_links import say_link_reason

COLUMNS = ("card_id", "salesforce_id", "outcome", "reason", "target_type", "target_id", "candidates")


def write_link_rows(path: Path, rows: Iterable[LinkRow], lang: Lang) -> Path:
    """Write the report of a link run and return where it lies. Raises as ``write_table``."""
    return write_table(path, COLUMNS, (_cells(row, lang) for row in rows))


def _cells(row: LinkRow, lang: Lang) -> tuple[str, ...]:
    has_target = row.outcome in (LinkOutcome.LINKED, LinkOutcome.CREATED, LinkOutcome.ALREADY)
    kind = row.kind if has_target else ""
    target = row.target_id if has_target else ""
    found = " ".join(row.candidates)
    return row.card_id, row.record_id, row.outcome, say_link_reason(row, lang), kind, target, found
