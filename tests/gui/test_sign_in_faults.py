"""Every failure of a sign-in (salesforce.md §1.7), ordered at the stand-in, is said where the person sees it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.person import Person
from tests.gui.test_walk import walk_to_sign_in
from tests.journeys.command_line.inside import Faults
from wizard.standin.salesforce.oauth.faults import FAULTS
from wizard.standin.services import Standins

SAID = {  # fault → what the person must read
    "app_unknown": "does not know the consumer key",
    "flow_off": "authorization code flow is off",
    "app_not_installed": "is not installed in the organisation",
    "ec_app_not_found": "Install its package",
    "cross_org": "another Salesforce organisation",
    "app_not_found": "Install its package",
    "wrong_domain": "Choose Own domain",
    "inactive_organization": "locked, closed or suspended",
    "app_blocked": "Unblock it",
    "app_blocked_callback": "Unblock it",
    "not_approved": "allow it by profile or permission set",
    "not_approved_token": "allow it by profile or permission set",
    "approval_error": "installed and allowed for this user",
    "scope_refused_callback": "Add the OAuth scopes",
    "secret_required": "requires a secret",
    "grant_off": "authorization code flow is off",
    "wrong_host": "Check the environment",
    "ip_restricted": "Use the company's network",
    "login_hours": "about login hours",
    "inactive_user": "user is inactive or frozen",
    "inactive_org": "locked, closed or suspended",
    "too_many_logins": "too many sign-ins",
    "api_access_control": "API Access Control",
}
ELSEWHERE = {
    "my_domain_only",
    "device_activation",
    "token_validity_expired",
    "cannot_sign_in",
}  # pages without a code; later runs


def test_every_failure_is_looked_at() -> None:
    assert FAULTS.keys() == SAID.keys() | ELSEWHERE


@pytest.mark.parametrize("fault", SAID)
def test_a_failure_is_said(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins, fault: str
) -> None:
    person = open_real()
    at_once = FAULTS[fault].place == "start"
    order = Faults(standins.salesforce.url)
    if at_once:
        order.post("settings", {"sign_in_fault": fault})
    walk_to_sign_in(person, ready)
    person.open_embedded()
    if not at_once:
        person._await_element("Login")
        order.post("settings", {"sign_in_fault": fault})
        log_in(person, ready)
    person.until(lambda: SAID[fault] in said(person))
    assert "Something unexpected" not in said(person)
    assert person.shell.page.step == "sign-in"

    order.post("settings", {"sign_in_fault": ""})
    here = person.find("sign-in-note").isVisible()
    assert here or not person.find("web-sign-in").isVisible()  # never the page of a sign-in that has ended
    again = "button-load-again" if here else "button-try-again"
    person.until_enabled(again)
    elsewhere = not here and person.text(again).startswith("Go to")
    person.click(again)
    if elsewhere:  # another environment or key is the cure
        person.until_page("environment")
        person.next()
        person.until_page("sign-in")
        person.open_embedded()
    person.until(lambda: person.find("web-sign-in").isVisible())
    person.until(lambda: person.script("document.getElementById('username')?.value === ''") is True)  # a fresh page
    person.sign_in(ready["username"], ready["password"])
    person.until_page("connection")


def log_in(person: Person, ready: dict[str, str]) -> None:
    person.script(f"document.getElementById('username').value = {ready['username']!r}")
    person.script(f"document.getElementById('password').value = {ready['password']!r}")
    person.script("document.getElementById('Login').click()")
    person.until(lambda: bool(said(person)) or person.script("document.getElementById('save') !== null") is True)
    if not said(person):
        person.script("document.getElementById('save').click()")


def said(person: Person) -> str:
    note = person.find("sign-in-note")
    words = person.shell.findChild(QWidget, "sign-in-note-text")
    return person.message or (words.text() if note.isVisible() and words else "")  # type: ignore[attr-defined]
