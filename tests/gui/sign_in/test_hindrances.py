"""Hostile and unlucky pages in the embedded browser: nothing leaves, and each is said."""

from __future__ import annotations

import os
import signal
import socket

import pytest
from PySide6.QtWidgets import QApplication

from .pages import Pages
from .visitor import REDIRECT, Visitor

ASKS_PASSKEY = """<button id=go onclick="navigator.credentials.get({MEDIATION
publicKey: {challenge: new Uint8Array(32), rpId: location.hostname}}).catch(() => 0)">passkey</button>"""


def local(url: str) -> str:
    """The same page under a name, as passkeys need."""
    return url.replace("127.0.0.1", "localhost")


def test_foreign_host_is_opened_only_when_the_person_accepts_it(visitor: Visitor, pages: Pages) -> None:
    start = pages.link("https://idp.invalid/saml")
    visitor.widget.start(start, REDIRECT)
    visitor.await_element("go")
    visitor.press("go")
    assert "idp.invalid" in visitor.await_note("asked")
    assert visitor.view.url().toString() == start
    visitor.click("button-dismiss-note")
    visitor.press("go")
    visitor.await_note("asked")
    visitor.click("button-accept-host")
    visitor.await_note("unreachable")  # it was tried: no such host exists


def test_a_form_to_an_accepted_host_is_sent_from_its_page(visitor: Visitor, pages: Pages) -> None:
    form = '<form method=post action="https://idp.invalid/"></form><script>document.forms[0].submit()</script>'
    visitor.widget.start(pages.add("/saml", form), REDIRECT)
    visitor.await_note("asked")
    visitor.click("button-accept-host")
    visitor.await_note("unreachable")
    assert pages.asked == ["/saml", "/saml"]


@pytest.mark.parametrize(
    "target", ["http://example.invalid/", "file:///etc/passwd", "mailto:a@example.com", "chrome://version"]
)
def test_other_addresses_are_refused(visitor: Visitor, pages: Pages, target: str) -> None:
    pages.add("/end", "<p id=end>")
    visitor.widget.start(pages.add("/start", f"<a id=go href='{target}'>go</a><a id=on href=/end>on</a>"), REDIRECT)
    visitor.await_element("go")
    visitor.press("go")
    visitor.press("on")
    visitor.await_element("end")
    assert [page.url().path() for page in visitor.view.history().items()] == ["/start", "/end"]


def test_plain_http_elsewhere_is_said(visitor: Visitor, pages: Pages) -> None:
    visitor.widget.start(pages.redirect("/start", "http://example.invalid/"), REDIRECT)
    assert "not encrypted" in visitor.await_note("refused")


@pytest.mark.parametrize("body", ["<a id=go target=_blank href=/>go</a>", "<a id=go onclick=window.open('/')>go</a>"])
def test_other_windows_are_refused(visitor: Visitor, pages: Pages, body: str) -> None:
    windows = QApplication.topLevelWidgets()
    visitor.widget.start(pages.add("/start", body), REDIRECT)
    visitor.await_element("go")
    visitor.tap("go")
    visitor.await_note("popup")
    assert not [window for window in QApplication.topLevelWidgets() if window not in windows]
    assert pages.asked == ["/start"]


@pytest.mark.parametrize("status", [200, 400])
def test_downloads_are_refused(visitor: Visitor, pages: Pages, status: int) -> None:
    pages.file("/file", status)
    visitor.widget.start(pages.redirect("/start", "/file"), REDIRECT)
    assert "file" in visitor.await_note("download")


def test_a_page_that_asks_for_a_passkey_leads_to_the_own_browser(visitor: Visitor, pages: Pages) -> None:
    visitor.widget.start(local(pages.add("/start", ASKS_PASSKEY.replace("MEDIATION", ""))), REDIRECT)
    visitor.await_element("go")
    visitor.tap("go")
    assert "passkey" in visitor.await_note("passkey")
    with visitor.qtbot.waitSignal(visitor.widget.own_browser_wanted, timeout=1000):
        visitor.click("button-note-own-browser")


def test_a_passkey_merely_offered_is_no_hindrance(visitor: Visitor, pages: Pages) -> None:
    body = ASKS_PASSKEY.replace("MEDIATION", "mediation: 'conditional',") + "<script>go.click()</script><p id=end>"
    visitor.widget.start(local(pages.add("/start", body)), REDIRECT)
    visitor.await_element("end")
    assert visitor.widget.note.code == ""


@pytest.mark.parametrize("stall_seconds", [0.3])
def test_a_page_that_does_not_come_is_said_and_can_be_loaded_again(visitor: Visitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        visitor.widget.start(f"http://127.0.0.1:{silent.getsockname()[1]}/", REDIRECT)
        visitor.await_note("stalled")
        visitor.click("button-load-again")
        assert visitor.widget.note.code == ""
        visitor.await_note("stalled")


def test_a_host_that_is_not_there_is_said(visitor: Visitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    visitor.widget.start(f"http://127.0.0.1:{port}/", REDIRECT)
    visitor.await_note("unreachable")


@pytest.mark.posix("signals")
def test_a_crash_is_said_and_try_again_helps(visitor: Visitor, pages: Pages) -> None:
    visitor.widget.start(pages.add("/start", "<p id=here>"), REDIRECT)
    visitor.await_element("here")
    os.kill(visitor.view.page().renderProcessPid(), signal.SIGKILL)
    visitor.await_note("crashed")
    visitor.click("button-load-again")
    visitor.until(lambda: pages.asked == ["/start", "/start"])
    visitor.await_element("here")
    assert visitor.widget.note.code == ""


def test_only_the_page_itself_can_answer(visitor: Visitor, pages: Pages) -> None:
    frame = f'<iframe src="{REDIRECT}?code=x&state=y"></iframe><p id=end>'
    visitor.widget.start(pages.add("/start", frame), REDIRECT)
    visitor.await_element("end")
    visitor.until(lambda: not visitor.view.page().isLoading())
    assert visitor.answers == []


def test_an_answer_for_another_sign_in_changes_nothing_here(visitor: Visitor, pages: Pages) -> None:
    start = pages.link(f"{REDIRECT}?code=x&state=theirs&empty=")
    visitor.widget.start(start, REDIRECT)
    visitor.await_element("go")
    for count in (1, 2):
        visitor.press("go")
        visitor.until(lambda count=count: len(visitor.answers) == count)
    assert visitor.answers[0] == {"code": ["x"], "state": ["theirs"]}
    assert visitor.view.url().toString() == start


def test_boxes_of_the_page_do_not_hold_the_window(visitor: Visitor, pages: Pages) -> None:
    body = "<script>alert(1); window.found = [confirm('?'), prompt('?')]</script><p id=end>"
    visitor.widget.start(pages.add("/start", body), REDIRECT)
    visitor.await_element("end")
    assert visitor.script("window.found") == [False, None]


def test_untrusted_certificate_is_refused_and_said(visitor: Visitor, tls_url: str) -> None:
    visitor.widget.start(tls_url, REDIRECT)
    assert "certificate" in visitor.await_note("certificate")
    assert visitor.find("button-note-own-browser").isVisible()
    assert visitor.find("sign-in-note").isVisible()
    assert visitor.script("document.body.innerText") != "reached"


def test_stop_leaves_nothing_open(visitor: Visitor, pages: Pages) -> None:
    visitor.widget.start(pages.add("/start", "<p id=here>"), REDIRECT)
    visitor.await_element("here")
    visitor.widget.choose()
    assert visitor.view.url().isEmpty()
    assert visitor.find("sign-in-address").text() == ""
