"""The token and the revoke call (salesforce.md §1.3, §1.4): whose answer came, and whether a token may be spent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from requests import Response

from wizard.domain.errors import AppError, ConnectionLost, PassingFault, SetupMustChange
from wizard.services.addresses import is_salesforce
from wizard.services.foreign import answered_between, check_answerer, redirect_host
from wizard.services.http import Session, check_passing, json_body
from wizard.services.salesforce.oauth_faults import app_fault, oauth_fault

Fault = Callable[[str, str], AppError]  # of an OAuth error and its description
_SURELY_UNSPENT = (500, 503)  # of 5xx: Salesforce itself did not do it; a gateway may have lost the answer


class AnswerLost(Exception):  # noqa: N818 - a fault in a wrapping: who asked decides whether to ask again
    """The request reached Salesforce, or may have; what it gave or spent is unknown."""

    def __init__(self, fault: PassingFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class TokenEndpoint:
    """The token endpoint of one login host. Each call has a connection of its own.

    One that was kept alive may have been dropped by a firewall meanwhile, and the answer would be lost with it.
    """

    def __init__(self, login_url: str) -> None:
        self._login_url = login_url

    def ask(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        """Send one token request, once, and return the answer of a success.

        Raises ``PassingFault`` where nothing was spent, ``AnswerLost`` where that is unknown, ``SignInNeeded`` or
        ``SetupMustChange`` for what Salesforce refuses, ``SetupMustChange`` (``domain_moved``) for a host that has
        another name now.
        """
        try:
            response = self._post("token", form)
        except ConnectionLost as fault:
            if fault.sent:
                raise AnswerLost(fault) from fault
            raise
        if form["grant_type"] == "client_credentials":
            return self.read(response, app_fault)
        return self.read(response, partial(oauth_fault, renewal=form["grant_type"] == "refresh_token"))

    def read(self, response: Response, fault: Fault = oauth_fault) -> Mapping[str, Any]:
        """Return what a token request was answered. Raises as ``ask``."""
        self._check_gateway(response)
        self._check_moved(response)
        check_passing(response)
        check_answerer(response)
        body = _body(response)
        if response.status_code == 200 and "error" not in body:
            return body
        error, description = body.get("error"), body.get("error_description")
        if not isinstance(error, str) or not error:
            raise answered_between(response)
        raise fault(error, str(description or ""))

    def revoke(self, token: str) -> None:
        """Give a token back; an unknown one is as good as revoked. Raises ``PassingFault``."""
        response = self._post("revoke", {"token": token})
        check_passing(response)
        check_answerer(response)

    def _post(self, what: str, form: Mapping[str, str]) -> Response:
        with Session() as session:
            secure = session.speak_plainly(self._login_url)
            return session.post(f"{secure}/services/oauth2/{what}", data=form)

    def _check_gateway(self, response: Response) -> None:
        if response.status_code > 500 and response.status_code not in _SURELY_UNSPENT:
            host = urlsplit(response.url).hostname or ""
            raise AnswerLost(PassingFault("server_fault", host=host, status=response.status_code))

    def _check_moved(self, response: Response) -> None:
        """A login host that sends to another one of Salesforce's has another name now; nothing was spent."""
        moved_to = redirect_host(response)
        if is_salesforce(moved_to):
            raise SetupMustChange("domain_moved", domain=urlsplit(self._login_url).hostname, moved_to=moved_to)


def _body(response: Response) -> Mapping[str, Any]:
    try:
        body = json_body(response)
    except PassingFault as fault:
        if response.status_code == 200:  # cut or spoilt on its way
            raise AnswerLost(fault) from fault
        raise
    if isinstance(body, Mapping):
        return body
    raise answered_between(response)
