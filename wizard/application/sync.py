"""Transferring once with a saved set-up, and linking afterwards where the set-up says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from wizard.application.command import Command, Report, ignore, open_ledger
from wizard.application.links import LinkResult, link_after_sync
from wizard.application.run_result import RunResult, owners_met, run_result
from wizard.domain.destination import TARGETS
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.profile import Profile
from wizard.domain.recipients import Directory
from wizard.domain.run import FULL, SYNC, RunKind
from wizard.services.last_failure import LastFailure
from wizard.transfer.ledger import Ledger
from wizard.transfer.report import check_file, elsewhere, write_check, write_rows
from wizard.transfer.run import Transfer
from wizard.transfer.tag_picklist import picklist_notices
from wizard.usecases import card_choice
from wizard.usecases.checks import clock_notices
from wizard.wiring import Services
from wizard.words import Lang

if TYPE_CHECKING:
    from wizard.application.connections import Salesforce


@dataclass(frozen=True, slots=True)
class Sync(Command[RunResult]):
    """Transfer once, or go on with a transfer that was stopped. ``profile`` may be None while there is only one.

    ``kind`` is that of the run. With ``unattended`` it signs in as the integration user of the set-up. A stop before
    the end is in the result, not raised.
    """

    long: ClassVar[bool] = True
    profile: str | None
    lang: Lang
    kind: RunKind = SYNC
    unattended: bool = False

    def run(self, services: Services, report: Report = ignore) -> RunResult:
        """Transfer, write the report, link."""
        from wizard.application.connections import open_salesforce

        profile = services.profiles.pick(self.profile)
        services = signed_in_as(profile, services, unattended=self.unattended)
        put_aside = self.kind == FULL and _put_aside_damaged_ledger(profile, services)
        with open_ledger(profile, services) as ledger:
            transfer = new_transfer(open_salesforce(profile, services, ledger), ledger, services, report, self.kind)
            run_id, trouble = transfer.run()
            _keep_what_was_met(transfer, services, trouble)
            rows = ledger.outcomes.of_run(run_id)
            file = write_rows(services.home.run_report(profile.name, run_id), rows, self.lang)
            found = notices(transfer, services, trouble)
            linked = None if trouble else link_after_sync(profile, ledger, services, run_id, self.lang, report)
            told = (linked,) if isinstance(linked, AppError) else ()
            return replace(
                run_result(ledger, ledger.runs.run(run_id), profile, services.home, trouble),
                rows_file=str(file),
                notices=(*found, *elsewhere(file, run_id), *told),
                owners_met=owners_met(transfer.recipients, profile),
                links=linked if isinstance(linked, LinkResult) else None,
                check=transfer.check,
                check_file=write_findings(transfer, run_id, file, self.lang),
                ledger_put_aside=put_aside,
            )


def signed_in_as(profile: Profile, services: Services, *, unattended: bool) -> Services:
    """Return services that sign in as the integration user, where that is wanted.

    Raises ``SetupMustChange`` (``unattended_not_set_up``) where the set-up has none.
    """
    if not unattended:
        return services
    if not profile.unattended:
        raise SetupMustChange("unattended_not_set_up", profile=profile.name)
    return replace(services, unattended=True)


def new_transfer(
    there: Salesforce,
    ledger: Ledger,
    services: Services,
    report: Report,
    kind: RunKind,
    *,
    records: RecordStore | None = None,
    bulk: BulkJobs | None = None,
    users: Callable[[], Directory] | None = None,
) -> Transfer:
    """Put one transfer together; a preview gives what stands in for Salesforce."""
    from wizard.application.connections import open_sansan

    source = open_sansan(there.profile, services)
    return Transfer(
        profile=there.profile,
        source=source,
        records=records or there.records,
        bulk=bulk or there.bulk,
        ledger=ledger,
        recipients=there.recipients(source, users),
        fields=there.fields,
        control=services.control,
        report=report,
        kind=kind,
        user=services.acting_user(there.profile).username,
        now=there.now,
        tags_filled=there.tags_filled,
    )


def notices(transfer: Transfer, services: Services, trouble: AppError | None) -> tuple[AppError, ...]:
    """Return what else a person should know after a transfer or a preview; ``trouble`` is what stopped it."""
    everybody = (recipient for _, recipient in transfer.recipients.all())
    today = transfer.now().date()
    told = () if trouble else card_choice.look_again(transfer.profile, transfer.source, everybody, today)
    of_keyring = services.keyring_notices()
    if lost := next((notice for notice in of_keyring if notice.code == "sign_in_not_saved"), None):
        LastFailure(services.home, transfer.profile.name).keep(lost)
    target = TARGETS[transfer.profile.destination]
    broken = card_choice.broken_fields(transfer.profile.cards, target, transfer.fields.destination.described)
    tags = () if trouble else picklist_notices(transfer.profile, transfer.ledger, transfer.tags_filled)
    return (*clock_notices(transfer.now(), datetime.now(UTC)), *broken, *told, *tags, *of_keyring)


def _put_aside_damaged_ledger(profile: Profile, services: Services) -> bool:
    with services.home.run_lock(profile.name):
        return services.put_aside_damaged_ledger(profile)


def _keep_what_was_met(transfer: Transfer, services: Services, trouble: AppError | None) -> None:
    if transfer.recipients.learned:
        services.profiles.save(transfer.recipients.extended())
    if trouble is None:
        LastFailure(services.home, transfer.profile.name).clear()


def write_findings(transfer: Transfer, run_id: str, report_file: Path, lang: Lang) -> str:
    """Write the records without a card of a run that checked everything; return the file, empty where none did."""
    if not transfer.check:
        return ""
    findings = transfer.ledger.findings.of_run(run_id)
    return str(write_check(check_file(report_file), findings, lang))
