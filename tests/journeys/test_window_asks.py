"""What the window asks of a saved set-up: looking before, transferring, trying again, going back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator, environment
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from wizard.app.runner import Runner
from wizard.application.overview import ReadOverview
from wizard.application.preview import Preview, PreviewResult
from wizard.application.recipients import CountOwnerChanges
from wizard.application.run_result import RunResult
from wizard.application.sync import Sync
from wizard.application.undo import Undo
from wizard.domain.control import Control, Progress, ignore
from wizard.domain.errors import SetupMustChange
from wizard.domain.persons import owner_key
from wizard.domain.run import FULL, RETRY, SYNC
from wizard.services.home import Home
from wizard.standin.services import Standins
from wizard.wiring import Services

CARDS = 300
TITLE = "Sansan_CI__Title__c"


class Window:
    """The questions of the window, and those who look from outside."""

    def __init__(self, folder: Path, ready: dict[str, str]) -> None:
        self.admin = HastyAdministrator(folder, ready)
        self.sansan, self.salesforce = Sansan(ready), Salesforce(ready)
        self.sansan.settings(rate_limit={"per_second": 0, "per_minute": 0})
        self.faults = Faults(ready["salesforce_url"])
        self.admin.set_up()
        self.run = Runner(Services(home=Home(folder / "home")))

    def records(self) -> dict[str, dict[str, str]]:
        found = self.salesforce.query(f"SELECT Id, OwnerId, Sansan_CI__BizCardId__c, {TITLE} FROM {CARD}")
        return {r["Sansan_CI__BizCardId__c"]: r for r in found}

    def preview(self) -> PreviewResult:
        return self.run(Preview("production", "en"), ignore, Control())

    def sync(self, kind: str = SYNC) -> RunResult:
        return self.run(Sync("production", "en", kind), ignore, Control())


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    standins = Standins(cards=CARDS, users=8)
    ready = standins.ready()
    try:
        with environment(HastyAdministrator(tmp_path, ready).environment()):
            yield Window(tmp_path, ready)
    finally:
        standins.close()


def rows(file: str) -> list[dict[str, str]]:
    with Path(file).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_a_preview_says_what_the_transfer_then_does(window: Window) -> None:
    foreseen = window.preview()
    assert not window.records()
    assert foreseen.run.trouble is None
    done = window.sync()
    assert foreseen.run.counts == done.counts
    owners = [record["OwnerId"] for record in window.records().values()]
    assert {o.user_id: o.cards for o in foreseen.by_owner} == {owner: owners.count(owner) for owner in owners}
    assert [o.cards for o in foreseen.by_owner] == sorted((o.cards for o in foreseen.by_owner), reverse=True)
    assert {(row["card_id"], row["outcome"]) for row in rows(foreseen.run.rows_file)} == {
        (row["card_id"], row["outcome"]) for row in rows(done.rows_file)
    }
    sample = foreseen.samples[0]
    assert (sample.outcome, sample.moves) == ("created", False)
    assert any(value.item == "last_name" and value.after and not value.before for value in sample.values)


def test_a_preview_of_changes_shows_values_before_and_after_in_memory_only(window: Window) -> None:
    window.sync()
    card = window.sansan.cards()[0]["id"]
    before = window.records()[card]
    window.salesforce.change_later(before["Id"], **{TITLE: "手で直した"})
    window.sansan.change(card, title="新しい役職")
    foreseen = window.preview()
    assert foreseen.run.counts["updated"] == 1
    (sample,) = foreseen.samples
    assert (sample.card_id, sample.outcome) == (card, "updated")
    assert [(v.item, v.before, v.after) for v in sample.values] == [("title", "手で直した", "新しい役職")]
    assert window.records()[card][TITLE] == "手で直した"
    ((remark, number), *_) = foreseen.run.remarks
    assert (remark.reason, number) == ("overwrites", 1)
    (row,) = (row for row in rows(foreseen.run.rows_file) if row["card_id"] == card)
    assert (row["outcome"], row["changes"], row["recipient"]) == ("updated", "Title", sample.recipient)
    assert "Somebody changed the record in Salesforce" in row["reason"]
    assert "新しい役職" not in Path(foreseen.run.rows_file).read_text("utf-8-sig")
    assert not list((window.admin.folder / "home").rglob("preview-*")), "nothing of it stays"


def test_only_what_failed_is_tried_again(window: Window) -> None:
    refused = [{"success": False, "errors": [{"statusCode": "REQUIRED_FIELD_MISSING", "message": "x", "fields": []}]}]
    upsert = {"path": "/services/data/", "pattern": "/composite/sobjects/", "times": 1, "do": "answer", "status": 200}
    window.faults.order({**upsert, "body": refused * 200})
    done = window.sync()
    assert done.counts["failed"] == 200
    ((failure, number),) = done.failures
    assert (failure.reason, number) == ("row:REQUIRED_FIELD_MISSING", 200)
    window.sansan.change(next(iter(window.records())), title="あとで変わった")
    again = window.sync(RETRY)
    assert (again.state, again.counts) == ("completed", {"created": 200})
    assert len(window.records()) == CARDS
    assert window.sync(RETRY).cards == 0
    assert window.preview().run.counts["updated"] == 1, "what changed meanwhile is left to the next transfer"


def test_undo_says_what_it_left_and_takes_that_back_too_when_asked(window: Window) -> None:
    done = window.sync()
    touched = next(iter(window.records().values()))
    window.salesforce.change_later(touched["Id"], **{TITLE: "手で直した"})
    met: list[Progress] = []
    undone = window.run(Undo("production", done.run, "en"), met.append, Control())
    assert (undone.run, undone.deleted, undone.restored, undone.left) == (done.run, CARDS - 1, 0, 1)
    ((left, number),) = undone.reasons
    assert (left.reason, number) == ("changed_in_salesforce_since", 1)
    assert met[-1].phase == "undoing"
    with pytest.raises(SetupMustChange):
        window.run(Undo("production", done.run, "en"), ignore, Control())
    again = window.run(Undo("production", done.run, "en", even_changed=True), ignore, Control())
    assert (again.deleted, again.left) == (CARDS, 0)
    assert not window.records()


def test_changed_recipients_say_how_many_cards_would_move(window: Window) -> None:
    (summary,) = window.run(ReadOverview("en")).profiles
    answers = summary.answers
    assert answers is not None
    assert window.run(CountOwnerChanges(answers)) == {}
    window.sync()
    first, second, *others = answers.recipients
    cards = [card for card in window.sansan.cards() if card["owner"]["email"] == first.sansan.email]
    other = next(r for r in others if r.user_id != first.user_id)
    changed = replace(first, user_id=other.user_id), replace(second, user_id=other.user_id, skip=True)
    wanted = {owner_key(first.sansan): len(cards)}
    assert window.run(CountOwnerChanges(replace(answers, recipients=(*changed, *others)))) == wanted
    assert window.run(CountOwnerChanges(replace(answers, profile_id="new"))) == {}


def test_checking_everything_explains_what_it_found(window: Window) -> None:
    window.sync()
    card = window.sansan.cards()[0]["id"]
    window.sansan.delete(card)
    done = window.sync(FULL)
    assert done.check is not None
    assert (done.check.records, done.check.matched, done.check.not_visible) == (CARDS, CARDS - 1, 1)
    assert [(row["card_id"], row["finding"]) for row in rows(done.check_file)] == [(card, "not_visible")]
