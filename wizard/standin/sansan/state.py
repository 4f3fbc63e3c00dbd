"""What the endpoints share: the world, the cards, the keys and the switches of a running service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wizard.standin.http import Request
from wizard.standin.sansan.keys import Key, Viewer
from wizard.standin.sansan.limits import Limiter
from wizard.standin.sansan.parameters import Parameters
from wizard.standin.sansan.store import CardStore
from wizard.standin.world import World


@dataclass
class State:
    """One running service. The switches cover what is not known of the real one.

    ``users_csv_encoding``: "utf-8", "utf-8-sig" or "cp932" (sansan.md §1.3 [I]).
    ``users_csv_refused``: both CSV lists answer 403; which permission they need is not known [?].
    ``owner_email``: whether owners of cards carry their e-mail address (§1.5 [I]).
    ``single_card_in_item``: one card comes as ``{"item": {card}}`` instead of bare (§1.5 [?]).
    ``largest_page``: the highest ``limit`` for cards; 300, but one source says 100 (§1.4 [X]).
    """

    world: World
    store: CardStore
    keys: dict[str, Key]
    limiter: Limiter
    users_csv_encoding: str = "utf-8"
    users_csv_refused: bool = False
    single_card_in_item: bool = False
    owner_email: bool = True
    largest_page: int = 300
    requests: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One request that passed the door: who asks, in which version ("v6.0"), the id in the path or ""."""

    state: State
    request: Request
    viewer: Viewer
    version: str
    id: str
    parameters: Parameters

    @property
    def is_v6(self) -> bool:
        """Whether the newest version was called."""
        return self.version == "v6.0"

    def token_query(self, *query: Any) -> tuple[Any, ...]:
        """Return what a page token of this call is bound to."""
        return (self.viewer.key, self.version, self.request.path, *query)
