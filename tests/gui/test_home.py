"""Home: what it says of a set-up, and everything that can be done with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.application.overview import ProfileSummary
from wizard.application.run_result import RunResult
from wizard.application.saving import AlreadyUsed
from wizard.domain.errors import Interrupted, SetupMustChange, SignInNeeded
from wizard.domain.outcome import Outcome
from wizard.gui.home.advice import CODES, advice
from wizard.gui.shell import Shell

DONE = RunResult("r1", "completed", {"created": 690, "updated": 10}, 12.0, "2026-01-02T03:04:05+00:00")
ANSWERS = walk("finished").answers


@pytest.fixture
def at_home(person: Person, world: World) -> Person:
    world.profiles["production"] = ANSWERS
    world.runs = (DONE,)
    return back_home(person)


def back_home(person: Person) -> Person:
    person.shell.go_home()
    person.until(lambda: not person.shell.jobs.busy)
    person.until_page("home")
    return person


def test_a_set_up_says_how_it_is(at_home: Person) -> None:
    assert "Integration user → <b>例示商事株式会社</b> (Production)" in at_home.text("value-connection-production")
    assert "1 is new or without a match" in at_home.text("value-recipients-production")
    assert "690 created, 10 updated, 0 failed." in at_home.text("value-last-production")
    assert "Give the users without a match a recipient" in at_home.text("value-next-production")


def test_in_japanese_brackets_and_commas_are_full_width(
    open_window: Callable[..., Shell], qtbot: QtBot, world: World
) -> None:
    world.profiles["production"] = ANSWERS
    person = back_home(Person(qtbot, open_window("ja")))
    assert "</b>（本番環境）、admin@example.com" in person.text("value-connection-production")


def test_earlier_transfers_are_shown_when_wanted(person: Person, world: World) -> None:
    world.profiles["production"] = ANSWERS
    earlier = RunResult("r0", "completed", {"created": 5}, 1.0, "2026-01-01T00:00:00+00:00", undone=True)
    world.runs = (DONE, earlier)
    back_home(person)
    assert not person.find("text-history-production").isVisible()
    person.choose("button-history-production")
    assert "5 created, 0 updated, 0 failed. It was taken back." in person.text("text-history-production")


def test_a_failure_that_nobody_saw_is_said_at_the_next_start(person: Person, world: World) -> None:
    world.profiles["production"], world.runs = ANSWERS, (DONE,)
    world.unattended = SignInNeeded("refresh_refused")
    back_home(person)
    assert person.text("value-unattended-production").startswith("The Salesforce sign-in has expired or was revoked.")
    assert person.find("button-sign-in-production").isVisible()


def summary(**given: object) -> ProfileSummary:
    return ProfileSummary("p", **{"answers": ANSWERS, "runs": (DONE,), **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (summary(answers=None), "unreadable"),
        (summary(has_key=False, signed_in=False), "key"),
        (summary(runs=(RunResult("r", "failed", {}, 1, trouble=SignInNeeded("sansan_key_refused")),)), "key"),
        (summary(signed_in=False), "sign_in"),
        (summary(runs=(RunResult("r", "failed", {}, 1, trouble=SignInNeeded("refresh_refused")),)), "guarded"),
        (summary(unattended=SignInNeeded("refresh_refused")), "guarded"),
        (summary(unattended=SignInNeeded("refresh_lost")), "sign_in"),
        (summary(unattended=SignInNeeded("oauth", error="inactive_user")), "guarded"),
        (summary(unattended=SignInNeeded("oauth", error="login_hours")), "sign_in"),
        (summary(runs=()), "first"),
        (summary(runs=(RunResult("r", "paused", {}, 1, trouble=Interrupted("busy")),)), "go_on"),
        (summary(failed=3, unmatched=1), "failed"),
        (summary(unmatched=1), "recipients"),
        (summary(), "nothing"),
    ],
)
def test_the_most_urgent_thing_is_said(profile: ProfileSummary, code: str) -> None:
    assert advice(profile) == code
    assert code in CODES


def test_preview_shows_numbers_owners_and_examples_and_writes_nothing(at_home: Person, world: World) -> None:
    world.hold.clear()
    at_home.click("button-preview-production")
    at_home.until(lambda: at_home.find("progress-preview").isVisible())
    world.hold.set()
    at_home.until(lambda: at_home.find("button-preview-transfer").isVisible())
    assert [at_home.text(f"number-{kind}") for kind in ("created", "updated", "skipped")] == ["680", "10", "10"]
    table = at_home.find("table-owners")
    assert [table.item(0, column).text() for column in range(3)] == ["sato@example.com", "390", "10"]  # type: ignore[attr-defined]
    assert "課長 → 部長" in at_home.text("text-samples")
    at_home.click("button-open-preview")
    assert world.opened == ["/reports/dry-run-r1.csv"]
    at_home.click("button-preview-transfer")
    at_home.until_page("finished")


def test_a_preview_is_stopped_and_left(at_home: Person, world: World) -> None:
    world.hold.clear()
    at_home.click("button-preview-production")
    at_home.until(lambda: at_home.find("button-stop-preview").isVisible())
    at_home.click("button-stop-preview")
    at_home.until(lambda: not at_home.shell.jobs.busy)
    at_home.until_page("home")


def test_a_stopped_preview_is_never_shown_for_another_set_up(at_home: Person, world: World) -> None:
    world.profiles["other"] = replace(ANSWERS, profile="other")
    back_home(at_home)
    world.hold.clear()
    at_home.click("button-preview-production")
    at_home.until(lambda: at_home.find("button-stop-preview").isVisible())
    at_home.click("button-stop-preview")
    at_home.until_page("home")
    at_home.click("button-preview-other")
    world.hold.set()
    at_home.until(lambda: at_home.find("button-preview-transfer").isVisible())
    assert world.previewed == ["production", "other"]
    assert at_home.text("number-created") == "680", "the stopped one had met 100"


def test_what_wrote_can_be_taken_back_although_quiet_transfers_came_since(person: Person, world: World) -> None:
    quiet = RunResult("r2", "completed", {"unchanged": 700}, 1.0, started="2026-11-02T01:00:00+00:00")
    wrote = replace(DONE, undo_until="2026-12-01T01:00:00+00:00", altered=3)
    world.profiles["production"], world.runs = ANSWERS, (quiet, wrote)
    back_home(person)
    assert "until" in person.text("value-undo-production")
    assert "3 with values shortened or left out." in person.text("text-history-production")
    person.click("button-undo-production")
    person.answer_box("ask-undo-yes")
    person.until(lambda: bool(world.undone))
    assert world.undone == [(DONE.run, False)]


def test_what_is_final_is_not_offered(person: Person, world: World) -> None:
    world.profiles["production"], world.runs = ANSWERS, (replace(DONE, undo_until=None),)
    back_home(person)
    assert not person.find("button-undo-production").isEnabled()


def test_undo_asks_once_names_org_and_numbers_and_cancel_has_the_focus(at_home: Person, world: World) -> None:
    at_home.click("button-undo-production")
    box = at_home.shell.findChild(QMessageBox, "ask-undo")
    assert isinstance(box, QMessageBox)
    assert "例示商事株式会社" in box.text()
    assert "What it created is deleted (records: 690)" in box.text()
    assert box.defaultButton().objectName() == "ask-undo-no"
    at_home.choose("ask-undo-no")
    assert world.undone == []
    at_home.click("button-undo-production")
    at_home.answer_box("ask-undo-yes")
    at_home.until(lambda: "698 deleted, 0 restored, 2 left" in at_home.message)
    at_home.choose("button-message-second")
    at_home.answer_box("ask-undo-rest-yes")
    at_home.until(lambda: "700 deleted, 0 restored, 0 left" in at_home.message)
    assert world.undone == [("r1", False), ("r1", True)]
    at_home.choose("button-try-again")
    assert world.opened == ["/reports/undo-r1.csv"]


def test_what_salesforce_refused_to_take_back_is_tried_again(at_home: Person, world: World) -> None:
    world.refused_at_undo = 3
    at_home.click("button-undo-production")
    at_home.answer_box("ask-undo-yes")
    at_home.until(lambda: "697 deleted, 0 restored, 3 left" in at_home.message)
    assert "in use by something else" in at_home.message
    assert at_home.text("button-message-second") == "Try those again"
    at_home.choose("button-message-second")
    at_home.until(lambda: "698 deleted" in at_home.message)
    assert world.undone == [("r1", False), ("r1", False)]


def test_what_was_taken_back_cannot_be_taken_back_again(person: Person, world: World) -> None:
    world.profiles["production"] = ANSWERS
    world.runs = (RunResult("r1", "completed", {"created": 5}, 1.0, undone=True),)
    back_home(person)
    assert not person.find("button-undo-production").isEnabled()


def test_a_trouble_on_home_is_said_in_place_with_details_to_copy(at_home: Person, world: World) -> None:
    world.trouble["undo"] = Interrupted("busy", profile="production")
    at_home.click("button-undo-production")
    at_home.answer_box("ask-undo-yes")
    at_home.until(lambda: bool(at_home.message))
    at_home.choose("button-details-message")
    at_home.choose("button-copy-details-message")
    from PySide6.QtGui import QGuiApplication

    assert "busy (exit 4)" in QGuiApplication.clipboard().text()


def test_a_set_up_is_renamed_to_a_name_that_is_free(at_home: Person, world: World) -> None:
    world.profiles["other"] = ANSWERS
    back_home(at_home)
    at_home.choose_from_menu("action-rename-production")
    field = at_home.find("input-new-name")
    assert isinstance(field, QLineEdit)
    field.setText("other")
    assert at_home.text("text-rename-fault") == "Another set-up has this name."
    assert not at_home.find("button-rename").isEnabled()
    field.setText("sales")
    at_home.choose("button-rename")
    at_home.until(lambda: sorted(world.profiles) == ["other", "sales"])
    at_home.until(lambda: at_home.message == "“production” is called “sales” now.")
    at_home.until(lambda: at_home.find("card-sales").isVisible())


def test_a_set_up_is_exported_without_secrets(at_home: Person, tmp_path: Path) -> None:
    at_home.choose_from_menu("action-export-production")
    dialog = at_home.shell.findChild(QFileDialog, "dialog-export-set-up")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.toml"))
    dialog.reject()
    at_home.until(lambda: "out.toml" in at_home.message)
    assert (tmp_path / "out.toml").exists()


def test_disconnecting_asks_and_leads_to_connecting_again(at_home: Person, world: World) -> None:
    at_home.choose_from_menu("action-disconnect-production")
    at_home.answer_box("ask-disconnect-yes")
    at_home.until(lambda: "withdrawn this program’s access" in at_home.message)
    assert world.disconnected == ["production"]
    assert "Enter a new Sansan API key" in at_home.text("value-next-production")
    assert not at_home.find("button-transfer").isEnabled()


def test_removing_leaves_nothing_of_it_on_home(at_home: Person, world: World) -> None:
    at_home.choose_from_menu("action-remove-production")
    at_home.answer_box("ask-remove-yes")
    at_home.until(lambda: "withdrawn this program’s access" in at_home.message)
    assert world.profiles == {}
    assert at_home.shell.findChild(QFrame, "card-production") is None


def test_failed_cards_alone_are_tried_again_from_home(person: Person, world: World) -> None:
    world.profiles["production"], world.runs = ANSWERS, (DONE,)
    back_home(person)
    retry = person.shell.findChild(QAction, "action-retry-production")
    assert isinstance(retry, QAction)
    assert not retry.isEnabled()
    world.failed, world.failures = 3, ((Outcome("1", "", "failed", "row:DUPLICATES_DETECTED"), 3),)
    back_home(person)
    person.choose_from_menu("action-retry-production")
    person.until_page("finished")
    assert person.text("number-created") == "3"


def test_a_sign_in_that_ended_is_renewed_on_home(person: Person, world: World) -> None:
    world.profiles["production"], world.signed_in = ANSWERS, False
    back_home(person)
    assert not person.find("button-transfer").isEnabled()
    person.click("button-sign-in-production")
    person.until(lambda: person.find("button-leave-sign-in").isVisible() and person.find("sign-in").isVisible())
    person.until_enabled("button-own-browser")
    person.click("button-own-browser")
    person.until(lambda: person.message == "Signed in again. Nothing else has changed.")
    assert person.find("button-transfer").isEnabled()


def test_another_set_up_with_the_same_organisation_or_key_asks_first(person: Person, world: World) -> None:
    world.used = AlreadyUsed(("sales",), ("sales",))
    person.open("review")
    person.click("button-save-only")
    person.until(lambda: person.shell.findChild(QMessageBox, "ask-already-used") is not None)
    person.choose("ask-already-used-no")
    assert world.profiles == {}
    assert person.shell.page.step == "review"
    person.until_enabled("button-save-only")
    person.click("button-save-only")
    person.answer_box("ask-already-used-yes")
    person.until_page("home")
    assert list(world.profiles) == ["production"]


def test_a_set_up_that_cannot_be_read_says_so(person: Person, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.profiles["broken"] = ANSWERS
    trouble = SetupMustChange("profile_unreadable", profile="broken")
    monkeypatch.setattr(world, "summary", lambda name, _: ProfileSummary(name, None, trouble=trouble))
    back_home(person)
    assert person.text("value-fault-broken")
    assert not person.find("button-change-broken").isEnabled()


def test_opening_the_settings_of_a_set_up_changes_nothing_and_says_so(person: Person, world: World) -> None:
    person.open("transfer")
    person.until_page("finished")
    other = replace(ANSWERS.connections[0], secret="another")
    world.profiles["production"] = replace(ANSWERS, connections=(other,), chosen="another")
    back_home(person)
    person.click("button-change-production")
    person.until_page("review")
    assert person.message == ""
