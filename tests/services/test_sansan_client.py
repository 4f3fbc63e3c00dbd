"""The client of Sansan against the stand-in, over real sockets; both keep time by one clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from wizard.domain.card import BEGINNING, Card
from wizard.domain.errors import PassingFault, Refused, SignInNeeded
from wizard.domain.users import SansanUser
from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import RetryPolicy
from wizard.services.sansan.client import SansanClient
from wizard.standin.sansan import NO_LIMIT, SansanStandin
from wizard.standin.world import World
from wizard.transfer.reading import pages

END = datetime(2099, 1, 1, tzinfo=UTC)
Make = Callable[..., SansanClient]


class Time:
    """A clock that moves only by sleeping."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture(scope="module")
def world() -> World:
    return World.build(cards=700, users=12, seed=3)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def service(world: World, time: Time) -> Iterator[SansanStandin]:
    service = SansanStandin(world, rate_limit=NO_LIMIT, clock=time.clock)
    yield service
    service.close()


@pytest.fixture
def make(service: SansanStandin, world: World, time: Time) -> Make:
    def client(
        key: str = world.api_key,
        version: str = "6.0",
        limiter: RateLimiter | None = None,
        sleep: Callable[[float], None] = time.sleep,
        **options: bool,
    ) -> SansanClient:
        return SansanClient(
            service.url, key, version, limiter or RateLimiter(0, 0, time.clock), RetryPolicy(sleep), **options
        )

    return client


@pytest.fixture
def control(service: SansanStandin) -> Callable[..., Any]:
    """Speak to the stand-in's control interface."""

    def send(method: str, path: str, **body: Any) -> Any:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(method, f"{service.url}/standin/{path}", json=body or None, timeout=30)
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    return send


def read(client: SansanClient) -> list[Card]:
    found = pages(client, BEGINNING, datetime(2030, 1, 1, tzinfo=UTC))
    return [card for cards, _ in found for card in cards]


def key_that_sees(control: Callable[..., Any], what: str) -> str:
    keys = control("GET", "settings")["keys"]
    return next(text for text, key in keys.items() if ("data_hub" if key["data_hub_only"] else key["sees"]) == what)


@pytest.mark.parametrize("version", ["6.0", "3.2"])
def test_every_card_is_read_whole(make: Make, control: Callable[..., Any], version: str) -> None:
    cards = read(make(version=version))
    assert len(cards) == len({card.id for card in cards}) > 300
    some = cards[7]
    there = control("GET", f"cards/{some.id}")
    assert (some.last_name, some.company, some.owner.id) == (
        there["lastName"] or "",
        there["companyName"] or "",
        there["owner"]["id"],
    )
    assert some.updated == datetime.fromisoformat(there["updatedTime"])


def test_a_page_is_as_large_as_sansan_allows_and_leads_to_the_next(make: Make) -> None:
    client = make()
    first = client.page(BEGINNING, END)
    second = client.page(BEGINNING, END, first.token)
    assert len(first.cards) == 300
    assert first.more
    assert not {c.id for c in first.cards} & {c.id for c in second.cards}
    assert [c.updated for c in first.cards] == sorted(c.updated for c in first.cards if c.updated)


def test_a_window_has_both_its_ends(make: Make) -> None:
    client = make()
    at = client.page(BEGINNING, END).cards[50].updated
    assert at
    found = client.page(at, at + timedelta(seconds=1)).cards
    assert found
    assert all(at <= c.updated <= at + timedelta(seconds=1) for c in found if c.updated)


def test_past_cards_come_only_when_they_are_wanted(make: Make) -> None:
    assert len(read(make(past_cards=True))) > len(read(make(past_cards=False)))


def test_tags_memo_and_awkward_values_arrive(make: Make) -> None:
    cards = read(make())
    assert any(len(card.tags) > 1 for card in cards)
    text = "".join(card.memo + card.last_name + card.last_name_reading for card in cards)
    assert all(awkward in text for awkward in ("\n", '"', "髙", "𠮷"))


@pytest.mark.parametrize("in_item", [True, False])
def test_one_card_in_either_shape(make: Make, control: Callable[..., Any], in_item: bool) -> None:
    client = make()
    wanted = client.page(BEGINNING, END).cards[0]
    control("POST", "settings", single_card_in_item=in_item)
    assert client.card(wanted.id) == wanted


def test_a_card_deleted_meanwhile_is_none(make: Make, control: Callable[..., Any]) -> None:
    client = make()
    gone = client.page(BEGINNING, END).cards[0].id
    control("DELETE", f"cards/{gone}")
    assert client.card(gone) is None


@pytest.mark.parametrize("card_id", ["nobody", "a/b", "../users", "?x=1", "名刺"])
def test_a_strange_card_id_is_none(make: Make, card_id: str) -> None:
    assert make().card(card_id) is None


def test_a_card_of_others_is_none_for_a_key_that_sees_only_its_own(make: Make, control: Callable[..., Any]) -> None:
    own = make(key_that_sees(control, "own"))
    seen = {card.id for card in read(own)}
    other = next(card.id for card in read(make()) if card.id not in seen)
    assert own.card(other) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_users_in_every_encoding(make: Make, control: Callable[..., Any], world: World, encoding: str) -> None:
    control("POST", "settings", users_csv_encoding=encoding)
    found = make().users()
    assert found is not None
    assert [user.email for user in found] == [user.email for user in world.sansan_users]
    assert all(isinstance(user, SansanUser) and user.id and user.name for user in found)


def test_users_that_may_not_be_listed_are_none(make: Make, control: Callable[..., Any]) -> None:
    control("POST", "settings", users_csv_refused=True)
    assert make().users() is None


@pytest.mark.parametrize("key", ["x" * 32, ""])
def test_a_wrong_key_must_be_renewed(make: Make, key: str) -> None:
    for ask in (lambda c: c.page(BEGINNING, END), lambda c: c.card("x"), lambda c: c.users()):
        with pytest.raises(SignInNeeded, match="sansan_key_refused"):
            ask(make(key))


def test_a_key_for_data_hub_only_is_explained(make: Make, control: Callable[..., Any]) -> None:
    with pytest.raises(SignInNeeded, match="sansan_key_forbidden"):
        make(key_that_sees(control, "data_hub")).page(BEGINNING, END)


def test_an_unknown_version_is_refused_as_a_wrong_path(make: Make) -> None:
    with pytest.raises(Refused) as caught:
        make(version="9.9").page(BEGINNING, END)
    assert caught.value.status == 404


def test_when_sansan_says_slow_down_we_do(make: Make, time: Time, control: Callable[..., Any]) -> None:
    control("POST", "settings", rate_limit={"per_second": 2, "per_minute": 0})
    began = time.now
    client = make(limiter=RateLimiter(0, 0, time.clock))
    for _ in range(100):
        client.page(BEGINNING, END)
    refused = control("GET", "stats")["statuses"]["429"]
    assert refused < 10, "after each refusal it asks less often for a while"
    assert time.now - began < 1.6 * 100 / 2, "and not for longer than needed"


def test_our_own_limit_keeps_sansan_from_saying_so(make: Make, time: Time, control: Callable[..., Any]) -> None:
    control("POST", "settings", rate_limit={"per_second": 10, "per_minute": 300})
    client = make(limiter=RateLimiter(4, 280, time.clock))
    for _ in range(320):
        client.card("nobody")
    assert control("GET", "stats")["statuses"] == {"404": 320}
    assert sum(time.slept) == pytest.approx(319 / 4, abs=1)


def test_a_limit_that_does_not_end_is_a_passing_fault(make: Make, time: Time, control: Callable[..., Any]) -> None:
    client = make()
    client.page(BEGINNING, END)
    control("POST", "faults", pattern="/v6.0/bizCards", do="too_many_requests", retry_after=60)
    with pytest.raises(PassingFault, match="too_many_requests"):
        client.page(BEGINNING, END)
    assert time.slept == [60]
