"""The stand-in Sansan Open API, v6.0 and v3.2, made from the protocol facts in sansan.md §1.

Modules: ``router`` (paths), ``cards_api`` and ``directory_api`` (endpoints), ``card_query``, ``parameters``
and ``paging`` (reading a request), ``keys`` and ``limits`` (the door), ``store`` (the cards and their edits),
``control`` (the testers' interface under ``/standin/``; ``/standin/faults`` is in ``wizard.standin.faults``).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from wizard.standin.faults import Faults
from wizard.standin.http import Request, Response, Server
from wizard.standin.sansan.control import control
from wizard.standin.sansan.keys import default_keys
from wizard.standin.sansan.limits import NO_LIMIT, Limiter, RateLimit
from wizard.standin.sansan.router import Router
from wizard.standin.sansan.state import State
from wizard.standin.sansan.store import CardStore
from wizard.standin.world import World
from wizard.standin.world.cards import Cards

__all__ = ["NO_LIMIT", "RateLimit", "SansanStandin"]


class SansanStandin:
    """The service, running on loopback from construction to ``close``; ``url`` is without a version.

    ``clock`` gives seconds since 1970; edits are dated and requests counted by it.
    """

    def __init__(
        self,
        world: World,
        port: int = 0,
        rate_limit: RateLimit = RateLimit(),  # noqa: B008 - immutable
        clock: Callable[[], float] = time.time,
    ) -> None:
        store = CardStore(Cards(world), clock)
        self._state = State(world, store, default_keys(world), Limiter(rate_limit, clock))
        self._router = Router(self._state)
        self._server = Server(Faults(self._answer), port)
        self.url = self._server.url
        self.port = self._server.port

    def close(self) -> None:
        """Stop serving and free the port."""
        self._server.close()

    def _answer(self, request: Request) -> Response:
        """Every request passes here once the faults let it through."""
        if request.path.startswith("/standin/"):
            return control(request, self._state)
        return self._router.answer(request)
