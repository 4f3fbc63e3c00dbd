"""The pages that ask: what each takes, refuses, and says."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.gui.person import Person
from tests.gui.world import KEY, World
from tests.journeys.people import GIVEN, SECOND
from tests.journeys.people import KEY as CONSUMER_KEY
from wizard.domain.errors import ConnectionLost, SetupMustChange
from wizard.gui.pages.sansan import KEYS_SCREEN
from wizard.words import say_trouble


def add_key(person: Person, name: str = "") -> None:
    if name:
        person.paste("input-sansan-name", name)
    person.paste("input-api-key", KEY)
    person.click("button-test-key")
    person.until(lambda: person.text("input-api-key") == "")


def test_a_key_that_works_says_at_least_how_much_it_sees(person: Person, world: World) -> None:
    person.open("sansan")
    world.hold.clear()
    person.paste("input-api-key", KEY)
    person.click("button-test-key")
    assert person.reason == "The API key is being tested."
    world.hold.set()
    person.until(lambda: "Works. 700 cards, owned by: 佐藤 花子, 田中 一郎" in person.text("text-key-0"))
    assert person.find("button-next").isEnabled()


def test_counting_goes_on_in_the_background_and_never_blocks(person: Person, world: World) -> None:
    person.open("sansan")
    add_key(person)
    person.until(lambda: "700 cards" in person.text("text-key-0"))
    world.hold.clear()
    person.shell._open(person.shell.journey.answer(_with(person, connections=(SECOND,))))
    person.until(lambda: "600 cards or more" in person.text("text-key-0"))
    person.click("button-next")
    person.until_page("environment")


def test_several_keys_have_names_of_their_own(person: Person) -> None:
    person.open("sansan")
    add_key(person)
    add_key(person)
    add_key(person, "Sales")
    names = [connection.name for connection in person.shell.journey.answers.connections]
    assert names == ["Integration user", "Integration user 2", "Sales"]


def test_a_key_typed_and_not_tested_is_not_passed_over(person: Person) -> None:
    person.open("sansan")
    add_key(person)
    person.paste("input-api-key", "x")
    assert person.reason == "Test the API key you entered, or clear the field."


def test_removing_a_key_that_others_rest_on_asks_first(person: Person, world: World) -> None:
    person.open("recipients")
    person.until_enabled("button-next")
    person.next()
    person.next()
    person.shell.jump("sansan")
    person.click("button-remove-key-0")
    person.answer_box("ask-remove-key-no")
    assert person.shell.journey.answers.chosen
    person.click("button-remove-key-0")
    person.answer_box("ask-remove-key-yes")
    person.until(lambda: bool(world.forgotten))
    assert not person.shell.journey.answers.connections
    assert not person.shell.journey.answers.chosen


def test_keys_removed_quickly_one_after_the_other_are_all_forgotten(person: Person, world: World) -> None:
    person.open("sansan")
    for name in ("One", "Two", "Three"):
        add_key(person, name)
    world.hold.clear()
    for _ in range(3):
        person.click("button-remove-key-0")
    world.hold.set()
    person.until(lambda: [connection.name for connection in world.forgotten] == ["One", "Two", "Three"])


def test_the_key_screen_of_sansan_opens(person: Person, world: World) -> None:
    person.open("sansan")
    person.click("button-open-sansan")
    assert world.opened == [KEYS_SCREEN]


@pytest.mark.parametrize(
    ("choice", "domain", "key", "reason"),
    [
        ("production", "", "", "Enter the consumer key."),
        ("production", "", "has spaces and 漢字 inside it", "A consumer key has at least 20 characters"),
        ("custom", "", CONSUMER_KEY, "Enter your Salesforce domain."),
        ("custom", "no dots", CONSUMER_KEY, "This is not a domain."),
        ("custom", "example.my.salesforce.com", CONSUMER_KEY, ""),
        ("sandbox", "", f"  {CONSUMER_KEY}\n", ""),
    ],
)
def test_the_environment_says_what_is_wrong(person: Person, choice: str, domain: str, key: str, reason: str) -> None:
    person.open("environment")
    person.choose(f"choice-{choice}")
    if domain:
        person.paste("input-domain", domain)
    person.paste("input-consumer-key", key)
    assert person.reason.startswith(reason)
    assert person.find("button-next").isEnabled() is (not reason)


def test_a_changed_environment_says_what_it_resets_before_it_does(person: Person) -> None:
    person.open("review")
    person.shell.jump("environment")
    person.choose("choice-sandbox")
    assert "Sign in to Salesforce, Check and set recipients, Permission set" in person.message
    assert person.shell.journey.answers.account
    person.choose("choice-production")
    person.click("button-next")
    assert person.shell.journey.answers.account
    person.shell.jump("environment")
    person.choose("choice-sandbox")
    person.click("button-next")
    person.until_page("sign-in")
    assert person.shell.journey.answers.account is None


def test_back_loses_nothing_that_was_typed(person: Person) -> None:
    person.open("environment")
    person.choose("choice-custom")
    person.paste("input-domain", "half.a.domain")
    person.click("button-back")
    person.until_page("sansan")
    person.click("button-next")
    assert person.text("input-domain") == "half.a.domain"


def test_a_sign_in_that_cannot_begin_is_said_in_place(person: Person, world: World) -> None:
    fault = SetupMustChange("oauth", error="rate_limit_exceeded")
    world.trouble["begin_sign_in"] = fault
    person.open("sign-in")
    person.open_embedded()
    person.until(lambda: person.message == say_trouble(fault, "en"))
    world.trouble.clear()
    person.click("button-try-again")
    person.until(lambda: person.find("web-sign-in").isVisible())
    assert not person.message


def test_a_consumer_key_that_salesforce_does_not_know_is_mended_on_its_page(person: Person, world: World) -> None:
    world.trouble["begin_sign_in"] = SetupMustChange("oauth", error="invalid_client_id")
    person.open("sign-in")
    person.open_embedded()
    person.until(lambda: "does not know the consumer key" in person.message)
    assert person.text("button-try-again") == "Go to “Salesforce environment”"
    person.click("button-try-again")
    person.until_page("environment")


def test_an_answer_of_another_sign_in_is_ignored(person: Person) -> None:
    person.open("sign-in")
    person.open_embedded()
    person.until(lambda: person.find("web-sign-in").isVisible() and not person.shell.jobs.busy)
    person.find("sign-in").answered.emit({"state": ["other"], "code": ["c"]})  # type: ignore[attr-defined]
    assert person.shell.page.step == "sign-in"
    person.find("sign-in").answered.emit({"state": ["s1"], "code": ["c"]})  # type: ignore[attr-defined]
    person.until_page("connection")
    assert person.text("value-organization") == "<b>例示商事株式会社</b>"
    person.until(lambda: person.text("value-api-calls") == "14,998 of 15,000")


def test_the_own_browser_ends_the_sign_in_too(person: Person) -> None:
    person.open("sign-in")
    person.until(lambda: person.find("button-own-browser").isVisible())
    person.click("button-own-browser")
    person.until_page("connection")


def test_the_sansan_user_says_what_is_sent_and_keeps_the_options(person: Person) -> None:
    person.open("sansan-user")
    choose = person.find("choose-sansan-user")
    assert isinstance(choose, QComboBox)
    assert choose.accessibleName() == "Integration user"
    person.until(lambda: "700 cards" in person.text("text-what-is-sent"))
    person.choose("check-memo")
    person.choose("check-exchanged-from")
    assert person.reason == "Enter the date as YYYY-MM-DD."
    person.paste("input-exchanged-from", "2020-02-31")
    assert person.reason == "Enter the date as YYYY-MM-DD."
    person.paste("input-exchanged-from", "2020-01-31")
    person.click("button-next")
    cards = person.shell.journey.answers.cards
    assert (cards.options.memo, cards.options.tags, cards.exchanged_from) == (False, True, "2020-01-31")


def test_what_goes_to_the_default_is_asked_once(person: Person) -> None:
    person.open("recipients")
    person.until_enabled("button-next")
    person.until(lambda: not person.shell.jobs.busy)
    person.click("button-next")
    assert person.message.startswith("1 Sansan users (300 cards) match nobody; their cards go to admin@example.com")
    assert person.text("button-next") == "Yes, go on"
    person.click("button-next")
    person.until_page("permission-set")


def test_users_that_cannot_be_read_are_read_again(person: Person, world: World) -> None:
    world.trouble["match_recipients"] = ConnectionLost("no_answer", sent=False, host="Salesforce")
    person.open("recipients")
    person.until(lambda: "does not answer" in person.message)
    assert not person.find("button-next").isEnabled()
    world.trouble.clear()
    person.click("button-try-again")
    person.until_enabled("button-next")


def test_the_permission_set_is_assigned_by_its_button_only(person: Person, world: World) -> None:
    person.open("permission-set")
    person.until_enabled("button-assign-permission-set")
    assert not world.assigned
    assert person.text("button-assign-permission-set") == "Assign in 例示商事株式会社"
    person.click("button-assign-permission-set")
    person.until_enabled("button-next")
    assert world.assigned
    assert "is assigned" in person.text("text-permission-set")


def test_a_refused_assignment_says_why_and_can_be_done_by_hand(person: Person, world: World) -> None:
    world.trouble["assign"] = SetupMustChange("cannot_assign", code="INSUFFICIENT_ACCESS", detail="no right")
    person.open("permission-set")
    person.until_enabled("button-assign-permission-set")
    person.click("button-assign-permission-set")
    person.until(lambda: "may assign permission sets" in person.message)
    person.click("button-manual-steps")
    person.click("button-done-by-hand")
    person.until(lambda: "was not found in Salesforce" in person.message)
    world.assigned = "by hand"
    person.until_enabled("button-done-by-hand")
    person.click("button-done-by-hand")
    person.until_enabled("button-next")


def test_the_review_names_the_organisation_and_changes_each_choice(person: Person) -> None:
    person.open("review")
    assert "例示商事株式会社" in person.text("text-what-will-happen")
    assert "例示商事株式会社" in person.text("value-review-connection")
    for step in ("sansan-user", "environment", "connection", "recipients", "permission-set"):
        person.click(f"button-change-{step}")
        person.until_page(step)
        person.until(lambda: not person.shell.jobs.busy)
        person.shell.jump("review")
        person.until_page("review")


def test_the_name_of_a_set_up_is_its_own(person: Person, world: World) -> None:
    world.profiles["taken"] = _with(person, None)
    person.shell.start()
    person.until(lambda: not person.shell.jobs.busy)
    person.open("review")
    field = person.find("input-profile-name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "production"
    for name, fault in (("taken", "Another set-up has this name."), ("本番", "letters, digits")):
        person.paste("input-profile-name", name)
        assert fault in person.text("text-name-fault")
        assert not person.find("button-save-and-transfer").isEnabled()


def test_a_set_up_that_cannot_be_saved_stays_on_the_review(person: Person, world: World) -> None:
    world.trouble["save"] = SetupMustChange("no_keyring")
    person.open("review")
    person.click("button-save-and-transfer")
    person.until(lambda: "keyring" in person.message)
    assert person.shell.page.step == "review"
    world.trouble.clear()
    person.click("button-save-only")
    person.until_page("home")
    assert list(world.profiles) == ["production"]


def _with(person: Person, journey: Any = ..., **change: Any) -> Any:
    from dataclasses import replace

    from wizard.flow.answers import Answers

    if journey is None:
        answers = Answers("another", "taken")
        for given in GIVEN.values():
            answers = replace(answers, **given)
        return replace(answers, profile="taken")
    return replace(person.shell.journey.answers, **change)
