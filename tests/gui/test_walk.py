"""The whole wizard on the real services and the stand-ins, from the first page to the report."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import keyring

from tests.gui.person import Person
from wizard.services.memory_keyring import MemoryKeyring
from wizard.standin.services import Standins
from wizard.standin.visitor import sign_in


def walk_to_sign_in(person: Person, ready: dict[str, str], *, pastes_consumer_key: bool = True) -> None:
    person.until_page("prepare")
    person.next()
    person.paste("input-api-key", ready["api_key"])
    person.click("button-test-key")
    person.next()
    if pastes_consumer_key:
        person.paste("input-consumer-key", ready["consumer_key"])
    person.next()
    person.until_page("sign-in")


def secret_kinds() -> list[str]:
    """What the keyring holds, without the names of set-ups."""
    ring = keyring.get_keyring()
    assert isinstance(ring, MemoryKeyring)
    return [name.partition("/")[2] for _, name in ring._secrets]


def walk_past_recipients(person: Person) -> None:
    person.next()
    if person.shell.page.step == "recipients":  # what goes to the default is asked once
        assert "match nobody" in person.message
        person.next()
    person.until_page("permission-set")


def walk_to_review(person: Person) -> None:
    person.until_page("connection")
    person.next()
    person.next()
    person.until_page("recipients")
    walk_past_recipients(person)
    person.until_enabled("button-assign-permission-set")
    person.click("button-assign-permission-set")
    person.next()
    person.until_page("review")


def test_the_wizard_from_first_page_to_report_signing_in_here(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins, tmp_path: Path
) -> None:
    person = open_real()
    walk_to_sign_in(person, ready)
    person.sign_in(ready["username"], ready["password"])
    walk_to_review(person)
    person.click("button-save-and-transfer")
    person.until_page("finished")

    assert person.clicks == 12  # the README says so; at most 14
    assert person.pastes == 2
    assert "The transfer is complete" in person.text("summary-finished")
    person.click("button-open-report")
    report = Path(open_real.opened[-1])  # type: ignore[attr-defined]
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["card_id"] for row in rows})
    assert f"{len(rows)} card" in person.text("text-result")
    person.until(lambda: not (tmp_path / "draft.json").exists())

    assert sorted(secret_kinds()) == ["salesforce-refresh-token", "sansan-api-key"]

    person.next()
    person.until_page("home")
    person.until(lambda: not person.shell.jobs.busy)
    person.click("button-transfer")
    person.until_page("finished")
    assert person.text("number-created") == "0"


def test_settings_are_changed_with_another_key_and_another_sign_in(
    open_real: Callable[[], Person], ready: dict[str, str]
) -> None:
    person = open_real()
    walk_to_sign_in(person, ready)
    person.sign_in(ready["username"], ready["password"])
    walk_to_review(person)
    person.click("button-save-only")
    person.until_page("home")
    person.click("button-change-production")
    person.until_page("review")
    person.click("button-change-connection")
    person.click("button-back")
    person.until_page("sign-in")
    person.click("button-sign-in-again")
    person.sign_in(ready["username"], ready["password"])
    person.until_page("connection")
    person.shell.jump("sansan")
    person.paste("input-api-key", ready["api_key"])
    person.click("button-test-key")
    person.until_enabled("button-next")
    person.until_enabled("button-remove-key-0")
    person.click("button-remove-key-0")
    person.answer_box("ask-remove-key-yes")
    person.shell.jump("environment")
    person.shell.jump("sansan-user")
    person.next()
    person.until_page("recipients")
    walk_past_recipients(person)
    person.shell.jump("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    assert "The transfer is complete" in person.text("summary-finished")
    assert sorted(secret_kinds()) == ["salesforce-refresh-token", "sansan-api-key"]


def test_signing_in_with_the_own_browser(open_real: Callable[..., Person], ready: dict[str, str]) -> None:
    person = open_real(visitor=lambda url: sign_in(url, ready["username"], ready["password"]))
    walk_to_sign_in(person, ready)
    person.until_enabled("button-own-browser")
    person.click("button-own-browser")
    person.until_page("connection")
    assert ready["username"] in person.text("value-account")
    person.until(lambda: "15,000" in person.text("value-api-calls") or "of" in person.text("value-api-calls"))


def test_quit_at_the_recipients_and_continue_there(open_real: Callable[[], Person], ready: dict[str, str]) -> None:
    person = open_real()
    walk_to_sign_in(person, ready)
    person.sign_in(ready["username"], ready["password"])
    person.until_page("connection")
    person.next()
    person.next()
    person.until_page("recipients")
    person.until_enabled("button-next")
    person.click("button-cancel")
    person.until(lambda: not person.shell.isVisible())

    again = open_real()
    again.until_page("home")
    again.click("button-resume-draft")
    again.until_page("recipients")
    again.until_enabled("button-next")


def test_a_wrong_key_is_said_in_place(open_real: Callable[[], Person], ready: dict[str, str]) -> None:
    person = open_real()
    person.until_page("prepare")
    person.next()
    person.paste("input-api-key", "0" * 32)
    person.click("button-test-key")
    person.until(lambda: "did not accept the API key" in person.message)
    assert person.reason


def test_home_on_the_real_services(open_real: Callable[[], Person], ready: dict[str, str], tmp_path: Path) -> None:
    person = open_real()
    walk_to_sign_in(person, ready)
    person.sign_in(ready["username"], ready["password"])
    walk_to_review(person)
    person.click("button-save-only")
    person.until_page("home")

    person.click("button-preview-production")
    person.until(lambda: person.find("button-preview-transfer").isVisible())
    foreseen = person.text("number-created")
    person.click("button-preview-transfer")
    person.until_page("finished")
    assert person.text("number-created") == foreseen != "0"
    person.next()
    person.until_page("home")

    person.until(lambda: not person.shell.jobs.busy)
    person.click("button-undo-production")
    person.answer_box("ask-undo-yes")
    person.until(lambda: f"{foreseen} deleted" in person.message)
    assert "It was taken back." in person.text("value-last-production")

    person.choose_from_menu("action-rename-production")
    person.paste("input-new-name", "sales")
    person.choose("button-rename")
    person.until(lambda: "is called" in person.message)
    assert [folder.name for folder in (tmp_path / "profiles").iterdir()] == ["sales"]
    assert "It was taken back." in person.text("value-last-sales")

    person.choose_from_menu("action-disconnect-sales")
    person.answer_box("ask-disconnect-yes")
    person.until(lambda: "withdrawn this program’s access" in person.message)
    assert secret_kinds() == []
