"""What a check of everything found: why both sides hold as many cards as they do."""

from __future__ import annotations

from dataclasses import dataclass

OLDER = "older_card"  # findings: of records without a card of the run
NOT_VISIBLE = "not_visible"
NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Check:
    """``cards`` that Sansan shows, ``records`` that Salesforce holds; ``records`` is the sum of the next four.

    ``matched`` records belong to those cards; ``older`` to earlier cards of the same people, which the set-up leaves
    out; ``not_visible`` to cards sent before that Sansan shows no longer; ``not_ours`` were not sent by this set-up.
    Of the cards, ``deleted`` had no record any more, ``edited`` and ``moved`` ones were changed by somebody there.
    """

    cards: int
    records: int
    matched: int
    older: int
    not_visible: int
    not_ours: int
    deleted: int
    edited: int
    moved: int
