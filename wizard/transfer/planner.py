"""The desk where cards arrive: each is decided on, and what must be written gathers in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from wizard.domain.card import Card
from wizard.domain.control import Progress, Report, Throttled
from wizard.domain.fieldmap import ALTERED, FieldMap, Note, Row
from wizard.domain.outcome import FAILED, NOT_MISSING, SKIPPED, UNCHANGED, Outcome
from wizard.domain.plan import Change, Known, plan
from wizard.domain.run import MISSING, SYNC, RunKind
from wizard.transfer.addressing import Recipients
from wizard.transfer.auditing import Auditor
from wizard.transfer.ledger import Ledger, Refusal
from wizard.transfer.outbox import Aim, Outbox
from wizard.transfer.sizes import BATCH


class Planner:
    """Takes cards in, decides on each, and sends what gathers in batches."""

    def __init__(
        self,
        run_id: str,
        ledger: Ledger,
        recipients: Recipients,
        fields: FieldMap,
        outbox: Outbox,
        report: Report,
        auditor: Auditor | None = None,
        kind: RunKind = SYNC,
    ) -> None:
        self._run_id, self._ledger = run_id, ledger
        self._outbox = outbox
        self._recipients, self._fields, self._auditor = recipients, fields, auditor
        self._kind = kind
        self._batch: dict[str, Change] = {}
        self._adopted: list[tuple[Change, Outcome]] = []  # cards that Salesforce holds as they should be, unsent
        self._latest: datetime | None = None
        self._report = Throttled(report)
        self._read = self._done = self._failed = 0
        self._last_notes: Mapping[
            str, Sequence[Note]
        ] = {}  # what was said of the cards at hand when they were last sent

    def take(self, cards: Iterable[Card]) -> None:
        """Decide on cards: noted at once when nothing is to be written, else put into the batch."""
        arrived = self._without_repeats(list(cards))
        known = self._known([card.id for card in arrived])
        self._last_notes = self._ledger.cards.last_notes(list(known)) if known else {}
        refusals = self._refusals([card.id for card in arrived])
        settled: list[Outcome] = []
        for card, row in zip(arrived, self._fields.rows(arrived), strict=True):
            decision = self._decide(card, row, known.get(card.id))
            if isinstance(decision, Change) and _is_refused(decision, refusals.get(card.id)):
                decision = _refused_as_before(decision, refusals[card.id])
            if isinstance(decision, Change):
                self._batch[card.id] = decision
            else:
                settled.append(decision)
                self._batch.pop(card.id, None)
        if self._adopted:
            self._ledger.cards.adopt(self._run_id, self._adopted)
            self._adopted.clear()
        self._ledger.outcomes.note(self._run_id, settled)
        self._failed += sum(outcome.outcome == FAILED for outcome in settled)
        self._progress("reading", read=len(arrived), done=len(settled))

    def _refusals(self, card_ids: Sequence[str]) -> Mapping[str, Refusal]:
        """Return what Salesforce would refuse again; who asks for a try of everything, or of what failed, gets it."""
        return self._ledger.failures.refusals(card_ids) if self._kind == SYNC else {}

    def _without_repeats(self, cards: list[Card]) -> list[Card]:
        """Leave out cards that are on their way just so; wait for the end of those that have changed since."""
        aims = self._outbox.aims([card.id for card in cards])
        if not aims:
            return cards
        rest = [card for card in cards if card.id not in aims or aims[card.id] != self._aim(card)]
        if any(card.id in aims for card in rest):
            self._outbox.flush()
        return rest

    def _aim(self, card: Card) -> Aim | None:
        key, recipient = self._recipients.of(card.owner)
        if self._recipients.refusal(card, recipient):
            return None
        return self._fields.row(card).fingerprint, key, recipient.user_id

    def _known(self, card_ids: list[str]) -> dict[str, Known]:
        known = self._ledger.cards.known(card_ids)
        return self._auditor.look(known, card_ids) if self._auditor else known

    def move_owners(self) -> None:
        """Give the cards of each owner whose recipient changed to the new one, without reading them again."""
        for key, recipient in self._recipients.all():
            for card_id, known in self._ledger.cards.owned(key, not_by=recipient.user_id):
                change = plan(Row(card_id, (), (), known.fingerprint), key, recipient.user_id, known)
                if change and not recipient.skip and not _is_refused(change, self._refusals([card_id]).get(card_id)):
                    self._batch.setdefault(card_id, change)
                    self._send_when_full()

    def reached(self, latest: datetime | None) -> None:
        """Note up to which update everything was taken in; None where that is not known."""
        self._latest = latest
        self._send_when_full()

    def close(self) -> None:
        """Send what is left, and wait until all is sent."""
        self._send()
        self._outbox.flush()
        self._progress("writing")
        self._report.flush()

    def _decide(self, card: Card, row: Row, known: Known | None) -> Change | Outcome:
        key, recipient = self._recipients.of(card.owner)
        there = known.salesforce_id if known else ""
        if known:
            known = known._replace(owner_key=self._recipients.now(known.owner_key))
        if refusal := self._recipients.refusal(card, recipient):
            return Outcome(card.id, there, SKIPPED, refusal)
        if known and self._fields.is_of(row, known.fingerprint):
            known = known._replace(fingerprint=row.fingerprint)
        change = plan(row, key, recipient.user_id, known)
        if known and change and change.values and not change.creates:
            change = self._narrowed(change._replace(values=self._fields.to_write(card, row, known.fingerprint)), row)
        if self._kind == MISSING and change and not change.creates:
            return Outcome(card.id, there, SKIPPED, NOT_MISSING)
        if self._auditor:
            return self._audited(self._auditor, row, recipient.user_id, change)
        return change or Outcome(card.id, there, UNCHANGED, notes=_with_refused(row, self._refused_of(row)))

    def _audited(self, auditor: Auditor, row: Row, recipient_id: str, change: Change | None) -> Change | Outcome:
        """Where Salesforce holds the card as it should be, say what a person changed; write nothing."""
        adopts = change is not None and change.creates and auditor.holds(row)
        if change and not adopts:
            return auditor.marked(change)
        there = auditor.record_of(row.card_id).salesforce_id
        refused = self._refused_of(row)
        edited = auditor.notes(row, recipient_id, {note.item for note in refused})
        notes = (*_with_refused(row, refused), *edited)
        outcome = Outcome(row.card_id, there, UNCHANGED, notes=notes)
        if change:
            self._adopted.append((change, outcome))
        return outcome

    def _narrowed(self, change: Change, row: Row) -> Change | None:
        """Return a change of which something is to be written; else remember that the card goes by another map now."""
        if change.owner_id or any(value is not None for value in change.values):
            return change
        notes = _with_refused(row, self._refused_of(row))
        outcome = Outcome(change.card_id, change.salesforce_id, UNCHANGED, notes=notes)
        self._adopted.append((change, outcome))
        return None

    def _refused_of(self, row: Row) -> list[Note]:
        """Return which values of an unchanged card Salesforce itself did not take as they are."""
        last = self._last_notes.get(row.card_id, ())
        return [note for note in last if note.kind in ALTERED and note not in row.notes]

    def _send_when_full(self) -> None:
        if len(self._batch) >= BATCH:
            self._send()

    def _send(self) -> None:
        """Hand the whole batch over; with it, everything up to the latest update will be settled."""
        self._outbox.put(list(self._batch.values()), self._latest)
        self._batch.clear()

    def _progress(self, phase: str, *, read: int = 0, done: int = 0) -> None:
        self._read += read
        self._done += done
        outbox = self._outbox
        self._report(Progress(phase, self._read, self._done + outbox.done, self._failed + outbox.failed))


def _is_refused(change: Change, refusal: Refusal | None) -> bool:
    """Whether Salesforce refused just this."""
    return refusal is not None and refusal[2:] == (change.fingerprint, change.owner_key, change.recipient_id)


def _refused_as_before(change: Change, refusal: Refusal) -> Outcome:
    return Outcome(change.card_id, change.salesforce_id, FAILED, refusal.reason, refusal.detail, change.notes)


def _with_refused(row: Row, refused: Sequence[Note]) -> tuple[Note, ...]:
    items = {note.item for note in refused}
    return (*(note for note in row.notes if note.item not in items), *refused)
