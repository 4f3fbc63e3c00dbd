"""What a client sees of each kind of fault, over real sockets."""

from __future__ import annotations

import time

import pytest
import requests

LEAD = {"LastName": "山田", "Company": "Example"}


def leads(client) -> int:
    return client.query("SELECT COUNT(Id) n FROM Lead")["records"][0]["n"]


def test_a_delay_comes_before_the_right_answer(tester):
    right = tester.read().json()
    tester.order({"delay": 0.1}, {"delay": [0.1, 0.2]})
    start = time.monotonic()
    assert tester.read().json() == right
    assert time.monotonic() - start >= 0.2


def test_a_delay_longer_than_patience_is_a_time_out(tester):
    tester.order({"delay": 0.5, "times": 1})
    with pytest.raises(requests.ReadTimeout):
        tester.http.get(tester.url + tester.read_path, params=tester.params, timeout=0.1)
    assert tester.read().status_code == 200


def test_a_server_error_has_the_form_of_its_service(sansan, salesforce):
    for tester in (sansan, salesforce):
        tester.order(*({"do": "answer", "status": status, "times": 1} for status in (500, 502, 503)))
    first, second = sansan.read(), salesforce.read()
    assert (first.status_code, first.json()["error"][0]["code"]) == (500, "internal_server_error")
    assert (second.status_code, second.json()[0]["errorCode"]) == (500, "UNKNOWN_EXCEPTION")
    assert (sansan.statuses(3), salesforce.read().status_code) == ([502, 503, 200], 502)
    assert salesforce.read().json()[0]["errorCode"] == "SERVER_UNAVAILABLE"


def test_an_answer_is_what_the_tester_says(tester):
    tester.order({"do": "answer", "status": 418, "body": {"a": ["名刺"]}, "headers": {"X-Own": "1"}, "times": 1})
    tester.order({"do": "answer", "status": 200, "body": "not JSON"})
    first = tester.read()
    assert (first.status_code, first.json(), first.headers["X-Own"]) == (418, {"a": ["名刺"]}, "1")
    assert tester.read().text == "not JSON"


@pytest.mark.parametrize("status", [200, 503])
def test_a_page_comes_instead_of_json(tester, status):
    tester.order({"do": "html", "status": status})
    answer = tester.read()
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html;charset=UTF-8")
    assert answer.text.startswith("<!DOCTYPE html>")


def test_too_many_requests_by_body_and_by_header(tester):
    tester.order({"do": "too_many_requests", "retry_after": 7, "times": 1})
    tester.order({"do": "too_many_requests_header", "retry_after": 9})
    by_body, by_header = tester.read(), tester.read()
    assert by_body.status_code == by_header.status_code == 429
    assert "Retry-After" not in by_body.headers
    assert by_header.headers["Retry-After"] == "9"


def test_sansan_says_how_long_to_wait(sansan):
    sansan.order({"do": "too_many_requests", "retry_after": 7})
    body = sansan.read().json()
    assert (body["retry_after"], body["error"][0]["code"]) == (7, "too_many_requests")


@pytest.mark.parametrize(
    ("do", "status", "code", "text"),
    [
        ("session_expired", 401, "INVALID_SESSION_ID", "Session expired or invalid"),
        (
            "api_access_control",
            401,
            "INVALID_SESSION_ID",
            "This session is not valid for use with the REST API",
        ),
        ("request_limit", 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
        ("concurrent_limit", 403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
    ],
)
def test_salesforce_refuses_in_its_own_words(salesforce, do, status, code, text):
    salesforce.order({"do": do})
    answer = salesforce.read()
    assert (answer.status_code, answer.json()) == (status, [{"message": text, "errorCode": code}])


def test_a_refresh_is_refused_and_the_first_sign_in_is_not(client, salesforce):
    refresh = {
        "path": "/services/oauth2/token",
        "body_pattern": "grant_type=refresh_token",
        "do": "refresh_refused",
    }
    salesforce.order(refresh)
    form = {"grant_type": "refresh_token", "refresh_token": client.tokens["refresh_token"]}
    url = f"{client.url}/services/oauth2/token"
    answer = client.http.post(url, data={**form, "client_id": "any"}, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    code = client.http.post(url, data={"grant_type": "authorization_code", "code": "x"}, timeout=10)
    assert "expired access/refresh token" not in code.text


def test_a_connection_dropped_before_the_work_leaves_nothing_behind(client, salesforce):
    salesforce.order({"do": "drop", "method": "POST", "times": 1})
    with pytest.raises(requests.ConnectionError):
        client.call("POST", "/sobjects/Lead", json=LEAD)
    assert leads(client) == 0


def test_a_connection_dropped_after_the_work_leaves_it_done(client, salesforce):
    salesforce.order({"do": "drop_after_work", "method": "POST", "times": 1})
    with pytest.raises(requests.ConnectionError):
        client.call("POST", "/sobjects/Lead", json=LEAD)
    assert leads(client) == 1


def test_an_error_may_come_after_the_work_was_done(client, salesforce):
    salesforce.order({"do": "html", "after_work": True, "times": 1}, {"do": "html", "method": "POST", "times": 1})
    assert client.call("POST", "/sobjects/Lead", json=LEAD).status_code == 503
    assert client.call("POST", "/sobjects/Lead", json=LEAD).status_code == 503
    assert leads(client) == 1


def test_sansan_counts_only_the_work_it_did(sansan):
    sansan.order({"do": "drop", "times": 1}, {"do": "drop_after_work", "times": 1})
    for _ in range(2):
        with pytest.raises(requests.ConnectionError):
            sansan.read()
    stats = sansan.http.get(f"{sansan.url}/standin/stats", timeout=10).json()
    assert stats["requests"] == {"GET /v6.0/bizCards": 1}


def test_an_answer_is_cut_off_half_way(tester):
    whole = tester.read().content
    tester.order({"do": "cut"})
    answer = tester.http.get(tester.url + tester.read_path, params=tester.params, timeout=10, stream=True)
    assert answer.headers["Content-Length"] == str(len(whole))
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        assert answer.content


def test_garbage_is_no_json_and_no_text(tester):
    tester.order({"do": "garbage"})
    answer = tester.read()
    assert answer.status_code == 200
    assert "json" in answer.headers["Content-Type"]
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode()
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_a_slow_drip_outlasts_a_time_out_between_its_parts(tester):
    right = tester.read().content
    tester.order({"do": "drip", "seconds": 1.0})
    start = time.monotonic()
    answer = tester.http.get(tester.url + tester.read_path, params=tester.params, timeout=0.9)
    assert answer.content == right
    assert time.monotonic() - start >= 1.0
