"""What came of one transfer or preview, for every door."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.application.links import LinkResult
from wizard.domain.check import Check
from wizard.domain.destination import TARGETS
from wizard.domain.errors import AppError
from wizard.domain.fieldmap import Note
from wizard.domain.outcome import Outcome
from wizard.domain.profile import Profile
from wizard.domain.run import SYNC, RunKind, RunState
from wizard.services.home import Home
from wizard.transfer.addressing import Recipients
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.slowdowns import Slowdowns
from wizard.transfer.summary import summary


@dataclass(frozen=True, slots=True)
class OwnersMet:
    """Sansan users met for the first time: how many, and how many of them the default recipient stands in for."""

    users: int
    on_default: int
    default_username: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a transfer ended, in cards. ``failures`` are one outcome for each reason, with its number.

    ``remarks`` are likewise what was skipped, shortened, left out, or found changed; ``words.say_reason`` says each.
    ``trouble`` is what stopped it before the end. ``records_url`` shows the cards in Salesforce. ``check`` explains
    both sides' counts where everything was checked, ``check_file`` names the records without a card. ``notices`` are
    what else a person should know. ``altered`` counts stored cards of which a value was shortened or left out.
    ``undo_until`` (ISO 8601) says until when it can be taken back: empty for no fixed time, None for not at all.
    ``slowed`` are notes of what slowed it. ``links`` is the link run that followed, if any. ``ledger_put_aside``: the
    damaged ledger was kept under another name. ``users`` are the usernames of who was signed in to Salesforce for it,
    parted by ", ".
    """

    run: str
    state: RunState
    counts: Mapping[str, int]
    seconds: float
    started: str = ""
    rows_file: str = ""
    failures: tuple[tuple[Outcome, int], ...] = ()
    trouble: AppError | None = None
    records_url: str = ""
    remarks: tuple[tuple[Outcome, int], ...] = ()
    undone: bool = False
    check: Check | None = None
    check_file: str = ""
    notices: tuple[AppError, ...] = ()
    altered: int = 0
    undo_until: str | None = ""
    kind: RunKind = SYNC
    slowed: tuple[Note, ...] = ()
    owners_met: OwnersMet | None = None
    links: LinkResult | None = None
    ledger_put_aside: bool = False
    users: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether it wrote something that can be taken back."""
        wrote = self.counts.get("created") or self.counts.get("updated")
        return bool(wrote) and not self.undone and self.undo_until is not None

    @property
    def cards(self) -> int:
        """All cards of the run."""
        return sum(self.counts.values())


def run_result(ledger: Ledger, run: Run, profile: Profile, home: Home, trouble: AppError | None = None) -> RunResult:
    """Return a run's numbers, failures by reason, and where its report is. ``trouble`` is what stopped it just now."""
    said = summary(ledger, run.id)
    return RunResult(
        run=run.id,
        state=run.state,
        counts=ledger.outcomes.counts(run.id),
        altered=ledger.outcomes.altered(run.id),
        undo_until=ledger.history.can_undo(datetime.now(UTC)).get(run.id),
        seconds=run.seconds,
        started=run.started,
        rows_file=_report(home, profile.name, run.id),
        failures=said.failures,
        trouble=trouble or (AppError(run.trouble_code, **run.trouble_details) if run.trouble_code else None),
        undone=run.undone,
        users=run.users,
        # The list view of an object; the address is widely used, and inferred to be the same for all [I].
        records_url=f"{profile.account.instance_url}/lightning/o/{TARGETS[profile.destination].object_name}/list",
        remarks=said.remarks,
        kind=run.kind,
        slowed=tuple(note for note, _ in Slowdowns.of(ledger, run.id).notes()),
    )


def owners_met(recipients: Recipients, profile: Profile) -> OwnersMet | None:
    """Return who was met for the first time; None where nobody was."""
    met = recipients.met
    on_default = sum(recipient.reason == "default" for recipient in met)
    return OwnersMet(len(met), on_default, profile.default_user.username) if met else None


def _report(home: Home, profile: str, run_id: str) -> str:
    """Return where the report lies; empty where it is not there, or the home cannot be used."""
    with suppress(AppError):
        file = home.run_report(profile, run_id)
        return str(file) if file.exists() else ""
    return ""
