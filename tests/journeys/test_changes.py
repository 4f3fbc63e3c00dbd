"""Changing an earlier answer resets exactly what rests on it, and can say so beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.journeys.people import ACCOUNT, CONNECTION, KEY, SANDBOX, SECOND, walk
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Answers, Environment
from wizard.flow.steps import IDS

CHANGES: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"environment": Environment("sandbox", "", KEY)}, ("sign-in", "recipients", "permission-set")),
    ({"environment": Environment("production", "", KEY + "b")}, ("sign-in", "recipients", "permission-set")),
    ({"account": SANDBOX}, ("recipients", "permission-set")),
    ({"account": ACCOUNT}, ()),
    ({"connections": (CONNECTION, SECOND)}, ()),
    ({"connections": (SECOND,)}, ("sansan-user", "recipients")),
    ({"connections": (CONNECTION, SECOND), "chosen": SECOND.secret}, ("recipients",)),
    ({"cards": CardChoice(exchanged_from="2020-01-01")}, ()),
    ({"recipients": ()}, ()),
]


@pytest.mark.parametrize(("change", "lost"), CHANGES)
def test_a_change_names_what_it_resets_and_resets_that(change: dict[str, Any], lost: tuple[str, ...]) -> None:
    journey = walk("review")
    changed: Answers = replace(journey.answers, **change)
    assert journey.invalidated_steps(changed) == lost
    after = journey.answer(changed)
    emptied = [step for step in IDS if after.ready(step) and not journey.ready(step)]
    assert [step for step in emptied if step != "recipients" or change.get("recipients") != ()] == list(lost)
    assert all(getattr(after.answers, name) == value for name, value in change.items())


def test_what_was_opened_again_is_marked_and_can_be_reached() -> None:
    journey = walk("review")
    after = journey.answer(replace(journey.answers, environment=Environment("sandbox", "", KEY))).jump("environment")
    assert after.state("sign-in") == "problem"
    assert after.state("sansan") == "done"
    assert not after.can_open("connection")
    assert after.can_open("sign-in")


def test_nothing_is_lost_that_was_not_yet_answered() -> None:
    journey = walk("sign-in")
    assert journey.invalidated_steps(replace(journey.answers, environment=Environment("sandbox", "", KEY))) == ()
