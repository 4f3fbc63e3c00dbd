"""Pages: ``nextPageToken`` is opaque and bound to its query and key (sansan.md §1.4, §1.7).

It holds the place of the last item, so a page from the middle of a million costs no more than the first.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from wizard.standin.sansan.errors import ApiError

T = TypeVar("T")


def page_token(place: int, query: object) -> str:
    """Return the token for what follows ``place`` in the answer to ``query`` (any value with a full repr)."""
    return urlsafe_b64encode(place.to_bytes(8, "big") + _seal(place, query)).decode()


def read_token(token: str | None, query: object) -> int | None:
    """Return the place a token holds, None without one; raise ``ApiError`` 400 for another query's token."""
    if token is None:
        return None
    try:
        raw = urlsafe_b64decode(token.encode())
    except ValueError:
        raw = b""
    place = int.from_bytes(raw[:8], "big")
    if raw[8:] != _seal(place, query):
        raise ApiError(400, "nextPageToken is not valid for these parameters.")
    return place


def take_page(items: Iterator[tuple[int, T]], limit: int, query: object) -> tuple[list[T], dict[str, Any]]:
    """Return the next ``limit`` items of (place, item) pairs, and ``hasMore`` with its ``nextPageToken``."""
    taken = list(islice(items, limit + 1))
    if len(taken) <= limit:
        return [item for _, item in taken], {"hasMore": False}
    token = page_token(taken[limit - 1][0], query)
    return [item for _, item in taken[:limit]], {"hasMore": True, "nextPageToken": token}


def page_of(items: Sequence[Any], token: str | None, limit: int, query: object) -> dict[str, Any]:
    """Return one page of a short list as the API's list answer."""
    after = read_token(token, query)
    rest = range(0 if after is None else after + 1, len(items))
    data, more = take_page(((place, items[place]) for place in rest), limit, query)
    return {**more, "data": data}


def _seal(place: int, query: object) -> bytes:
    return hashlib.blake2b(f"{place} {query!r}".encode(), digest_size=13).digest()
