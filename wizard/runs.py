"""Transfers, rehearsals and undos of a saved set-up, put together alike for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wizard.domain.control import Report, ignore
from wizard.domain.destination import Destination
from wizard.domain.errors import Trouble
from wizard.domain.fieldmap import FieldMap
from wizard.domain.ports import BulkJobs, CardSource, RecordStore
from wizard.domain.profile import SANSAN_KEY, Profile, secret_name
from wizard.domain.recipients import Directory
from wizard.services.attention import Attention
from wizard.services.salesforce.bulk import Bulk
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.org_facts import SalesforceFacts
from wizard.services.salesforce.records import Records
from wizard.services.salesforce.session import Api
from wizard.transfer.addressing import Recipients
from wizard.transfer.explaining import Explainer
from wizard.transfer.foreseen import Foreseen
from wizard.transfer.ledger import SYNC, Ledger
from wizard.transfer.preview import Rehearsal
from wizard.transfer.rehearsal import RehearsedBulk, RehearsedRecords
from wizard.transfer.report import write_rows
from wizard.transfer.run import Transfer
from wizard.transfer.tag_picklist import picklist_notices
from wizard.transfer.undo import Undo
from wizard.usecases import card_choice
from wizard.usecases.checks import clock_notices
from wizard.usecases.destination import find_destination
from wizard.usecases.match_recipients import looked_up
from wizard.wiring import Services
from wizard.words import Lang


@dataclass(frozen=True)
class Runs:
    """What is done with a saved set-up."""

    services: Services

    def transfer(self, profile: Profile, ledger: Ledger, report: Report = ignore, kind: str = SYNC) -> Transfer:
        """Put one transfer together. Asks Salesforce for a session and the destination."""
        there = self._salesforce(profile, ledger)
        return self._transfer(profile, ledger, report, kind, there, there.records, there.bulk, there.users)

    @contextmanager
    def rehearsal(
        self, profile: Profile, ledger: Ledger, report: Report = ignore, kind: str = SYNC
    ) -> Iterator[Rehearsal]:
        """Put a rehearsal together, on a copy of the ledger that is gone afterwards. Asks for the users, too."""
        there = self._salesforce(profile, ledger)
        users = there.users()
        with (
            ledger.copied() as folder,
            Ledger(folder) as copy,
            closing(Foreseen(copy.folder, there.fields.items, copy.images.of_last)) as seen,
        ):
            records = RehearsedRecords(
                there.records, frozenset(user.id for user in users.users), seen, profile.writers, copy
            )
            bulk = RehearsedBulk(records)
            transfer = self._transfer(profile, copy, report, kind, there, records, bulk, lambda: users)
            transfer.tags_filled = lambda: None  # nothing is written
            transfer.senders = 1  # it waits for nobody, and what it found out lies in one place
            yield Rehearsal(transfer, seen, there.records)

    def _transfer(
        self,
        profile: Profile,
        ledger: Ledger,
        report: Report,
        kind: str,
        there: _Salesforce,
        records: RecordStore,
        bulk: BulkJobs,
        users: Callable[[], Directory],
    ) -> Transfer:
        source = self._source(profile)
        return Transfer(
            profile=profile,
            source=source,
            records=records,
            bulk=bulk,
            ledger=ledger,
            recipients=Recipients(profile, users, lambda owner: looked_up(source, owner)),
            fields=there.fields,
            control=self.services.control,
            report=report,
            kind=kind,
            user=self.services.acting_user(profile).username,
            now=there.now,
            tags_filled=there.tags_filled,
        )

    def notices(self, transfer: Transfer, trouble: Trouble | None) -> tuple[Trouble, ...]:
        """Return what else a person should know after a transfer or a rehearsal; ``trouble`` is what stopped it."""
        everybody = (recipient for _, recipient in transfer.recipients.all())
        today = transfer.now().date()
        told = () if trouble else card_choice.look_again(transfer.profile, transfer.source, everybody, today)
        of_keyring = self.services.keyring_notices()
        if lost := next((notice for notice in of_keyring if notice.code == "sign_in_not_saved"), None):
            Attention(self.services.home, transfer.profile.name).keep(lost)
        lost_fields = card_choice.lost_fields(transfer.profile.cards, transfer.fields.destination)
        tags = () if trouble else picklist_notices(transfer.profile, transfer.ledger, transfer.tags_filled)
        return (*clock_notices(transfer.now(), datetime.now(UTC)), *lost_fields, *told, *tags, *of_keyring)

    def carry_out(self, transfer: Transfer, lang: Lang) -> tuple[str, Trouble | None, Path]:
        """Transfer; keep the users first met, and write the report. Return the run, what stopped it, the report."""
        name = transfer.profile.name
        run_id, trouble = transfer.run()
        if transfer.recipients.met:
            self.services.profiles.save(transfer.recipients.extended())
        if trouble is None:
            Attention(self.services.home, name).clear()
        wanted = self.services.home.run_report(name, run_id)
        return run_id, trouble, write_rows(wanted, transfer.ledger.outcomes.of_run(run_id), lang)

    def undo(self, profile: Profile, ledger: Ledger, report: Report = ignore, *, even_changed: bool = False) -> Undo:
        """Put the taking back of runs together."""
        there = self._salesforce(profile)
        parts = (ledger, there.records, there.bulk, there.destination, profile.writers)
        user = self.services.acting_user(profile).username
        return Undo(*parts, self.services.control, report, even_changed, user)

    def explainer(self, profile: Profile, ledger: Ledger) -> Explainer:
        """Put together what finds out what became of a card."""
        there = self._salesforce(profile)
        source = self._source(profile)

        def usernames() -> dict[str, str]:
            return {user.id[:15]: user.username for user in there.directory.everyone()}

        recipients = Recipients(profile, there.users, lambda owner: looked_up(source, owner))
        return Explainer(profile, source, there.records, there.destination, ledger, recipients, usernames)

    def _source(self, profile: Profile) -> CardSource:
        key = self.services.sansan_key(secret_name(profile.id, SANSAN_KEY))
        return self.services.sansan(profile.sansan, key)(profile.sansan.api_version)

    def _salesforce(self, profile: Profile, ledger: Ledger | None = None) -> _Salesforce:
        """Open Salesforce; with the ledger also as cards were sent there before their fields were chosen anew."""
        api = Api(self.services.saved_tokens(profile), self.services.patience, profile.account.api_version)
        directory = SalesforceDirectory(api, self.services.acting_user(profile).id)
        chosen = profile.cards.chosen_fields
        before = ledger.runs.fields_before(chosen) if ledger else chosen
        destination = find_destination(directory, profile.destination, chosen=chosen)
        former = None if before == chosen else find_destination(directory, profile.destination, chosen=before)
        sandbox = profile.account.organization.sandbox
        records, bulk = Records(api, destination), Bulk(api, destination)
        tags_filled = SalesforceFacts(api, directory).tags_in_picklist
        return _Salesforce(directory, destination, former, records, bulk, sandbox, api.now, tags_filled)


@dataclass(frozen=True)
class _Salesforce:
    """Salesforce of one saved profile."""

    directory: SalesforceDirectory
    destination: Destination
    former: Destination | None
    records: Records
    bulk: Bulk
    sandbox: bool
    now: Callable[[], datetime]
    tags_filled: Callable[[], bool | None]

    @property
    def fields(self) -> FieldMap:
        """How cards become rows."""
        return FieldMap(self.destination, FieldMap(self.former) if self.former else None)

    def users(self) -> Directory:
        """Read the users, for matching."""
        return Directory(self.directory.users(), self.sandbox)
