"""The control interface under ``/standin/`` for testers; it is no part of the real service.

- ``PATCH /standin/cards/{id}``: JSON of fields to change; ``updatedTime`` becomes the latest of all.
  Give the owner as ``{"owner": {"id": "u00002"}}``; name and address of a known user are filled in.
- ``POST /standin/cards``: adds a card with the given fields. ``DELETE /standin/cards/{id}``.
- ``GET /standin/cards/{id}``: the card with every field, whoever may see it.
- ``GET``, ``POST /standin/settings``: JSON with any of the names of ``settings.py``, and of ``rate_limit``
  (``{"per_second": 10, "per_minute": 300}``, 0 = off) and ``keys`` (``{"<key>": {"user": "u00001",
  "sees": "all|department|own", "data_hub_only": false, "hides": ["email"]}}``, null takes a key away; those
  not named stay).
- ``GET /standin/stats``: ``{"requests": {"GET /v6.0/bizCards": 3, …}, "statuses": {"200": 3, …}}``.

A mistake answers 400 or 404 with ``{"error": "…"}``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from wizard.standin.http import Request, Response, json_response
from wizard.standin.sansan.keys import Key
from wizard.standin.sansan.limits import RateLimit
from wizard.standin.sansan.shapes import find_card
from wizard.standin.sansan.state import State
from wizard.standin.world.quirks import Card


def control(request: Request, state: State) -> Response:
    """Answer one request of the control interface."""
    _, _, place, *rest = request.path.split("/")
    try:
        if place == "cards":
            return _cards(request, state, "/".join(rest))
        if place == "settings" and request.method in ("GET", "POST"):
            return _settings(request, state)
        if place == "stats" and request.method == "GET":
            return json_response({"requests": state.requests, "statuses": state.statuses})
    except (ValueError, TypeError, KeyError) as problem:
        return json_response({"error": f"not understood: {problem}"}, 400)
    return json_response({"error": "no such control"}, 404)


def _cards(request: Request, state: State, card_id: str) -> Response:
    if request.method == "POST" and not card_id:
        return json_response(state.store.add(_fields(request, state)), 201)
    number = find_card(state.store, card_id, state.settings)
    if number is None or request.method not in ("GET", "PATCH", "DELETE"):
        return json_response({"error": "no such card or control"}, 404)
    if request.method == "DELETE":
        state.store.delete(number)
        return Response(204)
    if request.method == "PATCH":
        state.store.change(number, _fields(request, state))
    return json_response(state.store.card(number))


def _fields(request: Request, state: State) -> Card:
    fields = _body(request)
    if "owner" in fields:
        owner = fields["owner"]
        known = [user for user in state.world.sansan_users if user.id == owner["id"]]
        filled = {"name": known[0].name, "email": known[0].email} if known else {}
        fields["owner"] = {"name": None, "email": None, **filled, **owner}
    return fields


def _settings(request: Request, state: State) -> Response:
    if request.method == "POST":
        _change_settings(state, _body(request))
    shown = {"rate_limit": asdict(state.limiter.limit), **asdict(state.settings)}
    return json_response({**shown, "keys": {text: asdict(key) for text, key in state.keys.items()}})


def _change_settings(state: State, wanted: dict[str, Any]) -> None:
    """Change the named settings, all or none; raise ValueError, TypeError or KeyError for a wrong one."""
    limit = RateLimit(**wanted.pop("rate_limit", asdict(state.limiter.limit)))
    keys = _keys(wanted.pop("keys", {}), state)
    settings = replace(state.settings, **state.settings.changed(wanted))
    state.limiter.limit, state.keys, state.settings = limit, keys, settings


def _keys(wanted: dict[str, dict[str, Any] | None], state: State) -> dict[str, Key]:
    keys = dict(state.keys)
    users = {user.id for user in state.world.sansan_users}
    for text, entry in wanted.items():
        keys.pop(text, None)
        if entry is not None:
            keys[text] = Key(**{**entry, "hides": tuple(entry.get("hides", ()))})
            if keys[text].user not in users or keys[text].sees not in ("all", "department", "own"):
                raise ValueError(f"key {entry}")
    return keys


def _body(request: Request) -> dict[str, Any]:
    body = json.loads(request.body)
    if not isinstance(body, dict):
        raise TypeError("the body is no JSON object")
    return body
