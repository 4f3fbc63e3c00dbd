"""Every page in every state worth a look: each scene leads a person there, in a fresh world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from tests.gui.person import Person
from tests.gui.recipients.mixed import mixed
from tests.gui.world import KEY, World
from tests.journeys.people import KEY as CONSUMER_KEY
from tests.journeys.people import walk
from wizard.application.overview import Overview
from wizard.application.preset import Preset
from wizard.application.run_result import RunResult
from wizard.domain.errors import ConnectionLost, SetupMustChange, SignInNeeded
from wizard.domain.outcome import Outcome
from wizard.domain.persons import owner_key
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Environment
from wizard.gui.preset import under

Scene = Callable[[Person, World], None]
SCENES: dict[str, Scene] = {}
_LOST = ConnectionLost("no_answer", sent=False, host="login.salesforce.com")
_FAILURES = (
    (Outcome("1", "", "failed", "row:DUPLICATES_DETECTED"), 3),
    (Outcome("2", "", "failed", "row:INSUFFICIENT_ACCESS_OR_READONLY"), 1),
)
_RUNS = (
    RunResult("r2", "completed", {"created": 12, "updated": 3}, 8.0, "2026-11-02T03:04:05+00:00"),
    RunResult("r1", "completed", {"created": 690, "updated": 10}, 12.0, "2026-11-01T03:04:05+00:00"),
)


def scene(name: str) -> Callable[[Scene], Scene]:
    def keep(lead: Scene) -> Scene:
        SCENES[name] = lead
        return lead

    return keep


def settle(person: Person) -> None:
    person.until(lambda: not person.shell.jobs.busy)


def step(name: str, state: str, page: str) -> None:
    """A page as it stands once everything before it is answered."""

    @scene(f"{name}-{state}")
    def lead(person: Person, world: World) -> None:
        person.open(page)
        settle(person)


step("01-prepare", "done", "prepare")
step("02-sansan", "empty", "sansan")
step("03-environment", "empty", "environment")


@scene("03-environment-preset")
def _preset(person: Person, world: World) -> None:
    environment = Environment("custom", "https://example.my.salesforce.com", CONSUMER_KEY)
    world.preset = Preset(environment, CardChoice(), "/etc/sansan-salesforce/preset.toml")
    person.shell.start()
    settle(person)
    person.shell._open(under(Overview(preset=world.preset), walk("environment")))


step("05-connection", "done", "connection")
step("06-sansan-user", "done", "sansan-user")
step("07-recipients", "done", "recipients")
step("08-permission-set", "empty", "permission-set")
step("09-review", "done", "review")


@scene("02-sansan-busy")
def _testing(person: Person, world: World) -> None:
    person.open("sansan")
    world.hold.clear()
    person.paste("input-api-key", KEY)
    person.click("button-test-key")


@scene("02-sansan-error")
def _key_refused(person: Person, world: World) -> None:
    person.open("sansan")
    person.paste("input-api-key", "b" * 32)
    person.click("button-test-key")
    person.until(lambda: bool(person.message))


@scene("02-sansan-done")
def _key_works(person: Person, world: World) -> None:
    person.open("sansan")
    person.paste("input-api-key", KEY)
    person.click("button-test-key")
    person.until(lambda: person.text("input-api-key") == "")
    settle(person)


@scene("03-environment-error")
def _domain_missing(person: Person, world: World) -> None:
    person.open("environment")
    person.choose("choice-custom")
    person.paste("input-domain", "not a domain")


@scene("03-environment-done")
def _environment(person: Person, world: World) -> None:
    person.open("environment")
    person.paste("input-consumer-key", CONSUMER_KEY)


@scene("04-sign-in-empty")
def _chooses_a_way(person: Person, world: World) -> None:
    person.open("sign-in")
    settle(person)


@scene("04-sign-in-busy")
def _signing_in(person: Person, world: World) -> None:
    _chooses_a_way(person, world)
    person.open_embedded()
    person.until(lambda: person.find("web-sign-in").isVisible())


@scene("04-sign-in-browser")
def _signing_in_elsewhere(person: Person, world: World) -> None:
    _chooses_a_way(person, world)
    world.hold.clear()
    person.click("button-own-browser")
    person.until(lambda: bool(person.find("text-sign-in-link").text()))  # type: ignore[attr-defined]


@scene("04-sign-in-error")
def _cannot_sign_in(person: Person, world: World) -> None:
    world.trouble["begin_sign_in"] = _LOST
    person.open("sign-in")
    person.open_embedded()
    person.until(lambda: bool(person.message))


@scene("07-recipients-problems")
def _many_kinds(person: Person, world: World) -> None:
    world.matched = mixed()
    world.cards = {owner_key(r.sansan): 37 * (row + 2) for row, r in enumerate(world.matched.recipients)}
    world.moves = {"hanako@corp.example": 1200}
    person.open("recipients")
    settle(person)


@scene("07-recipients-typing")
def _types_a_recipient(person: Person, world: World) -> None:
    _many_kinds(person, world)
    table = person.find("table-recipients")
    table.setFocus()
    person.qtbot.keyClick(table, Qt.Key.Key_F2)


@scene("07-recipients-nobody")
def _nobody_fits(person: Person, world: World) -> None:
    _many_kinds(person, world)
    person.paste("input-filter", "誰もいない")


@scene("07-recipients-error")
def _cannot_match(person: Person, world: World) -> None:
    world.trouble["match_recipients"] = _LOST
    person.open("recipients")
    person.until(lambda: bool(person.message))


@scene("08-permission-set-error")
def _cannot_assign(person: Person, world: World) -> None:
    world.trouble["assign"] = SetupMustChange("package_absent")
    person.open("permission-set")
    settle(person)
    person.until_enabled("button-assign-permission-set")
    person.click("button-assign-permission-set")
    person.until(lambda: bool(person.message))
    settle(person)  # it looks again what is there


@scene("09-review-error")
def _cannot_save(person: Person, world: World) -> None:
    world.trouble["save"] = SetupMustChange("folder_not_writable", folder="/home/example/sansan-salesforce")
    person.open("review")
    person.click("button-save-only")
    person.until(lambda: bool(person.message))
    person.choose("button-details-message")


@scene("10-transfer-busy")
def _transferring(person: Person, world: World) -> None:
    world.hold.clear()
    person.open("transfer")
    person.until(lambda: "100" in person.text("text-numbers"))


@scene("10-transfer-error")
def _signed_out(person: Person, world: World) -> None:
    world.trouble["transfer"] = SignInNeeded("refresh_refused")
    person.open("transfer")
    person.until(lambda: bool(person.message))


@scene("11-finished-done")
def _finished(person: Person, world: World) -> None:
    person.open("transfer")
    person.until_page("finished")


@scene("11-finished-error")
def _finished_with_errors(person: Person, world: World) -> None:
    world.failures = _FAILURES
    person.open("transfer")
    person.until_page("finished")


def _home(person: Person, world: World) -> None:
    person.shell.go_home()
    settle(person)
    person.until_page("home")


@scene("12-home-done")
def _home_well(person: Person, world: World) -> None:
    world.profiles["production"], world.runs = walk("finished").answers, _RUNS
    _home(person, world)


@scene("12-home-error")
def _home_signed_out(person: Person, world: World) -> None:
    world.profiles["production"], world.runs, world.signed_in = walk("finished").answers, _RUNS, False
    _home(person, world)
    person.choose("button-history-production")


@scene("12-home-empty")
def _home_left(person: Person, world: World) -> None:
    person.open("sansan-user")
    _home(person, world)


@scene("12-home-busy")
def _home_undoing(person: Person, world: World) -> None:
    _home_well(person, world)
    world.hold.clear()
    person.click("button-undo-production")
    person.answer_box("ask-undo-yes")
    person.until(lambda: person.find("progress-home-work").isVisible())


@scene("15-unattended-now")
def _unattended(person: Person, world: World) -> None:
    _home_well(person, world)
    person.click("button-schedule")
    person.until_page("unattended")
    person.until(lambda: bool(person.text("text-unattended")))
    settle(person)


@scene("15-unattended-guide")
def _unattended_guide(person: Person, world: World) -> None:
    _unattended(person, world)
    person.click("button-unattended-set-up")


@scene("15-unattended-secret")
def _unattended_secret(person: Person, world: World) -> None:
    _unattended_guide(person, world)
    for _ in range(3):
        person.click("button-unattended-next")
    person.paste("input-consumer-secret", "s" * 64)


@scene("15-unattended-done")
def _unattended_done(person: Person, world: World) -> None:
    _unattended_secret(person, world)
    person.click("button-unattended-prove")
    person.until(lambda: person.find("button-unattended-done").isVisible())
    settle(person)


@scene("15-unattended-error")
def _unattended_lacks(person: Person, world: World) -> None:
    world.lacking = ("api_only", "owners")
    _unattended_secret(person, world)
    person.click("button-unattended-prove")
    person.until(lambda: person.find("points-unattended").isVisible())
    settle(person)


@scene("13-preview-busy")
def _previewing(person: Person, world: World) -> None:
    _home_well(person, world)
    world.hold.clear()
    person.click("button-preview-production")
    person.until(lambda: "300" in person.text("numbers-preview"))


@scene("14-links-found")
def _links_found(person: Person, world: World) -> None:
    _home_well(person, world)
    person.click("button-links")
    person.until(lambda: person.find("button-apply-links").isEnabled())
    settle(person)


@scene("14-links-done")
def _links_done(person: Person, world: World) -> None:
    _links_found(person, world)
    person.click("button-apply-links")
    person.until(lambda: person.find("button-undo-links").isVisible())
    settle(person)


@scene("13-preview-done")
def _previewed(person: Person, world: World) -> None:
    _home_well(person, world)
    person.click("button-preview-production")
    person.until(lambda: person.find("button-preview-transfer").isVisible())
    settle(person)


@scene("15-fields-found")
def _fields_found(person: Person, world: World) -> None:
    _home_well(person, world)
    person.click("button-fields")
    person.until(lambda: person.find("button-apply-fields").isEnabled())
    settle(person)


@scene("15-fields-problem")
def _fields_problem(person: Person, world: World) -> None:
    chosen = (("memo", "Card_Memo__c"), ("title", "Locked__c"), ("fax", ""))
    answers = walk("finished").answers
    world.profiles["production"] = replace(answers, cards=CardChoice(fields=chosen))
    _home(person, world)
    person.click("button-fields")
    settle(person)


@scene("16-explain-report")
def _explain_report(person: Person, world: World) -> None:
    _finished_with_errors(person, world)
    person.click("button-explain")
    person.until_page("explain")
    settle(person)


@scene("16-explain-found")
def _explain_found(person: Person, world: World) -> None:
    world.stories["C2"] = replace(world.stories["C2"], name="御手洗 花子")
    _home_well(person, world)
    person.paste("input-explain", "御手洗")
    person.click("button-explain")
    person.until_page("explain")
    settle(person)


@scene("06-sansan-user-tags")
def _tags_chosen(person: Person, world: World) -> None:
    journey = walk("sansan-user")
    cards = CardChoice(exchanged_from="2026-01-01", tags_any=("展示会2026", "古いタグ"))
    person.shell._open(replace(journey, answers=replace(journey.answers, cards=cards)))
    person.until_page("sansan-user")
    settle(person)
