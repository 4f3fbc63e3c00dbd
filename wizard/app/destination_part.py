"""The destination for the window: the permission sets, and our own object where it is needed."""

from __future__ import annotations

from wizard.app.salesforce_part import SalesforcePart
from wizard.domain.control import Control
from wizard.domain.destination import TARGETS
from wizard.domain.errors import SetupMustChange
from wizard.flow.answers import Answers, PermissionSetResult
from wizard.usecases import prepare_destination, reader_access
from wizard.usecases.prepare_destination import Found
from wizard.usecases.reader_access import ReaderAccess
from wizard.wiring import installer
from wizard.words import Lang


class DestinationPart(SalesforcePart):
    """Writes only where a method says so."""

    def look_at_destination(self, answers: Answers, control: Control) -> Found:
        """Find out which object fits the cards; a saved set-up keeps the one it has."""
        saved = self._saved(answers.profile_id)
        return prepare_destination.look(self._directory(answers, control), saved.destination if saved else "auto")

    def prepare_destination(
        self, answers: Answers, kind: str, permission_set_id: str, lang: Lang, control: Control
    ) -> PermissionSetResult:
        """Assign the permission set, our own object made first where ``kind`` is ``own`` and it is absent."""
        install = installer(self._api(answers, control), lang)
        directory = self._directory(answers, control)
        done = prepare_destination.prepare(directory, kind, install, control.sleep, permission_set_id)
        return PermissionSetResult(done.state, done.permission_set, done.kind)

    def check_destination(self, answers: Answers, kind: str, control: Control) -> PermissionSetResult:
        """Make sure that the cards' object can be written, after somebody assigned the set by hand."""
        directory = self._directory(answers, control)
        prepare_destination.find_destination(directory, kind, control.sleep)
        sets = prepare_destination.look(directory, kind).sets
        return PermissionSetResult("manual", sets[0].label if len(sets) == 1 else "", kind)

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
