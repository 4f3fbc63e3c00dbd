"""One transfer from its beginning, or from where it stopped, to its end."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wizard.domain.card import Card
from wizard.domain.check import Check
from wizard.domain.control import Control, Report, ignore
from wizard.domain.errors import AppError
from wizard.domain.fieldmap import FieldMap
from wizard.domain.ports import BulkJobs, CardSource, RecordStore
from wizard.domain.profile import Profile
from wizard.domain.run import FULL, SYNC, RunKind
from wizard.transfer.addressing import Recipients
from wizard.transfer.auditing import AT_ONCE, Auditor
from wizard.transfer.choosing import cards_to_count, cards_to_take, gathered, in_order
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.outbox import Outbox
from wizard.transfer.planner import Planner
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.reconciling import reconcile
from wizard.transfer.relaxed_gc import relaxed_gc
from wizard.transfer.run_end import carry_through
from wizard.transfer.sending import Sender
from wizard.transfer.settling import settle_in_flight
from wizard.transfer.slowdowns import Slowdowns

SENDERS = 2  # batches sent at once: Salesforce works at one while the other is uploaded or settled
_log = logging.getLogger(__name__)


@dataclass
class Transfer:
    """Everything one transfer works with. ``run`` does it, in the caller's thread."""

    profile: Profile
    source: CardSource
    records: RecordStore
    bulk: BulkJobs
    ledger: Ledger
    recipients: Recipients
    fields: FieldMap
    control: Control = field(default_factory=Control)
    report: Report = ignore
    kind: RunKind = SYNC
    user: str = ""  # the username of who is signed in to Salesforce
    senders: int = SENDERS
    room: QuotaCheck = field(init=False)
    check: Check | None = field(default=None, init=False)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    tags_filled: Callable[[], bool | None] = lambda: None  # as ``usecases.checks.OrgFacts`` tells it

    def __post_init__(self) -> None:
        self.room = QuotaCheck(self.records)

    def run(self) -> tuple[str, AppError | None]:
        """Transfer all that changed; return the run's id, and what stopped it before the end, if anything.

        Everything that was done is in the ledger, whatever happens; a later run goes on from there.
        """
        run = self.ledger.runs.begin(self.kind, self.user)
        trouble = carry_through(run, self.ledger, lambda: self._work(run), self.ledger.outcomes.counts)
        return run.id, trouble

    def _work(self, run: Run) -> None:
        with relaxed_gc():
            self._transfer(run)

    def _transfer(self, run: Run) -> None:
        settle_in_flight(self.ledger, self.records, self.bulk, self.fields.destination, self.control)
        self.ledger.cards.rename_owners(self.recipients.earlier_keys())
        self._reconsider(run)
        self._see_room(run)
        with ExitStack() as opened:
            ledgers = [opened.enter_context(Ledger(self.ledger.folder)) for _ in range(self.senders)]
            outbox = Outbox(self._senders(run, ledgers), self.ledger.runs.advance)
            self._read(run, opened.enter_context(closing(outbox)))
        if run.kind == FULL:
            self.ledger.failures.forget_unmet(run.id)
            self.check = self._reconcile(run)
        self.ledger.history.prune(self.now())

    def _see_room(self, run: Run) -> None:
        """Where little storage is left, make sure before anything is written that what is new will fit."""
        if not self.room.is_tight():
            return
        with closing(cards_to_count(run, self.source, self.ledger, self.now(), self.profile.cards.tags_any)) as read:
            self.room.check_new(map(self._checked, read), self.ledger, self.recipients)

    def _checked(self, cards: list[Card]) -> list[Card]:
        self.control.checkpoint()
        return cards

    def _read(self, run: Run, outbox: Outbox) -> None:
        auditor = Auditor(self.records, self.fields.items) if run.kind == FULL else None
        desk = Planner(run.id, self.ledger, self.recipients, self.fields, outbox, self.report, auditor, run.kind)
        if in_order(run):
            desk.move_owners()
        arrivals = cards_to_take(run, self.source, self.ledger, self.now(), self.profile.cards.tags_any)
        with closing(gathered(arrivals, AT_ONCE) if auditor else arrivals) as read:
            for cards, reached in read:
                self.control.checkpoint()
                desk.take(cards)
                desk.reached(reached)
        desk.close()
        if self.recipients.learned:
            self.ledger.cards.rename_owners(self.recipients.earlier_keys())

    def _reconcile(self, run: Run) -> Check:
        past_cards = self.profile.sansan.include_past_cards
        return reconcile(run, self.ledger, self.records, self.source, self.control, past_cards=past_cards)

    def _senders(self, run: Run, ledgers: Sequence[Ledger]) -> list[Sender]:
        """Each sender works in a thread of its own, and so with a ledger of its own."""
        empty = not self.records.any()
        slowdowns = Slowdowns.of(self.ledger, run.id)
        parts = (self.records, self.bulk, self.fields.destination, self.control, self.room, slowdowns, empty)
        return [Sender(run.id, ledger, *parts) for ledger in ledgers]

    def _reconsider(self, run: Run) -> None:
        """Go back to the beginning when the same cards would now give other rows; see which failed ones are due."""
        version, failures = self._map_version(), self.ledger.failures
        if in_order(run) and self.ledger.runs.field_map() != version:
            self.ledger.runs.start_over(version, self.fields.parts)
        elif in_order(run):
            self.ledger.runs.keep_parts(self.fields.parts)
        failures.set_basis(f"{version} {self.fields.destination.version}")
        if run.kind == FULL and not run.continued:
            failures.reopen()
        elif run.kind == SYNC:
            failures.reopen(given for given in failures.assignments() if not self.recipients.stands(*given))
            failures.reopen_some(self.now())

    def _map_version(self) -> str:
        choice = self.profile.cards
        skipped = sorted(r.sansan.id or r.sansan.email or r.sansan.name for r in self.profile.recipients if r.skip)
        parts = (self.fields.version, choice, skipped, self.profile.sansan.include_past_cards)
        return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
