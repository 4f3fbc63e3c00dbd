"""A set-up on its way from the first key to the saved file: what its commands share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded
from wizard.domain.ports import CardSource
from wizard.domain.profile import REFRESH_TOKEN, SANSAN_KEY, Profile, SansanAccess, secret_name
from wizard.domain.users import Account
from wizard.flow.answers import Answers, Connection, Environment
from wizard.wiring import Services, login_url

if TYPE_CHECKING:
    from wizard.services.salesforce.directory import SalesforceDirectory
    from wizard.services.salesforce.oauth import Grant, OAuth
    from wizard.services.salesforce.org_facts import SalesforceFacts
    from wizard.services.salesforce.session import Api
    from wizard.services.salesforce.tokens import Tokens

DRAFT_TOKEN = "draft-" + REFRESH_TOKEN  # of a sign-in whose set-up is not yet saved


@dataclass(frozen=True)
class SetupSession:
    """Both services as the answers given so far reach them. Sign-ins are kept in ``services.sign_ins``."""

    services: Services

    def saved(self, profile_id: str) -> Profile | None:
        """Return the saved set-up of this id."""
        return next((profile for profile in self.services.profiles.loadable() if profile.id == profile_id), None)

    # Sansan

    def key(self, connection: Connection) -> str:
        """Return the key of a connection. Raises ``SignInNeeded`` when it is gone."""
        return self.services.sansan_key(connection.secret)

    def access(self, connection: Connection) -> SansanAccess:
        """Return how Sansan is read: as the set-up of this key says, else by default."""
        saved = self.saved(connection.secret.removesuffix(f"/{SANSAN_KEY}"))
        access = saved.sansan if saved else SansanAccess(connection.name)
        return replace(access, name=connection.name, api_version=connection.api_version)

    def source(self, connection: Connection) -> CardSource:
        """Open Sansan. Raises as ``key``."""
        return self.services.sansan(self.access(connection), self.key(connection))(connection.api_version)

    def used_secrets(self) -> set[str]:
        """Return the names of the Sansan keys that saved set-ups use."""
        return {secret_name(profile.id, SANSAN_KEY) for profile in self.services.profiles.loadable()}

    def forget_secrets(self, answers: Answers) -> None:
        """Drop the secrets of a draft that no saved set-up uses."""
        self.services.secrets.delete(secret_name(answers.profile_id, DRAFT_TOKEN))
        self.services.sign_ins.sessions.pop(answers.profile_id, None)
        used = self.used_secrets()
        for connection in answers.connections:
            if connection.secret not in used:
                self.services.secrets.delete(connection.secret)

    # Salesforce

    def oauth(self, environment: Environment) -> OAuth:
        """Return the sign-in of this job."""
        return self.services.oauth(login_url(environment.kind, environment.domain), environment.consumer_key)

    def lasting_oauth(self, environment: Environment) -> OAuth:
        """Return the sign-in that outlives this job."""
        return SetupSession(self._lasting).oauth(environment)

    def api(self, answers: Answers) -> Api:
        """Open Salesforce's API. Raises ``SignInNeeded`` when nobody signed in."""
        from wizard.services.salesforce.session import Api

        return Api(self.tokens(answers), self.services.retry_policy, account_of(answers).api_version)

    def directory(self, answers: Answers) -> SalesforceDirectory:
        """Open the users and rights of the organisation. Raises as ``api``."""
        from wizard.services.salesforce.directory import SalesforceDirectory

        return SalesforceDirectory(self.api(answers), account_of(answers).user.id)

    def facts(self, answers: Answers) -> SalesforceFacts:
        """Open what the organisation tells of itself. Raises as ``api``."""
        from wizard.services.salesforce.directory import SalesforceDirectory
        from wizard.services.salesforce.org_facts import SalesforceFacts

        api = self.api(answers)
        return SalesforceFacts(api, SalesforceDirectory(api, account_of(answers).user.id))

    def tokens(self, answers: Answers) -> Tokens:
        """Return the set-up's session: the one of this sign-in, of an unsaved one before, or the saved one."""
        sessions = self.services.sign_ins.sessions
        if answers.profile_id not in sessions:
            draft, saved = secret_name(answers.profile_id, DRAFT_TOKEN), self.saved(answers.profile_id)
            if saved and not self.services.secrets.get(draft):
                sessions[answers.profile_id] = self._lasting.saved_tokens(saved)
            else:
                sessions[answers.profile_id] = self.draft_tokens(answers)
        return sessions[answers.profile_id]

    def draft_tokens(self, answers: Answers, grant: Grant | None = None) -> Tokens:
        """Return the session of a sign-in whose set-up is not yet saved."""
        from wizard.services.salesforce.tokens import Tokens

        if answers.environment is None:
            raise SignInNeeded("sign_in_gone")
        services, secret = self._lasting, secret_name(answers.profile_id, DRAFT_TOKEN)
        return Tokens(
            self.lasting_oauth(answers.environment),
            lambda: services.refresh_token(secret),
            lambda token: services.secrets.set(secret, token),
            services.home.refresh_lock(answers.profile_id),
            grant,
            forget=lambda: services.secrets.delete(secret),
        )

    @property
    def _lasting(self) -> Services:
        """The services for what is used after this job, too: its cancel does not reach that."""
        return replace(self.services, control=Control(), hurried=True)


def chosen(answers: Answers) -> Connection:
    """Return the chosen Sansan connection. Raises ``SignInNeeded`` when its key is gone."""
    if answers.connection is None:
        raise SignInNeeded("sansan_key_gone")
    return answers.connection


def account_of(answers: Answers) -> Account:
    """Return who signed in. Raises ``SignInNeeded`` when nobody did."""
    if answers.account is None:
        raise SignInNeeded("sign_in_gone")
    return answers.account
