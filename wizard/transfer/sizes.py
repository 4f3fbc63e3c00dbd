"""How many rows go together, and how many calls that takes (salesforce.md §2.7, §3)."""

from __future__ import annotations

BATCH = 5_000  # rows a job: enough for Bulk to pay, few enough that a stop loses little and memory stays small
BULK_FROM = 2_000  # rows; below it sObject Collections are quicker (salesforce.md §2.7)
COLLECTION_ROWS = 200  # the most that one such call takes
_CALLS_A_JOB = 6  # to make, fill and close it, to ask for its state, and for two lists of results


def calls_needed(rows: int, size: int = COLLECTION_ROWS, *, bulk: bool = True) -> int:
    """Return the fewest API calls that writing so many rows takes, ``size`` a call or by Bulk jobs."""
    small = -(-rows // size)
    return min(small, -(-rows // BATCH) * _CALLS_A_JOB) if bulk else small
