"""Finding out what a transfer would do; nothing is written to Salesforce."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import ClassVar

from wizard.application.command import Command, Report, ignore, open_ledger
from wizard.application.run_result import RunResult, owners_met, run_result
from wizard.application.sync import new_transfer, notices, signed_in_as, write_findings
from wizard.domain.errors import AppError
from wizard.domain.preview import OwnerCounts, Sample
from wizard.domain.profile import Profile
from wizard.domain.run import SYNC, RunKind
from wizard.transfer.ledger import Ledger
from wizard.transfer.preview import PreviewRun
from wizard.transfer.preview_store import PreviewStore
from wizard.transfer.preview_writes import PreviewBulk, PreviewRecords
from wizard.wiring import Services
from wizard.words import Lang


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """What a transfer would do now; ``run`` has its numbers, its report, and what kept it from seeing everything.

    ``by_owner`` has who would get most first. ``samples`` are a few cards of each kind. ``shortfall`` is what
    Salesforce has too little of for the transfer.
    """

    run: RunResult
    by_owner: tuple[OwnerCounts, ...] = ()
    samples: tuple[Sample, ...] = ()
    shortfall: AppError | None = None


@dataclass(frozen=True, slots=True)
class Preview(Command[PreviewResult]):
    """Find out what ``Sync`` with the same values would do; writes nothing but a report."""

    long: ClassVar[bool] = True
    profile: str | None
    lang: Lang
    kind: RunKind = SYNC
    unattended: bool = False

    def run(self, services: Services, report: Report = ignore) -> PreviewResult:
        """Transfer on a copy of the ledger, with writes that go nowhere but into its notes."""
        profile = services.profiles.pick(self.profile)
        services = signed_in_as(profile, services, unattended=self.unattended)
        with (
            open_ledger(profile, services) as ledger,
            _open_preview(profile, ledger, services, report, self.kind) as preview,
        ):
            run_id, trouble = preview.transfer.run()
            file = preview.write(services.home.dry_report(profile.name, run_id), run_id, self.lang)
            shortfall = None if trouble else preview.shortfall()
            copy = preview.ledger
            run = replace(
                run_result(copy, copy.runs.run(run_id), profile, services.home, trouble),
                rows_file=str(file),
                remarks=preview.remarks(run_id),
                notices=notices(preview.transfer, services, trouble),
                owners_met=owners_met(preview.transfer.recipients, profile),
                check=preview.transfer.check,
                check_file=write_findings(preview.transfer, run_id, file, self.lang),
            )
            return PreviewResult(run, preview.by_owner, preview.samples(), shortfall)


@contextmanager
def _open_preview(
    profile: Profile, ledger: Ledger, services: Services, report: Report, kind: RunKind
) -> Iterator[PreviewRun]:
    """Put a preview together, on a copy of the ledger that is gone afterwards."""
    from wizard.application.connections import open_salesforce

    there = open_salesforce(profile, services, ledger)
    users = there.users()
    with (
        ledger.copied() as folder,
        Ledger(folder) as copy,
        closing(PreviewStore(copy.folder, there.fields.items, copy.images.of_last)) as seen,
    ):
        ids = frozenset(user.id for user in users.users)
        records = PreviewRecords(there.records, ids, seen, profile.writers, copy)
        transfer = new_transfer(
            there, copy, services, report, kind, records=records, bulk=PreviewBulk(records), users=lambda: users
        )
        transfer.tags_filled = lambda: None  # nothing is written
        transfer.senders = 1  # it waits for nobody, and what it found out lies in one place
        yield PreviewRun(transfer, seen, there.records)
