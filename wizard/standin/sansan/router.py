"""From a path to an endpoint: which paths exist in which version, who may enter, how often."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from wizard.standin.http import Request, Response
from wizard.standin.sansan import cards_api, directory_api
from wizard.standin.sansan.errors import ApiError, not_found
from wizard.standin.sansan.keys import authenticate
from wizard.standin.sansan.parameters import Parameters
from wizard.standin.sansan.state import Call, State

Endpoint = Callable[[Call], Response]

_V3 = ("v3.1", "v3.2")
_V6 = ("v6.0",)
_BOTH = _V3 + _V6

_ROUTES: dict[str, tuple[tuple[str, ...], Endpoint]] = {
    "bizCards": (_BOTH, cards_api.list_cards),
    "bizCards/search": (_BOTH, cards_api.search_cards),
    "bizCards/{id}": (_BOTH, cards_api.one_card),
    "bizCards/{id}/image": (_V6, cards_api.card_image),
    "bizCards/{id}/tags": (_V6, cards_api.card_tags),
    "persons/{id}": (_BOTH, cards_api.person),
    "tags": (_BOTH, directory_api.tags),
    "users/{id}": (_V6, directory_api.user),
    "organization/users": (_BOTH, directory_api.users_csv),
    "organization/departments": (_BOTH, directory_api.departments_csv),
    "departments": (_V6, directory_api.departments),
    "me": (_V3, directory_api.me),
}
"""Paths after the version, as seen in sansan.md §1.3; one seen in v6.0 alone is taken as new there [I]."""


class Router:
    """Answers the requests of the API and counts them in the state."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Response:
        """Answer one request; every error comes in the API's own form."""
        template, call_id = _template(request.path)
        try:
            response = self._answer(request, template, call_id)
        except ApiError as error:
            response = error.response(self._state.settings)
        with self._lock:
            counted = f"{request.method} {template}"
            self._state.requests[counted] = self._state.requests.get(counted, 0) + 1
            status = str(response.status)
            self._state.statuses[status] = self._state.statuses.get(status, 0) + 1
        return response

    def _answer(self, request: Request, template: str, call_id: str) -> Response:
        """A wrong path is a 404 (§1.6 [C2]) whatever the key; then key, limit and parameters count [I]."""
        version, _, path = template.removeprefix("/").partition("/")
        versions, endpoint = _ROUTES.get(path, ((), None))
        state = self._state
        if endpoint is None or version not in versions or version not in state.settings.versions:
            raise not_found()
        if request.method != "GET":
            raise ApiError(405, "This method is not allowed here.")
        key = request.headers.get("x-sansan-api-key")
        viewer = authenticate(key, state.keys, state.world, state.settings.data_hub_key)
        state.limiter.admit(viewer.key)
        if path in state.settings.refused:
            raise ApiError(state.settings.refused[path], "The API key's user may not use this.")
        return endpoint(Call(state, request, viewer, version, call_id, Parameters(request.query)))


def _template(path: str) -> tuple[str, str]:
    """Return the path with ``{id}`` for the id in it, and that id (or an empty text)."""
    match = re.fullmatch(r"(/[^/]+/(?:bizCards|persons|users)/)([^/]+)(/[^/]+)?", path)
    if match is None or match[2] == "search":
        return path, ""
    return f"{match[1]}{{id}}{match[3] or ''}", match[2]
