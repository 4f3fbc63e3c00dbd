"""Cards and persons: ``/bizCards…`` and ``/persons/{id}`` (sansan.md §1.3 to §1.5)."""

from __future__ import annotations

from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.sansan.card_query import chooser, list_query, search_query
from wizard.standin.sansan.errors import ApiError, not_found
from wizard.standin.sansan.image import has_back, jpeg
from wizard.standin.sansan.paging import cards_answer, list_answer
from wizard.standin.sansan.shapes import find_card, shown_card
from wizard.standin.sansan.state import Call
from wizard.standin.world.quirks import Card
from wizard.standin.world.tags import Tag

_ONLY_V6 = ("secondTel", "countryCode")


def list_cards(call: Call) -> Response:
    """``GET /bizCards``: the cards updated in a window."""
    query = list_query(call)
    wanted = chooser(query, call.viewer, call.state.store)
    return cards_answer(call, query, wanted, lambda number: _view(call, number, tags=query.tags))


def search_cards(call: Call) -> Response:
    """``GET /bizCards/search``: the cards that meet all conditions; slow in a large world."""
    query = search_query(call)
    conditions = _conditions(call)
    eligible = chooser(query, call.viewer, call.state.store)

    def wanted(number: int) -> bool:
        return eligible(number) and _meets(call, number, conditions)

    bound = tuple(conditions.items())
    return cards_answer(call, query, wanted, lambda number: _view(call, number, tags=query.tags), bound)


def one_card(call: Call) -> Response:
    """``GET /bizCards/{id}``."""
    card = _view(call, _visible(call), tags=call.parameters.flag("includeTags"))
    return json_response({"item": card} if call.state.settings.single_card_in_item else card)


def card_image(call: Call) -> Response:
    """``GET /bizCards/{id}/image?side=front|back``: a JPEG; 404 when the card has no back side [I]."""
    number = _visible(call)
    if call.parameters.choice("side", ("front", "back")) == "back" and not has_back(number):
        raise not_found()
    return Response(200, jpeg(), {"Content-Type": "image/jpeg"})


def card_tags(call: Call) -> Response:
    """``GET /bizCards/{id}/tags``."""
    tags = _tags(call, _visible(call))
    return list_answer(call, tags, call.parameters.limit(100))


def person(call: Call) -> Response:
    """``GET /persons/{id}``: a person with the newest of the cards that the key may see."""
    store = call.state.store
    cards = [n for n in store.of_person(call.id) if call.viewer.may_see(store.owner(n))]
    if not cards:
        raise not_found()
    card = _view(call, cards[-1], tags=call.parameters.flag("includeTags"))
    return json_response({"item": {"id": call.id, "headBizCard": card}})


def _visible(call: Call) -> int:
    number = find_card(call.state.store, call.id, call.state.settings)
    if number is None or not call.viewer.may_see(call.state.store.owner(number)):
        raise ApiError(call.state.settings.unseen_card, "There is no such card.")
    return number


def _view(call: Call, number: int, *, tags: bool) -> Card:
    """Return a card as this version shows it; owners without e-mail before v6 (sansan.md §1.5 [I])."""
    card = call.state.store.card(number)
    card.pop("tags", None)
    if not call.is_v6:
        card = {name: value for name, value in card.items() if name not in _ONLY_V6}
    if not (call.is_v6 and call.state.settings.owner_email):
        card["owner"] = {name: card["owner"].get(name) for name in ("id", "name")}
    if tags:
        card["tags"] = _tags(call, number)
    card = shown_card(card, number, call.state.settings)
    return {name: value for name, value in card.items() if name not in call.viewer.hides}


def _tags(call: Call, number: int) -> list[dict[str, Any]]:
    return [
        {"id": tag.id, "name": tag.name, "type": tag.type} if isinstance(tag, Tag) else tag
        for tag in call.state.store.tags(number)
        if not isinstance(tag, Tag) or tag.type != "private" or tag.owner.id == call.viewer.user.id
    ]


def _conditions(call: Call) -> dict[str, tuple[str, ...]]:
    names = ("companyName", "name", "email", "tel", "mobile")
    given = {name: value for name in names if (value := call.parameters.text(name)) is not None}
    return {**{name: (value,) for name, value in given.items()}, "tagId": call.parameters.texts("tagId")}


def _meets(call: Call, number: int, conditions: dict[str, tuple[str, ...]]) -> bool:
    """Partial, prefix or exact, combined with AND; tags with OR (sansan.md §1.4 [C2])."""
    card = call.state.store.card(number)
    for name, values in conditions.items():
        if name == "tagId":
            met = not values or any(tag["id"] in values for tag in _tags(call, number))
        elif name == "name":
            met = ((card.get("lastName") or "") + (card.get("firstName") or "")).startswith(values[0])
        elif name == "email":
            met = card.get("email") == values[0]
        else:
            met = values[0] in (card.get(name) or "")
        if not met:
            return False
    return True
