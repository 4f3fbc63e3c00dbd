"""Answers packed with gzip for whom takes them (salesforce.md §2.2)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from wizard.standin.http import Handler, Request, Response

_WORTH_IT = 1024
_FAST = 1
_GZIP = 31  # the largest window, in the format of gzip


def packing(handler: Handler) -> Callable[[Request], Response]:
    """Return a handler whose longer answers are packed when the request allows it; spoiled ones stay as they are."""

    def answer(request: Request) -> Response:
        response = handler(request)
        spoiled = response.sending != "whole" or response.drip
        if spoiled or "gzip" not in request.headers.get("accept-encoding", ""):
            return response
        body = response.body
        if isinstance(body, bytes):
            if len(body) < _WORTH_IT:
                return response
            body = b"".join(_packed(iter((body,))))
        else:
            body = _packed(body)
        return replace(response, body=body, headers={**response.headers, "Content-Encoding": "gzip"})

    return answer


def _packed(parts: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_FAST, zlib.DEFLATED, _GZIP)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()
