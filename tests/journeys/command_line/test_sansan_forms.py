"""Journeys with a Sansan of other forms: set up, transfer, follow an edit, compare everything; always the same end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from tests.journeys.command_line.place import Place, Records

CARDS = 260
ONLY_V6 = ("Sansan_CI__Phone2__c", "Sansan_CI__CountryCode__c")

SAME_END: dict[str, dict[str, Any]] = {
    "tokens that count, in small pages": {
        "page_tokens": "count", "page_size": 40, "window_ends": "to", "times": "fraction", "errors": "object",
    },
    "tokens that name a card, ids that are numbers": {
        "page_tokens": "card", "card_ids": "number", "largest_page": 100, "absent": "left_out", "tag_items": "names",
    },
    "no word of more but a token": {
        "more": "token_alone", "page_size": 70, "card_ids": "uuid", "times": "utc", "absent": "empty", "errors": "text",
    },
    "an empty page at the end, windows of a year": {
        "more": "one_page_more", "nothing_found": 204, "longest_window_days": 366, "window_ends": "neither",
        "unknown_fields": True, "default_statuses": "all",
    },
    "more without a token": {
        "more": "without_token", "page_size": 150, "single_card_in_item": True, "unseen_card": 403, "errors": "flat",
    },
    "no times of updates": {"times": "none", "page_size": 90, "errors": "empty", "largest_page": 100},
    "owners without address, an English list in UTF-16": {
        "owner_email": False, "users_csv_header": "english", "users_csv_encoding": "utf-16",
        "users_csv_delimiter": "tab",
    },
    "a list by other ids": {"owner_email": False, "user_ids": "others", "users_csv_encoding": "cp932"},
    "only single users are told": {"owner_email": False, "refused": {"organization/users": 403}},
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("place"), CARDS)
    yield place
    place.close()


@pytest.fixture
def settings(place: Place) -> Iterator[Sansan]:
    """Sansan, whose settings are put back."""
    before = place.sansan.get("settings")
    yield Sansan(place.ready)
    place.sansan.post("settings", before)


def contents(records: Records, *without: str) -> Counter[str]:
    """What stands on the records and whose they are, without the ids of cards."""
    left_out = {"Sansan_CI__BizCardId__c", *without}
    return Counter(repr({n: v for n, v in record.items() if n not in left_out}) for record in records.values())


def newcomer(place: Place, folder: Path) -> HastyAdministrator:
    """Somebody who sets up with Sansan as it is now, into an empty Salesforce."""
    place.looks = Salesforce(place.ready)  # the sixth sign-in ends the first
    place.newcomer()
    admin = HastyAdministrator(folder, place.ready)
    admin.set_up()
    return admin


def edit_and_follow(place: Place, admin: HastyAdministrator, sansan: Sansan, title: str) -> None:
    """Edit a card, and see that exactly this one is written, and that a full comparison finds nothing else."""
    card = sorted(place.records())[7]
    sansan.change(card, title=title)
    assert admin.sync()["updated"] == 1
    assert place.records()[card]["Sansan_CI__Title__c"] == title
    full = admin.type("sync", "--full", "--json", "--lang", "en")
    assert full.code == 0, full.stderr
    assert (full.json["created"], full.json["updated"]) == (0, 0)
    assert full.json["unchanged"] == full.json["cards_read"] == len(place.records())
    place.undisturbed = place.records()


@pytest.mark.parametrize("kind", SAME_END)
def test_the_end_is_that_of_a_usual_sansan(place: Place, settings: Sansan, tmp_path: Path, kind: str) -> None:
    usual = contents(place.undisturbed)
    settings.settings(**SAME_END[kind])
    admin = newcomer(place, tmp_path)
    assert admin.sync()["created"] == sum(usual.values())
    assert contents(place.records()) == usual
    edit_and_follow(place, admin, settings, kind)


def test_only_the_old_version_answers(place: Place, settings: Sansan, tmp_path: Path) -> None:
    usual = contents(place.undisturbed, *ONLY_V6)
    settings.settings(versions=["v3.2"], page_tokens="count", largest_page=100)
    admin = newcomer(place, tmp_path)
    assert admin.sync()["created"] == sum(usual.values())
    assert contents(place.records(), *ONLY_V6) == usual
