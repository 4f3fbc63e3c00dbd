"""The life of a saved set-up for the window: signing in again, disconnecting, taking it elsewhere."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from wizard.app.salesforce_part import DRAFT_TOKEN, SalesforcePart
from wizard.domain.control import Control
from wizard.domain.errors import SetupMustChange, SignInNeeded, Trouble
from wizard.domain.profile import secret_name
from wizard.flow.answers import Answers, Environment
from wizard.gui.backend import OpenedSetup
from wizard.services import setup_export, setup_file


class RenewalPart(SalesforcePart):
    """Keeps, ends and exports what was set up."""

    def keep_sign_in(self, answers: Answers, control: Control) -> None:
        """Give a saved set-up the sign-in that was just finished for it; nothing else of it changes."""
        services, saved = self._with(control), self._saved(answers.profile_id)
        if saved is None or answers.account is None:
            raise SignInNeeded("sign_in_gone")
        with services.home.run_lock(saved.name):
            services.keep_sign_in(saved, answers.account, self._tokens(answers).refresh_token())
        with suppress(Trouble):  # its token is the saved one now
            services.secrets.delete(secret_name(saved.id, DRAFT_TOKEN))
        self._sessions.pop(saved.id, None)

    def disconnect(self, profile: str, control: Control) -> bool:
        """Forget a set-up's key and sign-in and its before-images; say whether Salesforce took its token back.

        Raises ``SetupMustChange`` (``secret_stays``) when all is done but the keyring keeps a secret.
        """
        services = self._with(control)
        saved = services.profiles.pick(profile)
        with services.home.run_lock(saved.name):
            self._sessions.pop(saved.id, None)
            done = services.disconnect(saved)
        if done.stays:
            raise SetupMustChange("secret_stays", entry=", ".join(done.stays))
        return done.revoked

    def remove(self, profile: str, control: Control) -> bool:
        """Disconnect a set-up and delete it with its records of transfers; says what ``disconnect`` says."""
        if self._services.profiles.is_damaged(profile):
            self._services.remove_damaged(profile)
            return False
        revoked = self.disconnect(profile, control)
        self._services.profiles.remove(profile)
        return revoked

    def open_setup(self, path: Path) -> OpenedSetup:
        """Read a set-up file, for a new set-up."""
        found = setup_file.read(path)
        recipients = found.recipients_file.name if found.recipients_file else ""
        environment = Environment(found.environment, found.domain, found.consumer_key)
        return OpenedSetup(environment, found.cards, recipients)

    def export_setup(self, profile: str, path: Path) -> None:
        """Write a set-up without secrets as a set-up file, its recipients beside it."""
        setup_export.write(self._services.profiles.pick(profile), path)
