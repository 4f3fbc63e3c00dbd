"""What a set-up may be called, at its first saving and later; and one that cannot be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.application.overview import Overview, ProfileSummary
from wizard.domain.errors import SetupMustChange

ANSWERS = walk("finished").answers


@pytest.mark.parametrize(
    ("name", "said"),
    [("-x", "begins with a letter"), ("NUL", "device"), ("other", "has this name."), ("OTHER", "capital letters")],
)
def test_a_name_that_cannot_be_used_is_said_as_it_is_typed(person: Person, world: World, name: str, said: str) -> None:
    world.profiles["other"] = replace(ANSWERS, profile="other", profile_id="p2")
    person.shell._overview = Overview(tuple(world.summary(*entry) for entry in world.profiles.items()))
    person.open("review")
    field = person.find("input-profile-name")
    assert isinstance(field, QLineEdit)
    field.setText(name)
    assert said in person.text("text-name-fault")
    assert not person.find("button-save-only").isEnabled()
    field.setText("\u200bmine\u00a0")
    person.until_enabled("button-save-only")
    person.click("button-save-only")
    person.until_page("home")
    assert "mine" in world.profiles


def test_one_that_cannot_be_read_can_be_removed_and_leaves_its_name(person: Person, world: World) -> None:
    trouble = SetupMustChange("profile_unreadable", profile="broken")
    broken = ProfileSummary("broken", None, trouble=trouble)
    person.shell._overview = Overview((broken,))
    assert broken.damaged
    person.open("review")
    field = person.find("input-profile-name")
    assert isinstance(field, QLineEdit)
    field.setText("broken")
    assert person.text("text-name-fault") == ""
