"""A tiny organisation over a real socket: gives tokens; what else it answers, each test says."""

from __future__ import annotations

from contextlib import nullcontext

from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth import OAuth
from wizard.services.salesforce.tokens import Tokens
from wizard.standin.http import Request, Response, Server, json_response


def nap(_seconds: float) -> None:
    """Do not wait."""


class TinyOrg:
    """Remembers what it was asked. A test says in ``answer`` what comes to all but the token endpoint."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.refreshed = 0
        self.server = Server(self._answer)
        self.url = self.server.url

    def answer(self, request: Request) -> Response:
        """Answer a request with a token."""
        raise NotImplementedError

    def grant(self) -> dict[str, str]:
        """Return what a refresh gives."""
        return {
            "access_token": "00D!AQ",
            "refresh_token": f"refresh{self.refreshed}",
            "instance_url": self.url,
            "id": f"{self.url}/id/00D000000000001AAA/005000000000001AAA",
        }

    def tokens(self) -> Tokens:
        """Return a session that has yet to be begun."""
        held = ["refresh0"]
        return Tokens(OAuth(self.url, "3MVG9", RetryPolicy(nap)), lambda: held[-1], held.append, nullcontext())

    def _answer(self, request: Request) -> Response:
        self.asked.append(request)
        if request.path.endswith("/token"):
            self.refreshed += 1
            return json_response(self.grant())
        return self.answer(request)
