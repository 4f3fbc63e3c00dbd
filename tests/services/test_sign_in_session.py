"""Where tokens go, and that a spent one is not played again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.services.tiny_org import TinyOrg, nap
from wizard.domain.errors import Interrupted, SetupMustChange, SignInNeeded
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth import OAuth
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.tokens import Tokens
from wizard.standin.http import Request, Response, Server, json_response

REDIRECT = "http://localhost:47801/callback"


class Org(TinyOrg):
    """Lists versions, and answers one query."""

    def __init__(self) -> None:
        super().__init__()
        self.more = ""
        self.versions = ["67.0"]

    def answer(self, request: Request) -> Response:
        if request.path.endswith("/data/"):
            return json_response([{"version": version} for version in self.versions])
        return json_response({"records": [], "done": False, "nextRecordsUrl": self.more})


@pytest.fixture
def org() -> Iterator[Org]:
    org = Org()
    yield org
    org.server.close()


@pytest.mark.parametrize("more", ["@127.0.0.1:{port}/x", ".example.com/x", ":1/x", "[/x", "?/x"])
def test_token_goes_nowhere_but_to_the_instance(org: Org, more: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        org.more = more.format(port=elsewhere.getsockname()[1])
        with pytest.raises(SetupMustChange, match="strange_instance"):
            list(Api(org.tokens(), RetryPolicy(nap)).query("SELECT Id FROM User", dict))
        elsewhere.settimeout(0)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [(["68.0", "9.0", "67.0", "60.0"], "67.0"), (["60.0", "61.0"], "61.0"), (["69.0", "68.0"], "68.0")],
)
def test_the_newest_tested_version_is_spoken_else_the_next_one(org: Org, offered: list[str], chosen: str) -> None:
    org.versions = offered
    assert Api(org.tokens(), RetryPolicy(nap)).version == chosen


def test_a_netrc_file_does_not_replace_the_token(org: Org, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    Api(org.tokens(), RetryPolicy(nap))
    assert [request.headers.get("authorization") for request in org.asked] == [None, "Bearer 00D!AQ"]


def test_a_lost_refresh_answer_is_played_once_by_all_threads() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        calls = []

        def cut() -> None:
            while True:
                try:
                    connection = listener.accept()[0]
                except OSError:
                    return
                calls.append(connection.recv(65536))
                connection.close()

        server = threading.Thread(target=cut)
        server.start()
        oauth = OAuth(f"http://127.0.0.1:{listener.getsockname()[1]}", "3MVG9", RetryPolicy(nap))
        tokens = Tokens(oauth, lambda: "old", lambda _token: None, nullcontext())
        for _ in range(3):
            with pytest.raises(SignInNeeded, match="refresh_lost"):
                tokens.current()
        listener.shutdown(socket.SHUT_RDWR)
        server.join()
    assert len(calls) == 1


def test_a_new_token_that_cannot_be_saved_lives_on_and_is_saved_later(org: Org) -> None:
    saved: list[str] = []
    forgotten: list[str] = []
    locked = threading.Event()
    locked.set()

    def save(token: str) -> None:
        if locked.is_set():
            raise Interrupted("keyring_locked")
        saved.append(token)

    oauth = OAuth(org.url, "3MVG9", RetryPolicy(nap))
    tokens = Tokens(oauth, lambda: "old", save, nullcontext(), forget=lambda: forgotten.append("old"))
    tokens.renew(tokens.current())
    played = [parse_qs(request.body.decode())["refresh_token"] for request in org.asked]
    assert played == [["old"], ["refresh1"]], "the spent one is not played again"
    assert forgotten == ["old"], "nor by any other process"
    assert tokens.refresh_token() == "refresh2"
    assert not tokens.settle()
    locked.clear()
    assert tokens.settle()
    assert saved == ["refresh2"]


def test_an_answer_with_a_wrong_state_never_becomes_a_token(org: Org) -> None:
    attempt = OAuth(org.url, "3MVG9", RetryPolicy(nap)).start(REDIRECT)
    wrong = {"code": ["theirs"], "state": ["theirs"]}
    assert not attempt.accepts(wrong)
    with pytest.raises(ValueError, match="another sign-in"):
        attempt.finish(wrong)
    assert not org.asked


def test_each_attempt_has_its_own_state_and_challenge(org: Org) -> None:
    oauth = OAuth(org.url, "3MVG9", RetryPolicy(nap))
    first, second = oauth.start(REDIRECT), oauth.start(REDIRECT)
    assert first.state != second.state
    assert "code_challenge_method=S256" in first.url
    assert not second.accepts({"code": ["x"], "state": [first.state]})


def test_a_login_host_that_moved_is_said_and_spends_nothing(org: Org) -> None:
    org.server.close()
    moved = Server(
        lambda _request: Response(302, b"", {"Location": "https://new.my.salesforce.com/services/oauth2/token"})
    )
    oauth = OAuth(moved.url, "3MVG9", RetryPolicy(nap))
    forgotten: list[str] = []
    tokens = Tokens(oauth, lambda: "old", lambda _t: None, nullcontext(), forget=lambda: forgotten.append("old"))
    with pytest.raises(SetupMustChange) as caught:
        tokens.current()
    assert caught.value.code == "domain_moved"
    assert caught.value.details["moved_to"] == "new.my.salesforce.com"
    assert not forgotten
    moved.close()


def test_a_login_host_that_is_gone_is_said_and_spends_nothing() -> None:
    oauth = OAuth("https://gone.my.salesforce.invalid", "3MVG9", RetryPolicy(nap))
    forgotten: list[str] = []
    tokens = Tokens(oauth, lambda: "old", lambda _t: None, nullcontext(), forget=lambda: forgotten.append("old"))
    with pytest.raises(Interrupted) as caught:
        tokens.current()
    assert caught.value.code == "login_host_gone"
    assert not forgotten
