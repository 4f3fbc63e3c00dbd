"""What the command line tells a person besides the numbers, and limits seen first."""

from __future__ import annotations

import re

import pytest

from tests.journeys.command_line.inside import Faults
from tests.journeys.command_line.people import CARD, Administrator, Salesforce, Sansan

REFUSED = {"success": False, "errors": [{"statusCode": "REQUIRED_FIELD_MISSING", "message": "", "fields": []}]}


def test_failures_skips_and_shortened_values_are_summed_up_by_reason(admin: Administrator, sansan: Sansan) -> None:
    cards = sansan.cards()
    email = cards[0]["owner"]["email"]
    excluded = sum(card["owner"]["email"] == email for card in cards)
    other = next(card for card in cards if card["owner"]["email"] != email)
    sansan.change(other["id"], companyName="長い社名" * 100)
    admin.set_up(f'[cards]\nexclude_owners = ["{email}"]\n')
    answer = admin.type("sync", "--lang", "en")
    assert answer.code == 0
    lines = [" ".join(line.split()) for line in answer.stderr.splitlines()]
    assert "Also of note:" in lines
    assert f"{excluded} Cards of this owner are not to be transferred." in lines
    assert any(re.fullmatch(r"\d+ Company was shortened to \d+ characters.", line) for line in lines)

    faults = Faults(admin.ready["salesforce_url"])
    faults.order({"pattern": "/composite/", "do": "answer", "status": 200, "body": [REFUSED]})
    sansan.change(other["id"], companyName="短い社名")
    answer = admin.type("sync", "--lang", "en")
    assert answer.code == 1
    lines = [" ".join(line.split()) for line in answer.stderr.splitlines()]
    assert lines[lines.index("Why cards failed:") + 1].startswith("1 A field that Salesforce requires is empty. Check")


def test_a_dry_run_tells_by_recipient_and_shows_contents_only_when_asked(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    card = sansan.cards()[0]
    sansan.change(card["id"], title="新しい\x1b[31m役職")
    plain = admin.type("sync", "--dry-run", "--json", "--lang", "en")
    assert plain.json["message"].startswith("This was a dry run: nothing was written")
    assert "By recipient:" in plain.stderr
    assert "updated 1" in plain.stderr
    assert "役職" not in plain.stderr + plain.stdout
    shown = admin.type("sync", "--samples", "--lang", "en").stderr
    assert f"Sample (updated): card {card['id']} for " in shown
    assert f"Title: {card['title']} → 新しい" in shown
    assert "\x1b" not in shown
    (row,) = (row for row in admin.rows(plain.json) if row["card_id"] == card["id"])
    assert row["changes"] == "Title"


@pytest.mark.parametrize("standins", [{"cards": 1_500}], indirect=True)
def test_a_transfer_that_cannot_fit_stops_before_the_first_write(admin: Administrator, salesforce: Salesforce) -> None:
    admin.set_up()
    faults = Faults(admin.ready["salesforce_url"])
    faults.post("settings", {"data_storage_mb": faults.stats()["records"] // 512 + 1.0})
    stopped = admin.type("sync", "--json", "--lang", "en")
    assert stopped.code == 4
    assert "room for about 1,024 more cards" in stopped.json["message"]
    assert not salesforce.query(f"SELECT Id FROM {CARD}")
    assert faults.stats()["requests"].get("jobs", 0) == 0
    looked = admin.type("sync", "--dry-run", "--json", "--lang", "en").json
    assert (looked["created"], "room for about 1,024 more cards" in looked["message"]) == (looked["cards_read"], True)
    faults.post("settings", {"data_storage_mb": 100.0})
    done = admin.sync()
    assert (done["run"], done["created"]) == (stopped.json["run"], looked["cards_read"])


def test_who_may_not_see_the_limits_transfers_all_the_same(admin: Administrator) -> None:
    faults = Faults(admin.ready["salesforce_url"])
    admin.set_up()
    faults.order({"pattern": "/limits$", "do": "answer", "status": 403, "body": [{"errorCode": "FORBIDDEN"}]})
    assert admin.sync()["created"] > 0
    assert faults.met() == [1], "asked once"
