"""``[fields]`` of the set-up file: what goes to which field, what is left out, what a change rewrites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from tests.support.custom_fields import (
    AREA,
    DATE,
    NUMBER,
    TEXT,
    add_fields,
    drop_field,
    make_fields,
    open_field,
    picklist,
)
from wizard.standin.services import Standins

FAX, NOTE, KEY = "Sansan_CI__Fax__c", "Sansan_CI__Note__c", "Sansan_CI__BizCardId__c"


@pytest.fixture
def admin(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    return HastyAdministrator(tmp_path, standins.ready())


def stored(salesforce: Salesforce, *names: str) -> dict[str, dict[str, Any]]:
    """What stands in these fields, by card."""
    records = salesforce.query(f"SELECT {KEY}, {', '.join(names)} FROM {CARD}")
    return {record[KEY]: record for record in records}


def filled(sansan: Sansan, name: str) -> set[str]:
    """The cards that hold something there."""
    return {card["id"] for card in sansan.cards() if (card.get(name) or "").strip()}


def refusal(admin: HastyAdministrator, fields: str, cards: str = "") -> str:
    """What a set-up says that is refused with exit 2, and saves nothing."""
    answer = admin.type("setup", admin.setup_file(f"[cards]\n{cards}\n[fields]\n{fields}\n"), "--json", "--lang", "en")
    assert answer.code == 2
    assert "Traceback" not in answer.stderr
    assert admin.type("status", "--json").code == 2, "nothing may be saved"
    return answer.stderr


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ('nickname = "Memo__c"', "fields.nickname: there is no such key"),
        ("memo = 5", "fields.memo: give the API name of a field, or false"),
        ("memo = true", "fields.memo: give the API name of a field, or false"),
        ('memo = ""', "fields.memo: give the API name of a field, or false"),
        ('memo = "Gone__c"', "Memo (Gone__c): the field is absent, or hidden"),
        ('memo = "Day__c"', "Memo (Day__c): a field of this type does not take it"),
        ('fax = "Number__c"', "Fax (Number__c): a field of this type does not take it"),
        ('memo = "Closed__c"', "Memo (Closed__c): the signed-in user may not write"),
        ('memo = "sansan_ci__bizcardid__c"', "this field holds the card's ID or the owner"),
        ('memo = "OwnerId"', "this field holds the card's ID or the owner"),
        (f'memo = "{FAX}"', f"Memo ({FAX}): something else goes to this field, too"),
        ('memo = "Memo__c"\nfax = "memo__C"', "Fax (memo__C): something else goes to this field, too"),
    ],
)
def test_a_field_that_does_not_fit_is_refused_by_name(
    admin: HastyAdministrator, salesforce: Salesforce, fields: str, said: str
) -> None:
    add_fields(salesforce, Memo__c=TEXT, Day__c=DATE, Number__c=NUMBER)
    add_fields(salesforce, writable=False, Closed__c=TEXT)
    assert said in refusal(admin, fields)


def test_a_field_for_what_cards_leaves_out_is_refused(admin: HastyAdministrator) -> None:
    assert "fields.memo: [cards] leaves this out already" in refusal(admin, 'memo = "Memo__c"', "memo = false")


def test_items_go_where_they_were_sent(admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan) -> None:
    add_fields(salesforce, Memo__c=AREA, Met__c=DATE)
    admin.set_up('[fields]\nmemo = "MEMO__c"\nexchange_date = "Met__c"\nfax = false\n')
    done = admin.sync()
    found = stored(salesforce, "Memo__c", "Met__c", NOTE, FAX, "Sansan_CI__ExchangeDate__c")
    assert len(found) == done["created"]
    assert {card for card, record in found.items() if record["Memo__c"]} == filled(sansan, "memo")
    assert any(record["Met__c"] for record in found.values())
    assert not any(record[name] for record in found.values() for name in (NOTE, FAX, "Sansan_CI__ExchangeDate__c"))
    assert "Fax" not in "".join(row["reason"] for row in admin.rows(done))


def test_a_list_that_takes_no_other_values_is_foreseen_exactly(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    title = next(card["title"] for card in sansan.cards() if (card.get("title") or "").isalpha())
    add_fields(salesforce, Rank__c=picklist(title))
    admin.set_up('[fields]\ntitle = "Rank__c"\n')
    told = admin.type("sync", "--dry-run", "--json", "--lang", "en").json
    done = admin.type("sync", "--json", "--lang", "en").json
    assert (told["created"], told["altered"]) == (done["created"], done["altered"])
    held = {card for card, record in stored(salesforce, "Rank__c").items() if record["Rank__c"] == title}
    assert held == {card["id"] for card in sansan.cards() if card.get("title") == title}
    without = {row["card_id"] for row in admin.rows(done) if "Title was left out" in row["reason"]}
    assert without == filled(sansan, "title") - held


def test_a_change_rewrites_exactly_the_cards_concerned(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    add_fields(salesforce, Memo__c=AREA)
    admin.set_up()
    admin.sync()
    before, concerned = stored(salesforce, NOTE), filled(sansan, "memo")
    assert 0 < len(concerned) < len(before)
    admin.set_up('[fields]\nmemo = "Memo__c"\n')
    told = admin.type("sync", "--dry-run", "--json").json
    done = admin.sync()
    assert told["updated"] == done["updated"] == len(concerned)
    assert done["unchanged"] == len(before) - len(concerned)
    after = stored(salesforce, NOTE, "Memo__c")
    assert {card for card, record in after.items() if record["Memo__c"]} == concerned
    assert {card: record[NOTE] for card, record in after.items()} == {c: record[NOTE] for c, record in before.items()}
    assert admin.sync()["updated"] == 0


def test_a_change_leaves_what_a_person_edited(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    add_fields(salesforce, Memo__c=AREA)
    admin.set_up()
    admin.sync()
    card = sorted(filled(sansan, "memo"))[0]
    (there,) = salesforce.query(f"SELECT Id FROM {CARD} WHERE {KEY} = '{card}'")
    salesforce.change(there["Id"], Sansan_CI__Title__c="会長")
    admin.set_up('[fields]\nmemo = "Memo__c"\n')
    admin.sync()
    (now,) = salesforce.query(f"SELECT Memo__c, Sansan_CI__Title__c FROM {CARD} WHERE {KEY} = '{card}'")
    assert now["Memo__c"] and now["Sansan_CI__Title__c"] == "会長"
    admin.set_up()
    assert admin.sync()["updated"] == len(filled(sansan, "memo"))
    sansan.change(card, memo="新しいメモ")
    assert admin.sync()["updated"] == 1
    (now,) = salesforce.query(f"SELECT {NOTE}, Memo__c FROM {CARD} WHERE {KEY} = '{card}'")
    assert now[NOTE] == "新しいメモ" and now["Memo__c"] != "新しいメモ"


def test_what_is_left_out_stays_as_it_is(admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan) -> None:
    admin.set_up()
    admin.sync()
    before = stored(salesforce, FAX)
    admin.set_up("[fields]\nfax = false\n")
    assert admin.sync()["updated"] == 0, "nothing of any card is to be written"
    card = sorted(filled(sansan, "fax"))[0]
    sansan.change(card, fax="03-9999-9999", title="会長")
    assert admin.sync()["updated"] == 1
    assert stored(salesforce, FAX) == before
    assert admin.type("sync", "--full", "--json").json["updated"] == 0


def test_a_run_after_a_change_is_taken_back(admin: HastyAdministrator, salesforce: Salesforce) -> None:
    add_fields(salesforce, Memo__c=AREA)
    admin.set_up()
    admin.sync()
    admin.set_up('[fields]\nmemo = "Memo__c"\n')
    done = admin.sync()
    undone = admin.type("undo", done["run"], "--json")
    assert undone.code == 0, undone.stderr
    assert undone.json["restored"] == done["updated"]
    assert not any(record["Memo__c"] for record in stored(salesforce, "Memo__c").values())


def close_field(salesforce: Salesforce, name: str) -> None:
    """Hide a field again."""
    for record in salesforce.query(f"SELECT Id FROM FieldPermissions WHERE Field = '{CARD}.{name}'"):
        salesforce.remove("FieldPermissions", record["Id"])


def lock_field(salesforce: Salesforce, name: str) -> None:
    """Let a field be read only."""
    close_field(salesforce, name)
    open_field(salesforce, name, writable=False)


def retype_field(salesforce: Salesforce, name: str) -> None:
    """Delete a field, and make a number of the same name."""
    drop_field(salesforce, name)
    add_fields(salesforce, **{name: NUMBER})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (close_field, "Memo (Memo__c): the field is absent, or hidden from the signed-in user."),
        (lock_field, "Memo (Memo__c): the signed-in user may not write this field."),
        (drop_field, "Memo (Memo__c): the field is absent, or hidden from the signed-in user."),
        (retype_field, "Memo (Memo__c): a field of this type does not take it."),
    ],
    ids=["hidden", "read-only", "deleted", "type"],
)
def test_a_field_that_no_longer_fits_is_named_with_its_cause(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan, change: Callable[..., None], said: str
) -> None:
    add_fields(salesforce, Memo__c=TEXT)
    admin.set_up('[fields]\nmemo = "Memo__c"\n')
    change(salesforce, "Memo__c")
    told = admin.type("sync", "--dry-run", "--json", "--lang", "en").json
    done = admin.sync()
    for answer in (told, done):
        assert "These chosen fields can no longer be written, so their values were left out." in answer["message"]
        assert said in answer["message"]
    without = {row["card_id"] for row in admin.rows(done) if "Memo was left out" in row["reason"]}
    assert without == filled(sansan, "memo")


def test_what_a_person_edited_stays_when_a_field_vanishes_and_comes_back(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    memos = filled(sansan, "memo")
    card = sorted(memos)[0]
    (there,) = salesforce.query(f"SELECT Id FROM {CARD} WHERE {KEY} = '{card}'")
    salesforce.change(there["Id"], Sansan_CI__Title__c="会長")
    close_field(salesforce, NOTE)
    assert admin.sync()["updated"] == 0, "nothing of any card is to be written elsewhere"
    sansan.change(sorted(memos)[1], memo="新しいメモ")
    open_field(salesforce, NOTE, writable=True)
    done = admin.sync()
    assert done["updated"] == len(memos), "the memo alone, as it may have changed meanwhile"
    (now,) = salesforce.query(f"SELECT {NOTE}, Sansan_CI__Title__c FROM {CARD} WHERE {KEY} = '{card}'")
    assert now[NOTE] and now["Sansan_CI__Title__c"] == "会長"


def test_a_field_that_became_required_is_named_and_what_it_refuses(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    add_fields(salesforce, Memo__c=TEXT)
    admin.set_up('[fields]\nmemo = "Memo__c"\n')
    make_fields(salesforce, Memo__c=TEXT + "<required>true</required>")
    done = admin.type("sync", "--json", "--lang", "en").json
    assert "Memo (Memo__c): cards without it are refused." in done["message"]
    refused = {row["card_id"] for row in admin.rows(done) if row["outcome"] == "failed"}
    assert refused == {card["id"] for card in sansan.cards()} - filled(sansan, "memo")


def test_a_required_field_that_nothing_fills_is_named(admin: HastyAdministrator, salesforce: Salesforce) -> None:
    make_fields(salesforce, Region__c=TEXT + "<required>true</required>")
    said = admin.set_up()["message"]
    assert "Region__c: nothing of a card goes there, so every new card is refused." in said


def test_the_choice_is_exported(admin: HastyAdministrator, salesforce: Salesforce, tmp_path: Path) -> None:
    add_fields(salesforce, Memo__c=AREA)
    admin.set_up('[fields]\nmemo = "Memo__c"\nfax = false\n')
    file = tmp_path / "exported.toml"
    assert admin.type("export", str(file)).code == 0
    text = file.read_text("utf-8")
    assert 'memo = "Memo__c"' in text and "fax = false" in text


def test_links_look_where_the_address_was_sent(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    add_fields(salesforce, Mail__c=TEXT)
    card = sansan.cards()[0]["id"]
    sansan.change(card, email="only.one@example.jp")
    person = salesforce.create_of("Lead", LastName="別人", Company="別会社", Email="only.one@example.jp")
    admin.set_up('[fields]\nemail = "Mail__c"\n')
    admin.sync()
    answer = admin.type("link", "--json", "--lang", "en")
    assert answer.code == 0, answer.stderr
    (row,) = [row for row in admin.rows(answer.json) if row["card_id"] == card]
    assert (row["outcome"], row["target_id"][:15]) == ("linked", person[:15])
    told = admin.type("explain", card, "--json", "--lang", "en").json["cards"][0]["link"]
    assert (told["type"], told["id"][:15], told["by"]) == ("Lead", person[:15], "rule")
    assert told["reason"]
