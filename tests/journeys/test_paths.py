"""Every path of the step table: forward, back, jumping, and what each step waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.journeys.people import GIVEN, walk
from wizard.flow.answers import Answers
from wizard.flow.journey import Journey, for_changes, for_transfer
from wizard.flow.steps import IDS, STEPS

WAITS = {
    "sansan": "key_needed",
    "environment": "consumer_key_needed",
    "sign-in": "sign_in_needed",
    "sansan-user": "sansan_user_needed",
    "recipients": "recipients_needed",
    "permission-set": "permission_set_needed",
    "review": "save_needed",
    "transfer": "transfer_not_ended",
}


def test_the_wizard_goes_from_the_first_step_to_the_last() -> None:
    journey = walk("finished")
    assert journey.reached == set(IDS)
    assert [journey.state(step) for step in IDS] == ["done"] * 10 + ["current"]


@pytest.mark.parametrize("step", IDS)
def test_a_step_says_what_it_waits_for_and_lets_nobody_pass_before(step: str) -> None:
    journey = walk(step)
    assert journey.ready() == WAITS.get(step, "")
    if step in WAITS:
        with pytest.raises(ValueError, match=WAITS[step]):
            journey.next()


@pytest.mark.parametrize("step", IDS)
def test_what_a_page_would_answer_counts_before_it_is_taken(step: str) -> None:
    journey = walk(step)
    assert journey.ready(answers=replace(journey.answers, **GIVEN[step])) == ""


@pytest.mark.parametrize("step", IDS[1:9])
def test_back_goes_one_step_and_loses_nothing(step: str) -> None:
    journey = walk(step)
    before = journey.back()
    assert before.current == IDS[IDS.index(step) - 1]
    assert before.answers == journey.answers
    assert before.next() == replace(journey, reached=before.reached)


def test_there_is_no_way_back_from_the_first_step() -> None:
    assert not walk("prepare").can_go_back


@pytest.mark.parametrize("target", IDS[:9])
@pytest.mark.parametrize("start", IDS[:9])
def test_any_reached_step_can_be_opened_and_no_other(start: str, target: str) -> None:
    journey = walk(start)
    reached = IDS.index(target) <= IDS.index(start)
    assert journey.can_open(target) is reached
    if reached:
        assert journey.jump(target).current == target
        assert journey.jump(target).jump(start).answers == journey.answers
    else:
        with pytest.raises(ValueError, match=target):
            journey.jump(target)


@pytest.mark.parametrize("step", ["transfer", "finished"])
def test_once_saved_there_is_no_way_back_to_the_questions(step: str) -> None:
    journey = walk(step)
    assert not any(journey.can_open(question) for question in IDS[:9])
    assert journey.can_go_back is (step == "finished")


def test_a_saved_set_up_is_changed_from_the_review() -> None:
    journey = for_changes(walk("finished").answers)
    assert journey.current == "review"
    assert all(journey.can_open(step) for step in IDS[:9])
    assert journey.ready() == "save_needed"


def test_a_saved_set_up_is_transferred_from_home() -> None:
    journey = for_transfer(walk("finished").answers)
    assert journey.current == "transfer"
    assert journey.ready() == "transfer_not_ended"


def test_every_need_is_provided_by_an_earlier_step() -> None:
    provided: set[str] = set()
    for step in STEPS:
        assert provided.issuperset(step.needs), step.id
        provided.update(step.provides)
    assert Journey(Answers("p")).current == STEPS[0].id
