"""The client of the Sansan Open API: one method for each thing the program asks."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from wizard.domain.card import BEGINNING, Card, Page
from wizard.domain.errors import PassingFault, Refused
from wizard.domain.users import SansanUser
from wizard.services.csv_text import decode, separator
from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import RetryPolicy
from wizard.services.sansan import parse
from wizard.services.sansan.connection import CARDS, Connection

_PAGES = (300, 100)  # cards; one source gives 100 as the largest page (sansan.md §1.4 [X])
_ALL_TIME = timedelta(days=365 * 100)
_WINDOWS = (timedelta(days=365), timedelta(days=30))  # tried when a longer one is refused (§1.4 [?])


class SansanClient:
    """Asks Sansan with one user's key.

    Every method may raise ``SignInNeeded`` (key refused), ``PassingFault`` (after retries), ``Refused``.
    """

    def __init__(
        self,
        base_url: str,
        key: str,
        version: str,
        limiter: RateLimiter,
        retry_policy: RetryPolicy,
        *,
        past_cards: bool = False,
    ) -> None:
        self._at = Connection(f"{base_url}/v{version}", key, limiter, retry_policy)
        self._past_cards = past_cards
        self._limit, self._longest = _PAGES[0], _ALL_TIME
        self._lock = threading.Lock()

    def page(self, since: datetime, until: datetime, token: str = "") -> Page:
        """Read cards updated from ``since`` to ``until``, both included, oldest update first.

        All that the key may see, digitised ones only. Every parameter goes along with each page
        (sansan.md §1.7).
        """
        while True:
            limit, end = self._limit, min(until, since + self._longest)
            try:
                page = self._page(since, end, token, limit)
            except Refused as refusal:
                if refusal.status != 400 or token or not self._ask_for_less(end - since, limit):
                    raise
            else:
                return page if end == until else page._replace(until=end)

    def _page(self, since: datetime, until: datetime, token: str, limit: int) -> Page:
        query = {**self._window(since, until), "orderDirection": "asc", "limit": str(limit)}
        return self._at.ask(CARDS, {**query, "nextPageToken": token} if token else query, _page)

    def _ask_for_less(self, window: timedelta, limit: int) -> bool:
        """Ask for smaller pages, then for shorter windows than this one; False when that was no cure.

        Another thread may have been refused, too, and have changed it since this one asked.
        """
        with self._lock:
            return limit != self._limit or self._try_less(window)

    def _try_less(self, window: timedelta) -> bool:
        if self._limit == _PAGES[0]:
            self._limit = _PAGES[1]
            return True
        self._limit = _PAGES[0]
        self._longest = next((longest for longest in _WINDOWS if longest < window), _ALL_TIME)
        return self._longest < window

    def newest(self) -> datetime | None:
        """Return the latest update of any card; None when there is none, or it is not told."""
        until = datetime.now(UTC) + timedelta(days=1)
        window = self._window(max(BEGINNING, until - self._longest), until)
        try:
            cards = self._at.ask(CARDS, {**window, "orderDirection": "desc", "limit": "1"}, _page).cards
        except Refused:
            return None
        return cards[0].updated if cards else None

    def card(self, card_id: str) -> Card | None:
        """Read one card; None when there is none that this key sees.

        Raises ``Refused`` when Sansan does not say so: 403 can be about the card or about reading single cards at all.
        """
        try:
            return self._at.ask(f"/bizCards/{quote(card_id, safe='')}", {"includeTags": "true"}, parse.single_card)
        except Refused as refusal:
            if refusal.status in (404, 410):
                return None
            raise

    def tags(self) -> dict[str, list[str]] | None:
        """Read the ids of all tags by their name; None when this key may not."""
        found: dict[str, list[str]] = {}
        query, tokens = {"range": "all", "limit": "100"}, {""}
        try:
            while True:
                tags, more, token = self._at.ask("/tags", query, _tags)
                for name, tag_id in tags:
                    found.setdefault(name, []).append(tag_id)
                if not more or token in tokens:
                    return found
                tokens.add(token)
                query["nextPageToken"] = token
        except Refused:
            return None

    def tagged(self, tag_ids: Sequence[str], token: str = "") -> Page:
        """Read a page of the cards that have one of these tags, digitised ones only, oldest update first."""
        scope: dict[str, str | list[str]] = {
            **self._scope(),
            "orderDirection": "asc",
            "limit": str(self._limit),
            "tagId": list(tag_ids),
        }
        try:
            return self._at.ask("/bizCards/search", {**scope, "nextPageToken": token} if token else scope, _page)
        except Refused as refusal:
            if refusal.status != 400 or token or self._limit == _PAGES[-1]:
                raise
        self._limit = _PAGES[-1]
        return self.tagged(tag_ids)

    def search(self, condition: str, value: str) -> Page:
        """Read the first cards that meet one condition (sansan.md §1.4), of those that a transfer takes."""
        return self._at.ask("/bizCards/search", {**self._scope(), "limit": str(_PAGES[-1]), condition: value}, _page)

    def users(self) -> list[SansanUser] | None:
        """Read the list of all users; None when this key may not, or Sansan has no such list."""
        try:
            response = self._at.get("/organization/users", {"delimiter": "comma"})
        except Refused:
            return None
        except PassingFault as fault:
            if fault.code == "something_between":  # at this path alone, else reading the cards would say so
                return None
            raise
        text = decode(response.content)
        return None if text is None else parse.users(text, separator(text))

    def user(self, user_id: str) -> SansanUser | None:
        """Read one user; None when this key may not, or there is none of this id."""
        try:
            return self._at.ask(f"/users/{quote(user_id, safe='')}", {}, parse.user)
        except Refused:
            return None

    def _window(self, since: datetime, until: datetime) -> dict[str, str]:
        bounds = {"updatedFrom": since, "updatedTo": until}
        return {**self._scope(), **{name: at.isoformat(timespec="seconds") for name, at in bounds.items()}}

    def _scope(self) -> dict[str, str]:
        return {
            "range": "all",
            "entryStatus": "completed",
            "includePastBizCards": "true" if self._past_cards else "false",
            "includeTags": "true",
            "orderBy": "updatedAt",
        }


def _page(body: Any) -> Page:
    return Page(parse.cards(_data(body)), *parse.more(body))


def _tags(body: Any) -> tuple[list[tuple[str, str]], bool, str]:
    tags = [tag for tag in map(parse.tag, _data(body)) if tag is not None]
    return (tags, *parse.more(body))


def _data(body: Any) -> list[Any]:
    """Return the entries of a list. Raises ``PassingFault`` when it is none."""
    if not isinstance(body, Mapping) or not isinstance(body.get("data"), list):
        raise PassingFault("not_json", host="Sansan", status=200)
    return list(body["data"])
