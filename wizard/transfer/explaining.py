"""What became of a card, along the whole chain: in Sansan, chosen, sent, refused, stored, changed there, linked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wizard.domain.card import Card
from wizard.domain.destination import Destination
from wizard.domain.errors import AppError, Refused, SetupMustChange
from wizard.domain.fieldmap import card_name
from wizard.domain.outcome import Outcome
from wizard.domain.ports import CardSource, RecordStore
from wizard.domain.profile import Profile
from wizard.domain.results import StoredRecord
from wizard.domain.search_forms import companies, orders, searchable, spellings
from wizard.domain.text import shorten
from wizard.transfer.addressing import Recipients
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import LinkRow
from wizard.transfer.reading import STEP, window
from wizard.transfer.touched import touched

_SHOWN = 80  # characters of what was searched for, in a message
MOST = 50  # cards told of one search: each costs a request or two


@dataclass(frozen=True, slots=True)
class CardStory:
    """What is known of one card.

    ``in_sansan`` is None where Sansan does not say, ``chosen`` None where the card is not to be seen; ``why_not`` is
    the reason (code) why it does not go. ``run`` and ``outcome`` are those of the last transfer that had to do with the
    card, ``started`` (ISO 8601) when it began; ``taken_back``: this run was undone. ``salesforce_id`` and ``owner``
    (username) are those of the record that is there; ``deleted``: there was one. ``changed_by`` is who changed it since
    (username).
    """

    card_id: str
    name: str
    in_sansan: bool | None
    chosen: bool | None = None
    why_not: str = ""
    run: str = ""
    started: str = ""
    outcome: Outcome | None = None
    taken_back: bool = False
    salesforce_id: str = ""
    owner: str = ""
    deleted: bool = False
    changed_by: str = ""
    link: LinkRow | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The cards that fit a search; ``notices`` say where it could not look, or that it found too much."""

    cards: tuple[CardStory, ...]
    notices: tuple[AppError, ...] = ()


@dataclass
class Explainer:
    """Looks for cards on both sides and in the ledger. ``usernames`` answers usernames by ids of 15 characters."""

    profile: Profile
    source: CardSource
    records: RecordStore
    destination: Destination
    ledger: Ledger
    recipients: Recipients
    usernames: Callable[[], Mapping[str, str]]

    def explain(self, text: str) -> Explanation:
        """Return what became of the cards that fit a text: an id, a name, a company or an address.

        Raises ``SetupMustChange`` (``no_card_fits``).
        """
        wanted = searchable(text)
        if not wanted:
            raise SetupMustChange("no_card_fits", text=shorten(text, _SHOWN))
        search = _Search(self.source, self.ledger, wanted)
        stored = {record.card_id: record for record in self.records.find(wanted, MOST + 1)}
        ids = list(dict.fromkeys((*search.seen, *stored, *search.known)))
        if not ids:
            raise SetupMustChange("no_card_fits", text=shorten(wanted, _SHOWN))
        notices = search.notices
        if len(ids) > MOST or search.more:
            notices.append(AppError("too_many_fit", count=MOST))
        told = ids[:MOST]
        stored |= self.records.read([card_id for card_id in told if card_id not in stored])
        return Explanation(tuple(self._stories(told, search, stored)), tuple(notices))

    def _stories(self, ids: Sequence[str], search: _Search, stored: Mapping[str, StoredRecord]) -> Iterator[CardStory]:
        last, names = self.ledger.outcomes.last_of(ids), self.usernames()
        known, written = self.ledger.cards.known(ids), self.ledger.cards.written_at(ids)
        for card_id in ids:
            card, in_sansan = search.look(card_id)
            story = self._chosen(CardStory(card_id, "", in_sansan), card, search)
            if card_id in last:
                run, outcome, taken_back = last[card_id]
                started = self.ledger.runs.run(run).started
                story = replace(story, run=run, started=started, outcome=outcome, taken_back=taken_back)
            link = self.ledger.links.last_of(card_id)
            record = stored.get(card_id)
            if record is None:
                name = card_name(card) if card else card_id
                yield replace(story, name=name, deleted=card_id in known, link=link)
                continue
            changed = card_id in known and touched(record, written.get(card_id, ""), self.profile.writers)
            yield replace(
                story,
                name=card_name(card) if card else self._name(record),
                salesforce_id=record.salesforce_id,
                owner=names.get(record.owner_id[:15], record.owner_id),
                changed_by=names.get(record.modified_by[:15], record.modified_by) if changed else "",
                link=link,
            )

    def _chosen(self, story: CardStory, card: Card | None, search: _Search) -> CardStory:
        if card is None:
            return replace(story, why_not="not_visible") if story.in_sansan is False else story
        _, recipient = self.recipients.of(card.owner)
        why_not = self.recipients.refusal(card, recipient) or ("" if search.is_listed(card) else "not_listed")
        return replace(story, chosen=not why_not, why_not=why_not)

    def _name(self, record: StoredRecord) -> str:
        names = {item: field.name for item, field in self.destination.fields.items()}
        held = {item: str(record.values.get(name) or "") for item, name in names.items()}
        person = " ".join(filter(None, (held.get("last_name"), held.get("first_name"))))
        return person or held.get("company") or record.card_id


class _Search:
    """What Sansan and the ledger find for a text; ``seen`` are cards that Sansan shows, by id."""

    def __init__(self, source: CardSource, ledger: Ledger, text: str) -> None:
        self._source = source
        self.seen: dict[str, Card] = {}
        self.notices: list[AppError] = []
        self.more = False
        self._listed: set[str] = set()
        self._look_for(text.strip())
        words = text.split()
        if len(words) == 1:
            self.look(words[0])
        self.known = [card_id for card_id in words if ledger.cards.is_known(card_id)] if len(words) == 1 else []

    def look(self, card_id: str) -> tuple[Card | None, bool | None]:
        """Return a card, and whether Sansan shows it; None where it does not say."""
        if card_id not in self.seen:
            try:
                card = self._source.card(card_id)
            except Refused:
                return None, None
            if card is None:
                return None, False
            self.seen[card_id] = card
        return self.seen[card_id], True

    def is_listed(self, card: Card) -> bool:
        """Whether the card is in the list of which a transfer takes its cards."""
        if card.id in self._listed or card.updated is None:
            return True
        around = window(self._source, card.updated.replace(microsecond=0) - STEP, card.updated + STEP)
        return any(card.id == other.id for piece in around for other in piece.cards)

    def _look_for(self, text: str) -> None:
        wanted = [("companyName", form) for form in companies(text)]
        for form in spellings(text):
            names = (form, *("".join(pair) for pair in orders(form)))
            wanted += [("name", "".join(name.split())) for name in names]
        wanted += [("email", unicodedata.normalize("NFKC", text))] if "@" in text or "＠" in text else []
        try:
            for condition, value in dict.fromkeys(wanted):
                page = self._source.search(condition, value)
                self.seen |= {card.id: card for card in page.cards}
                self._listed.update(card.id for card in page.cards)
                self.more = self.more or page.more
        except Refused:
            self.notices.append(AppError("search_refused"))
