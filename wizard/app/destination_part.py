"""The destination for the window: the permission sets, and our own object where it is needed."""

from __future__ import annotations

import math
from collections.abc import Callable

from wizard.app.salesforce_part import SalesforcePart
from wizard.domain.control import Control
from wizard.domain.destination import TARGETS
from wizard.domain.errors import SetupMustChange
from wizard.flow.answers import Answers, PermissionSetResult
from wizard.services.salesforce.deployment import Deploys
from wizard.services.salesforce.own_object import OwnObject
from wizard.usecases import prepare_destination, reader_access
from wizard.usecases.destination import Found, find_destination
from wizard.usecases.reader_access import ReaderAccess
from wizard.words import Lang


class DestinationPart(SalesforcePart):
    """Writes only where a method says so."""

    def look_at_destination(self, answers: Answers, control: Control) -> Found:
        """Find out which object fits the cards; a saved set-up keeps the one it has."""
        saved = self._saved(answers.profile_id)
        return self._look(answers, saved.destination if saved else "auto", control)

    def prepare_destination(
        self,
        answers: Answers,
        kind: str,
        permission_set_id: str,
        again: bool,
        lang: Lang,
        report: Callable[[bool], None],
        control: Control,
    ) -> PermissionSetResult:
        """Assign the permission set; where ``kind`` is ``own``, first make what is missing of our own object.

        ``again``: what somebody took away is made again, too. ``report`` is called with True when Salesforce lets it
        wait for other deploys, which takes as long as the person wants.
        """
        directory = self._directory(answers, control)
        own = self._own(answers, lang, control, lambda: report(True))
        done = prepare_destination.prepare(directory, own, kind, control.sleep, permission_set_id, again=again)
        return PermissionSetResult(done.state, done.permission_set, done.kind)

    def check_destination(self, answers: Answers, kind: str, control: Control) -> PermissionSetResult:
        """Make sure that the cards' object can be written, after somebody assigned the set by hand."""
        directory = self._directory(answers, control)
        find_destination(directory, kind, control.sleep)
        sets = self._look(answers, kind, control).sets
        return PermissionSetResult("manual", sets[0].label if len(sets) == 1 else "", kind)

    def _look(self, answers: Answers, wanted: str, control: Control) -> Found:
        directory = self._directory(answers, control)
        own = self._own(answers, "en", control)  # nothing is labelled by looking
        return prepare_destination.look(directory, own, wanted)

    def _own(
        self, answers: Answers, lang: Lang, control: Control, queued: Callable[[], None] = lambda: None
    ) -> OwnObject:
        api, directory = self._api(answers, control), self._directory(answers, control)
        return OwnObject(api, directory, Deploys(api, directory.user_id, queued, math.inf), lang)

    def reader_access(self, answers: Answers, control: Control) -> ReaderAccess:
        """Find out which recipients cannot see the cards they will own, and which permission sets would help."""
        kind = answers.permission_set.destination if answers.permission_set else "package"
        users = (r.user_id for r in answers.recipients if not r.skip)
        return reader_access.look(self._directory(answers, control), TARGETS[kind], users)

    def give_access(
        self, answers: Answers, permission_set_id: str, user_ids: tuple[str, ...], control: Control
    ) -> dict[str, SetupMustChange]:
        """Assign a reader's set to recipients; return who was refused (username), and why."""
        refused = self._directory(answers, control).assign_each(permission_set_id, user_ids)
        usernames = {r.user_id: r.username for r in answers.recipients}
        return {usernames.get(user_id, user_id): why for user_id, why in refused.items()}
