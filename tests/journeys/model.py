"""What Salesforce must hold after cards, recipients and records were changed, transferred and taken back.

The rules are those of "Owners and edits made by hand": an owner is sent on creation, when the card's owner changed and
when that owner's recipient changed; fields are sent when the card changed in Sansan; undo leaves what others touched.
What Salesforce refuses is tried again when something of it is different, or on request.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Content = tuple[str, str, str]  # title, memo and owner's Sansan id: the fields that change in these tests


@dataclass(frozen=True)
class Card:
    """A card in Sansan; ``owner`` is the id of a Sansan user."""

    content: Content
    owner: str


@dataclass(frozen=True)
class Record:
    """A record in Salesforce; ``by`` is the run that wrote it last, or who else."""

    content: Content
    owner_id: str
    by: str


@dataclass(frozen=True)
class Recipient:
    """Who gets the cards of a Sansan user, or nobody."""

    user_id: str
    skip: bool = False


@dataclass(frozen=True)
class Known:
    """What was last sent of a card, for whom."""

    content: Content
    owner: str
    user_id: str


@dataclass
class Run:
    """What a run wrote: of each card the record and the knowledge before its first write."""

    id: str
    before: dict[str, tuple[Record | None, Known | None]] = field(default_factory=dict)

    @property
    def created(self) -> int:
        """How many records it made."""
        return sum(record is None for record, _ in self.before.values())

    @property
    def updated(self) -> int:
        """How many records it changed."""
        return len(self.before) - self.created


@dataclass
class Model:
    """Both sides, and what one knows of the other."""

    cards: dict[str, Card]
    recipients: dict[str, Recipient]
    records: dict[str, Record] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    forbidden: str = ""  # a title that a rule of the organisation refuses; empty for no such rule
    refused: dict[str, Known] = field(default_factory=dict)  # what was refused of each card at the last try
    doubted: dict[str, tuple[Record | None, Known | None]] = field(default_factory=dict)  # before a write in doubt
    basis: object = None  # what rows are made by: whose cards are left out

    def sync(self, run_id: str, *, full: bool = False, run: Run | None = None) -> Run:
        """Transfer what changed; ``full`` looks at what Salesforce holds, too. ``run`` goes on, if there is one."""
        run = run or Run(run_id)
        basis = frozenset(owner for owner, recipient in self.recipients.items() if recipient.skip)
        if full or basis != self.basis:
            self.basis = basis
            self.refused.clear()
        self.refused = {card_id: known for card_id, known in self.refused.items() if card_id in self.cards}
        for card_id, card in self.cards.items():
            if not self.recipients[card.owner].skip:
                self._transfer(run, card_id, card, full=full)
            else:
                self.refused.pop(card_id, None)
        for card_id, known in list(self.known.items()):
            recipient = self.recipients[known.owner]
            if card_id not in self.cards and not recipient.skip and recipient.user_id != known.user_id:
                self._write(run, card_id, replace(known, user_id=recipient.user_id), fields=False, owner=True)
        return run

    def stopped(self, run: Run, seen: dict[str, tuple[Content, str]], doubted: set[str]) -> None:
        """Take what Salesforce holds after a stop; that ``doubted`` updates were written, the answer did not tell."""
        for card_id in {i for i in seen if not self._holds(i, seen[i])}:
            before, card = (self.records.get(card_id), self.known.get(card_id)), self.cards[card_id]
            now = Known(card.content, card.owner, self.recipients[card.owner].user_id)
            self.records[card_id] = Record(*seen[card_id], run.id)
            if card_id not in doubted:
                run.before.setdefault(card_id, before)
                self.known[card_id] = now
                continue
            self.doubted[card_id] = before
            if known := before[1]:
                content = known.content if known.content == now.content else ("?", "", "")
                same = (known.owner, known.user_id) == (now.owner, now.user_id)
                self.known[card_id] = replace(known, content=content, user_id=known.user_id if same else "")

    def _holds(self, card_id: str, seen: tuple[Content, str]) -> bool:
        record = self.records.get(card_id)
        return record is not None and (record.content, record.owner_id) == seen

    def missing(self, run_id: str) -> Run:
        """Send only what was never sent."""
        run = Run(run_id)
        for card_id, card in self.cards.items():
            if card_id not in self.known and not self.recipients[card.owner].skip:
                self.refused.pop(card_id, None)
                self._transfer(run, card_id, card, full=False)
        return run

    def retry(self, run_id: str) -> Run:
        """Try again what was refused."""
        run, failed = Run(run_id), list(self.refused)
        self.refused.clear()
        for card_id in failed:
            if card_id in self.cards and not self.recipients[self.cards[card_id].owner].skip:
                self._transfer(run, card_id, self.cards[card_id], full=False)
        return run

    def _transfer(self, run: Run, card_id: str, card: Card, *, full: bool) -> None:
        before, record = self.known.get(card_id), self.records.get(card_id)
        now = Known(card.content, card.owner, self.recipients[card.owner].user_id)
        if before is None or (full and record is None):
            if full and record and record.content == card.content:
                self.known[card_id] = now
                self.refused.pop(card_id, None)
            else:
                self._write(run, card_id, now, fields=True, owner=record is None)
        elif now != before:
            moved = (now.owner, now.user_id) != (before.owner, before.user_id)
            self._write(run, card_id, now, fields=now.content != before.content, owner=moved)
        else:
            self.refused.pop(card_id, None)

    def _write(self, run: Run, card_id: str, now: Known, *, fields: bool, owner: bool) -> None:
        record, known = self.records.get(card_id), self.known.get(card_id)
        if self.refused.get(card_id) == now:
            return  # just this was refused
        self.refused.pop(card_id, None)
        if record is None and not fields:
            self.known[card_id] = now
            return  # deleted in Salesforce: there is no owner to change
        if self.forbidden and (now.content if fields or record is None else record.content)[0] == self.forbidden:
            self.refused[card_id] = now
            return
        self.known[card_id] = now
        run.before.setdefault(card_id, self.doubted.pop(card_id, (record, known)))
        old = record or Record(now.content, now.user_id, "")
        self.records[card_id] = Record(
            now.content if fields else old.content, now.user_id if owner else old.owner_id, run.id
        )

    def undo(self, run: Run, *, even_changed: bool = False) -> None:
        """Take a run back; where asked, even what others changed since."""
        for card_id, (image, known) in run.before.items():
            record = self.records.get(card_id)
            if self._left(run, record, image, even_changed=even_changed):
                continue
            if image is None:
                self.records.pop(card_id, None)
            elif record and not _same(record, image):
                self.records[card_id] = image
            self.known.pop(card_id, None)
            self.refused.pop(card_id, None)
            if image and known:
                self.known[card_id] = known

    def _left(self, run: Run, record: Record | None, image: Record | None, *, even_changed: bool) -> bool:
        if record is None:
            return image is not None
        return not even_changed and record.by != run.id and not (image and _same(record, image))


def _same(record: Record, image: Record) -> bool:
    return (record.content, record.owner_id) == (image.content, image.owner_id)
