"""The embedded browser in a company's network: a proxy with a password, a certificate of the company's own."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from PySide6.QtNetwork import QNetworkProxy

from wizard.gui.sign_in import embedded
from wizard.gui.sign_in.page import Network
from wizard.gui.sign_in.widget import SignInWidget

from .pages import Pages
from .peers import NAME, PASSWORD, proxy
from .visitor import REDIRECT, Visitor

SOMEWHERE = "http://crm.example/"  # beyond the proxy; loopback is reached without one


@pytest.fixture(autouse=True)
def no_proxy() -> Iterator[None]:
    yield
    QNetworkProxy.setApplicationProxy(QNetworkProxy())


@pytest.fixture
def open_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain http is refused elsewhere than here; the proxy's small peer speaks nothing else."""
    monkeypatch.setattr(embedded.Gate, "_is_home", lambda _self, url: url.host() == "crm.example")


@pytest.mark.usefixtures("open_gate")
def test_the_proxys_name_and_password_are_passed_on(visitor: Visitor, pages: Pages) -> None:
    pages.add("/page", "<p id=here>here")
    with proxy(pages.url) as (place, given):
        address = f"http://{quote(NAME)}:{quote(PASSWORD, safe='')}@{place}"
        visitor.widget.start(SOMEWHERE + "page", REDIRECT, Network(address))
        visitor.await_element("here")
        assert visitor.widget.note.code == ""
        assert len(given) < 5


@pytest.mark.usefixtures("open_gate")
@pytest.mark.parametrize(("before", "said"), [("", "proxy_password"), ("wrong:wrong@", "proxy_refused")])
def test_a_proxy_that_refuses_us_is_said_at_once(visitor: Visitor, pages: Pages, before: str, said: str) -> None:
    with proxy(pages.url) as (place, given):
        visitor.widget.start(SOMEWHERE + "page", REDIRECT, Network(f"http://{before}{place}"))
        visitor.await_note(said)
        assert visitor.find("button-note-own-browser").isVisible()
        visitor.qtbot.wait(300)
        assert visitor.widget.note.code == said  # not taken back by what the browser says of it
        assert len(given) < 5


def test_a_certificate_the_rest_trusts_is_trusted_here(visitor: Visitor, tls_url: str) -> None:
    asked: list[tuple[str, bytes]] = []

    def vouch(url: str, leaf: bytes, decide: object) -> None:
        asked.append((url, leaf))
        decide(True)  # type: ignore[operator]

    visitor.widget.start(tls_url, REDIRECT, Network(vouch=vouch))
    visitor.until(lambda: visitor.script("document.body && document.body.innerText") == "reached")
    assert visitor.widget.note.code == ""
    assert asked[0][0] == tls_url
    assert asked[0][1][:1] == b"\x30"  # DER


def test_a_page_that_stays_white_is_said(visitor: Visitor, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.widget.start(pages.add("/white", "<script>var nothing</script><div></div>"), REDIRECT)
    visitor.await_note("blank")
    assert visitor.find("button-note-own-browser").isVisible()


def test_a_page_a_little_too_high_is_seen_whole(visitor: Visitor, pages: Pages) -> None:
    body = "<div style='height: 700px'>page</div><button id=end>Allow</button>"
    visitor.widget.resize(900, 640)
    visitor.widget.start(pages.add("/high", body), REDIRECT)
    visitor.await_element("end")
    bottom = "document.getElementById('end').getBoundingClientRect().bottom <= innerHeight"
    visitor.until(lambda: visitor.script(bottom) is True)
    visitor.zoom("0")
    assert visitor.view.zoomFactor() == pytest.approx(1.0)


def test_both_ways_are_there_from_the_beginning(visitor: Visitor, pages: Pages) -> None:
    def there(widget: SignInWidget) -> bool:
        return all(visitor.find(name).isVisible() for name in ("button-own-browser", "button-embedded"))

    assert there(visitor.widget)
    visitor.widget.start(pages.add("/page", "<p id=here>"), REDIRECT)
    assert there(visitor.widget)
    visitor.widget.show_waiting("https://example.com/")
    assert there(visitor.widget)
