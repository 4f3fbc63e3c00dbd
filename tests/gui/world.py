"""A small world in memory that answers as the outside would: the commands of ``wizard.application``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from inspect import signature
from pathlib import Path
from threading import Event
from typing import Any

from tests.gui.world_explain import ExplainWorld
from tests.gui.world_fields import GROUPS, FieldsWorld
from tests.journeys.people import ACCOUNT, ADMIN, SATO
from wizard.application.checks import ApiCalls
from wizard.application.command import Command, Report, ignore
from wizard.application.files import OpenedSetup
from wizard.application.integration_user import UnattendedProof, UnattendedState
from wizard.application.link_decisions import CandidateFacts, CardFacts
from wizard.application.links import Link, LinkResult
from wizard.application.overview import Overview, ProfileSummary
from wizard.application.preset import Preset
from wizard.application.preview import Preview, PreviewResult
from wizard.application.recipients import Matched
from wizard.application.run_result import RunResult
from wizard.application.sansan import CardsSeen
from wizard.application.saving import AlreadyUsed
from wizard.application.schedule import ScheduleState
from wizard.application.sign_in import SignInStart
from wizard.application.sync import Sync
from wizard.application.undo import Undo, UndoResult
from wizard.domain.check import Check
from wizard.domain.control import Control, Progress
from wizard.domain.errors import AppError, Interrupted, SetupMustChange, SignInNeeded
from wizard.domain.links import (
    KEY_PREFIXES,
    Choice,
    Create,
    Kind,
    LinkCounts,
    LinkOptions,
    LinkOutcome,
    LinkState,
    NewField,
)
from wizard.domain.mapping import Line
from wizard.domain.outcome import Outcome
from wizard.domain.permission_set import PermissionSet
from wizard.domain.preview import OwnerCounts, Sample, ValueChange
from wizard.domain.profile import CardChoice
from wizard.domain.recipients import Recipient
from wizard.domain.requirement import OK, PROBLEM, Requirement
from wizard.domain.run import FULL, RETRY, SYNC
from wizard.domain.schedule import Schedule
from wizard.domain.users import Account, SalesforceUser, SansanUser
from wizard.flow.answers import Answers, Connection, Environment, PermissionSetResult
from wizard.services.salesforce.oauth import CallbackQuery
from wizard.transfer.ledger.links import LinkRow
from wizard.usecases.destination import Found
from wizard.usecases.reader_access import ReaderAccess
from wizard.usecases.renew_sign_in import Disconnected
from wizard.words import Lang

KEY = "a" * 32
TANAKA = SansanUser("u2", "田中 一郎", "tanaka@example.com")
SATO_SF = SalesforceUser("005S", "sato@example.com", "Sato Hanako")
LABEL = "Sansan データ連携実行ユーザ"
PROVEN: dict[str, dict[str, object]] = {
    "signed_in": {},
    "api_only": {},
    "licence": {"licence": "Salesforce Integration"},
    "permission_set": {"label": f"{LABEL}（標準オブジェクト権限無し）"},
    "destination": {"object": "Sansan_CI__BizCard__c"},
    "owners": {"object": "Sansan_CI__BizCard__c"},
    "limits": {"left": 14_998},
}


class World(FieldsWorld, ExplainWorld):
    """Keeps what it was told. ``hold`` keeps long work going until it is set."""

    def __init__(self) -> None:
        FieldsWorld.__init__(self)
        ExplainWorld.__init__(self)
        self.draft = ""
        self.profiles: dict[str, Answers] = {}
        self.forgotten: list[Connection] = []
        self.memory: dict[str, str] = {}
        self.matched: Matched | None = None
        self.cards = {"sato@example.com": 400, "tanaka@example.com": 300}
        self.opened: list[str] = []
        self.assigned = ""
        self.again = False
        self.found = Found("package", "", (PermissionSet("0PS1", "SCI_API", LABEL),))
        self.access = ReaderAccess()
        self.connection_checks: tuple[Requirement, ...] = (Requirement("key", OK, required=True),)
        self.object_checks: tuple[Requirement, ...] = (Requirement("fields", OK),)
        self.refused: dict[str, SetupMustChange] = {}
        self.hold = Event()
        self.hold.set()
        self.failures: tuple[tuple[Outcome, int], ...] = ()
        self.remarks: tuple[tuple[Outcome, int], ...] = ()
        self.refused_at_undo = 0
        self.notices: tuple[AppError, ...] = ()
        self.more_cards = True
        self.runs: tuple[RunResult, ...] = ()
        self.failed = 0
        self.signed_in = True
        self.used = AlreadyUsed()
        self.unattended: AppError | None = None
        self.schedules: dict[str, Schedule] = {}
        self.unattended_state = UnattendedState("", ACCOUNT.instance_url)
        self.lacking: tuple[str, ...] = ()
        self.proofs: list[tuple[str, str, bool]] = []
        self.signed_in_again = 0
        self.in_memory = False
        self.disconnected: list[str] = []
        self.undone: list[tuple[str, bool]] = []
        self.previewed: list[str] = []
        self.moves: dict[str, int] = {}
        self.preset: Preset | None = None
        self.preset_trouble: AppError | None = None
        self.lines: list[Line] = []
        self.linked: list[LinkOptions] = []
        self.asked: tuple[NewField, ...] = ()
        self.defaults: tuple[tuple[str, str, str], ...] = ()
        self.link_reasons: tuple[tuple[str, str, int], ...] = ()
        self.link_state: LinkState | None = None
        self.links_of_sync: LinkResult | None = None
        self.choices: dict[str, tuple[Choice, str]] = {}
        self.undecided = tuple(
            LinkRow(
                f"c{at}",
                f"r{at}",
                LinkOutcome.AMBIGUOUS,
                "several_email",
                kind="Contact",
                candidates=("003A", "003B"),
            )
            for at in range(4)
        )

    def __call__(self, command: Command[Any], report: Report = ignore, control: Control | None = None) -> Any:
        """Answer by the method that is called as the command is, with the fields it asks for."""
        answer = getattr(self, re.sub(r"(?<=.)(?=[A-Z])", "_", type(command).__name__).lower())
        held = {field.name: getattr(command, field.name) for field in fields(command)}  # type: ignore[arg-type]
        offered = {"command": command, "report": report, "control": control or Control(), **held}
        return answer(**{name: offered[name] for name in signature(answer).parameters})

    def read_overview(self) -> Overview:
        self._raise("overview")
        summaries = (self.summary(name, answers) for name, answers in self.profiles.items())
        return Overview(tuple(summaries), self.draft, self.preset, self.preset_trouble)

    def summary(self, name: str, answers: Answers) -> ProfileSummary:
        signed_in, has_key = name not in self.disconnected, name not in self.disconnected
        return ProfileSummary(
            name,
            answers,
            self.runs,
            700,
            self.failed,
            1,
            has_key=has_key,
            signed_in=signed_in and self.signed_in,
            unattended=self.unattended,
            links=self.link_state,
            integration_user=self.unattended_state.user,
            keeps_sign_in=self.unattended_state.keeps_sign_in,
        )

    def keep_draft(self, text: str) -> None:
        self.draft = text

    def discard_draft(self, text: str) -> None:
        self.draft = ""

    def connect_sansan(self, name: str, key: str, control: Control) -> Connection:
        self._raise("connect_sansan")
        self._wait(control)
        if key != KEY:
            raise SignInNeeded("sansan_key_refused")
        return Connection(name, f"{name}/sansan-api-key", "6.0", 300, self.more_cards, (SATO, TANAKA))

    def keep_secrets_in_memory(self) -> None:
        self.trouble.pop("connect_sansan", None)
        self.in_memory = True

    def forget_sansan(self, connection: Connection) -> None:
        self.hold.wait(10)
        self.forgotten.append(connection)

    def count_cards(self, connection: Connection, report: Callable[[CardsSeen], None], control: Control) -> CardsSeen:
        owners = self.cards
        report(CardsSeen(600, owners, (SATO, TANAKA)))
        self._wait(control)
        return CardsSeen(700, owners, (SATO, TANAKA), True, GROUPS)

    def begin_sign_in(self, environment: Environment, control: Control) -> SignInStart:
        self._raise("begin_sign_in")
        callback = "http://localhost:47801/callback"
        return SignInStart("about:blank?state=s1", callback)

    def check_certificate(self, url: str, leaf: bytes) -> bool:
        return False

    def wait_for_browser(
        self, environment: Environment, lang: Lang, report: Callable[[SignInStart], None], control: Control
    ) -> CallbackQuery:
        report(SignInStart("https://login.example/?state=s2", "http://localhost:47802/callback"))
        self._wait(control)
        return {"state": ["s2"], "code": ["c"]}

    def finish_sign_in(self, answers: Answers, query: CallbackQuery, control: Control) -> Account:
        if "code" not in query:
            raise SignInNeeded("oauth", error="access_denied")
        return ACCOUNT

    def read_api_calls(self, answers: Answers, control: Control) -> ApiCalls | None:
        return ApiCalls(14_998, 15_000)

    def match_recipients(
        self, answers: Answers, owners: tuple[SansanUser, ...], of_file: tuple[SansanUser, ...], control: Control
    ) -> Matched:
        self._raise("match_recipients")
        if self.matched:
            return self.matched
        default = answers.default_user or ADMIN
        found = (
            Recipient(SATO, SATO_SF.id, SATO_SF.username, "username"),
            Recipient(TANAKA, default.id, default.username, "default"),
        )
        return Matched(found, (ADMIN, SATO_SF), default)

    def recall(self, name: str) -> str:
        return self.memory.get(name, "")

    def remember(self, name: str, value: str) -> None:
        self.memory[name] = value

    def read_mapping(self, path: Path) -> list[Line]:
        return self.lines

    def write_mapping(self, path: Path, lines: Iterable[Line], lang: str) -> None:
        path.write_text("".join(f"{line.email},{line.username}\n" for line in lines), "utf-8")

    def read_users(self, path: Path) -> tuple[SansanUser, ...]:
        return ()

    def write_table(self, path: Path, header: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
        path.write_text("".join(",".join(row) + "\n" for row in (header, *cells)), "utf-8")

    def check_connection(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        self._raise("check_connection")
        return self.connection_checks

    def check_object(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        return self.object_checks

    def find_destination(self, answers: Answers, control: Control) -> Found:
        self._raise("look_at_destination")
        return self.found

    def prepare_destination(
        self,
        answers: Answers,
        kind: str,
        permission_set_id: str,
        again: bool,
        lang: Lang,
        report: Callable[[bool], None],
        control: Control,
    ) -> PermissionSetResult:
        self._raise("assign")
        self.assigned = permission_set_id or kind
        self.again = again
        return PermissionSetResult("made" if kind == "own" else "assigned", LABEL, kind)

    def check_destination(self, answers: Answers, kind: str, control: Control) -> PermissionSetResult:
        if not self.assigned:
            raise SetupMustChange("package_absent")
        return PermissionSetResult("manual", LABEL, kind)

    def find_reader_access(self, answers: Answers, control: Control) -> ReaderAccess:
        return self.access

    def give_access(
        self, answers: Answers, permission_set_id: str, user_ids: tuple[str, ...], control: Control
    ) -> dict[str, SetupMustChange]:
        self._raise("give_access")
        self.access = ReaderAccess(tuple(self.refused), self.access.sets)
        return self.refused

    def save_setup(self, answers: Answers, control: Control) -> None:
        self._raise("save")
        self.profiles[answers.profile] = replace(answers, saved=True)
        self.draft = ""

    def keep_sign_in(self, answers: Answers, control: Control) -> None:
        self._raise("keep_sign_in")
        self.signed_in_again += 1
        self.signed_in = True
        self.trouble.pop("transfer", None)

    def rename_setup(self, profile: str, name: str, control: Control) -> None:
        self.profiles[name] = replace(self.profiles.pop(profile), profile=name)

    def find_already_used(self, answers: Answers, control: Control) -> AlreadyUsed:
        return self.used

    def disconnect(self, profile: str, remove: bool) -> Disconnected:
        if remove:
            del self.profiles[profile]
        self._raise("disconnect")
        self.disconnected.append(profile)
        return Disconnected(profile, revoked=True)

    def read_setup_file(self, path: Path) -> OpenedSetup:
        self._raise("open_setup")
        return OpenedSetup(Environment("custom", "x.my.salesforce.com", "3MVG9" + "b" * 80), CardChoice(), "r.csv")

    def export(self, profile: str, path: Path) -> None:
        self._raise("export_setup")
        path.write_text(f'profile = "{profile}"\n', "utf-8")

    def open_address(self, address: str) -> bool:
        self.opened.append(address)
        return "open_address" not in self.trouble

    def find_logs(self) -> Path:
        return Path("/home/logs")

    def collect_diagnostics(self) -> str:
        self._raise("diagnostics")
        return "[Program]\nversion 1\n"

    def save_diagnostics(self, path: Path, text: str) -> None:
        path.write_text(text, "utf-8")

    def read_schedule(self, profile: str) -> ScheduleState:
        self._raise("schedule_of")
        return ScheduleState(self.schedules.get(profile))

    def set_schedule(self, profile: str, schedule: Schedule | None) -> ScheduleState:
        self._raise("set_schedule")
        self.schedules.pop(profile, None)
        if schedule:
            self.schedules[profile] = schedule
        self._raise("schedule_of")
        return ScheduleState(schedule, self.notices if schedule else ())

    def read_integration_user(self) -> UnattendedState:
        return self.unattended_state

    def prove_integration_user(self, domain: str, secret: str, keep_sign_in: bool, control: Control) -> UnattendedProof:
        self._raise("prove_unattended")
        self._wait(control)
        self.proofs.append((domain, secret, keep_sign_in))
        user, lacks = "integration@example.com", set(self.lacking)
        points = tuple(
            Requirement(code, PROBLEM if code in lacks else OK, True, {"user": user, **details})
            for code, details in PROVEN.items()
        )
        if not lacks:
            self.unattended_state = UnattendedState(user, domain, keep_sign_in)
        return UnattendedProof(user, points, not lacks)

    def end_integration_user(self) -> None:
        self._raise("end_unattended")
        self.unattended_state = UnattendedState("", self.unattended_state.domain)

    def sync(self, command: Sync, report: Report, control: Control) -> RunResult:
        ways = {SYNC: self._transfer, RETRY: self._retry_failed, FULL: self._check_everything}
        return ways[command.kind](report, control)

    def _transfer(self, report: Report, control: Control) -> RunResult:
        report(Progress("reading", 300, 100, 0))
        if "transfer" in self.trouble:
            return RunResult("r1", "failed", {"created": 100}, 1.0, trouble=self.trouble["transfer"])
        try:
            self._wait(control)
        except Interrupted as stopped:
            return RunResult("r1", "paused", {"created": 100}, 1.0, trouble=stopped)
        failed = sum(count for _, count in self.failures)
        counts = {"created": 700 - failed, "failed": failed}
        return RunResult(
            "r1",
            "completed",
            counts,
            12.0,
            "2026-01-01",
            "/reports/run-r1.csv",
            self.failures,
            None,
            "https://org.example/lightning/o/Sansan_CI__BizCard__c/list",
            remarks=self.remarks,
            notices=self.notices,
            links=self.links_of_sync,
        )

    def _retry_failed(self, report: Report, control: Control) -> RunResult:
        self._raise("retry_failed")
        failed = sum(count for _, count in self.failures)
        self._wait(control)
        self.failures = ()
        return RunResult("r2", "completed", {"created": failed}, 2.0, "2026-01-02", "/reports/run-r2.csv")

    def read_link_options(self, profile: str) -> LinkOptions:
        return LinkOptions(defaults=self.defaults)

    def choose_defaults(self, defaults: tuple[tuple[str, str, str], ...]) -> None:
        self.defaults = defaults

    def link(self, command: Link, report: Report, control: Control) -> LinkResult:
        self._raise("preview_links" if command.dry_run else "link")
        self._wait(control)
        options = LinkOptions(create=command.create or Create.NONE, fill_empty=bool(command.fill_empty))
        if not command.dry_run:
            self.linked.append(options)
        return self._links(options, dry_run=command.dry_run)

    def _links(self, options: LinkOptions, *, dry_run: bool) -> LinkResult:
        open_ = tuple(card for card in self.undecided if card.card_id not in self.choices)
        this, none = (sum(c[0] == wanted for c in self.choices.values()) for wanted in (Choice.THIS, Choice.NONE))
        nobody = 0 if options.create != Create.NONE else 80
        outcomes = {
            LinkOutcome.LINKED: 600 + this,
            LinkOutcome.AMBIGUOUS: len(open_),
            LinkOutcome.UNMATCHED: nobody + none,
            LinkOutcome.CREATED: 80 - nobody,
            LinkOutcome.ALREADY: 20 - len(self.undecided),
        }
        created = {Kind.LEAD: 80 - nobody} if options.create == Create.LEAD else {Kind.CONTACT: 80 - nobody}
        counts = LinkCounts(700, outcomes, 12 if options.fill_empty else 0, created)
        kinds = frozenset({Kind.CONTACT, Kind.LEAD})
        ways = {"email": 450, "name": 150, "person": this}
        decided = tuple(
            (card._replace(candidates=(), target_id=self.choices[card.card_id][1]), choice)
            for card in self.undecided
            if card.card_id in self.choices and ((choice := self.choices[card.card_id][0]) != Choice.THIS or dry_run)
        )
        undoable = "l1" if self.linked and ("l1", False) not in self.undone else ""
        asked = self.asked if options.create != Create.NONE else ()
        return LinkResult(
            "l1", "completed", counts, "/reports/links.csv", kinds, ways, self.link_reasons, open_, decided, undoable,
            dry_run=dry_run, asked=asked,
        )  # fmt: skip

    def read_card_facts(self, record_ids: Sequence[str]) -> list[CardFacts]:
        return [
            CardFacts(
                record,
                {
                    "last_name": "山田", "first_name": f"太郎{record[1:]}", "last_name_reading": "ヤマダ",
                    "company": f"会社{int(record[1:]) % 2}", "email": "taro@example.com", "title": "部長",
                },
            )
            for record in record_ids
        ]  # fmt: skip

    def read_candidates(self, ids: Sequence[str]) -> tuple[CandidateFacts, ...]:
        self._raise("read_candidates")
        names = {"003A": "山田 太郎", "003B": "山田 次郎", "00QA": "Yamada Taro", "001A": "会社0", "001B": "会社0"}
        kinds = {prefix: str(kind) for kind, prefix in KEY_PREFIXES.items()}
        return tuple(
            CandidateFacts(
                i, kinds[i[:3]], names[i], "会社0", "課長", "taro@example.com", "03-0000-0000", "佐藤", "2026-10-01"
            )
            for i in ids
        )

    def decide_link(self, card_ids: Sequence[str], choice: Choice | None, target_id: str) -> None:
        self._raise("decide_link")
        for card_id in card_ids:
            self.choices.pop(card_id, None)
            if choice:
                self.choices[card_id] = (choice, target_id)

    def preview(self, command: Preview, report: Report, control: Control) -> PreviewResult:
        self._raise("preview")
        self.previewed.append(command.profile)
        report(Progress("reading", 300, 300, 0))
        try:
            self._wait(control)
        except Interrupted as stopped:
            return PreviewResult(RunResult("p1", "paused", {"created": 100}, 1.0, trouble=stopped))
        owners = (
            OwnerCounts(SATO_SF.id, SATO_SF.username, {"created": 390, "updated": 10}),
            OwnerCounts(ADMIN.id, ADMIN.username, {"created": 290}),
            OwnerCounts("", "", {"skipped": 10}),
        )
        run = RunResult(
            "p1",
            "completed",
            {"created": 680, "updated": 10, "skipped": 10},
            1.0,
            "2026-01-01",
            "/reports/dry-run-r1.csv",
            self.failures,
            remarks=((Outcome("", "", "skipped", "owner_excluded"), 10),),
            notices=self.notices,
        )
        return PreviewResult(
            run,
            owners,
            (
                Sample("c1", "created", SATO_SF.username, (ValueChange("company", "", "例示商事株式会社"),)),
                Sample("c2", "updated", SATO_SF.username, (ValueChange("title", "課長", "部長"),)),
            ),
        )

    def _check_everything(self, report: Report, control: Control) -> RunResult:
        self._raise("check_everything")
        self._wait(control)
        counts = {"unchanged": 699, "created": 1}
        check = Check(700, 705, 700, older=2, not_visible=2, not_ours=1, deleted=1, edited=3, moved=0)
        done = RunResult("r3", "completed", counts, 5.0, "2026-01-03", "/reports/run-r3.csv")
        return replace(done, check=check, check_file="/reports/run-r3-findings.csv")

    def undo(self, command: Undo, report: Report, control: Control) -> UndoResult:
        self._raise("undo")
        run, even_changed = command.run_id, command.even_changed
        self.undone.append((run, even_changed))
        report(Progress("undoing", 200, 200))
        self._wait(control)
        left = 0 if even_changed else 2
        reasons = ((Outcome("", "", "left", "changed_in_salesforce_since"), left),) if left else ()
        refused, self.refused_at_undo = self.refused_at_undo, 0
        if refused:
            left, reasons = refused, ((Outcome("", "", "left", "row:UNABLE_TO_LOCK_ROW"), refused),)
        return UndoResult(run, 700 - left, 0, left, reasons, f"/reports/undo-{run}.csv", refused=refused)

    def count_owner_changes(self, answers: Answers) -> Mapping[str, int]:
        return self.moves

    def _wait(self, control: Control) -> None:
        while not self.hold.wait(0.01):
            control.checkpoint()
