"""A session that ends while several threads work is renewed; one that never worked is not renewed for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.services.tiny_org import TinyOrg, nap
from wizard.domain.errors import SignInNeeded
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.session import Api
from wizard.standin.http import Request, Response, json_response


class Org(TinyOrg):
    """``slow`` is refused as often as told, the second time only once ``quick_answered`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals = self.refused = 0
        self.renewed, self.quick_answered = threading.Event(), threading.Event()

    def answer(self, request: Request) -> Response:
        if request.path.endswith("/quick"):
            return json_response({})
        if self.refused < self.refusals:
            self.refused += 1
            if self.refused == 2:
                self.renewed.set()
                assert self.quick_answered.wait(10)
            return json_response([{"errorCode": "INVALID_SESSION_ID", "message": "Session expired"}], 401)
        return json_response({"done": True})

    def api(self) -> Api:
        return Api(self.tokens(), RetryPolicy(nap), "67.0")


@pytest.fixture
def org() -> Iterator[Org]:
    org = Org()
    with closing(org.server):
        yield org


def ask_quickly(org: Org, api: Api) -> threading.Thread:
    """Ask something else as soon as the session was renewed, and its next request is under way."""

    def ask() -> None:
        assert org.renewed.wait(10)
        api.json("GET", "/quick")
        org.quick_answered.set()

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def test_a_renewed_session_that_worked_and_ended_again_is_renewed_again(org: Org) -> None:
    org.refusals, api = 2, org.api()
    other = ask_quickly(org, api)
    assert api.json("GET", "/slow") == {"done": True}
    other.join()
    assert org.refreshed == 3


def test_a_request_that_is_refused_again_and_again_ends(org: Org) -> None:
    org.refusals, api = 1000, org.api()
    other = ask_quickly(org, api)
    with pytest.raises(SignInNeeded, match="salesforce_session_refused"):
        api.json("GET", "/slow")
    other.join()
    assert org.refused <= 4


def test_a_fresh_session_that_never_worked_is_not_renewed_for_ever(org: Org) -> None:
    org.refusals, api = 1000, org.api()
    org.quick_answered.set()
    for _ in range(3):
        with pytest.raises(SignInNeeded, match="salesforce_session_refused"):
            api.json("GET", "/slow")
    assert org.refreshed == 2
