"""What Salesforce said of one row, and what it holds for one card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

RECORDS_A_MEGABYTE = 512  # of data storage: about 2 kB a record, whatever it holds (salesforce.md §2.3 [I])


class RowError(NamedTuple):
    """Why Salesforce refused a row: its code, its text (in the user's language) and the fields it names."""

    code: str
    message: str = ""
    fields: tuple[str, ...] = ()


class RowResult(NamedTuple):
    """The fate of one row: the record's id, or the error."""

    card_id: str
    salesforce_id: str
    error: RowError | None = None


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A card's record as Salesforce holds it; ``modified`` is its LastModifiedDate, ``modified_by`` a user's id."""

    card_id: str
    salesforce_id: str
    owner_id: str
    modified: str
    values: Mapping[str, Any]
    modified_by: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What Salesforce still allows today: API calls, and at most so many new records. None where it does not say."""

    calls: int | None = None
    records: int | None = None
