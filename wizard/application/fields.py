"""Which field of the destination each item of a card goes to: what there is, what a choice changes, keeping it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession, chosen
from wizard.domain.card import Card
from wizard.domain.destination import TARGETS, Field, Target
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Answers
from wizard.transfer.rewriting import count_rewritten
from wizard.usecases.connect_sansan import connect
from wizard.usecases.destination import find_destination
from wizard.wiring import Services

_SHOWN = 20  # cards to look at beside the fields


@dataclass(frozen=True, slots=True)
class FieldsFound:
    """The object the cards go to, its fields as they are now, and some real cards, those that hold most first."""

    target: Target
    described: Mapping[str, Field]
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class FindFields(Command[FieldsFound]):
    """Find the fields of the cards' object, and some cards to show beside them; writes nothing."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> FieldsFound:
        """Look at both sides."""
        session, connection = SetupSession(services), chosen(self.answers)
        kind = self.answers.permission_set.destination if self.answers.permission_set else "package"
        described = find_destination(session.directory(self.answers), kind).described
        source = session.source(connection)
        _, look = connect(lambda _version: source, (connection.api_version,))
        return FieldsFound(TARGETS[kind], described, tuple(sorted(look.cards, key=_filled, reverse=True)[:_SHOWN]))


@dataclass(frozen=True, slots=True)
class CountRewritten(Command["int | None"]):
    """Count the stored cards that the next transfer writes again because of the chosen fields; writes nothing.

    Reports ``Progress``.
    """

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> int | None:
        """Return the number; None where nothing was sent yet."""
        from wizard.application.connections import open_salesforce, open_sansan

        saved = SetupSession(services).saved(self.answers.profile_id)
        if saved is None:
            return None
        profile = replace(saved, cards=self.answers.cards)
        with services.ledger_to_read(saved) as ledger:
            if not ledger.cards.totals()[0]:
                return None
            there = open_salesforce(profile, services, ledger)
            if there.former is None:
                return 0
            source = open_sansan(profile, services)
            parts = (source, ledger, there.recipients(source), there.now(), services.control, report)
            return count_rewritten(there.fields, *parts)


@dataclass(frozen=True, slots=True)
class ChooseCards(Command[None]):
    """Give a saved set-up another choice of cards and fields. Raises ``Interrupted`` while a run of it is busy."""

    profile: str
    cards: CardChoice

    def run(self, services: Services, report: Report = ignore) -> None:
        """Save it."""
        with services.home.run_lock(self.profile):
            services.profiles.save(replace(services.profiles.pick(self.profile), cards=self.cards))


def _filled(card: Card) -> int:
    return sum(map(bool, card))
