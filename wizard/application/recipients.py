"""Who gets whose cards: matching the users of both sides, and what a change moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession, account_of, chosen
from wizard.domain.card import Card, Owner
from wizard.domain.errors import AppError
from wizard.domain.profile import SANSAN_KEY, secret_name
from wizard.domain.recipients import BY_PERSON, Directory, Recipient
from wizard.domain.suggestions import Suggestion, suggest
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.flow.answers import Answers
from wizard.transfer.owner_changes import owner_changes
from wizard.usecases import card_choice, reader_access
from wizard.usecases import match_recipients as matching
from wizard.usecases.connect_sansan import ConnectionProbe
from wizard.wiring import Services


@dataclass(frozen=True, slots=True)
class Matched:
    """The recipients found, all Salesforce users, and who gets what matches nobody.

    ``without_access`` are the ids of users who may not read the cards' object yet; the permission-set page cures it.
    ``suggestions`` are by place among ``recipients``; ``listed`` says that Sansan told all its users.
    ``notices`` tell of choices of cards that match nothing.
    """

    recipients: tuple[Recipient, ...]
    users: tuple[SalesforceUser, ...]
    default: SalesforceUser
    without_access: frozenset[str] = frozenset()
    suggestions: Mapping[int, Suggestion] = field(default_factory=dict)
    listed: bool = True
    notices: tuple[AppError, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchRecipients(Command[Matched]):
    """Read the users of both sides and match them; a person's own earlier choices stay.

    ``owners`` are those met on cards, ``of_file`` those of Sansan's own user CSV.
    """

    answers: Answers
    owners: tuple[SansanUser, ...]
    of_file: tuple[SansanUser, ...] = ()

    def run(self, services: Services, report: Report = ignore) -> Matched:
        """Match."""
        session, answers = SetupSession(services), self.answers
        account, connection = account_of(answers), chosen(answers)
        salesforce = session.directory(answers)
        everyone = salesforce.everyone()
        directory = Directory(everyone, account.organization.sandbox)
        cards = tuple(Card("", Owner(owner.id, owner.name, owner.email), None) for owner in self.owners)
        look = ConnectionProbe(connection.api_version, cards, connection.more)
        people = matching.people(session.source(connection), look, self.of_file)
        default = self._default(session, directory) or account.user
        found = matching.recipients(people, directory, default, self._earlier(session))
        services.control.checkpoint()
        without = reader_access.lacking(salesforce, (user.id for user in directory.users))
        notices = card_choice.notices(answers.cards, people.users, datetime.now(UTC).date())
        suggestions = suggest(found, directory.users)
        return Matched(found, everyone, default, without, suggestions, people.listed, notices)

    def _earlier(self, session: SetupSession) -> tuple[Recipient, ...]:
        """Return the recipients known before; after a new sign-in of a saved set-up its choices made by a person."""
        answers, saved = self.answers, session.saved(self.answers.profile_id)
        if answers.recipients or saved is None or answers.chosen != secret_name(saved.id, SANSAN_KEY):
            return answers.recipients
        return tuple(r for r in saved.recipients if r.reason in BY_PERSON)

    def _default(self, session: SetupSession, directory: Directory) -> SalesforceUser | None:
        """Return who was chosen to get what matches nobody, here or when it was saved; None if he can own none."""
        saved = session.saved(self.answers.profile_id)
        wanted = self.answers.default_user or (saved.default_user if saved else None)
        return next((user for user in directory.users if wanted and user.id == wanted.id), None)


@dataclass(frozen=True, slots=True)
class CountOwnerChanges(Command[Mapping[str, int]]):
    """Count the cards sent already that would change owner at the next transfer, by ``persons.owner_key``.

    Only owners with such cards; empty for a set-up that was never saved.
    """

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> Mapping[str, int]:
        """Ask the ledger."""
        saved = SetupSession(services).saved(self.answers.profile_id)
        if saved is None:
            return {}
        with services.ledger_to_read(saved) as ledger:
            return owner_changes(ledger, self.answers.recipients)
