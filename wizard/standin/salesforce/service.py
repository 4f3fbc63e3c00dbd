"""The stand-in Salesforce: one organisation behind one port on 127.0.0.1."""

from __future__ import annotations

import itertools
import traceback
from dataclasses import replace

from wizard.standin.faults import Faults
from wizard.standin.http import Request, Response, Server, json_response
from wizard.standin.salesforce import control
from wizard.standin.salesforce.compression import packing
from wizard.standin.salesforce.customers import add_customers
from wizard.standin.salesforce.door import admit, refuse_too_long
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.oauth import discovery, identity, token
from wizard.standin.salesforce.oauth.authorize import SignIn
from wizard.standin.salesforce.org import Org, Package
from wizard.standin.salesforce.rest import bulk, bulk_query, changes, collections, deploy, meta, query, records, tooling
from wizard.standin.salesforce.rest.composite import Composite
from wizard.standin.salesforce.routing import Call, Route, Router
from wizard.standin.salesforce.soap import metadata
from wizard.standin.world import World

_COMMON = {
    "Cache-Control": "no-cache,must-revalidate,max-age=0,no-store,private",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "none",
    "Vary": "Accept-Encoding",
}


class SalesforceStandin:
    """A running stand-in. ``package`` says whether Sansan_CI is installed; ``port`` 0 takes a free one.

    ``sandbox``: the organisation is a sandbox, with its own id and usernames. ``username`` is the administrator's.
    ``customers``: it holds accounts, contacts and leads already. ``close`` stops it; every record is gone then.
    """

    def __init__(
        self,
        world: World,
        port: int = 0,
        package: Package = "present",
        *,
        sandbox: bool = False,
        customers: bool = False,
    ) -> None:
        self._org = Org(world, package, sandbox=sandbox)
        if customers:
            add_customers(self._org)
        self._router = Router([*Composite(self._dispatch).routes(), *_routes()])
        self._request_numbers = itertools.count(1)
        try:
            self._server = Server(packing(Faults(self._answer)), port)
        except OSError:
            self._org.close()
            raise
        self.url = self._org.url = self._server.url
        self.username = self._org.world.salesforce_users[0].username

    def close(self) -> None:
        """Stop serving and drop every record."""
        self._server.close()
        self._org.close()

    def _answer(self, request: Request) -> Response:
        try:
            refuse_too_long(request)
            route, path = self._router.find(request.method, request.raw_path)
        except ApiError as error:
            self._org.usage.count(request.method, "unknown", api=False)
            return self._finish(_refusal(error), api=False)
        counted = route.needs_user or route.counts
        self._org.usage.count(request.method, route.group, api=counted)
        try:
            response = self._handle(route, path, request)
        except ApiError as error:
            response = _refusal(error)
        except Exception:  # a mistake in the stand-in: seen on standard error, and the client gets an answer
            traceback.print_exc()
            response = _refusal(ApiError(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred."))
        return self._finish(response, api=route.needs_user)

    def _handle(self, route: Route, path: dict[str, str], request: Request) -> Response:
        bearer = _bearer(request)
        access = admit(self._org, bearer) if route.needs_user else None
        return route.handler(Call(self._org, request, path, bearer, access))

    def _dispatch(self, call: Call, request: Request) -> Response:
        """Carry out a call inside another, with the rights of that; it is not counted (§2.7)."""
        try:
            route, path = self._router.find(request.method, request.raw_path)
            if not route.needs_user or route.group in ("composite", "composite/batch"):
                raise ApiError(400, "INVALID_INPUT", f"{request.raw_path} cannot be called inside another call")
            return route.handler(replace(call, request=request, path=path))
        except ApiError as error:
            return _refusal(error)

    def _finish(self, response: Response, *, api: bool) -> Response:
        number = next(self._request_numbers)
        headers = {**_COMMON, "X-Sfdc-Request-Id": f"{number:032x}", **response.headers}
        if api:
            headers["Sforce-Limit-Info"] = f"api-usage={self._org.usage.api_calls}/{self._org.settings.daily_api_calls}"
        return Response(response.status, response.body, headers)


def _routes() -> list[Route]:
    data = (meta, query, tooling, changes, records, collections, bulk, bulk_query)
    modules = (*data, deploy, metadata, token, discovery, identity, control)
    return [*SignIn().routes(), *(route for module in modules for route in module.routes())]


def _refusal(error: ApiError) -> Response:
    headers = {"WWW-Authenticate": "Token"} if error.status == 401 else None
    return json_response(error.body(), error.status, headers)


def _bearer(request: Request) -> str | None:
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() in ("bearer", "oauth") and value.strip() else None
