"""Bodies of several parts (multipart/form-data)."""

from __future__ import annotations

import re

from wizard.standin.http import Request


def parts_of(request: Request) -> dict[str, bytes]:
    """Return the content of each part by its name; nothing when the body has no parts."""
    boundary = re.search(r'boundary="?([^";]+)', request.headers.get("content-type", ""))
    parts: dict[str, bytes] = {}
    pieces = (b"\r\n" + request.body).split(b"\r\n--" + boundary.group(1).encode()) if boundary else []
    for piece in pieces:
        head, _, content = piece.partition(b"\r\n\r\n")
        if name := re.search(rb'name="([^"]+)"', head):
            parts[name.group(1).decode("utf-8", "replace")] = content
    return parts
