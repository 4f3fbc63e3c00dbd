"""API keys: each belongs to a Sansan user and sees what that user may see (sansan.md §1.2 [C2])."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wizard.standin.sansan.errors import ApiError
from wizard.standin.world import SansanUser, World
from wizard.standin.world.hashing import token

Sees = Literal["all", "department", "own"]


@dataclass(frozen=True)
class Key:
    """One key: the user it belongs to, whose cards that user may see, and its scope.

    ``data_hub_only``: the key's valid range is "Sansan Data Hub only"; it is refused, with 403 by default [I].
    ``hides``: card fields that access patterns keep from the user (sansan.md §1.6); they are left out [I].
    """

    user: str
    sees: Sees = "all"
    data_hub_only: bool = False
    hides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Viewer:
    """Who asks: the key's text, its user, the owners (ids) whose cards he sees (None: everybody), hidden fields."""

    key: str
    user: SansanUser
    owners: frozenset[str] | None
    hides: tuple[str, ...]

    def may_see(self, owner: str) -> bool:
        """Whether cards of ``owner`` (a user id) are visible."""
        return self.owners is None or owner in self.owners


def default_keys(world: World) -> dict[str, Key]:
    """Return the main key, which sees all, and one each for a department, own cards, Data Hub only."""
    first, last = world.sansan_users[0].id, world.sansan_users[-1].id
    return {
        world.api_key: Key(first),
        token(world.seed, 11, 32): Key(last, "department"),
        token(world.seed, 12, 32): Key(last, "own"),
        token(world.seed, 13, 32): Key(first, data_hub_only=True),
    }


def authenticate(text: str | None, keys: dict[str, Key], world: World, data_hub_status: int) -> Viewer:
    """Return who is behind ``X-Sansan-Api-Key``; raise ``ApiError`` 401, or the given status for a Data Hub key [I]."""
    key = keys.get(text or "")
    if text is None or key is None:
        raise ApiError(401, "The API key is missing or not valid.")
    if key.data_hub_only:
        raise ApiError(data_hub_status, "The API key is not valid for this API.")
    user = next(user for user in world.sansan_users if user.id == key.user)
    return Viewer(text, user, _owners(key, user, world), key.hides)


def _owners(key: Key, user: SansanUser, world: World) -> frozenset[str] | None:
    if key.sees == "all":
        return None
    if key.sees == "own":
        return frozenset({user.id})
    return frozenset(
        other.id
        for other in world.sansan_users
        if f"{other.department}/".startswith(f"{user.department}/") or other.id == user.id
    )
