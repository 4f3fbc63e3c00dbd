"""The loopback server of a sign-in in the person's own browser."""

from __future__ import annotations

import errno
import http.client
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.services.salesforce.callback import CallbackServer, is_taken, why_not
from wizard.services.salesforce.oauth import CALLBACKS

PAGE = "<p>閉じてかまいません</p>"
ANSWER = {"code": ["aPrx=="], "state": ["ours"]}
TARGET = "/callback?code=aPrx%3D%3D&state=ours"


@pytest.fixture
def server() -> Iterator[CallbackServer]:
    with CallbackServer(PAGE) as server:
        server.expect(lambda query: query.get("state") == ["ours"])
        yield server


def get(server: CallbackServer, target: str, host: str = "127.0.0.1") -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, urlsplit(server.redirect_uri).port, timeout=10)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_answer_is_taken_on_both_address_families(server: CallbackServer, host: str) -> None:
    assert get(server, TARGET, host) == (200, PAGE)
    assert server.poll(1) == ANSWER


@pytest.mark.parametrize(
    "target",
    [
        "/callback?code=x&state=theirs",
        "/callback?code=x",
        "/callback?code=x&state=ours&state=theirs",
        "/callback",
        "/favicon.ico",
        "/callback/?code=x&state=ours",
        "/elsewhere?code=x&state=ours",
    ],
)
def test_strange_requests_are_ignored_and_the_wait_goes_on(server: CallbackServer, target: str) -> None:
    assert get(server, target) == (404, "")
    assert get(server, TARGET)[0] == 200
    assert server.poll(1) == ANSWER


def test_the_same_answer_again_gets_the_same_page_and_counts_once(server: CallbackServer) -> None:
    for _ in range(3):
        assert get(server, TARGET) == (200, PAGE)
    assert get(server, TARGET.replace("aPrx", "other")) == (404, "")
    assert server.poll(1) == ANSWER
    assert server.poll(0) is None


def test_who_only_looks_takes_nothing(server: CallbackServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.redirect_uri).port, timeout=10)
    connection.request("HEAD", TARGET)
    assert (connection.getresponse().status, server.poll(0)) == (200, None)
    connection.close()
    assert get(server, TARGET) == (200, PAGE)
    assert server.poll(1) == ANSWER


def test_of_many_answers_at_once_one_counts(server: CallbackServer) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: get(server, TARGET), range(48)))
    assert found == [(200, PAGE)] * 48
    assert server.poll(1) == ANSWER
    assert server.poll(0) is None


def test_a_browser_that_asks_again_after_the_sign_in_sees_the_page_too() -> None:
    with CallbackServer(PAGE) as over:
        over.expect(lambda query: query.get("state") == ["ours"])
        assert get(over, TARGET) == (200, PAGE)
    assert get(over, TARGET) == (200, PAGE)
    with CallbackServer(PAGE) as following:
        assert following.redirect_uri == over.redirect_uri, "its address is free for the next sign-in"
        assert get(following, TARGET) == (404, "")


def test_two_sign_ins_at_once_get_two_addresses(server: CallbackServer) -> None:
    with CallbackServer(PAGE) as other:
        assert other.redirect_uri != server.redirect_uri
        assert {other.redirect_uri, server.redirect_uri} <= set(CALLBACKS)


def test_a_port_taken_on_one_family_only_is_passed_over() -> None:
    with CallbackServer(PAGE) as server:
        port = urlsplit(server.redirect_uri).port
    with socket.create_server(("::1", port or 0), family=socket.AF_INET6), CallbackServer(PAGE) as other:
        assert other.redirect_uri != server.redirect_uri


def test_all_ports_taken_is_said() -> None:
    with ExitStack() as held:
        for address in CALLBACKS:
            with suppress(OSError):
                held.enter_context(socket.create_server(("127.0.0.1", urlsplit(address).port or 0)))
        with pytest.raises(SetupMustChange, match="callback_ports_taken"):
            CallbackServer(PAGE)


@pytest.mark.parametrize(
    ("number", "taken"),
    [(errno.EADDRINUSE, True), (errno.EACCES, True), (errno.EAFNOSUPPORT, False), (errno.EADDRNOTAVAIL, False)],
)
def test_a_computer_without_ipv6_is_no_taken_port(number: int, taken: bool) -> None:
    assert is_taken(OSError(number, "")) is taken


def test_a_range_that_windows_set_aside_is_not_called_in_use() -> None:
    denied, taken = OSError(errno.EACCES, ""), OSError(errno.EADDRINUSE, "")
    assert why_not([denied, denied]) == "callback_ports_reserved"
    assert why_not([denied, taken]) == "callback_ports_taken"
