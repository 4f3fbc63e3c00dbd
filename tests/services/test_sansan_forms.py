"""Whatever form Sansan's answers take where sources disagree or say nothing, the same cards and users are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from wizard.domain.card import BEGINNING, Card
from wizard.domain.errors import PassingFault, Refused, SignInNeeded
from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import RetryPolicy
from wizard.services.sansan.client import SansanClient
from wizard.standin.sansan import NO_LIMIT, SansanStandin
from wizard.standin.world import World
from wizard.transfer.reading_ahead import pages_ahead

NOW = datetime(2026, 11, 1, tzinfo=UTC)
Settings = dict[str, Any]
Set = Callable[..., None]

SAME_CARDS: list[Settings] = [
    {"page_tokens": "count", "largest_page": 100},
    {"page_tokens": "card", "page_size": 40},
    {"page_tokens": "card", "card_ids": "number", "page_size": 40},
    {"page_size": 30},
    {"more": "without_token"},
    {"more": "token_alone", "page_size": 50},
    {"more": "one_page_more", "page_size": 50},
    {"more": "one_page_more", "nothing_found": 204, "page_tokens": "count"},
    {"longest_window_days": 366},
    {"longest_window_days": 31, "largest_page": 100},
    {"window_ends": "from"},
    {"window_ends": "to", "page_size": 30},
    {"window_ends": "neither", "page_size": 30},
    {"default_statuses": "all"},
    {"default_statuses": "completed"},
    {"card_ids": "uuid", "page_size": 100},
    {"card_ids": "number"},
    {"owner_email": False},
    {"absent": "left_out"},
    {"absent": "empty"},
    {"times": "utc", "page_size": 50},
    {"times": "fraction", "page_size": 50},
    {"times": "fraction", "window_ends": "neither", "page_size": 50},
    {"times": "none", "page_size": 50},
    {"tag_items": "names"},
    {"unknown_fields": True},
    {"errors": "object", "largest_page": 100},
    {"errors": "flat", "largest_page": 100},
    {"errors": "text", "largest_page": 100},
    {"errors": "empty", "largest_page": 100},
]


@pytest.fixture(scope="module")
def world() -> World:
    return World.build(cards=700, users=12, seed=3)


@pytest.fixture
def service(world: World) -> Iterator[SansanStandin]:
    service = SansanStandin(world, rate_limit=NO_LIMIT)
    yield service
    service.close()


@pytest.fixture
def let(service: SansanStandin) -> Set:
    """Change the stand-in's settings."""

    def change(**settings: Any) -> None:
        with requests.Session() as session:
            session.trust_env = False
            session.post(f"{service.url}/standin/settings", json=settings, timeout=10).raise_for_status()

    return change


@pytest.fixture
def client(service: SansanStandin, world: World) -> SansanClient:
    return SansanClient(service.url, world.api_key, "6.0", RateLimiter(0, 0), RetryPolicy(lambda _: None))


def read(client: SansanClient) -> dict[str, Card]:
    """Read every card with four readers, as a transfer does, by what stands on it; ids and times come in many forms."""
    found = {card.id: card for cards, _ in pages_ahead(client, BEGINNING, NOW) for card in cards}
    return {
        repr(card._replace(id="", updated=None, owner=card.owner._replace(email=""))): card for card in found.values()
    }


@pytest.mark.parametrize("settings", SAME_CARDS, ids=str)
def test_the_same_cards_are_read(client: SansanClient, let: Set, settings: Settings) -> None:
    usual = read(client)
    assert len(usual) > 650
    let(**settings)
    assert sorted(read(client)) == sorted(usual)


def test_a_token_that_names_a_card_which_is_gone_loses_nothing(
    service: SansanStandin, client: SansanClient, let: Set
) -> None:
    usual = read(client)
    let(page_tokens="card", page_size=40)
    gone: list[str] = []
    page_of, deleted = client.page, requests.Session()
    deleted.trust_env = False

    def page(since: datetime, until: datetime, token: str = "") -> Any:
        """Delete the last card of each page that a token leads to."""
        if token:
            gone.append(token)
            deleted.delete(f"{service.url}/standin/cards/{token}", timeout=10).raise_for_status()
        return page_of(since, until, token)

    client.page = page  # type: ignore[method-assign]
    found = read(client)
    assert gone
    assert {name for name, card in usual.items() if card.id not in gone} <= set(found)


@pytest.mark.parametrize(
    "settings",
    [
        {"users_csv_header": "english"},
        {"users_csv_header": "newer_japanese", "users_csv_encoding": "utf-8-sig"},
        {"users_csv_encoding": "utf-16"},
        {"users_csv_delimiter": "tab"},
        {"users_csv_delimiter": "semicolon", "users_csv_encoding": "utf-8-sig"},
        {"users_csv_delimiter": "tab", "users_csv_header": "english"},
    ],
    ids=str,
)
def test_the_same_users_are_listed(client: SansanClient, let: Set, settings: Settings) -> None:
    usual = client.users()
    assert usual and len(usual) == 12
    let(**settings)
    assert client.users() == usual


@pytest.mark.parametrize("status", [400, 403, 404, 405])
def test_one_endpoint_that_is_refused_says_nothing_of_the_key(client: SansanClient, let: Set, status: int) -> None:
    card = next(iter(read(client).values()))
    let(refused={"organization/users": status, "users/{id}": status})
    assert client.users() is None
    assert client.user(card.owner.id) is None
    assert client.page(BEGINNING, NOW).cards


@pytest.mark.parametrize(("status", "code"), [(401, "sansan_key_refused"), (403, "sansan_key_forbidden")])
def test_a_key_for_data_hub_only_is_told_either_way(service: SansanStandin, let: Set, status: int, code: str) -> None:
    let(data_hub_key=status, keys={"H" * 32: {"user": "u00001", "data_hub_only": True}})
    client = SansanClient(service.url, "H" * 32, "6.0", RateLimiter(0, 0), RetryPolicy(lambda _: None))
    with pytest.raises(SignInNeeded) as caught:
        client.page(BEGINNING, NOW)
    assert caught.value.code == code


@pytest.mark.parametrize("place", ["body", "header", "error", "nowhere"])
def test_a_wait_is_read_wherever_it_stands(service: SansanStandin, world: World, let: Set, place: str) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        let(rate_limit={"per_second": 0, "per_minute": 0})

    let(retry_after_in=place, rate_limit={"per_second": 0, "per_minute": 1})
    client = SansanClient(service.url, world.api_key, "6.0", RateLimiter(0, 0), RetryPolicy(sleep))
    client.page(BEGINNING, NOW)
    client.page(BEGINNING, NOW)
    assert max(waited) > 30 if place != "nowhere" else max(waited) <= 2


@pytest.mark.parametrize("status", [404, 403])
def test_a_card_that_is_gone(client: SansanClient, let: Set, status: int) -> None:
    let(unseen_card=status)
    if status == 404:
        assert client.card("F" * 32) is None
    else:
        with pytest.raises(Refused):
            client.card("F" * 32)


def test_more_cards_of_one_time_than_a_page_holds_and_no_token(client: SansanClient, let: Set) -> None:
    let(more="without_token", page_size=50)
    with pytest.raises(PassingFault) as caught:
        read(client)
    assert caught.value.code == "sansan_paging"
