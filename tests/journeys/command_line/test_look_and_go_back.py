"""Looking before a transfer, checking everything, and going back after."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults
from tests.journeys.command_line.people import CARD, Administrator, Salesforce, Sansan
from wizard.standin.services import Standins

ALL = f"SELECT Id, OwnerId, Sansan_CI__BizCardId__c, Sansan_CI__Title__c, Sansan_CI__CompanyName__c FROM {CARD}"
NUMBERS = ("cards_read", "created", "updated", "unchanged", "failed", "skipped")


def records(salesforce: Salesforce) -> dict[str, dict[str, Any]]:
    return {r["Sansan_CI__BizCardId__c"]: r for r in salesforce.query(ALL)}


def numbers(answer: dict[str, Any]) -> list[int]:
    return [answer[name] for name in NUMBERS]


def dry(admin: Administrator, *more: str) -> dict[str, Any]:
    answer = admin.type("sync", "--dry-run", "--json", "--lang", "en", *more)
    assert answer.code in (0, 1), answer.stderr
    return answer.json


def test_a_dry_run_says_what_a_transfer_then_does_and_changes_nothing(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    foreseen = dry(admin)
    assert foreseen["dry_run"] is True
    assert not records(salesforce)
    assert admin.type("status", "--json").json["last_run"] is None
    assert numbers(admin.sync()) == numbers(foreseen)

    for card in sansan.cards()[:3]:
        sansan.change(card["id"], title="室長")
    before = records(salesforce)
    foreseen = dry(admin)
    assert foreseen["updated"] == 3
    assert records(salesforce) == before
    assert numbers(admin.sync()) == numbers(foreseen)


def test_undo_deletes_what_a_run_created(admin: Administrator, salesforce: Salesforce) -> None:
    admin.set_up()
    done = admin.sync()
    undone = admin.type("undo", done["run"], "--json", "--lang", "en")
    assert undone.code == 0, undone.stderr
    assert undone.json["run"] == done["run"]
    assert (undone.json["deleted"], undone.json["restored"], undone.json["left"]) == (done["created"], 0, 0)
    assert not records(salesforce)
    assert admin.type("undo", done["run"], "--json").code == 2, "once is enough"
    assert admin.sync()["created"] == done["created"], "a later transfer brings them again"


def test_what_an_undo_deleted_counts_though_the_answer_was_lost(
    admin: Administrator, standins: Standins, salesforce: Salesforce
) -> None:
    admin.set_up()
    done = admin.sync()
    lost = {"method": "DELETE", "pattern": "/composite/sobjects", "times": 1, "do": "drop_after_work"}
    Faults(standins.salesforce.url).order(lost)
    undone = admin.type("undo", done["run"], "--json", "--lang", "en")
    assert (undone.code, undone.json["deleted"], undone.json["left"]) == (0, done["created"], 0)
    assert {row["outcome"] for row in admin.rows(undone.json)} == {"deleted"}
    assert not records(salesforce)


def test_undo_restores_what_a_run_changed_and_leaves_what_others_touched(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    before = records(salesforce)
    changed, touched, deleted = (card["id"] for card in sansan.cards()[:3])
    for card_id in (changed, touched, deleted):
        sansan.change(card_id, title="会長", companyName="改名株式会社")
    done = admin.sync()
    assert done["updated"] == 3
    salesforce.change_later(before[touched]["Id"], Sansan_CI__Title__c="手で直した")
    salesforce.delete(before[deleted]["Id"])
    undone = admin.type("undo", done["run"], "--json", "--lang", "en").json
    assert (undone["deleted"], undone["restored"], undone["left"]) == (0, 1, 2)
    after = records(salesforce)
    assert after[changed] == before[changed]
    assert after[touched]["Sansan_CI__Title__c"] == "手で直した"
    reasons = {row["card_id"]: row["reason"] for row in admin.rows(undone) if row["outcome"] == "left"}
    assert set(reasons) == {touched, deleted}
    assert all(reasons.values())


def test_runs_are_taken_back_one_after_the_other(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    admin.set_up()
    first = admin.sync()
    made = records(salesforce)
    changed, edited = (card["id"] for card in sansan.cards()[:2])
    salesforce.change_later(made[edited]["Id"], Sansan_CI__Title__c="手で直した")
    later = [_changed(admin, sansan, title, changed, edited) for title in ("会長", "社長")]
    for run in reversed(later):
        undone = admin.type("undo", run["run"], "--json", "--lang", "en").json
        assert (undone["restored"], undone["left"]) == (2, 0)
    assert records(salesforce)[changed] == made[changed]
    foreseen = {row["card_id"]: row["reason"] for row in admin.rows(dry(admin))}
    assert "Somebody" not in foreseen[changed]
    assert "Somebody" in foreseen[edited]
    undone = admin.type("undo", first["run"], "--json", "--lang", "en").json
    assert (undone["deleted"], undone["left"]) == (first["created"] - 1, 1)
    assert [r["Sansan_CI__Title__c"] for r in records(salesforce).values()] == ["手で直した"]


def _changed(admin: Administrator, sansan: Sansan, title: str, *card_ids: str) -> dict[str, Any]:
    for card_id in card_ids:
        sansan.change(card_id, title=title)
    done = admin.sync()
    assert done["updated"] == len(card_ids)
    return done


def test_undo_gives_moved_cards_back_to_their_owner(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    before = records(salesforce)
    email = sansan.cards()[0]["owner"]["email"]
    file = admin.folder / "recipients.csv"
    file.write_text(f"Email Address (Sansan),Salesforce Username for Transfer\n{email},{admin.ready['username']}\n")
    admin.set_up('[recipients]\nfile = "recipients.csv"\n')
    done = admin.sync()
    assert done["updated"] > 0
    admin.type("undo", done["run"], "--json")
    assert records(salesforce) == before


def test_undo_takes_back_even_what_was_changed_when_asked(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    before = records(salesforce)
    card = sansan.cards()[0]["id"]
    sansan.change(card, title="会長")
    done = admin.sync()
    salesforce.change_later(before[card]["Id"], Sansan_CI__Title__c="手で直した")
    left = admin.type("undo", done["run"], "--json", "--lang", "en")
    assert (left.json["restored"], left.json["left"]) == (0, 1)
    assert "`--even-changed` takes back those changed, too." in left.json["message"]
    assert "automation (flows, triggers) made of the records is out of reach" in left.json["message"]
    assert "1  The record was changed since" in left.stderr
    taken = admin.type("undo", done["run"], "--even-changed", "--json").json
    assert (taken["restored"], taken["left"]) == (1, 0)
    assert records(salesforce) == before


def test_nothing_failed_and_nothing_to_try_again(admin: Administrator) -> None:
    admin.set_up()
    admin.sync()
    again = admin.type("sync", "--retry-failed", "--json", "--lang", "en")
    assert (again.code, again.json["cards_read"]) == (0, 0)
    assert again.json["message"] == "No card is left whose last try failed."


def test_an_unknown_run_is_refused(admin: Administrator) -> None:
    admin.set_up()
    answer = admin.type("undo", "20010101-000000", "--json", "--lang", "en")
    assert answer.code == 2
    assert "20010101-000000" in answer.json["message"]


@pytest.mark.parametrize("standins", [{"cards": 700, "users": 8}], indirect=True)
def test_full_brings_back_what_is_missing_and_reports_what_people_changed(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    done = admin.sync()
    before = records(salesforce)
    missing, edited, moved, gone = (card["id"] for card in sansan.cards()[:4])
    salesforce.delete(before[missing]["Id"])
    salesforce.change(before[edited]["Id"], Sansan_CI__Title__c="手で直した")
    others = salesforce.query("SELECT Id FROM User WHERE IsActive = true AND UserType = 'Standard'")
    other = next(u["Id"] for u in others if u["Id"] != before[moved]["OwnerId"])
    salesforce.change(before[moved]["Id"], OwnerId=other)
    sansan.delete(gone)

    checked = admin.type("sync", "--full", "--json", "--lang", "en").json
    assert numbers(checked) == [done["cards_read"] - 1, 1, 0, done["cards_read"] - 2, 0, 0]
    reasons = {row["card_id"]: row["reason"] for row in admin.rows(checked)}
    assert "changed in Salesforce" in reasons[edited]
    assert "owner" in reasons[moved]
    assert gone not in reasons
    assert "1 of the cards" in checked["message"]
    after = records(salesforce)
    assert after[missing]["OwnerId"] == before[missing]["OwnerId"]
    assert after[edited]["Sansan_CI__Title__c"] == "手で直した"
    assert after[moved]["OwnerId"] == other
    assert gone in after, "records of cards gone from Sansan are never deleted"


def test_a_lost_ledger_doubles_nothing(admin: Administrator, salesforce: Salesforce) -> None:
    admin.set_up()
    done = admin.sync()
    before = records(salesforce)
    for file in (admin.folder / "home").rglob("ledger.sqlite*"):
        file.unlink()
    again = admin.type("sync", "--full", "--json", "--lang", "en").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, done["created"])
    assert records(salesforce) == before


def test_missing_sends_what_the_key_did_not_see_before_and_nothing_else(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    everything = len(sansan.cards())
    sansan.settings(keys={admin.ready["api_key"]: {"user": "u00001", "sees": "own"}})
    admin.set_up()
    first = admin.sync()
    seen = set(records(salesforce))
    assert 0 < first["created"] == len(seen) < everything
    changed = min(seen)
    sansan.settings(keys={admin.ready["api_key"]: {"user": "u00001", "sees": "all"}})
    sansan.change(changed, title="室長")
    found = admin.type("sync", "--missing", "--json", "--lang", "en").json
    assert numbers(found) == [everything, everything - len(seen), 0, len(seen) - 1, 0, 1]
    assert records(salesforce)[changed]["Sansan_CI__Title__c"] != "室長"
    (skipped,) = (row for row in admin.rows(found) if row["outcome"] == "skipped")
    assert (skipped["card_id"], "only cards never sent" in skipped["reason"]) == (changed, True)
    assert admin.sync()["updated"] == 1, "the mark stayed where it was"
    undone = admin.type("undo", found["run"], "--json").json
    assert undone["deleted"] == found["created"]
    assert admin.sync()["created"] == found["created"], "what was taken back comes again"


@pytest.mark.parametrize("command", [("--full",), ("--full", "--dry-run")])
def test_full_explains_both_sides_counts_record_by_record(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan, command: tuple[str, ...]
) -> None:
    admin.set_up()
    done = admin.sync()
    before = records(salesforce)
    missing, edited, moved, gone, old = (card for card in sansan.cards()[:5])
    salesforce.delete(before[missing["id"]]["Id"])
    salesforce.change(before[edited["id"]]["Id"], Sansan_CI__Title__c="手で直した")
    others = salesforce.query("SELECT Id FROM User WHERE IsActive = true AND UserType = 'Standard'")
    owner = before[moved["id"]]["OwnerId"]
    salesforce.change(before[moved["id"]]["Id"], OwnerId=next(u["Id"] for u in others if u["Id"] != owner))
    sansan.delete(gone["id"])
    sansan.add(**{name: old[name] for name in ("personId", "owner", "lastName")}, exchangeDate="2099-01-01")
    foreign = salesforce.create(Sansan_CI__BizCardId__c="of another product")
    written = records(salesforce)

    answer = admin.type("sync", *command, "--json", "--lang", "en")
    check = answer.json["check"]
    assert answer.json["cards_read"] == check["cards"] == done["cards_read"] - 1
    assert (check["older"], check["not_visible"], check["not_ours"]) == (1, 1, 1)
    assert (check["deleted"], check["edited"], check["moved"]) == (1, 1, 1)
    assert check["records"] == check["matched"] + 3 == len(records(salesforce))
    found = {row["card_id"]: row for row in admin.rows(check)}
    assert {card_id: row["finding"] for card_id, row in found.items()} == {
        old["id"]: "older_card",
        gone["id"]: "not_visible",
        "of another product": "not_ours",
    }
    assert found["of another product"]["salesforce_id"] == foreign
    assert all(row["reason"] for row in found.values())
    assert f"Salesforce holds {check['records']} records; {check['matched']} of them" in answer.stderr
    assert "An older card of a person who has a newer one" in answer.stderr
    reasons = {row["card_id"]: row["reason"] for row in admin.rows(answer.json)}
    assert "had been deleted in Salesforce" in reasons[missing["id"]]
    if "--dry-run" in command:
        assert records(salesforce) == written
    else:
        assert records(salesforce).keys() > written.keys()
