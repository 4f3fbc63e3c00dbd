"""Which of Salesforce's error codes name a fault that passes, of a whole call as of one row (salesforce.md §2.5)."""

from __future__ import annotations

PASSING = frozenset(
    {
        "UNABLE_TO_LOCK_ROW",
        "SERVER_UNAVAILABLE",
        "FUNCTIONALITY_TEMPORARILY_UNAVAILABLE",
        "UNKNOWN_EXCEPTION",
        "QUERY_TIMEOUT",
        "REQUEST_RUNNING_TOO_LONG",
        "INVALID_READ_ONLY_USER_DML",  # while Salesforce is being upgraded
    }
)

LOCKED, MAY_PASS = "row:UNABLE_TO_LOCK_ROW", "row:PASSING"
"""Reasons (``words.reasons``) of rows that were given up though they may go through in a while."""


def only_too_many_at_once(code: str, message: str) -> bool:
    """Whether a limit that was met is of requests at once, not of the day."""
    return code == "REQUEST_LIMIT_EXCEEDED" and message.startswith("Concurrent")
