"""Requests to one version of the Open API with one key: paced, retried, every refusal as our own (sansan.md §1.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import requests

from wizard.domain.errors import Refused, SignInNeeded
from wizard.services.foreign import check_answerer
from wizard.services.http import Session, check_passing, json_body, retry_after
from wizard.services.json_text import read_json
from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import LONGEST_WAIT, RetryPolicy
from wizard.services.sansan import parse

CARDS = "/bizCards"
Query = Mapping[str, str | list[str]]
_T = TypeVar("_T")


class Connection:
    """Asks below ``root``. Raises ``SignInNeeded`` (key refused), ``PassingFault`` (after retries), ``Refused``."""

    def __init__(self, root: str, key: str, limiter: RateLimiter, retry_policy: RetryPolicy) -> None:
        self._root, self._limiter, self._retry_policy = root, limiter, retry_policy
        self._session = Session()
        self._session.headers["X-Sansan-Api-Key"] = key
        self._session.headers["Accept"] = "application/json"

    def ask(self, path: str, query: Query, read: Callable[[Any], _T]) -> _T:
        """Return what ``read`` makes of the answer; it may raise ``PassingFault`` to have it asked for again."""
        return self._retry_policy(lambda: read(_body(self._once(path, query))))

    def get(self, path: str, query: Query) -> requests.Response:
        """Return an answer that is no JSON."""
        return self._retry_policy(lambda: self._once(path, query))

    def _once(self, path: str, query: Query) -> requests.Response:
        self._limiter.wait(self._retry_policy.sleep)
        response = self._session.get(self._root + path, params=query)
        if response.status_code == 429:
            self._limiter.slow_down(min(retry_after(response) or 0, LONGEST_WAIT))
        check_passing(response)
        if response.status_code != 404:  # a path that is not there may be told by a page
            check_answerer(response)
        if response.status_code == 401:
            raise SignInNeeded("sansan_key_refused")
        if response.status_code == 403 and path == CARDS:  # elsewhere it is about that path alone
            raise SignInNeeded("sansan_key_forbidden")
        if response.status_code not in (200, 204):
            raise Refused(response.status_code, _error_code(response))
        return response


def _body(response: requests.Response) -> Any:
    """Return the JSON body; 204 says that there is nothing (sansan.md §1.6)."""
    return {"data": []} if response.status_code == 204 else json_body(response)


def _error_code(response: requests.Response) -> str:
    try:
        return parse.error_code(read_json(response.content))
    except ValueError:
        return ""
