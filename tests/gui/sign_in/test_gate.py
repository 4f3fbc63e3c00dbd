"""Which addresses the embedded page may open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl

from wizard.gui.sign_in.gate import Gate, Verdict, shown, shown_host

REDIRECT = "http://localhost:47801/callback"
PRODUCTION = "https://login.salesforce.com/services/oauth2/authorize?x=1"


def judge(start: str, url: str, *, main_frame: bool = True) -> Verdict:
    return Gate(QUrl(start), QUrl(REDIRECT)).judge(QUrl(url), main_frame=main_frame)


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://login.salesforce.com/", Verdict.OPEN),
        ("https://example.my.salesforce.com/setup/secur/x.apexp", Verdict.OPEN),
        ("https://example--box.sandbox.my.salesforce.com/", Verdict.OPEN),
        ("https://example.lightning.force.com/", Verdict.OPEN),
        ("about:blank", Verdict.OPEN),
        (REDIRECT + "?code=x", Verdict.ANSWER),
        ("http://localhost:47801/callback/", Verdict.REFUSE),
        ("http://localhost:47802/callback?code=x", Verdict.REFUSE),
        ("https://localhost:47801/callback?code=x", Verdict.REFUSE),
        ("http://127.0.0.1:47801/callback?code=x", Verdict.REFUSE),
        ("https://login.microsoftonline.com/", Verdict.ASK),
        ("https://customer-page.my.site.com/", Verdict.ASK),
        ("https://salesforce.com.example/", Verdict.ASK),
        ("https://xsalesforce.com/", Verdict.ASK),
        ("https://login.salesforce.com.example/", Verdict.ASK),
        ("https://login.salesforce.com@example.com/", Verdict.REFUSE),
        ("http://login.salesforce.com/", Verdict.REFUSE),
        ("http://example.com/", Verdict.REFUSE),
        ("file:///etc/passwd", Verdict.REFUSE),
        ("data:text/html,x", Verdict.REFUSE),
        ("javascript:alert(1)", Verdict.REFUSE),
        ("", Verdict.REFUSE),
    ],
)
def test_from_salesforce(url: str, verdict: Verdict) -> None:
    assert judge(PRODUCTION, url) is verdict


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("http://127.0.0.1:5000/other", Verdict.OPEN),
        ("http://[::1]:5000/", Verdict.OPEN),
        (REDIRECT, Verdict.ANSWER),
        ("http://a:b@127.0.0.1:5000/", Verdict.REFUSE),
        ("https://login.salesforce.com/", Verdict.ASK),
        ("http://127.0.0.1.example.com/", Verdict.REFUSE),
    ],
)
def test_from_loopback(url: str, verdict: Verdict) -> None:
    assert judge("http://127.0.0.1:4000/services/oauth2/authorize", url) is verdict


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://widgets.example.com/", Verdict.OPEN),
        ("about:srcdoc", Verdict.OPEN),
        ("http://example.com/", Verdict.REFUSE),
        ("file:///etc/passwd", Verdict.REFUSE),
        (REDIRECT + "?code=x", Verdict.REFUSE),
    ],
)
def test_frames_inside_a_page(url: str, verdict: Verdict) -> None:
    assert judge(PRODUCTION, url, main_frame=False) is verdict


def test_accepted_host_is_open_encrypted_only() -> None:
    gate = Gate(QUrl(PRODUCTION), QUrl(REDIRECT))
    gate.accept(QUrl("https://sso.example.com/saml?x=1"))
    assert gate.judge(QUrl("https://sso.example.com/next"), main_frame=True) is Verdict.OPEN
    assert gate.judge(QUrl("http://sso.example.com/next"), main_frame=True) is Verdict.REFUSE
    assert gate.judge(QUrl("https://other.example.com/"), main_frame=True) is Verdict.ASK


def test_own_domain_is_a_home_of_its_own() -> None:
    assert judge("https://login.example.com/services", "https://login.example.com/x") is Verdict.OPEN
    assert judge("https://login.example.com/services", "https://example.com/x") is Verdict.ASK


def test_letters_that_look_alike_are_shown_plainly() -> None:
    lookalike = QUrl("https://login.sаlesforce.com/サインイン")  # the first a is Cyrillic
    assert judge(PRODUCTION, lookalike.toString()) is Verdict.ASK
    assert shown_host(lookalike) == "login.xn--slesforce-0yh.com"
    assert shown(lookalike).isascii()
