"""The services put together for the use cases, alike for the window and the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.domain.control import Control
from wizard.domain.errors import AppError, SignInNeeded
from wizard.domain.ports import CardSource, Scheduler, Secrets
from wizard.domain.profile import CONSUMER_SECRET, REFRESH_TOKEN, Profile, SansanAccess, secret_name
from wizard.domain.users import SalesforceUser
from wizard.services.addresses import api_url, base_url, salesforce_url
from wizard.services.home import Home
from wizard.services.memory_secrets import MemorySecrets
from wizard.services.profiles import Profiles
from wizard.services.rate import Limiters
from wizard.services.schedulers import of_this_system
from wizard.services.secrets import Keyring
from wizard.services.system.opening import open_address
from wizard.transfer.ledger import Ledger, put_aside_damaged

if TYPE_CHECKING:
    from wizard.services.retry_policy import RetryPolicy
    from wizard.services.salesforce.app_sign_in import Expected
    from wizard.services.salesforce.oauth import CallbackQuery, Grant, OAuth
    from wizard.services.salesforce.tokens import Tokens

_LOGIN_HOSTS = {"production": "https://login.salesforce.com", "sandbox": "https://test.salesforce.com"}


def sansan_url() -> str:
    """Return the base address of the Open API. Raises ``SetupMustChange`` when the given one is not allowed."""
    return api_url(os.environ.get("SANSAN_API_URL") or "https://api.sansan.com")


def login_url(environment: str, domain: str) -> str:
    """Return the login host of an environment. Raises ``SetupMustChange`` for an address not allowed."""
    given = os.environ.get("SALESFORCE_LOGIN_URL")
    if given:
        return base_url(given)
    return _LOGIN_HOSTS.get(environment) or salesforce_url(domain)


@dataclass
class SignIns:
    """The sign-ins of one window: those begun, by their state; sessions, by the set-up's id."""

    begun: dict[str, Callable[[CallbackQuery], Grant]] = field(default_factory=dict)
    sessions: dict[str, Tokens] = field(default_factory=dict)


@dataclass
class Services:
    """Everything outside, for one command or one window."""

    home: Home = field(default_factory=Home.default)
    secrets: Secrets = field(default_factory=Keyring)
    control: Control = field(default_factory=Control)
    unattended: bool = False  # runs sign in as the app itself, where a set-up says so
    hurried: bool = False  # somebody waits in front of it: passing faults are told soon
    held: MemorySecrets | None = field(default_factory=MemorySecrets)  # sign-ins no keyring shall have; None: it may
    own_scheduler: Scheduler | None = None  # instead of the system's
    limiters: Limiters = field(default_factory=Limiters)
    opened: list[Tokens] = field(default_factory=list)  # sessions of saved set-ups
    sign_ins: SignIns = field(default_factory=SignIns)  # of set-ups on their way
    window_open: Callable[[], None] = lambda: None  # called once the window is there
    open_address: Callable[[str], object] = open_address  # in the person's browser; a file with the system's program
    preset: Path | None = None  # where the administrator's preset would lie; None: none is looked for

    @property
    def retry_policy(self) -> RetryPolicy:
        """How long passing faults are borne."""
        from wizard.services.retry_policy import RetryPolicy

        return RetryPolicy.hurried(self.control.sleep) if self.hurried else RetryPolicy(self.control.sleep)

    @property
    def profiles(self) -> Profiles:
        """The saved set-ups."""
        return Profiles(self.home)

    @property
    def scheduler(self) -> Scheduler:
        """The system's own, unless another was given."""
        return self.own_scheduler or of_this_system(self.home)

    def sansan(self, access: SansanAccess, key: str) -> Callable[[str], CardSource]:
        """Return what opens Sansan under a given API version."""
        from wizard.services.sansan.client import SansanClient

        address = sansan_url()
        rates = access.requests_per_second, access.requests_per_minute
        limiter = self.limiters.of(address, key, *rates, self.home.locks())

        def open_source(version: str) -> CardSource:
            return SansanClient(address, key, version, limiter, self.retry_policy, past_cards=access.include_past_cards)

        return open_source

    def oauth(self, login: str, consumer_key: str) -> OAuth:
        """Return the sign-in of one app at one login host."""
        from wizard.services.salesforce.oauth import OAuth

        return OAuth(login, consumer_key, self.retry_policy)

    def fresh_tokens(self, oauth: OAuth, grant: Grant) -> Tokens:
        """Return the session of a sign-in just made; its tokens stay in memory until ``save``."""
        from wizard.services.salesforce.tokens import Tokens

        held = [grant.refresh_token]
        return Tokens(oauth, lambda: held[-1], held.append, nullcontext(), grant)

    def saved_oauth(self, profile: Profile) -> OAuth:
        """Return the sign-in of a saved profile."""
        login = base_url(os.environ.get("SALESFORCE_LOGIN_URL") or profile.salesforce.login_url)
        return self.oauth(login, profile.salesforce.consumer_key)

    def saved_tokens(self, profile: Profile) -> Tokens:
        """Return the session of a saved profile; renewed tokens go to the keyring before they are used."""
        from wizard.services.salesforce.app_sign_in import Expected
        from wizard.services.salesforce.rotation import Rotation
        from wizard.services.salesforce.tokens import Tokens

        if self.unattended and profile.unattended:
            expected = Expected(profile.account.organization.id, profile.unattended.user.id)
            domain = profile.unattended.domain
            return self.app_tokens(profile, domain, lambda: self.consumer_secret(profile), expected)
        name, holder = secret_name(profile.id, REFRESH_TOKEN), self.sign_in_holder(profile)
        tokens = Tokens(
            self.saved_oauth(profile),
            lambda: self.refresh_token(name, holder),
            lambda token: holder.set(name, token),
            self.home.refresh_lock(profile.name),
            forget=lambda: holder.delete(name),
            rotation=Rotation(profile.salesforce.consumer_key, self.home.folder(profile.name) / "sign-in.json"),
        )
        self.opened.append(tokens)
        return tokens

    def sign_in_holder(self, profile: Profile) -> Secrets:
        """Return what holds a set-up's sign-in: the keyring, or for who does not want that this process alone."""
        return self.secrets if profile.keeps_sign_in or self.held is None else self.held

    def holder_of(self, name: str) -> Secrets:
        """Return what holds a secret, for a process of ours that asks."""
        return self.held if self.held and self.held.has(name) else self.secrets

    def move_sign_in(self, before: Profile, after: Profile) -> None:
        """Put a set-up's sign-in where it belongs from now on. Raises as the keyring."""
        name, old, new = secret_name(before.id, REFRESH_TOKEN), self.sign_in_holder(before), self.sign_in_holder(after)
        if old is not new and (token := old.get(name)):
            new.set(name, token)
            old.delete(name)

    def let_go(self) -> None:
        """Give the sign-ins of this process back to Salesforce, as far as that works."""
        for profile in self.profiles.loadable() if self.held else ():
            name = secret_name(profile.id, REFRESH_TOKEN)
            if self.held and (token := self.held.get(name)):
                with suppress(AppError):
                    self.saved_oauth(profile).revoke(token)
                self.held.delete(name)

    def keyring_notices(self) -> tuple[AppError, ...]:
        """Save every renewed sign-in that could not be saved at once; return what to tell of the keyring."""
        lost = [AppError("sign_in_not_saved") for tokens in self.opened if not tokens.settle()]
        return (*lost, *self.secrets.notices())

    def app_tokens(
        self, profile: Profile, domain: str, secret: Callable[[], str], expected: Expected | None = None
    ) -> Tokens:
        """Return the session of the app itself."""
        from wizard.services.salesforce.app_sign_in import AppSignIn
        from wizard.services.salesforce.tokens import Tokens

        app = AppSignIn(base_url(domain), profile.salesforce.consumer_key, self.retry_policy, expected)
        return Tokens(app, secret, lambda _token: None, nullcontext())

    def acting_user(self, profile: Profile) -> SalesforceUser:
        """Return as whom a saved profile signs in."""
        return profile.unattended.user if self.unattended and profile.unattended else profile.account.user

    def kept_consumer_secret(self, profile: Profile) -> str:
        """Return the app's secret from the keyring, empty when there is none."""
        return self.secrets.get(secret_name(profile.id, CONSUMER_SECRET))

    def consumer_secret(self, profile: Profile) -> str:
        """Return the app's secret from the keyring. Raises ``SignInNeeded`` (``consumer_secret_gone``)."""
        secret = self.kept_consumer_secret(profile)
        if not secret:
            raise SignInNeeded("consumer_secret_gone")
        return secret

    def ledger(self, profile: Profile) -> Ledger:
        """Open the memory of a profile's transfers; for who holds the profile."""
        return Ledger(self.home.folder(profile.name))

    def ledger_to_read(self, profile: Profile) -> Ledger:
        """Open the memory of a profile's transfers for who only looks, and does not hold the profile."""
        return Ledger(self.home.profiles / profile.name, only_read=True)

    def put_aside_damaged_ledger(self, profile: Profile) -> bool:
        """Where the memory is damaged, keep it under another name: checking everything then makes a new one."""
        return put_aside_damaged(self.home.folder(profile.name))

    def sansan_key(self, secret: str) -> str:
        """Return a Sansan key from the keyring. Raises ``SignInNeeded`` (``sansan_key_gone``)."""
        key = self.secrets.get(secret)
        if not key:
            raise SignInNeeded("sansan_key_gone")
        return key

    def refresh_token(self, secret: str, holder: Secrets | None = None) -> str:
        """Return a refresh token, from the keyring by default. Raises ``SignInNeeded`` (``sign_in_gone``)."""
        token = (holder or self.secrets).get(secret)
        if not token:
            raise SignInNeeded("sign_in_gone")
        return token
