"""What the token endpoint answers, or something in its place: whether the same refresh token is asked with again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from tests.services.tiny_org import TinyOrg, nap
from wizard.domain.errors import AppError
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth import OAuth
from wizard.services.salesforce.rotation import Rotation
from wizard.services.salesforce.tokens import Tokens
from wizard.standin.http import Request, Response, json_response

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Org(TinyOrg):
    """Gives the prepared answers first, each in place of a good one; ``rotates`` says whether it gives a new token."""

    def __init__(self) -> None:
        super().__init__()
        self.prepared: list[Response] = []
        self.rotates = False
        self.forgotten: list[str] = []

    def grant(self) -> dict[str, str]:
        grant = super().grant()
        return grant if self.rotates else {**grant, "refresh_token": ""}

    def _answer(self, request: Request) -> Response:
        answer = super()._answer(request)
        return self.prepared.pop(0) if self.prepared else answer

    def renew(self, rotation: Rotation) -> str:
        """Renew a session; return the code of the fault, empty when it went well."""
        oauth = OAuth(self.url, "3MVG9", RetryPolicy(nap))
        held = ["first"]
        tokens = Tokens(
            oauth,
            lambda: held[-1],
            held.append,
            nullcontext(),
            forget=lambda: self.forgotten.append(held[-1]),
            rotation=rotation,
        )
        try:
            tokens.current()
        except AppError as fault:
            return fault.code
        return ""


@pytest.fixture
def org() -> Iterator[Org]:
    org = Org()
    with closing(org.server):
        yield org


def page(status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(status, b"<html><title>Blocked</title></html>", {**HTML, **(headers or {})})


def refusal(error: str, description: str) -> Response:
    return json_response({"error": error, "error_description": description}, 400)


UNSPENT = {
    "retry": refusal("unknown_error", "retry your request"),
    "busy": refusal("invalid_grant", "token request is already being processed"),
    "busy, as worded in 2024": refusal("invalid_grant", "expired authorization code"),
    "unavailable": refusal("temporarily_unavailable", ""),
    "401": page(401),
    "403": page(403),
    "404": page(404),
    "407": Response(407, b""),
    "413": page(413),
    "414": page(414),
    "a page": page(200),
    "a page without a type": Response(200, b"\n<!DOCTYPE HTML><html>", {}),
    "301": Response(301, b"", {"Location": "http://proxy.corp.example/blocked"}),
    "302": page(302, {"Location": "https://portal.example/sign-in"}),
    "302 to itself": Response(302, b"", {"Location": "/?ec=302"}),
    "307 to nowhere": Response(307, b"", {"Location": "http://["}),
    "JSON of a portal": json_response({"message": "Forbidden"}, 403),
    "JSON of another shape": json_response([{"error": "x"}], 400),
    "a list": json_response([]),
    "an error that is a number": json_response({"error": 5}, 400),
    "garbage": Response(400, b"\xff\xfe"),
    "429": json_response({}, 429),
    "420": Response(420, b""),
    "500": json_response({}, 500),
    "503": page(503),
}
DOUBTFUL = {
    "lost": Response(200, b"", sending="drop"),
    "cut": Response(200, b'{"access_token": "x", "id": "y"}', sending="cut"),
    "garbage": Response(200, b"\xff\xfe"),
    "502": page(502),
    "504": Response(504, b""),
    "520": page(520),
}


def known(told: bool | None) -> Rotation:
    rotation = Rotation()
    if told is not None:
        rotation.note(told)
    return rotation


@pytest.mark.parametrize("rotates", [True, False, None], ids=["rotating", "not rotating", "not known"])
@pytest.mark.parametrize("name", UNSPENT)
def test_where_nothing_was_spent_the_same_token_is_asked_with_again(org: Org, name: str, rotates: bool | None) -> None:
    org.prepared = [UNSPENT[name]] * 2
    assert org.renew(known(rotates)) == ""
    assert [request.form["refresh_token"] for request in org.asked] == [["first"]] * 3
    assert not org.forgotten


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_lost_answer_is_asked_for_again_where_the_app_does_not_rotate(org: Org, name: str) -> None:
    org.prepared = [DOUBTFUL[name]] * 2
    assert org.renew(known(False)) == ""
    assert len(org.asked) == 3


@pytest.mark.parametrize("rotates", [True, None], ids=["rotating", "not known"])
@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_lost_answer_is_never_asked_for_again_where_the_app_may_rotate(
    org: Org, name: str, rotates: bool | None
) -> None:
    org.prepared = [DOUBTFUL[name]]
    assert org.renew(known(rotates)) == "refresh_lost"
    assert len(org.asked) == 1
    assert org.forgotten == ["first"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page(403), "something_between"),
        (UNSPENT["busy"], "oauth"),
        (UNSPENT["busy, as worded in 2024"], "refresh_refused"),
        (page(503), "server_fault"),
    ],
)
def test_what_lasts_is_asked_six_times_at_least(org: Org, answer: Response, code: str) -> None:
    org.prepared = [answer] * 100
    assert org.renew(known(None)) == code
    assert 6 <= len(org.asked) <= 10
    assert not org.forgotten


def test_what_an_app_does_is_remembered_for_that_app(org: Org, tmp_path: Path) -> None:
    file = tmp_path / "sign-in.json"
    for rotates in (False, True, False):
        org.rotates = rotates
        org.renew(Rotation("3MVG9", file))
        assert Rotation("3MVG9", file).known() is rotates
        assert Rotation("another", file).known() is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"app": "3MVG9"}', '{"app": "3MVG9", "rotates": "no"}', "7"])
def test_a_spoilt_memory_knows_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sign-in.json"
    file.write_text(text, "utf-8")
    assert Rotation("3MVG9", file).known() is None


def test_a_token_that_is_given_again_unchanged_is_no_rotation(org: Org, tmp_path: Path) -> None:
    file = tmp_path / "sign-in.json"
    grant = {**org.grant(), "refresh_token": "first"}
    org.prepared = [json_response(grant)]
    assert org.renew(Rotation("3MVG9", file)) == ""
    assert json.loads(file.read_text("utf-8"))["rotates"] is False
