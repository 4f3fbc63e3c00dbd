"""The embedded sign-in, walked in a real browser window on the stand-in's pages."""

from __future__ import annotations

import pytest

from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth import OAuth
from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .visitor import REDIRECT, Visitor


def nap(_seconds: float) -> None:
    """Do not wait."""


@pytest.fixture
def oauth(salesforce: SalesforceStandin, world: World) -> OAuth:
    return OAuth(salesforce.url, world.consumer_key, RetryPolicy(nap))


def test_sign_in_walks_to_the_callback_and_its_answer_becomes_a_session(
    visitor: Visitor, oauth: OAuth, world: World
) -> None:
    attempt = oauth.start(REDIRECT)
    visitor.widget.start(attempt.url, REDIRECT)
    visitor.log_in(world)
    visitor.press("save")
    visitor.until(lambda: bool(visitor.answers))
    assert len(visitor.answers) == 1
    assert attempt.accepts(visitor.answers[0])
    assert attempt.finish(visitor.answers[0]).refresh_token


def test_deny_comes_back_as_an_answer(visitor: Visitor, oauth: OAuth, world: World) -> None:
    attempt = oauth.start(REDIRECT)
    visitor.widget.start(attempt.url, REDIRECT)
    visitor.log_in(world)
    visitor.press("cancel")
    visitor.until(lambda: bool(visitor.answers))
    assert visitor.answers[0]["error"] == ["access_denied"]


def test_address_and_lock_are_shown(visitor: Visitor, oauth: OAuth, salesforce: SalesforceStandin) -> None:
    visitor.widget.start(oauth.start(REDIRECT).url, REDIRECT)
    visitor.await_element("Login")
    assert visitor.find("sign-in-address").text().startswith(salesforce.url + "/")
    assert visitor.find("sign-in-lock").text() == "This computer"


def test_a_new_start_knows_nothing_of_the_one_before(visitor: Visitor, oauth: OAuth, world: World) -> None:
    for _ in range(2):
        visitor.widget.start(oauth.start(REDIRECT).url, REDIRECT)
        visitor.await_element("Login")
        assert visitor.script("document.cookie") == ""
        assert visitor.script("document.getElementById('username').value") == ""
        visitor.log_in(world)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("3MVG9", "3MVG8"), "consumer key"),
        (("47801", "47999"), "callback URL"),
        (("response_type=code", "response_type=token"), "authorization code flow"),
    ],
)
def test_error_page_of_salesforce_is_explained(
    visitor: Visitor, oauth: OAuth, change: tuple[str, str], sentence: str
) -> None:
    visitor.widget.start(oauth.start(REDIRECT).url.replace(*change), REDIRECT)
    assert sentence in visitor.await_note("error_page")
    assert visitor.find("button-note-own-browser").isVisible()
    assert visitor.find("button-load-again").isVisible()


def test_what_was_typed_stays_while_the_own_browser_is_looked_at(visitor: Visitor, oauth: OAuth) -> None:
    visitor.widget.start(oauth.start(REDIRECT).url, REDIRECT)
    visitor.await_element("Login")
    visitor.script("document.getElementById('username').value = 'half@example.com'")
    visitor.click("button-own-browser")
    visitor.widget.show_waiting("https://example.com/?redirect_uri=http%3A%2F%2Flocalhost%3A47801%2Fcallback")
    assert not visitor.view.isVisible()
    visitor.click("button-embedded")
    assert visitor.view.isVisible()
    assert visitor.script("document.getElementById('username').value") == "half@example.com"


def test_keys_zoom_the_page(visitor: Visitor, oauth: OAuth) -> None:
    visitor.widget.start(oauth.start(REDIRECT).url, REDIRECT)
    visitor.await_element("Login")
    visitor.until(visitor.view.hasFocus)
    visitor.zoom("+", "+")
    assert visitor.view.zoomFactor() == pytest.approx(1.2)
    visitor.view.reload()
    visitor.until(lambda: visitor.view.zoomFactor() == pytest.approx(1.2))
    visitor.zoom("-", "-", "-")
    assert visitor.view.zoomFactor() == pytest.approx(0.9)
    visitor.zoom("0")
    assert visitor.view.zoomFactor() == pytest.approx(1.0)


def test_the_browser_keeps_nothing_on_the_disk(visitor: Visitor, oauth: OAuth) -> None:
    visitor.widget.start(oauth.start(REDIRECT).url, REDIRECT)
    visitor.await_element("Login")
    profile = visitor.view.page().profile()
    assert profile.isOffTheRecord()
    assert profile.persistentCookiesPolicy() == profile.PersistentCookiesPolicy.NoPersistentCookies
