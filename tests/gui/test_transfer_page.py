"""The transfer in the window: pause, resume, stop, go on, close; and what Home says afterwards."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtWidgets import QProgressBar

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.application.links import LinkResult
from wizard.domain.errors import AppError
from wizard.domain.fieldmap import Note
from wizard.domain.links import Kind, LinkCounts, LinkOutcome
from wizard.domain.outcome import Outcome


def begin(person: Person, world: World) -> None:
    world.hold.clear()
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("transfer")
    person.until(lambda: "100 done, 300 read so far" in person.text("text-numbers"))


def test_a_transfer_shows_its_target_and_cannot_be_walked_away_from(person: Person, world: World) -> None:
    begin(person, world)
    assert "例示商事株式会社" in person.text("text-target")
    assert "production – 例示商事株式会社" in person.shell.windowTitle()
    assert not person.find("button-back").isVisible()
    assert not person.find("button-cancel").isVisible()
    world.hold.set()
    person.until_page("finished")


def test_pause_and_resume(person: Person, world: World) -> None:
    begin(person, world)
    person.click("button-pause")
    assert person.text("text-transfer-state") == "Paused."
    world.hold.set()
    person.click("button-resume")
    person.until_page("finished")


def test_stop_and_go_on_later(person: Person, world: World) -> None:
    begin(person, world)
    person.click("button-stop")
    person.until(lambda: person.message.startswith("Stopped. Continuing goes on from there."))
    assert person.find("button-cancel").isVisible()
    world.hold.set()
    person.click("button-resume")
    person.until_page("finished")


def test_what_was_stopped_can_be_left_for_home(person: Person, world: World) -> None:
    begin(person, world)
    person.click("button-stop")
    person.until(lambda: person.find("button-cancel").isVisible())
    person.click("button-cancel")
    person.until_page("home")


def test_closing_while_it_runs_asks_and_stops_it_in_order(person: Person, world: World) -> None:
    begin(person, world)
    person.shell.close()
    person.answer_box("ask-close-no")
    assert person.shell.isVisible()
    person.shell.close()
    person.answer_box("ask-close-yes")
    person.until(lambda: not person.shell.isVisible())
    assert not person.shell.jobs.busy


def test_failures_are_told_by_reason_with_what_to_do(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    world.failures = ((Outcome("1", "", "failed", "row:DUPLICATES_DETECTED"), 3),)
    person.shell._open(walk("transfer"))
    person.until_page("finished")
    assert "3 cards failed" in person.text("summary-finished")
    assert "<b>3 cards</b>: A duplicate rule in Salesforce refused the card." in person.text("text-failures")
    person.click("button-open-report")
    person.click("button-open-salesforce")
    assert world.opened == ["/reports/run-r1.csv", "https://org.example/lightning/o/Sansan_CI__BizCard__c/list"]
    person.click("button-next")
    person.until_page("home")


def test_what_slowed_the_transfer_is_told(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    slowed = Note("small_calls", "CardTrigger: System.LimitException", 50)
    world.remarks = (
        (Outcome("", "", "", notes=(slowed,)), 300),
        (Outcome("", "", "", notes=(Note("deleted", ""),)), 1),
    )
    person.shell._open(walk("transfer"))
    person.until_page("finished")
    told = person.text("text-slowed")
    assert told.startswith("<b>300 cards</b>: An automation in Salesforce")
    assert "50 at a time" in told
    assert "deleted" not in told


def test_links_that_followed_the_transfer_are_told(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    counts = LinkCounts(5, {LinkOutcome.LINKED: 3, LinkOutcome.AMBIGUOUS: 2}, 0, {})
    kinds = frozenset({Kind.CONTACT, Kind.LEAD})
    world.links_of_sync = LinkResult("l1", "completed", counts, "/reports/links.csv", kinds, {}, (), ())
    person.shell._open(walk("transfer"))
    person.until_page("finished")
    assert person.text("text-result-links").startswith("3 cards linked to contacts and leads. The links are complete.")


def test_progress_counts_against_what_was_counted(person: Person, world: World) -> None:
    person.open("sansan-user")
    person.until(lambda: not person.shell.jobs.busy)
    world.hold.clear()
    person.open("transfer")
    person.until(lambda: "100 of 700 done" in person.text("text-numbers"))
    bar = person.find("progress-transfer")
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum()) == (100, 700)


def test_home_lists_set_ups_and_transfers_now(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    assert "例示商事株式会社" in person.text("value-connection-production")
    assert person.text("value-cards-production") == "700 cards."
    person.click("button-transfer")
    person.until_page("finished")


def test_settings_are_changed_from_the_review_and_the_name_stays(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    person.click("button-change-production")
    person.until_page("review")
    assert person.find("input-profile-name").isReadOnly()  # type: ignore[attr-defined]
    person.click("button-change-sansan-user")
    person.until_page("sansan-user")
    person.choose("check-tags")
    person.shell.jump("review")
    person.click("button-save-only")
    person.until_page("home")
    assert not world.profiles["production"].cards.options.tags


def test_home_knows_of_the_set_up_that_was_left_just_now(
    person: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.profiles["production"] = walk("finished").answers
    go_on, keep, look, seen = Event(), world.keep_draft, world.read_overview, []
    monkeypatch.setattr(world, "keep_draft", lambda text: go_on.wait(10) and keep(text))
    monkeypatch.setattr(world, "read_overview", lambda: seen.append(world.draft) or look())
    person.open("sansan-user")
    person.shell.go_home()
    go_on.set()
    person.until_page("home")
    assert all("sansan-user" in draft for draft in seen)
    person.click("button-resume-draft")


def test_a_left_set_up_is_continued_or_begun_again(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    person.open("sansan-user")
    person.shell.go_home()
    person.until_page("home")
    person.click("button-resume-draft")
    person.until_page("sansan-user")
    person.shell.go_home()
    person.until_page("home")
    person.click("button-start-again")
    person.until_page("prepare")
    person.until(lambda: not person.shell.jobs.busy)
    assert "sansan-user" not in world.draft or '"current": "prepare"' in world.draft


def test_what_else_one_should_know_stands_on_the_result(person: Person, world: World) -> None:
    world.notices = (AppError("excluded_owners_absent", names="hr@exmaple.com"),)
    begin(person, world)
    world.hold.set()
    person.until_page("finished")
    assert "hr@exmaple.com" in person.text("text-result-notices")
