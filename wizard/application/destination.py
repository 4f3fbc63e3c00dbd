"""The destination of a set-up on its way: which object, who may write and read it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession
from wizard.domain.destination import TARGETS
from wizard.domain.errors import SetupMustChange
from wizard.flow.answers import Answers, PermissionSetResult
from wizard.usecases import prepare_destination, reader_access
from wizard.usecases.destination import Found, find_destination
from wizard.usecases.reader_access import ReaderAccess
from wizard.wiring import Services
from wizard.words import Lang

if TYPE_CHECKING:
    from wizard.services.salesforce.own_object import OwnObject


@dataclass(frozen=True, slots=True)
class FindDestination(Command[Found]):
    """Find out which object fits the cards, and what gives the right to it; a saved set-up keeps the one it has."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> Found:
        """Look; writes nothing."""
        saved = SetupSession(services).saved(self.answers.profile_id)
        return _look(self.answers, saved.destination if saved else "auto", services)


@dataclass(frozen=True, slots=True)
class PrepareDestination(Command[PermissionSetResult]):
    """Assign the permission set; where ``kind`` is ``own``, first make what is missing of our custom object.

    ``again``: what somebody took away is made again, too. Reports True when Salesforce lets it wait for other deploys,
    which takes as long as the person wants.
    """

    answers: Answers
    kind: str
    permission_set_id: str
    again: bool
    lang: Lang

    def run(self, services: Services, report: Report = ignore) -> PermissionSetResult:
        """Write to Salesforce."""
        directory = SetupSession(services).directory(self.answers)
        own = _own(self.answers, self.lang, services, lambda: report(True))
        done = prepare_destination.prepare(
            directory, own, self.kind, services.control.sleep, self.permission_set_id, again=self.again
        )
        return PermissionSetResult(done.state, done.permission_set, done.kind)


@dataclass(frozen=True, slots=True)
class CheckDestination(Command[PermissionSetResult]):
    """Make sure that the cards' object can be written, after somebody assigned the set by hand."""

    answers: Answers
    kind: str

    def run(self, services: Services, report: Report = ignore) -> PermissionSetResult:
        """Look; writes nothing."""
        find_destination(SetupSession(services).directory(self.answers), self.kind, services.control.sleep)
        sets = _look(self.answers, self.kind, services).sets
        return PermissionSetResult("manual", sets[0].label if len(sets) == 1 else "", self.kind)


@dataclass(frozen=True, slots=True)
class FindReaderAccess(Command[ReaderAccess]):
    """Find out which recipients cannot see the cards they will own, and which permission sets would help."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> ReaderAccess:
        """Look; writes nothing."""
        result = self.answers.permission_set
        target = TARGETS[result.destination if result else "package"]
        users = (r.user_id for r in self.answers.recipients if not r.skip)
        return reader_access.look(SetupSession(services).directory(self.answers), target, users)


@dataclass(frozen=True, slots=True)
class GiveAccess(Command[dict[str, SetupMustChange]]):
    """Assign a reader's set to recipients; who was refused (username), and why."""

    answers: Answers
    permission_set_id: str
    user_ids: tuple[str, ...]

    def run(self, services: Services, report: Report = ignore) -> dict[str, SetupMustChange]:
        """Write to Salesforce."""
        directory = SetupSession(services).directory(self.answers)
        refused = directory.assign_each(self.permission_set_id, self.user_ids)
        usernames = {r.user_id: r.username for r in self.answers.recipients}
        return {usernames.get(user_id, user_id): why for user_id, why in refused.items()}


def _look(answers: Answers, wanted: str, services: Services) -> Found:
    own = _own(answers, "en", services)  # nothing is labelled by looking
    return prepare_destination.look(SetupSession(services).directory(answers), own, wanted)


def _own(answers: Answers, lang: Lang, services: Services, queued: Callable[[], None] = lambda: None) -> OwnObject:
    from wizard.services.salesforce.deployment import Deploys
    from wizard.services.salesforce.own_object import OwnObject

    session = SetupSession(services)
    api, directory = session.api(answers), session.directory(answers)
    return OwnObject(api, directory, Deploys(api, directory.user_id, queued, math.inf), lang)
