"""What a person decides links from, and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wizard.application.command import Command, Report, ignore
from wizard.application.links import link_reader
from wizard.domain.links import KEY_PREFIXES, Choice, Kind, LinkOptions
from wizard.wiring import Services

_AT_ONCE = 2_000  # cards


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What stands on a stored card, by item."""

    record_id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """A contact, lead or account as a person compares it with a card. ``last_activity`` is a date, or empty."""

    id: str
    kind: str
    name: str
    company: str
    title: str = ""
    email: str = ""
    phone: str = ""
    owner: str = ""
    last_activity: str = ""


@dataclass(frozen=True, slots=True)
class ReadLinkOptions(Command[LinkOptions]):
    """Read what was chosen for links when the set-up was saved."""

    profile: str

    def run(self, services: Services, report: Report = ignore) -> LinkOptions:
        """Read the set-up."""
        return services.profiles.pick(self.profile).links


@dataclass(frozen=True, slots=True)
class ChooseDefaults(Command[None]):
    """Remember the values that new records get where a card gives none: the object, the field, the value."""

    profile: str
    defaults: tuple[tuple[str, str, str], ...]

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write them to the set-up; what was chosen for other fields stays. Raises as ``Profiles.save``."""
        chosen = {(kind, name) for kind, name, _ in self.defaults}
        with services.home.run_lock(services.profiles.pick(self.profile).name):
            profile = services.profiles.pick(self.profile)
            others = [each for each in profile.links.defaults if each[:2] not in chosen]
            given = [each for each in self.defaults if each[2]]
            links = replace(profile.links, defaults=(*others, *given))
            services.profiles.save(replace(profile, links=links))


@dataclass(frozen=True, slots=True)
class ReadCardFacts(Command[list[CardFacts]]):
    """Read what stands on stored cards; deleted ones are left out. Reports the list, which grows."""

    profile: str
    record_ids: tuple[str, ...]

    def run(self, services: Services, report: Report = ignore) -> list[CardFacts]:
        """Read some at a time."""
        read: list[CardFacts] = []
        reader = link_reader(services.profiles.pick(self.profile), services)
        for start in range(0, len(self.record_ids), _AT_ONCE):
            services.control.checkpoint()
            cards = reader.cards(self.record_ids[start : start + _AT_ONCE])
            read += (CardFacts(card.record_id, card.values) for card in cards)
            report(read)
        return read


@dataclass(frozen=True, slots=True)
class ReadCandidates(Command[tuple[CandidateFacts, ...]]):
    """Read contacts, leads or accounts to choose from, in the order of their ids; deleted ones are left out."""

    profile: str
    ids: tuple[str, ...]

    def run(self, services: Services, report: Report = ignore) -> tuple[CandidateFacts, ...]:
        """Read them."""
        reader = link_reader(services.profiles.pick(self.profile), services)
        found: dict[str, CandidateFacts] = {}
        for kind in Kind:
            ids = [each for each in self.ids if each[:3] == KEY_PREFIXES[kind]]
            found |= {facts["id"]: CandidateFacts(**facts) for facts in (reader.facts(kind, ids) if ids else ())}
        return tuple(found[each] for each in self.ids if each in found)


@dataclass(frozen=True, slots=True)
class DecideLink(Command[None]):
    """Remember a person's decision about cards, or forget every one with ``choice`` None; the next run follows it.

    Raises ``Interrupted`` while a run of the set-up is busy.
    """

    profile: str
    card_ids: tuple[str, ...]
    choice: Choice | None
    kind: str = ""
    target_id: str = ""

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write it to the ledger."""
        saved = services.profiles.pick(self.profile)
        with services.home.run_lock(saved.name), services.ledger(saved) as ledger:
            for card_id in self.card_ids:
                if self.choice is None:
                    ledger.links.unchoose(card_id)
                else:
                    ledger.links.choose(card_id, self.choice, self.kind, self.target_id)
