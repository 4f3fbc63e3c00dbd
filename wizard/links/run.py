"""One link run: reads stored cards and people, decides, links, makes who is missing, fills empty fields."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from wizard.domain.control import Control, Progress, Report, Throttled, ignore
from wizard.domain.errors import AppError
from wizard.domain.links import Create, Decision, Kind, LinkedCard, LinkOptions, LinkOutcome, ReadBack
from wizard.domain.run import LINK
from wizard.links.creating import Creating
from wizard.links.fields import ObjectFields
from wizard.links.filling import fill
from wizard.links.index import Indexed, LinkIndex
from wizard.links.ports import LinkSource, LinkTarget
from wizard.links.rules import NO_CHOICES, Choices, decide
from wizard.links.sending import Sending
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import LinkOrder, LinkRow
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.run_end import carry_through
from wizard.transfer.sizes import BATCH
from wizard.transfer.slowdowns import Slowdowns

_log = logging.getLogger(__name__)
FEW = 200
"""So many cards at most are asked about one by one; more are read together with everybody."""
_Asked = Callable[[LinkedCard], bool]


@dataclass
class Linking:
    """Links the stored cards of one profile. ``objects`` are those the signed-in user may use, by kind.

    ``only``: the ids of the cards to look at; None for all. ``owners`` may own what is created, ``default_owner`` gets
    what others cannot.
    """

    ledger: Ledger
    source: LinkSource
    target: LinkTarget
    objects: Mapping[Kind, ObjectFields]
    options: LinkOptions
    owners: Mapping[Kind, frozenset[str]]
    default_owner: str
    room: QuotaCheck
    only: tuple[str, ...] | None = None
    user: str = ""  # the username of who is signed in to Salesforce
    control: Control = field(default_factory=Control)
    report: Report = ignore
    read_back: ReadBack = field(default_factory=ReadBack, init=False)  # once the cards were read

    def run(self) -> tuple[str, AppError | None]:
        """Link, or go on with a run that was stopped. Return its id, and what stopped it, if anything."""
        run = self.ledger.runs.begin(LINK, self.user)
        trouble = carry_through(run, self.ledger, lambda: self._work(run.id, self.only), self.ledger.links.counts)
        return run.id, trouble

    def _work(self, run_id: str, only: tuple[str, ...] | None) -> None:
        self.ledger.links.order(run_id, LinkOrder(self.options.create, self.options.fill_empty, only))
        sending = Sending(
            run_id, self.ledger, self.source, self.target, self.control, Slowdowns.of(self.ledger, run_id), self.room
        )
        sending.clear_up()
        done = self.ledger.links.settled(run_id)
        report = Throttled(self.report)
        with LinkIndex.temporary() as index:
            self._read(index, done, only)
            report(Progress("linking", len(done), len(done)))
            unmatched = self._link(index, sending, report)
            parts = (index, sending, self.source, self.objects, self.owners, self.default_owner, self.options)
            Creating(*parts).create(unmatched)
        if self.options.fill_empty:
            fill(sending, self.objects)
        report.flush()

    def _read(self, index: LinkIndex, done: frozenset[str], only: Sequence[str] | None) -> None:
        """Fill the index: cards, then the people who have something in common with one."""
        held = dict(self.ledger.cards.held(only))
        kinds = [kind for kind in (Kind.CONTACT, Kind.LEAD) if kind in self.objects]
        if len(held) <= FEW:
            cards = list(self.source.cards(list(held.values())))
            self._compare(cards)
            index.add_cards(card for card in cards if card.card_id in held and card.card_id not in done)
            addresses = [card.values["email"] for card in cards if card.values.get("email")]
            index.add_cards(self.source.cards_with(addresses) if addresses else (), asked=False)
            for kind in kinds:
                index.add_people(self.source.people(kind, cards))
        else:
            for asked, some in _split(self.source.all_cards(), lambda c: c.card_id in held and c.card_id not in done):
                if asked:
                    self._compare(some)
                index.add_cards(some, asked=asked)
            for kind in kinds:
                index.add_people(self.source.everybody(kind))
        self.control.checkpoint()

    def _compare(self, cards: Sequence[LinkedCard]) -> None:
        """Count what became of links that earlier runs set, and the links of others."""
        ours = self.ledger.links.known([card.card_id for card in cards])
        kept = moved = others = 0
        for card in cards:
            now, then = card.contact_id or card.lead_id, ours.get(card.card_id, "")
            kept += bool(then) and now[:15] == then[:15]
            moved += bool(then) and now[:15] != then[:15]
            others += bool(now and not then)
        before = self.read_back
        self.read_back = ReadBack(before.kept + kept, before.moved + moved, before.others + others)

    def _link(self, index: LinkIndex, sending: Sending, report: Throttled) -> list[Indexed]:
        """Link whom somebody fits; return the cards that nobody fits and a record may be made for."""
        choices = {card: Choices.of(rows) for card, rows in self.ledger.links.choices().items()}
        unmatched: list[Indexed] = []
        done = 0
        decisions = (
            (card, decide(card.card_id, found, shared=card.shared, choices=choices.get(card.card_id, NO_CHOICES)))
            for card, found in index.cards()
        )
        while batch := list(islice(decisions, BATCH)):
            self.control.checkpoint()
            rows = []
            for card, decision in batch:
                if self._may_be_made(card, decision):
                    unmatched.append(card)
                else:
                    rows.append(_row(card, decision))
            sending.note([row for row in rows if row.outcome != LinkOutcome.LINKED])
            sending.link([row for row in rows if row.outcome == LinkOutcome.LINKED])
            done += len(batch)
            report(Progress("linking", done, done))
        return unmatched

    def _may_be_made(self, card: Indexed, decision: Decision) -> bool:
        made = self.options.create != Create.NONE and not card.linked_to
        return made and decision.outcome == LinkOutcome.UNMATCHED and decision.reason != "chosen_none"


def _row(card: Indexed, decision: Decision) -> LinkRow:
    if card.linked_to:
        return LinkRow(
            card.card_id, card.record_id, LinkOutcome.ALREADY, kind=card.linked_kind, target_id=card.linked_to
        )
    return LinkRow(
        card.card_id,
        card.record_id,
        decision.outcome,
        decision.reason,
        way=decision.by,
        kind=str(decision.kind or ""),
        target_id=decision.target_id,
        account_id=decision.account_id,
        candidates=decision.candidates,
    )


def _split(cards: Iterator[LinkedCard], asked: _Asked) -> Iterator[tuple[bool, list[LinkedCard]]]:
    """Yield the cards in groups: those asked about, and the others."""
    while some := list(islice(cards, 1_000)):
        yield True, [card for card in some if asked(card)]
        yield False, [card for card in some if not asked(card)]
