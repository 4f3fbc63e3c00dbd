"""How cards and pages look where sources disagree or say nothing: the settings decide (sansan.md §1.5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wizard.standin.sansan.settings import Settings
from wizard.standin.sansan.store import CardStore
from wizard.standin.world.quirks import Card

_FIRST_NUMBER = 10_000_000  # of the ids that are numbers
_UNKNOWN = {"isUserCard": False, "labels": [], "digital": {"kind": None}, "sansanOrganizationCode": "SOC-1"}


def find_card(store: CardStore, shown: str, settings: Settings) -> int | None:
    """Return the number of the card that is shown under this id; None when there is none (any more)."""
    if settings.card_ids == "number":
        number = int(shown) - _FIRST_NUMBER if shown.isascii() and shown.isdecimal() else -1
        return store.find(store.cards.ids.of(number)) if number >= 0 else None
    return store.find(shown.replace("-", "").upper() if settings.card_ids == "uuid" else shown)


def shown_card(card: Card, number: int, settings: Settings) -> Card:
    """Return the card as it is answered."""
    shown: Card = {name: value for name, value in card.items() if settings.absent != "left_out" or value is not None}
    if settings.absent == "empty":
        shown = {name: "" if value is None else value for name, value in shown.items()}
    for name in ("registeredTime", "updatedTime"):
        if name in shown:
            shown[name] = _time(shown[name], settings.times)
    if settings.times == "none":
        shown.pop("updatedTime", None)
    if settings.tag_items == "names" and "tags" in shown:
        shown["tags"] = [tag["name"] for tag in shown["tags"]]
    if settings.unknown_fields:
        shown |= _UNKNOWN
    return {**shown, "id": shown_id(shown["id"], number, settings.card_ids)}


def shown_id(card_id: str, number: int, form: str) -> str | int:
    """Return a card's id: 32 hexadecimal capitals, a UUID, or a JSON number."""
    if form == "number":
        return _FIRST_NUMBER + number
    if form == "uuid":
        low = card_id.lower()
        return "-".join((low[:8], low[8:12], low[12:16], low[16:20], low[20:]))
    return card_id


def shown_page(data: list[Any], token: str | None, settings: Settings, end: str) -> dict[str, Any]:
    """Return a page. ``token`` asks for the next; ``end`` would ask for what comes after this one, if anything does."""
    if settings.more == "one_page_more" and data:
        token = token or end
    told: dict[str, Any] = {} if settings.more == "token_alone" else {"hasMore": token is not None}
    if token is not None and settings.more != "without_token":
        told["nextPageToken"] = token
    return {**told, "data": data}


def _time(text: str, form: str) -> str:
    if form == "utc":
        return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return text.replace("+", ".250+") if form == "fraction" else text
