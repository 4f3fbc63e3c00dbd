"""What the window asks about fields, over real sockets: the number said before is what the next transfer writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import HastyAdministrator, environment
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from tests.support.custom_fields import AREA, NUMBER, TEXT, add_fields
from wizard.app.runner import Runner
from wizard.application.explain import Explain, ReadRunRows
from wizard.application.fields import ChooseCards, CountRewritten, FieldsFound, FindFields
from wizard.application.files import ReadSetupFile
from wizard.application.overview import ReadOverview
from wizard.application.sansan import CountCards, FindTags
from wizard.domain.card_filter import cards_left
from wizard.domain.destination import PACKAGE
from wizard.domain.field_choice import choices
from wizard.flow.answers import Answers
from wizard.services.home import Home
from wizard.standin.services import Standins
from wizard.wiring import Services

KEY = PACKAGE.key_field


class Window:
    """The questions of the window about a saved set-up."""

    def __init__(self, folder: Path, ready: dict[str, str]) -> None:
        self.admin, self.sansan, self.salesforce = HastyAdministrator(folder, ready), Sansan(ready), Salesforce(ready)
        add_fields(self.salesforce, Memo__c=AREA, Short__c=TEXT, Number__c=NUMBER)
        self.admin.set_up()
        self.run = Runner(Services(home=Home(folder / "home")))

    @property
    def answers(self) -> Answers:
        (summary,) = self.run(ReadOverview("en")).profiles
        assert summary.answers is not None
        return summary.answers

    def choosing(self, **fields: str) -> Answers:
        answers = self.answers
        return replace(answers, cards=answers.cards.choosing({**answers.cards.chosen_fields, **fields}))

    def count(self, answers: Answers) -> int | None:
        return self.run(CountRewritten(answers))

    def save(self, answers: Answers) -> None:
        self.run(ChooseCards("production", answers.cards))


@contextmanager
def window_on_standins(folder: Path) -> Iterator[Window]:
    """Sixty cards and six users at stand-ins of their own, set up from a home in this folder."""
    standins = Standins(cards=60, users=6)
    ready = standins.ready()
    Sansan(ready).settings(rate_limit={"per_second": 0, "per_minute": 0})
    try:
        with environment(HastyAdministrator(folder, ready).environment()):
            yield Window(folder, ready)
    finally:
        standins.close()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    with window_on_standins(tmp_path) as window:
        yield window


def test_the_fields_of_the_object_and_real_cards_are_shown(window: Window) -> None:
    found: FieldsFound = window.run(FindFields(window.answers))
    assert found.target == PACKAGE
    assert (found.described["Short__c"].length, found.described["Number__c"].type) == (80, "double")
    offered = [field.name for field in choices("memo", {}, found.target, found.described)]
    assert offered[0] == "Sansan_CI__Note__c"
    assert {"Memo__c", "Short__c"} <= set(offered)
    assert not {"Number__c", KEY, "Sansan_CI__Title__c", "OwnerId"} & set(offered)
    assert found.cards and all(card.id in {c["id"] for c in window.sansan.cards()} for card in found.cards)


def test_before_anything_was_sent_nothing_is_written_again(window: Window) -> None:
    assert window.count(window.choosing(memo="Memo__c")) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"memo": "Memo__c"},
        {"memo": "Memo__c", "fax": "Short__c", "url": ""},
        {"fax": "Sansan_CI__Phone2__c", "phone2": "Sansan_CI__Fax__c"},
        {"email": "Short__c"},
        {"fax": "", "memo": ""},
    ],
    ids=str,
)
def test_the_number_said_before_is_what_preview_and_transfer_write(window: Window, fields: dict[str, str]) -> None:
    window.admin.sync()
    said = window.count(window.choosing(**fields))
    window.save(window.choosing(**fields))
    told = window.admin.type("sync", "--dry-run", "--json").json
    done = window.admin.sync()
    assert said == told["updated"] == done["updated"]
    assert (said == 0) == (not any(fields.values()))
    assert window.count(window.answers) == 0
    assert window.admin.sync()["updated"] == 0


def test_a_choice_made_twice_before_a_transfer_counts_from_what_was_sent(window: Window) -> None:
    window.admin.sync()
    window.save(window.choosing(memo="Memo__c"))
    usual = {item: name for item, name in window.answers.cards.chosen_fields.items() if item != "memo"}
    answers = window.answers
    back = replace(answers, cards=answers.cards.choosing(usual))
    assert window.count(back) == 0
    window.save(back)
    assert window.admin.sync()["updated"] == 0


def test_cards_that_are_not_chosen_are_not_counted(window: Window) -> None:
    window.admin.sync()
    every = window.count(window.choosing(memo="Memo__c"))
    answers = window.choosing(memo="Memo__c")
    later = replace(answers, cards=replace(answers.cards, exchanged_from="2024-01-01"))
    some = window.count(later)
    window.save(later)
    assert every is not None and some is not None and some < every
    assert some == window.admin.sync()["updated"]


def test_the_choice_is_exported_and_can_be_taken_over(window: Window, tmp_path: Path) -> None:
    window.save(window.choosing(memo="", fax="Short__c"))
    file = tmp_path / "exported.toml"
    assert window.admin.type("export", str(file)).code == 0
    text = file.read_text("utf-8")
    assert "memo = false" in text and 'fax = "Short__c"' in text
    assert window.run(ReadSetupFile(file)).cards == window.answers.cards


def test_records_hold_what_was_chosen(window: Window) -> None:
    window.save(window.choosing(memo="Memo__c"))
    window.admin.sync()
    memos = {card["id"] for card in window.sansan.cards() if (card.get("memo") or "").strip()}
    stored = window.salesforce.query(f"SELECT {KEY}, Memo__c, Sansan_CI__Note__c FROM {CARD}")
    assert {record[KEY] for record in stored if record["Memo__c"]} == memos
    assert not any(record["Sansan_CI__Note__c"] for record in stored)


def test_preview_and_transfer_agree_with_fields_and_tags_chosen(window: Window) -> None:
    window.admin.sync()
    (connection,) = window.answers.connections
    found = window.run(FindTags(connection))
    assert found.names and found.searchable
    seen = window.run(CountCards(connection))
    chosen = window.choosing(memo="Memo__c", fax="")
    wanted = replace(chosen, cards=replace(chosen.cards, tags_any=found.names[:2]))
    left = cards_left(seen.groups, wanted.cards)
    assert 0 < left < seen.cards
    said = window.count(wanted)
    window.save(wanted)
    told = window.admin.type("sync", "--dry-run", "--json").json
    done = window.admin.sync()
    assert said == told["updated"] == done["updated"]
    assert (told["skipped"], told["unchanged"]) == (done["skipped"], done["unchanged"])
    assert done["skipped"] == seen.cards - left


def test_each_row_of_the_report_can_be_explained(window: Window) -> None:
    answers = window.answers
    window.save(replace(answers, cards=replace(answers.cards, exchanged_from="2024-01-01")))
    done = window.admin.sync()
    report = window.run(ReadRunRows("production"))
    assert report.run == done["run"]
    assert sorted(row.card_id for row in report.rows) == sorted(card["id"] for card in window.sansan.cards())
    assert report.rows[0].outcome == "skipped", "those that did not arrive come first"
    for row in (report.rows[0], report.rows[-1]):
        (story,) = window.run(Explain("production", row.card_id)).cards
        assert (story.card_id, story.run, story.started) == (row.card_id, report.run, report.started)
        assert story.outcome == row
        assert story.chosen is (row.outcome != "skipped")
