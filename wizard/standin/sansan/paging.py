"""Pages and the tokens that lead from one to the next (sansan.md §1.4, §1.7).

What a token holds is not known. Here it is one of three: ``opaque`` holds the place of the last item and is bound to
query and key, so a page from the middle of a million costs no more than the first; ``count`` is the number of items
before, so an edit meanwhile can push an item across a border; ``card`` is the id of the last card, which can be gone
or elsewhere when the token comes back.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.sansan.card_query import CardQuery
from wizard.standin.sansan.errors import ApiError
from wizard.standin.sansan.shapes import find_card, shown_id, shown_page
from wizard.standin.sansan.state import Call
from wizard.standin.sansan.store import Entry


def list_answer(call: Call, items: Sequence[Any], limit: int, *query: Any) -> Response:
    """Return one page of a short list; its tokens are opaque."""
    bound = call.token_query(limit, *query)
    after = _place(call.parameters.text("nextPageToken"), bound)
    first = 0 if after is None else after + 1
    page, more = items[first : first + limit], first + limit < len(items)
    end = _opaque(first + len(page) - 1 if page else first, bound)
    return _answer(call, list(page), end if more else None, end)


def cards_answer(
    call: Call, query: CardQuery, wanted: Callable[[int], bool], view: Callable[[int], Any], *conditions: Any
) -> Response:
    """Return one page of the cards that are ``wanted``, each as ``view`` shows it."""
    bound = call.token_query(query, *conditions)
    entries, before = _rest(call, query, wanted, bound)
    taken = list(islice(entries, query.limit + 1))
    page = taken[: query.limit]
    end = _token_after(call, page, before, bound) if page else ""
    return _answer(call, [view(number) for _, number in page], end if len(taken) > len(page) else None, end)


def _answer(call: Call, data: list[Any], token: str | None, end: str) -> Response:
    settings = call.state.settings
    if not data and settings.nothing_found == 204:
        return Response(204)
    return json_response(shown_page(data, token, settings, end))


def _rest(call: Call, query: CardQuery, wanted: Callable[[int], bool], bound: object) -> tuple[Iterator[Entry], int]:
    """Return the entries from where the token leads to, and how many were passed over."""
    token, form, store = call.parameters.text("nextPageToken"), call.state.settings.page_tokens, call.state.store
    after, passed = None, 0
    if form == "opaque":
        after = _place(token, bound)
    elif form == "card" and token is not None:
        number = find_card(store, token, call.state.settings)
        if number is None:
            raise _not_valid()
        after = store.place(number, query.order)
    elif token is not None:
        if not (token.isascii() and token.isdecimal()):
            raise _not_valid()
        passed = int(token[:9])
    entries = (entry for entry in store.entries(query.order, after) if wanted(entry[1]))
    return islice(entries, passed, None), passed


def _token_after(call: Call, page: list[Entry], before: int, bound: object) -> str:
    place, number = page[-1]
    form = call.state.settings.page_tokens
    if form == "count":
        return str(before + len(page))
    if form == "card":
        return str(shown_id(call.state.store.card(number)["id"], number, call.state.settings.card_ids))
    return _opaque(place, bound)


def _opaque(place: int, query: object) -> str:
    return urlsafe_b64encode(place.to_bytes(8, "big") + _seal(place, query)).decode()


def _place(token: str | None, query: object) -> int | None:
    if token is None:
        return None
    try:
        raw = urlsafe_b64decode(token.encode())
    except ValueError:
        raw = b""
    place = int.from_bytes(raw[:8], "big")
    if raw[8:] != _seal(place, query):
        raise _not_valid()
    return place


def _seal(place: int, query: object) -> bytes:
    return hashlib.blake2b(f"{place} {query!r}".encode(), digest_size=13).digest()


def _not_valid() -> ApiError:
    return ApiError(400, "nextPageToken is not valid for these parameters.")
