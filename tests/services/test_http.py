from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
import requests

from tests.services.faulty import HANG_UP, Faulty, answer
from wizard.domain.errors import ConnectionLost, PassingFault, SetupMustChange
from wizard.services.http import Session, check_passing, json_body, retry_after

DATE = "Sun, 22 Nov 2026 10:00:00 GMT"
LATER = "Sun, 22 Nov 2026 10:00:42 GMT"


@pytest.fixture
def session() -> Iterator[Session]:
    with Session() as session:
        yield session


def lost(session: Session, url: str, **options: object) -> ConnectionLost:
    with pytest.raises(ConnectionLost) as caught:
        session.get(url, **options)
    return caught.value


def test_a_redirect_is_not_followed_and_no_header_leaves(session: Session) -> None:
    session.headers["X-Sansan-Api-Key"] = "secret"
    with Faulty(answer(200)) as other, Faulty(answer(302, Location=other.url)) as asked:
        assert session.get(asked.url, allow_redirects=True).status_code == 302
    assert other.requests == []
    assert b"secret" in asked.requests[0]


def test_nobody_listens(session: Session) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        fault = lost(session, f"http://127.0.0.1:{closed.getsockname()[1]}/x")
    assert (fault.code, fault.sent, fault.details) == ("no_answer", False, {"host": "127.0.0.1"})


def test_the_connection_is_dropped_after_the_request(session: Session) -> None:
    with Faulty(HANG_UP) as server:
        assert lost(session, server.url).sent
        assert len(server.requests) == 1


def test_the_answer_is_cut_off(session: Session) -> None:
    with Faulty(answer(200, '{"data": [', Content_Length="500")) as server:
        assert lost(session, server.url).sent


def test_a_chunked_answer_is_cut_off(session: Session) -> None:
    with Faulty(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf") as server:
        assert lost(session, server.url).sent


def test_the_answer_is_no_http(session: Session) -> None:
    with Faulty(b"SSH-2.0-OpenSSH\r\n") as server:
        assert lost(session, server.url).sent


def test_no_answer_in_time(session: Session) -> None:
    with Faulty(None) as server:
        fault = lost(session, server.url, timeout=(5, 0.05))
    assert (fault.code, fault.sent) == ("no_answer", True)


def test_every_call_has_a_time_limit(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.services.http.READ_SECONDS", 0.05)
    with Faulty(None) as server:
        assert lost(session, server.url).code == "no_answer"


def test_a_server_that_only_pretends_to_speak_tls(session: Session) -> None:
    with Faulty(answer(200)) as server, pytest.raises(SetupMustChange, match="bad_certificate"):
        session.get(f"https://127.0.0.1:{server.port}")


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("secure", [True, False])
def test_no_proxy_comes_between_us_and_loopback(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str, secure: bool
) -> None:
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(variable, raising=False)
    with Faulty(answer(200, "direct")) as server, Faulty(answer(200, "proxied")) as proxy:
        monkeypatch.setenv(name, proxy.url)
        origin = session.speak_plainly(server.url) if secure else server.url
        assert session.get(origin).text == "direct"
    assert proxy.requests == []


def test_a_proxy_is_used_for_everybody_else(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with Faulty(answer(502)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        assert lost(session, "https://api.example").code == "proxy_fault"
        assert proxy.requests[0].startswith(b"CONNECT api.example:443")


def test_what_libraries_send_to_loopback_by_https_goes_plainly(session: Session) -> None:
    with Faulty(answer(200, "plain")) as server:
        secure = session.speak_plainly(server.url)
        assert secure == f"https://127.0.0.1:{server.port}"
        assert session.get(secure + "/x?y=1").text == "plain"
    assert server.requests[0].startswith(b"GET /x?y=1 ")


def test_plain_speech_is_for_loopback_only(session: Session) -> None:
    assert session.speak_plainly("https://api.example") == "https://api.example"
    session.speak_plainly("http://api.example")
    with pytest.raises((SetupMustChange, ConnectionLost)):
        session.get("https://api.example/")


def test_the_fault_tells_no_address_and_no_secret(session: Session) -> None:
    with Faulty(HANG_UP) as server:
        fault = lost(session, f"{server.url}/path?token=secret")
    assert "secret" not in f"{fault!r} {fault.details} {fault.__cause__!r}"
    assert fault.__suppress_context__


def got(raw: bytes) -> requests.Response:
    with Faulty(raw) as server, Session() as session:
        return session.get(server.url)


@pytest.mark.parametrize("body", ["<html>Maintenance</html>", "", "{", b"\xff\xfe\x00"])
def test_something_else_than_json_is_a_passing_fault(body: str | bytes) -> None:
    with pytest.raises(PassingFault) as caught:
        json_body(got(answer(200, body, Content_Type="text/html")))
    assert (caught.value.code, caught.value.details) == ("not_json", {"host": "127.0.0.1", "status": 200})


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        (answer(429, Retry_After="7"), 7),
        (answer(429, Retry_After="0.5"), 0.5),
        (answer(429, Retry_After="-3"), 0),
        (answer(429, Retry_After=LATER, Date=DATE), 42),
        (answer(429, Retry_After=DATE, Date=LATER), 0),
        (answer(429, '{"retry_after": 9}'), 9),
        (answer(429, '{"error": [{"code": "x", "retry_after": "9"}]}'), 9),
        (answer(429, '{"error": {"retry_after": 9}}'), 9),
        (answer(429, '{"retry_after": 9}', Retry_After="3"), 3),
        (answer(429, '{"retry_after": 9}', Retry_After="soon"), 9),
        (answer(429), None),
        (answer(429, "<html>"), None),
        (answer(429, '{"error": []}'), None),
        (answer(429, '{"error": "x"}'), None),
        (answer(429, '{"retry_after": null}'), None),
        (answer(429, "[]"), None),
        (answer(429, "5"), None),
    ],
)
def test_the_wait_a_server_asks_for(raw: bytes, seconds: float | None) -> None:
    response = got(raw)
    assert retry_after(response) == seconds
    with pytest.raises(PassingFault) as caught:
        check_passing(response)
    assert (caught.value.code, caught.value.retry_after) == ("too_many_requests", seconds)


def test_a_date_to_wait_for_without_the_date_of_today() -> None:
    seconds = retry_after(got(answer(503, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")))
    assert seconds is not None
    assert seconds > 3600


@pytest.mark.parametrize("status", [500, 502, 503, 504, 420])
def test_a_server_in_trouble_is_a_passing_fault(status: int) -> None:
    with pytest.raises(PassingFault) as caught:
        check_passing(got(answer(status, "<html>")))
    assert (caught.value.code, caught.value.details["status"]) == ("server_fault", status)


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 404])
def test_other_answers_are_for_the_caller_to_judge(status: int) -> None:
    check_passing(got(answer(status)))
