"""Taking one run of a saved set-up back, a transfer or a link run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from wizard.application.command import Command, Report, ignore, open_ledger
from wizard.application.links import undo_links
from wizard.domain.errors import AppError
from wizard.domain.outcome import UNDO_OUTCOMES, Outcome
from wizard.domain.profile import Profile
from wizard.domain.run import LINK
from wizard.transfer.ledger import Ledger
from wizard.transfer.report import write_rows
from wizard.transfer.summary import still_open, summary
from wizard.transfer.undo import TransferUndo
from wizard.wiring import Services
from wizard.words import Lang


@dataclass(frozen=True, slots=True)
class UndoResult:
    """How the taking back of a run ended, in records; ``reasons`` say why some were left, each with its number.

    ``refused`` are those of them that Salesforce refused: asking again tries exactly these. ``trouble`` is what stopped
    it before the end; asking again goes on. ``notices`` are what else a person should know.
    """

    run: str
    deleted: int = 0
    restored: int = 0
    left: int = 0
    reasons: tuple[tuple[Outcome, int], ...] = ()
    rows_file: str = ""
    trouble: AppError | None = None
    refused: int = 0
    of_links: bool = False
    notices: tuple[AppError, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo(Command[UndoResult]):
    """Take a run back, or go on with that. Records that somebody changed since are left, unless ``even_changed``.

    What the organisation's own automation made from the records is out of reach. Raises ``SetupMustChange`` when there
    is no such run, or nothing of it is open any more; a stop before the end is in the result.
    """

    long: ClassVar[bool] = True
    profile: str | None
    run_id: str
    lang: Lang
    even_changed: bool = False

    def run(self, services: Services, report: Report = ignore) -> UndoResult:
        """Take it back, and write the report."""
        profile = services.profiles.pick(self.profile)
        with open_ledger(profile, services) as ledger:
            ledger.runs.check_undo(self.run_id, again=self.even_changed)
            of_links = ledger.runs.run(self.run_id).kind == LINK
            undo_id, trouble = self._undoing(profile, ledger, services, report).run(self.run_id)
            rows = ledger.outcomes.of_run(undo_id)
            file = write_rows(services.home.undo_report(profile.name, self.run_id), rows, self.lang)
            counts, reasons = ledger.outcomes.counts(undo_id), summary(ledger, undo_id).remarks
        return UndoResult(
            run=self.run_id,
            **{outcome: counts.get(outcome, 0) for outcome in UNDO_OUTCOMES},
            refused=still_open(reasons),
            reasons=reasons,
            rows_file=str(file),
            trouble=trouble,
            of_links=of_links,
            notices=services.keyring_notices(),
        )

    def _undoing(self, profile: Profile, ledger: Ledger, services: Services, report: Report) -> _Undoing:
        from wizard.application.connections import open_salesforce

        if ledger.runs.run(self.run_id).kind == LINK:
            return undo_links(profile, ledger, services, report, even_changed=self.even_changed)
        there = open_salesforce(profile, services)
        parts = (ledger, there.records, there.bulk, there.destination, profile.writers)
        user = services.acting_user(profile).username
        return TransferUndo(*parts, services.control, report, self.even_changed, user)


class _Undoing(Protocol):
    """What takes a run back."""

    def run(self, run_id: str) -> tuple[str, AppError | None]:
        """Take a run back; return the undo's own id, and what stopped it, if anything."""
