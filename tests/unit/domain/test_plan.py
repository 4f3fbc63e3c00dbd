from __future__ import annotations

import pytest

from wizard.domain.fieldmap import Note, Row
from wizard.domain.plan import Change, Known, plan

ROW = Row("C1", ("部長", ""), (Note("shortened", "title", 2),), b"new")
KNOWN = Known("a00X", b"new", "hanako@c.example", "005H")


def planned(**remembered: object) -> Change | None:
    return plan(ROW, "hanako@c.example", "005H", KNOWN._replace(**remembered))  # type: ignore[arg-type]


def test_a_new_card_is_created_under_its_recipient() -> None:
    assert plan(ROW, "hanako@c.example", "005H", None) == Change(
        card_id="C1",
        values=ROW.values,
        owner_id="005H",
        owner_key="hanako@c.example",
        recipient_id="005H",
        fingerprint=b"new",
        notes=ROW.notes,
        salesforce_id="",
        creates=True,
    )


def test_a_card_that_could_not_be_created_yet_is_created() -> None:
    change = planned(salesforce_id="", fingerprint=b"", owner_key="", owner_id="")
    assert change is not None
    assert change.creates
    assert change.owner_id == "005H"


def test_a_card_that_is_there_already_costs_nothing() -> None:
    assert planned() is None


def test_a_changed_card_is_updated_and_its_owner_left_alone() -> None:
    change = planned(fingerprint=b"old")
    assert change is not None
    assert (change.values, change.owner_id, change.creates) == (ROW.values, "", False)
    assert (change.salesforce_id, change.recipient_id, change.fingerprint) == ("a00X", "005H", b"new")


@pytest.mark.parametrize(
    "remembered",
    [
        {"owner_key": "before@c.example", "owner_id": "005B"},  # the card went to another Sansan user
        {"owner_id": "005B"},  # the same Sansan user has another recipient
        {"owner_key": "before@c.example"},  # another Sansan user with the same recipient
    ],
)
def test_a_new_owner_or_recipient_moves_the_record_and_nothing_else(remembered: dict[str, str]) -> None:
    change = planned(**remembered)
    assert change is not None
    assert (change.owner_id, change.values, change.creates) == ("005H", (), False)


def test_a_changed_card_with_a_new_owner_sends_both() -> None:
    change = planned(fingerprint=b"old", owner_id="005B")
    assert change is not None
    assert (change.owner_id, change.values) == ("005H", ROW.values)


def test_a_record_others_made_keeps_its_owner_when_our_first_write_to_it_failed() -> None:
    """Nothing was ever given, so the next try looks at the record as the first one did."""
    change = planned(fingerprint=b"", owner_key="", owner_id="")
    assert change is not None
    assert change.creates
    assert change.salesforce_id == ""


@pytest.mark.parametrize("known", [None, KNOWN, KNOWN._replace(fingerprint=b"old", owner_id="005B")])
def test_planning_again_after_it_was_done_gives_nothing(known: Known | None) -> None:
    change = plan(ROW, "hanako@c.example", "005H", known)
    if change:
        known = Known("a00X", change.fingerprint, change.owner_key, change.recipient_id)
    assert plan(ROW, "hanako@c.example", "005H", known) is None
