"""What the endpoints share: the world, the cards, the keys and the switches of a running service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wizard.standin.http import Request
from wizard.standin.sansan.keys import Key, Viewer
from wizard.standin.sansan.limits import Limiter
from wizard.standin.sansan.parameters import Parameters
from wizard.standin.sansan.settings import Settings
from wizard.standin.sansan.store import CardStore
from wizard.standin.world import World


@dataclass
class State:
    """One running service; its settings cover what is not known of the real one."""

    world: World
    store: CardStore
    keys: dict[str, Key]
    limiter: Limiter
    settings: Settings = field(default_factory=Settings)
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
