"""Signing in with the person's own browser: a real Chromium, the loopback server, and the waiting page."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys.command_line.inside import Faults
from wizard.domain.control import Control
from wizard.domain.errors import Interrupted, SignInNeeded
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.browser import BrowserSignIn
from wizard.services.salesforce.oauth import CallbackQuery, OAuth
from wizard.services.system.opening import open_address
from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .chromium import Chromium
from .visitor import Visitor

pytestmark = pytest.mark.posix("Debian's Chromium")

PAGE = "<!DOCTYPE html><meta charset=utf-8><p id=end>このページは閉じてかまいません。</p>"


class Waiting:
    """A sign-in in the own browser, waited for beside the window as the program does."""

    def __init__(self, visitor: Visitor, oauth: OAuth) -> None:
        self.signing, self.control = BrowserSignIn(oauth, PAGE, open_address), Control()
        self.redirect_uri = parse_qs(urlsplit(self.signing.url).query)["redirect_uri"][0]
        self._pool = ThreadPoolExecutor(1)
        self.answer: Future[CallbackQuery] = self._pool.submit(self.signing.wait, self.control)
        visitor.widget.cancelled.connect(self.control.cancel)
        visitor.click("button-own-browser")
        visitor.widget.show_waiting(self.signing.url)
        self.link = visitor.find("text-sign-in-link").text()

    def close(self) -> None:
        self.control.cancel()
        self._pool.shutdown()
        self.signing.__exit__(None, None, None)


@pytest.fixture
def waiting(visitor: Visitor, salesforce: SalesforceStandin, world: World) -> Iterator[Waiting]:
    waiting = Waiting(visitor, OAuth(salesforce.url, world.consumer_key, RetryPolicy(lambda _seconds: None)))
    yield waiting
    waiting.close()


@pytest.fixture
def localhost() -> str:
    return ""


@pytest.fixture
def chromium(tmp_path: Path, localhost: str) -> Iterator[Chromium]:
    chromium = Chromium(tmp_path / "chromium", localhost)
    yield chromium
    chromium.close()


@pytest.mark.parametrize("localhost", ["127.0.0.1", "[::1]"])
def test_the_browser_brings_the_answer_on_either_address_family(
    waiting: Waiting, chromium: Chromium, world: World
) -> None:
    chromium.go(waiting.link)
    chromium.sign_in(world)
    chromium.until("document.getElementById('end')?.innerText === 'このページは閉じてかまいません。'")
    assert waiting.signing.finish(waiting.answer.result(10)).refresh_token


def test_wrong_state_is_ignored_and_a_second_answer_refused(waiting: Waiting, chromium: Chromium, world: World) -> None:
    chromium.go(f"{waiting.redirect_uri}?code=theirs&state=theirs")
    assert chromium.value("document.getElementById('end')") is None
    assert not waiting.answer.done()
    chromium.go(waiting.link)
    chromium.sign_in(world)
    chromium.until("document.getElementById('end') !== null")
    chromium.go(f"{waiting.redirect_uri}?code=again&state={waiting.answer.result(10)['state'][0]}")
    chromium.until("document.getElementById('end') === null")
    assert waiting.signing.finish(waiting.answer.result(0)).access_token


def test_deny_ends_the_wait(waiting: Waiting, chromium: Chromium, world: World) -> None:
    chromium.go(waiting.link)
    chromium.sign_in(world, "cancel")
    with pytest.raises(SignInNeeded) as denied:
        waiting.signing.finish(waiting.answer.result(10))
    assert denied.value.details["error"] == "access_denied"


@pytest.mark.parametrize("localhost", ["~NOTFOUND"])
def test_address_of_a_browser_that_cannot_reach_localhost_is_pasted(
    visitor: Visitor, waiting: Waiting, chromium: Chromium, world: World
) -> None:
    chromium.go(waiting.link)
    chromium.sign_in(world)
    assert chromium.address().startswith(waiting.redirect_uri)
    visitor.find("input-pasted-address").setText(chromium.address().removeprefix("http://") + " ")
    visitor.click("button-paste-address")
    with visitor.qtbot.waitSignal(visitor.widget.pasted, timeout=1000) as pasted:
        visitor.click("button-use-address")
    assert waiting.signing.finish(parse_qs(urlsplit(pasted.args[0]).query)).refresh_token


def test_another_pasted_address_is_refused_in_place(visitor: Visitor, waiting: Waiting) -> None:
    visitor.click("button-paste-address")
    with visitor.qtbot.assertNotEmitted(visitor.widget.pasted):
        visitor.find("input-pasted-address").setText("https://login.salesforce.com/")
        visitor.click("button-use-address")
    assert waiting.redirect_uri in visitor.find("pasted-address-fault").text()
    assert visitor.find("pasted-address-fault").isVisible()
    visitor.qtbot.keyClick(visitor.find("input-pasted-address"), "x")
    assert not visitor.find("pasted-address-fault").isVisible()


def test_cancel_ends_the_wait_and_offers_both_ways_again(visitor: Visitor, waiting: Waiting) -> None:
    visitor.click("button-cancel-own-browser")
    with pytest.raises(Interrupted):
        waiting.answer.result(10)
    assert visitor.find("own-browser-reason").isVisible()
    assert visitor.find("embedded-reason").isVisible()


def test_looking_at_the_page_here_keeps_the_wait_and_its_link(visitor: Visitor, waiting: Waiting) -> None:
    visitor.widget.start("about:blank", "http://localhost:47801/callback")
    assert not visitor.find("text-sign-in-link").isVisible()
    with visitor.qtbot.assertNotEmitted(visitor.widget.own_browser_wanted):
        visitor.click("button-own-browser")
    assert visitor.find("text-sign-in-link").text() == waiting.link
    assert not waiting.answer.done()


def test_link_is_copied(visitor: Visitor, waiting: Waiting) -> None:
    visitor.click("button-copy-sign-in-link")
    assert QGuiApplication.clipboard().text() == waiting.link == waiting.signing.url


def test_an_administrator_signs_in_with_a_passkey(
    visitor: Visitor, salesforce: SalesforceStandin, world: World, chromium: Chromium, tmp_path: Path
) -> None:
    """Under the name: an IP address cannot be a relying party."""
    named = salesforce.url.replace("127.0.0.1", "localhost")
    order = Faults(salesforce.url)
    order.post("settings", {"sign_in_passkey": True})
    waiting = Waiting(visitor, OAuth(named, world.consumer_key, RetryPolicy(lambda _seconds: None)))
    try:
        chromium.hold_passkey(tmp_path)
        chromium.go(waiting.link)
        chromium.sign_in(world)
        assert waiting.signing.finish(waiting.answer.result(20)).refresh_token
    finally:
        order.post("settings", {"sign_in_passkey": False})
        waiting.close()


def test_the_embedded_page_that_asks_for_a_passkey_leads_to_the_own_browser(
    visitor: Visitor, salesforce: SalesforceStandin, world: World
) -> None:
    named = salesforce.url.replace("127.0.0.1", "localhost")
    order = Faults(salesforce.url)
    order.post("settings", {"sign_in_passkey": True})
    try:
        oauth = OAuth(named, world.consumer_key, RetryPolicy(lambda _seconds: None))
        visitor.widget.start(oauth.start("http://localhost:47801/callback").url, "http://localhost:47801/callback")
        visitor.await_element("Login")
        visitor.script(f"document.getElementById('username').value = {world.salesforce_users[0].username!r}")
        visitor.script(f"document.getElementById('password').value = {world.password!r}")
        visitor.press("Login")
        visitor.await_element("passkey")
        visitor.tap("passkey")
        visitor.await_note("passkey")
        assert visitor.find("button-note-own-browser").isVisible()
    finally:
        order.post("settings", {"sign_in_passkey": False})
