"""The page when the users cannot be read."""

from __future__ import annotations

from tests.gui.person import Person
from tests.gui.world import World
from wizard.domain.errors import ConnectionLost


def test_a_failed_reading_leaves_nothing_that_looks_like_work(person: Person, world: World) -> None:
    world.trouble["match_recipients"] = ConnectionLost("no_answer", sent=False, host="login.salesforce.com")
    person.open("recipients")
    person.until(lambda: bool(person.message))
    person.until(lambda: person.reason == "The recipients are not matched yet.")
    assert not person.find("icon-summary").isVisible()
    world.trouble.clear()
    person.click("button-try-again")
    person.until_enabled("button-next")
    assert person.find("icon-summary").isVisible()
