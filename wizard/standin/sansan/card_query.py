"""Which cards a list or a search asks for, and whether a card is among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wizard.standin.sansan.errors import ApiError
from wizard.standin.sansan.keys import Viewer
from wizard.standin.sansan.state import Call
from wizard.standin.sansan.store import CardStore, Order

_STATUSES = ("completed", "processing", "unreadable")


@dataclass(frozen=True)
class CardQuery:
    """The parameters that the list and the search have in common, defaults filled in (sansan.md §1.4)."""

    order: Order
    own_only: bool
    statuses: tuple[str, ...]
    past: bool
    tags: bool
    limit: int


def list_query(call: Call) -> CardQuery:
    """Read the parameters of ``/bizCards``; both ends of the window are required in v6.0 [C2].

    All orders but updatedAt are that of registration; no source shows a time of completion [I].
    """
    read = call.parameters
    first = read.time("updatedFrom", required=call.is_v6)
    last = read.time("updatedTo", required=call.is_v6)
    settings = call.state.settings
    if first is not None and last is not None:
        if last <= first:
            raise ApiError(400, "updatedTo must be later than updatedFrom.")
        if 0 < settings.longest_window_days * 86400 < last - first:
            raise ApiError(400, "The period is too long.")
    if first is not None and settings.window_ends in ("to", "neither"):
        first += 1
    if last is not None and (settings.window_ends in ("from", "neither") or settings.times == "fraction"):
        last -= 1  # a card a quarter of a second later is not within a window that ends on the second
    by_update = read.choice("orderBy", ("updatedAt", "registeredAt", "completedAt")) == "updatedAt"
    descending = read.choice("orderDirection", ("asc", "desc")) == "desc"
    return _query(call, Order(first, last, by_update, descending))


def search_query(call: Call) -> CardQuery:
    """Read the parameters of ``/bizCards/search`` that are no conditions."""
    by_update = call.parameters.choice("orderBy", ("registeredAt", "updatedAt")) == "updatedAt"
    descending = call.parameters.choice("orderDirection", ("desc", "asc")) == "desc"
    return _query(call, Order(None, None, by_update, descending))


def _query(call: Call, order: Order) -> CardQuery:
    """Only completed cards by default in v6, all in older versions (sansan.md §1.4 [X])."""
    read = call.parameters
    settings = call.state.settings
    only_completed = {"completed": True, "all": False}.get(settings.default_statuses, call.is_v6)
    limit = read.limit(settings.largest_page)
    return CardQuery(
        order,
        own_only=read.choice("range", ("me", "all")) == "me",
        statuses=read.choices("entryStatus", _STATUSES, ("completed",) if only_completed else _STATUSES),
        past=read.flag("includePastBizCards"),
        tags=read.flag("includeTags"),
        limit=min(limit, settings.page_size or limit),
    )


def chooser(query: CardQuery, viewer: Viewer, store: CardStore) -> Callable[[int], bool]:
    """Return the test whether the card with a number belongs into the answer."""

    def wanted(number: int) -> bool:
        owner = store.owner(number)
        return (
            (owner == viewer.user.id if query.own_only else viewer.may_see(owner))
            and store.status(number) in query.statuses
            and (query.past or not store.is_past(number))
        )

    return wanted
