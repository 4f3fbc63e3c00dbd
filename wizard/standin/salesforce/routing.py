"""Which function answers which address, and what a function is told about the call."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from wizard.standin.http import Request, Response
from wizard.standin.salesforce.errors import ApiError, not_found
from wizard.standin.salesforce.org import Org
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.versions import served
from wizard.standin.salesforce.writing.batch import Options


@dataclass(frozen=True)
class Call:
    """One request to one route. ``path`` holds the parts of the address; ``token`` the bearer token, if any.

    ``access`` must only be used by routes that ask for a signed-in user.
    """

    org: Org
    request: Request
    path: dict[str, str]
    token: str | None = None
    signed_in: Access | None = None

    @property
    def access(self) -> Access:
        """The rights of the user who calls."""
        assert self.signed_in is not None, "route without sign-in"  # noqa: S101 - a mistake in this program
        return self.signed_in

    @property
    def base(self) -> str:
        """``/services/data/vXX.0`` as called."""
        return f"/services/data/v{self.path['version']}"

    @cached_property
    def query(self) -> dict[str, str]:
        """The query parameters, the last of each name."""
        return {name: values[-1] for name, values in self.request.query.items()}

    @cached_property
    def form(self) -> dict[str, str]:
        """The form fields of the body, the last of each name."""
        return {name: values[-1] for name, values in self.request.form.items()}

    @property
    def options(self) -> Options:
        """What the headers want of writing: leads are assigned by rule unless told otherwise (§2.6 [C])."""
        headers = self.request.headers
        save = "allowsave=true" in headers.get("sforce-duplicate-rule-header", "").lower().replace(" ", "")
        return Options(allow_duplicates=save, assign=headers.get("sforce-auto-assign", "").lower() != "false")

    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object. Raises ApiError."""
        try:
            value = json.loads(self.request.body.decode("utf-8"))
        except ValueError as error:
            raise ApiError(400, "JSON_PARSER_ERROR", f"Unexpected content: {error}") from error
        if not isinstance(value, dict):
            raise ApiError(400, "JSON_PARSER_ERROR", "The body must be a JSON object")
        return value

    def object(self) -> ObjectType:
        """Return the object the address names. Raises ApiError 404 when the user may not see it (§4.4)."""
        kind = self.access.object(self.path["object"])
        if kind is None:
            raise not_found()
        return kind


Handler = Callable[[Call], Response]


@dataclass(frozen=True)
class Route:
    """``template`` is an address with ``{name}`` for one part; ``group`` is its name in the statistics.

    ``counts``: the call uses up one of the day's API calls; so does every one that ``needs_user``.
    """

    method: str
    template: str
    group: str
    handler: Handler
    needs_user: bool = True
    counts: bool = False
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        expression = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.template))
        expression = expression.replace("/v(?P<version>[^/]+)", r"/v(?P<version>\d+\.0)")
        object.__setattr__(self, "pattern", re.compile(expression, re.IGNORECASE))

    def match(self, path: str) -> re.Match[str] | None:
        """Return the parts of a path that leads here; none does in a version that is not served (§2.1)."""
        found = self.pattern.fullmatch(path)
        versioned = self.template.startswith("/services/data/v{version}")
        return found if found and (not versioned or served(found["version"])) else None


def rest(method: str, path: str, group: str, handler: Handler, *, needs_user: bool = True) -> Route:
    """Return a route below ``/services/data/vXX.0/``."""
    return Route(method, f"/services/data/v{{version}}{path}", group, handler, needs_user)


class Router:
    """Finds the route of a request."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = list(routes)

    def find(self, method: str, raw_path: str) -> tuple[Route, dict[str, str]]:
        """Return the route and the decoded parts of the address. Raises ApiError 404 or 405."""
        path = raw_path.rstrip("/") or "/"
        others: list[str] = []
        for route in self._routes:
            if match := route.match(path):
                if route.method == method:
                    return route, {name: unquote(value) for name, value in match.groupdict().items()}
                others.append(route.method)
        if others:
            allowed = ", ".join(others)
            raise ApiError(405, "METHOD_NOT_ALLOWED", f"HTTP Method '{method}' not allowed. Allowed are {allowed}")
        raise not_found()
