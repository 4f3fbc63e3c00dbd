"""The client of Sansan against answers that no good server gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.services.faulty import HANG_UP, Faulty, answer
from wizard.domain.card import BEGINNING, Card
from wizard.domain.errors import AppError, ConnectionLost, PassingFault, Refused
from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import RetryPolicy
from wizard.services.sansan.client import SansanClient

END = datetime(2099, 1, 1, tzinfo=UTC)
EMPTY = '{"hasMore": false, "data": []}'


def client(server: Faulty, sleep: Callable[[float], None] = lambda _: None) -> SansanClient:
    return SansanClient(server.url, "k" * 32, "6.0", RateLimiter(0, 0), RetryPolicy(sleep))


def page_of(*answers: bytes) -> tuple[Card, ...]:
    with Faulty(*answers) as server:
        return client(server).page(BEGINNING, END).cards


def fault_of(*answers: bytes) -> tuple[AppError, int]:
    """What the client raises in the end, and how often it asked."""
    with Faulty(*answers) as server, pytest.raises(AppError) as caught:
        client(server).page(BEGINNING, END)
    return caught.value, len(server.requests)


@pytest.mark.parametrize(
    "bad",
    [
        HANG_UP,
        answer(200, "<html>Maintenance</html>"),
        answer(200, '{"data": [', Content_Length="99"),
        answer(500),
        answer(503, "<html>"),
        answer(429, '{"error": [{"code": "x"}], "retry_after": 1}'),
    ],
)
def test_a_fault_that_passes_is_not_noticed(bad: bytes) -> None:
    assert page_of(bad, bad, answer(200, EMPTY)) == ()


def test_no_content_is_no_card() -> None:
    assert page_of(answer(204)) == ()
    with Faulty(answer(204)) as server:
        assert client(server).newest() is None
        assert client(server).card("A") is None


@pytest.mark.parametrize(
    ("bad", "kind", "code"),
    [
        (HANG_UP, ConnectionLost, "no_answer"),
        (answer(200, "<html>Maintenance</html>"), PassingFault, "something_between"),
        (answer(200, "{"), PassingFault, "not_json"),
        (answer(502), PassingFault, "server_fault"),
        (answer(429), PassingFault, "too_many_requests"),
    ],
)
def test_a_fault_that_stays_is_said_after_six_attempts(bad: bytes, kind: type[AppError], code: str) -> None:
    fault, asked = fault_of(bad)
    assert (type(fault), fault.code) == (kind, code)
    assert asked >= 6


@pytest.mark.parametrize("body", ["[]", "{}", '{"data": null}', '{"data": {}}', "5", "null", '"text"'])
def test_json_of_another_shape_is_a_passing_fault(body: str) -> None:
    fault, _ = fault_of(answer(200, body))
    assert fault.code == "not_json"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (404, '{"error": [{"code": "not_found"}]}', "not_found"),
        (404, "<html>", ""),
        (405, "[]", ""),
        (409, '{"error": {"code": "x"}}', "x"),
        (409, '{"statusCode": 409, "code": "x", "message": "y"}', "x"),
        (409, '{"error": "x"}', "x"),
        (418, "plain text", ""),
        (418, "", ""),
    ],
)
def test_a_refusal_is_not_repeated(status: int, body: str, code: str) -> None:
    fault, asked = fault_of(answer(status, body))
    assert isinstance(fault, Refused)
    assert (fault.status, fault.error_code, asked) == (status, code, 1)


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (301, "", {"Location": "http://127.0.0.1:9/"}),
        (302, "<html>", {"Location": "http://127.0.0.1:9/"}),
        (401, "Sign in", {"Content_Type": "text/html"}),
        (403, "\n<!DOCTYPE html><title>Blocked</title>", {}),
        (407, "", {}),
        (413, "<html>", {}),
        (418, "<html>", {}),
    ],
)
def test_a_gateway_that_answers_in_place_of_sansan_is_named(status: int, body: str, headers: dict[str, str]) -> None:
    fault, asked = fault_of(answer(status, body, **headers))
    assert (type(fault), fault.code) == (PassingFault, "something_between")
    assert asked >= 6
    assert page_of(answer(status, body, **headers), answer(200, EMPTY)) == ()


def test_a_retry_after_of_more_than_a_minute_is_not_waited_for() -> None:
    fault, asked = fault_of(answer(429, Retry_After="61"))
    assert (fault.code, asked) == ("too_many_requests", 1)


def test_a_sansan_that_knows_only_pages_of_100() -> None:
    with Faulty(answer(400, "{}"), answer(200, EMPTY)) as server:
        asking = client(server)
        asking.page(BEGINNING, END)
        asking.page(BEGINNING, END)
    limits = [request.split(b"limit=")[1].split(b" ")[0].split(b"&")[0] for request in server.requests]
    assert limits == [b"300", b"100", b"100"]


def test_a_400_for_another_reason_is_said() -> None:
    fault, asked = fault_of(answer(400, '{"error": [{"code": "bad"}]}'))
    assert isinstance(fault, Refused)
    assert (fault.error_code, asked) == ("bad", 6)  # two sizes of page, three lengths of window


def test_every_parameter_goes_along_with_each_page() -> None:
    with Faulty(answer(200, EMPTY)) as server:
        asking = client(server)
        asking.page(datetime(2026, 1, 1, tzinfo=UTC), END)
        asking.page(datetime(2026, 1, 1, tzinfo=UTC), END, "next+/=")
    first, second = (request.split(b" ")[1] for request in server.requests)
    for part in (b"range=all", b"entryStatus=completed", b"updatedFrom=2026-01-01T00%3A00%3A00%2B00%3A00"):
        assert part in first
        assert part in second
    assert b"nextPageToken=next%2B%2F%3D" in second
    assert b"X-Sansan-Api-Key: " + b"k" * 32 in server.requests[0]


@pytest.mark.parametrize("status", [404, 410])
def test_a_card_that_cannot_be_seen_any_more_is_none(status: int) -> None:
    with Faulty(answer(status, '{"error": [{"code": "x"}]}')) as server:
        assert client(server).card("C1") is None


@pytest.mark.parametrize("status", [400, 403, 405])
def test_a_refusal_of_single_cards_does_not_say_that_the_card_is_gone(status: int) -> None:
    with Faulty(answer(status, '{"error": [{"code": "x"}]}')) as server, pytest.raises(Refused):
        client(server).card("C1")


@pytest.mark.parametrize("body", ["{}", '{"item": null}', '{"item": {}}', "[]", "null"])
def test_a_single_card_without_content_is_none(body: str) -> None:
    with Faulty(answer(200, body)) as server:
        assert client(server).card("C1") is None


def user_emails(body: str | bytes, status: int = 200) -> list[str] | None:
    with Faulty(answer(status, body)) as server:
        found = client(server).users()
    return None if found is None else [user.email for user in found]


@pytest.mark.parametrize(
    "csv",
    [
        "ユーザID,ユーザ名,メールアドレス\r\nu1,佐藤,a@c.example\r\n",
        "﻿所属部署;x,ﾒｰﾙ,メールアドレス,ユーザーID\n,,a@c.example,u1\n\n",
        '"User ID","Email Address"\r"u1","a@c.example"\r',
        " E-MAIL ,Name\n a@c.example ,Sato",
        'メールアドレス,メモ\n a@c.example,"two\r\nlines"',
    ],
)
def test_the_user_list_is_read_by_its_header(csv: str) -> None:
    assert user_emails(csv) == ["a@c.example"]


@pytest.mark.parametrize(
    "body", ["", "<html>Maintenance</html>", "a,b\n1,2", b"\x81", "[]", "メールアドレス\n" + "x" * 200_000]
)
def test_a_user_list_that_cannot_be_read_is_none(body: str | bytes) -> None:
    assert user_emails(body) is None


@pytest.mark.parametrize("status", [400, 403, 404, 405])
def test_a_sansan_without_a_user_list(status: int) -> None:
    assert user_emails("{}", status) is None


def card_of(**fields: Any) -> Card:
    (card,) = page_of(answer(200, json.dumps({"data": [{"id": "C1", **fields}]})))
    return card


ODD: list[Any] = [None, 5, 1.5, True, [], {}, ["x"], {"a": 1}, "", "\ud83d", "x\ud83dy\udc00"]


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("name", ["lastName", "updatedTime", "owner", "tags", "memo", "exchangeDate"])
def test_a_field_of_another_type_is_borne_and_can_be_stored(name: str, value: Any) -> None:
    card = card_of(**{name: value})
    assert card.id == "C1"
    repr(card).encode("utf-8")
    "".join([card.last_name, card.memo, *card.tags]).encode("utf-8")


@pytest.mark.parametrize("name", ["id", "name", "email"])
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_an_owner_of_another_shape_is_borne_and_can_be_stored(name: str, value: Any) -> None:
    owner = card_of(owner={name: value}).owner
    f"{owner.id} {owner.name} {owner.email}".encode()


@pytest.mark.parametrize("tags", [[{"id": "t"}], [None], ["a", {"name": "b"}, 5], [{"name": None}], [{"name": ""}]])
def test_tags_of_another_shape_are_borne(tags: list[Any]) -> None:
    assert all(isinstance(tag, str) and tag for tag in card_of(tags=tags).tags)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-04-02T09:30:00+09:00", datetime(2026, 4, 2, 0, 30, tzinfo=UTC)),
        ("2026-04-02T00:30:00Z", datetime(2026, 4, 2, 0, 30, tzinfo=UTC)),
        ("2026-04-02T00:30:00.123Z", datetime(2026, 4, 2, 0, 30, 0, 123000, tzinfo=UTC)),
        ("2026-04-02T00:30:00", None),
        ("2026-04-02", None),
        ("yesterday", None),
    ],
)
def test_moments(text: str, moment: datetime | None) -> None:
    assert card_of(updatedTime=text).updated == moment


@pytest.mark.parametrize("entry", [None, 5, "x", [], {}, {"id": None}, {"id": ""}])
def test_an_entry_without_id_is_passed_over(entry: Any) -> None:
    body = json.dumps({"data": [entry, {"id": "C2"}]})
    assert [card.id for card in page_of(answer(200, body))] == ["C2"]
