"""A Sansan that is within the facts, yet in nothing like the stand-in: every card goes, and goes once."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce
from tests.support.other_sansan import OtherSansan
from wizard.standin.services import Standins

JAPAN = timezone(timedelta(hours=9))
FIRST = datetime(2019, 4, 1, 9, tzinfo=JAPAN)
EMPTY = dict.fromkeys(("firstName", "title", "email", "mobile", "tel", "memo", "tags", "exchangeDate", "url"))
USERS = "所属部署,ユーザID,ユーザ名,メールアドレス\r\n営業部,u1,髙橋 太郎,takahashi@example.jp\r\n".encode("cp932")
KINDS: dict[str, dict[str, Any]] = {
    "pages of 100": {"largest_page": 100},
    "no time of update": {"tells_updates": False},
    "no time of update, pages of 100": {"tells_updates": False, "largest_page": 100},
    "users in cp932": {"users": USERS},
    "windows of a year": {"longest_window": timedelta(days=366)},
    "windows of half a year, pages of 100": {"longest_window": timedelta(days=180), "largest_page": 100},
}


def cards(number: int) -> list[dict[str, Any]]:
    """Cards of seven years, a third of them updated in the same second; owners without an address."""
    found = []
    for n in range(number):
        at = FIRST if n % 3 == 0 else FIRST + timedelta(hours=200 * n)
        owner = {"id": f"u{n % 4}", "name": "髙橋 太郎"}
        found.append({"id": f"card-{n:05}", "lastName": "佐藤", **EMPTY, "updatedTime": at, "owner": owner})
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_card_goes_once(standins: Standins, tmp_path: Path, kind: str) -> None:
    ready = standins.ready()
    with OtherSansan(cards(320), **KINDS[kind]) as sansan:
        admin = HastyAdministrator(tmp_path, {**ready, "sansan_url": sansan.url})
        admin.set_up()
        assert admin.sync()["created"] == 320
        assert len(Salesforce(ready).query(f"SELECT Id FROM {CARD}")) == 320
        sansan.cards[7] |= {"title": "部長", "updatedTime": datetime.now(JAPAN)}
        second = admin.sync()
        assert (second["created"], second["updated"]) == (0, 1)
