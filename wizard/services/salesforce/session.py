"""The HTTP session of a signed-in user; simple-salesforce and our own clients share it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import requests

from wizard.domain.errors import AppError, Interrupted, PassingFault, Refused, SetupMustChange
from wizard.domain.passing import PASSING, only_too_many_at_once
from wizard.services.addresses import is_salesforce
from wizard.services.foreign import BAD_TOKEN, answered_between, check_answerer, redirect_host
from wizard.services.http import Session, check_passing, json_body
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.shapes import Record, needed, number, record, records
from wizard.services.salesforce.tokens import Tokens

if TYPE_CHECKING:
    from simple_salesforce.api import Salesforce

TESTED_VERSION = 67.0  # Summer '26 (salesforce.md §2.1)
_RENEWALS = 3  # of the session, for one request
_T = TypeVar("_T")

_WHOLE_CALL: Mapping[str, type[AppError]] = {
    "REQUEST_LIMIT_EXCEEDED": Interrupted,
    "API_DISABLED_FOR_ORG": SetupMustChange,
    "API_CURRENTLY_DISABLED": SetupMustChange,
    "TXN_SECURITY_NO_ACCESS": SetupMustChange,
    "CLIENT_NOT_ACCESSIBLE_FOR_USER": SetupMustChange,
    "LIMIT_EXCEEDED": Interrupted,
    "TOO_MANY_JOBS": Interrupted,
    "EXCEEDED_QUOTA": Interrupted,
    "INVALID_QUERY_LOCATOR": Interrupted,
}
_SPELLED = {"EXCEEDEDQUOTA": "EXCEEDED_QUOTA"}  # as Bulk API 2.0 has it (§3.10)


class SalesforceSession(Session):
    """Adds the bearer token to each call, renews it on 401, and raises every refusal as ours.

    The token goes to the instance alone, whatever address a server's answer leads to.

    Raises ``SignInNeeded``, ``PassingFault``, ``Interrupted`` (daily limit), ``SetupMustChange`` (API off,
    ``strange_instance``), ``Refused`` for any other 4xx.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._told: datetime | None = None
        self._telling = threading.Lock()
        self.ahead = timedelta()  # of this computer's clock
        self._home = _host(tokens.current().instance_url)

    def request(self, method: str | bytes, url: str | bytes, **options: Any) -> requests.Response:  # type: ignore[override]
        """Send one request as the signed-in user."""
        address = url if isinstance(url, str) else url.decode()
        if _host(address) != self._home:
            raise SetupMustChange("strange_instance", address=_host(address))
        response = self._signed_in(method, url, options)
        self._note_time(response)
        if response.status_code >= 300:
            raise refusal(response)
        return response

    def _signed_in(self, method: str | bytes, url: str | bytes, options: dict[str, Any]) -> requests.Response:
        """Send with a session that is good; a renewed one that is refused before it ever worked is the last."""
        grant = self._tokens.current()
        for renewals in range(_RENEWALS + 1):
            response = self._send(grant.access_token, method, url, options)
            if response.status_code != 401:
                self._tokens.worked(grant)
                return response
            if renewals == _RENEWALS or (renewals and not self._tokens.has_worked(grant)):
                break
            grant = self._tokens.renew(grant)
        raise self._tokens.refuse()

    @property
    def answered_at(self) -> datetime:
        """The latest time of Salesforce's own that an answer told; ours before there was one.

        An answer that comes late tells an earlier time than one before it: between several threads it never goes back.
        """
        return self._told or datetime.now(UTC)

    def _note_time(self, response: requests.Response) -> None:
        with suppress(KeyError, ValueError), self._telling:
            told = parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
            self._told = max(self._told or told, told)
            self.ahead = told - datetime.now(UTC)

    def _send(self, token: str, method: str | bytes, url: str | bytes, options: dict[str, Any]) -> requests.Response:
        headers = {**(options.get("headers") or {}), "Authorization": f"Bearer {token}"}
        response = super().request(method, url, **{**options, "headers": headers})
        check_passing(response)
        if is_salesforce(moved_to := redirect_host(response)):
            raise SetupMustChange("domain_moved", domain=self._home, moved_to=moved_to)
        check_answerer(response)
        return response


def _host(address: str) -> str:
    """Return what stands between ``//`` and the path, unread: a strange address must only differ, not raise."""
    return address.partition("://")[2].partition("/")[0].removesuffix(":443")


class Api:
    """REST calls of one signed-in user at one version. Safe for several threads."""

    def __init__(self, tokens: Tokens, retry_policy: RetryPolicy, version: str = "") -> None:
        self._session = SalesforceSession(tokens)
        self._retry_policy = retry_policy
        self.instance_url = tokens.current().instance_url
        self._root = self._session.speak_plainly(self.instance_url)
        self.version = version or self._choose_version()
        self.sleep = retry_policy.sleep
        self._simple: Salesforce | None = None
        self._lock = threading.Lock()

    def hurried(self) -> Api:
        """Return the same session with the retry_policy of somebody who sits in front of it."""
        other = copy(self)
        other._retry_policy = RetryPolicy.hurried(self.sleep)
        return other

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send one request below ``/services/data/vXX.X``, once. Raises as ``SalesforceSession``."""
        return self._session.request(method, f"{self._root}/services/data/v{self.version}{path}", **options)

    def request_with_retry(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send a request that is harmless to repeat, with retry_policy for passing faults."""
        return self._retry_policy(lambda: self.call(method, path, **options))

    def userinfo(self, read: Callable[[Record], _T]) -> _T:
        """Return what ``read`` makes of what the identity service tells of the signed-in user."""
        url = f"{self._root}/services/oauth2/userinfo"
        return self._retry_policy(
            lambda: understood(json_body(self._session.request("GET", url)), lambda x: read(record(x)))
        )

    def clock(self) -> datetime:
        """Return Salesforce's own time at its last answer."""
        return self._session.answered_at

    def now(self) -> datetime:
        """Return the time by Salesforce's clock, which counts: this computer's may be days off."""
        return datetime.now(UTC) + self._session.ahead

    def json(self, method: str, path: str, **options: Any) -> Any:
        """Like ``again``, and read the JSON answer."""
        return self._retry_policy(lambda: json_body(self.call(method, path, **options)))

    def understood(self, method: str, path: str, read: Callable[[Any], _T], **options: Any) -> _T:
        """Like ``json``, and return what ``read`` makes of the answer; one it stumbles over is asked for again."""
        return self._retry_policy(lambda: understood(json_body(self.call(method, path, **options)), read))

    def read_bytes(self, path: str, read: Callable[[bytes], _T], accept: str) -> _T:
        """GET something else than JSON, and return what ``read`` makes of it; as ``understood``."""
        headers = {"Accept": accept}
        return self._retry_policy(lambda: understood(self.call("GET", path, headers=headers).content, read))

    def tooling(self, soql: str, read: Callable[[Record], _T]) -> list[_T]:
        """Return what ``read`` makes of the records of a query of the Tooling API; its first page only."""
        query = {"q": soql}
        return self.understood(
            "GET", "/tooling/query", lambda told: list(map(read, records(told["records"]))), params=query
        )

    def query(self, soql: str, read: Callable[[Record], _T]) -> Iterator[_T]:
        """Yield what ``read`` makes of the records of a SOQL query, page by page.

        A page that ``read`` stumbles over (``TypeError``, ``ValueError``, ``LookupError``) is asked for again.
        """
        simple = self._library()
        ask = partial(simple.query, soql)
        while True:
            found, following = self._retry_policy(partial(_readable, ask, partial(_page, read=read)))
            yield from found
            if not following:
                return
            ask = partial(simple.query_more, following, identifier_is_url=True)

    def exists(self, soql: str) -> bool:
        """Whether a SOQL query for ids finds anything."""
        return any(self.query(soql, lambda found: needed(found, "Id")))

    def count(self, soql: str) -> int:
        """Return the answer to a SELECT COUNT()."""
        simple = self._library()
        return self._retry_policy(lambda: _readable(lambda: simple.query(soql), lambda told: number(told, "totalSize")))

    def describe(self, object_name: str, read: Callable[[Record], _T]) -> list[_T] | None:
        """Return what ``read`` makes of an object's fields; None when it is absent or hidden from this user."""
        resource = getattr(self._library(), object_name)
        try:
            return self._retry_policy(
                lambda: _readable(resource.describe, lambda told: list(map(read, records(told["fields"]))))
            )
        except Refused as refused:
            if refused.status == 404:
                return None
            raise

    def _choose_version(self) -> str:
        """Return the newest version that was tested, else the oldest that is offered: it differs least."""
        url = f"{self._root}/services/data/"
        numbers = self._retry_policy(lambda: understood(json_body(self._session.request("GET", url)), _versions))
        if not numbers:
            raise SetupMustChange("salesforce_no_version")
        fit = [number for number in numbers if number <= TESTED_VERSION]
        return f"{max(fit, default=min(numbers)):.1f}"

    def _library(self) -> Salesforce:
        with self._lock:
            if self._simple is None:
                from simple_salesforce.api import Salesforce  # 0.3 s, so only when it is needed

                self._simple = Salesforce(
                    instance_url=self._root,
                    session_id="given by the session",
                    session=self._session,
                    version=self.version,
                )
            return self._simple


def understood(answer: Any, read: Callable[[Any], _T]) -> _T:
    """Return what ``read`` makes of an answer. Raises ``PassingFault`` when it stumbles over it."""
    try:
        return read(answer)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
        raise PassingFault("not_json", host="Salesforce", status=200) from None


def _readable(ask: Callable[[], Any], read: Callable[[Record], _T]) -> _T:
    """Ask through the library; an answer that is no JSON object, such as a maintenance page, may pass."""
    try:
        answer = ask()
    except ValueError:
        raise PassingFault("not_json", host="Salesforce", status=200) from None
    return understood(answer, lambda told: read(record(told)))


def _page(answer: Record, read: Callable[[Record], _T]) -> tuple[list[_T], str]:
    """Return the records of a page, and the address of the next one; empty after the last."""
    found = list(map(read, records(answer["records"])))
    if not isinstance(answer["done"], bool):
        raise TypeError("done")
    return found, "" if answer["done"] else needed(answer, "nextRecordsUrl")


def _versions(offered: Any) -> list[float]:
    return [float(needed(entry, "version")) for entry in records(offered)]


def refusal(response: requests.Response) -> AppError:
    """Return what a 3xx or 4xx of the REST API means (salesforce.md §2.5).

    What has not the form of its errors was answered by something else on the way.
    """
    try:
        body = response.json()
        first = body if isinstance(body, Mapping) else body[0]
        code, message = str(first["errorCode"]), str(first.get("message", ""))
        fields = tuple(map(str, first.get("fields") or ()))
    except (ValueError, LookupError, TypeError, AttributeError):
        return _without_form(response)
    code = _SPELLED.get(code, code)
    if only_too_many_at_once(code, message):
        return PassingFault("too_many_requests", host="Salesforce")
    if code in PASSING:
        return PassingFault("server_fault", host="Salesforce", status=response.status_code)
    if code in _WHOLE_CALL:
        return _WHOLE_CALL[code](code.lower())
    return Refused(response.status_code, code, message, fields)


def _without_form(response: requests.Response) -> AppError:
    """Several records of one key are told by addresses, and a bad token of the identity service by a text (§1.4)."""
    if response.status_code == 300 or BAD_TOKEN.fullmatch(response.content.strip()):
        return Refused(response.status_code, "", response.text)
    return answered_between(response)
