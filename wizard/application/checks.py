"""Checks of both sides for a set-up on its way; nothing is written."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession, account_of
from wizard.domain.destination import TARGETS
from wizard.domain.profile import Profile
from wizard.domain.requirement import Requirement
from wizard.flow.answers import Answers
from wizard.usecases import checks
from wizard.wiring import Services, login_url, sansan_url


@dataclass(frozen=True, slots=True)
class CheckConnection(Command[tuple[Requirement, ...]]):
    """Check what both sides allow, and how they are reached."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> tuple[Requirement, ...]:
        """Ask both."""
        from wizard.services import network

        session, environment = SetupSession(services), self.answers.environment
        kind, domain = (environment.kind, environment.domain) if environment else ("", "")

        def try_keys() -> None:
            for connection in self.answers.connections:
                session.source(connection).newest()

        facts, account = session.facts(self.answers), account_of(self.answers)
        made = checks.of_connection(facts, account, kind, try_keys, datetime.now(UTC))
        return (*made, *network.checks(login_url(kind, domain), sansan_url()))


@dataclass(frozen=True, slots=True)
class CheckObject(Command[tuple[Requirement, ...]]):
    """Check the object the cards go to: fields, rules, cards already there."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> tuple[Requirement, ...]:
        """Ask Salesforce."""
        session, result = SetupSession(services), self.answers.permission_set
        target = TARGETS[result.destination if result else "package"]
        sent = cards_sent(session.saved(self.answers.profile_id), services)
        return checks.of_destination(session.facts(self.answers), target, sent)


@dataclass(frozen=True, slots=True)
class ApiCalls:
    """Salesforce's API calls of the last 24 hours: how many are left of how many."""

    left: int
    limit: int


@dataclass(frozen=True, slots=True)
class ReadApiCalls(Command[ApiCalls | None]):
    """Read the API calls left; None where Salesforce does not say."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> ApiCalls | None:
        """Ask Salesforce."""
        found = SetupSession(services).directory(self.answers).api_calls()
        return ApiCalls(*found) if found else None


def cards_sent(saved: Profile | None, services: Services) -> int:
    """Return how many cards a saved set-up has brought to Salesforce."""
    if saved is None:
        return 0
    with closing(services.ledger_to_read(saved)) as ledger:
        return ledger.cards.totals()[0]
