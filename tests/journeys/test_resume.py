"""Quit at any step, and go on there later."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.journeys.people import CONNECTION, walk
from wizard.flow.answers import Answers
from wizard.flow.journey import Journey
from wizard.flow.resume import dump, load, settled
from wizard.flow.steps import IDS


@pytest.mark.parametrize("step", IDS[:9])
def test_a_journey_comes_back_the_same(step: str) -> None:
    journey = walk(step)
    assert load(dump(journey)) == journey
    assert settled(journey) == journey


def test_a_saved_set_up_is_not_continued_as_a_draft() -> None:
    assert load(dump(walk("transfer"))) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"format": 2}', '{"format": 1, "current": "x"}'])
def test_what_cannot_be_read_is_no_journey(text: str) -> None:
    assert load(text) is None


def test_an_unknown_step_is_no_journey() -> None:
    data = json.loads(dump(walk("sansan")))
    data["current"] = "another"
    assert load(json.dumps(data)) is None


def test_a_step_that_lacks_its_ground_gives_way_to_the_first_open_one() -> None:
    journey = replace(walk("permission-set"), answers=Answers("p1", connections=(CONNECTION,)))
    assert settled(journey).current == "environment"
    assert settled(Journey(Answers("p1"), "recipients")).current == "sansan"
