"""The services put together for the use cases, alike for the window and the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded, Trouble
from wizard.domain.ports import CardSource, Scheduler, Secrets
from wizard.domain.profile import CONSUMER_SECRET, REFRESH_TOKEN, SANSAN_KEY, Profile, SansanAccess, secret_name
from wizard.domain.schedule import Schedule
from wizard.domain.users import Account, SalesforceUser
from wizard.services.addresses import api_url, base_url, salesforce_url
from wizard.services.attention import Attention
from wizard.services.home import Home
from wizard.services.patience import Patience
from wizard.services.profiles import Profiles
from wizard.services.rate import Limiters
from wizard.services.salesforce.app_sign_in import AppSignIn, Expected
from wizard.services.salesforce.deployment import Deploys
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.oauth import CallbackQuery, Grant, OAuth
from wizard.services.salesforce.org_facts import SalesforceFacts
from wizard.services.salesforce.own_object import OwnObject
from wizard.services.salesforce.rotation import Rotation
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.tokens import Tokens
from wizard.services.sansan.client import SansanClient
from wizard.services.schedulers import job, of_this_system
from wizard.services.schedulers.proof import prove
from wizard.services.secrets import Keyring
from wizard.services.system.opening import open_address
from wizard.transfer.ledger import Ledger, put_aside, put_aside_damaged
from wizard.usecases import renew_sign_in
from wizard.usecases.connect_sansan import FirstLook
from wizard.usecases.own_destination import Tell
from wizard.usecases.renew_sign_in import Disconnected
from wizard.usecases.set_up import SetUp, Wishes, set_up
from wizard.words import Lang

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
    """The sign-ins of one window: those begun, by their state; sessions and proofs of ids, by the set-up's id."""

    begun: dict[str, Callable[[CallbackQuery], Grant]] = field(default_factory=dict)
    sessions: dict[str, Tokens] = field(default_factory=dict)
    ids_proven: dict[tuple[str, str], bool] = field(default_factory=dict)  # and by the Sansan key


@dataclass
class Services:
    """Everything outside, for one command or one window."""

    home: Home = field(default_factory=Home.default)
    secrets: Secrets = field(default_factory=Keyring)
    control: Control = field(default_factory=Control)
    unattended: bool = False  # runs sign in as the app itself, where a set-up says so
    hurried: bool = False  # somebody waits in front of it: passing faults are told soon
    own_scheduler: Scheduler | None = None  # instead of the system's
    limiters: Limiters = field(default_factory=Limiters)
    opened: list[Tokens] = field(default_factory=list)  # sessions of saved set-ups
    sign_ins: SignIns = field(default_factory=SignIns)  # of set-ups on their way
    window_open: Callable[[], None] = lambda: None  # called once the window is there
    open_address: Callable[[str], object] = open_address  # in the person's browser; a file with the system's program
    preset: Path | None = None  # where the administrator's preset would lie; None: none is looked for

    @property
    def patience(self) -> Patience:
        """How long passing faults are borne."""
        return Patience.hurried(self.control.sleep) if self.hurried else Patience(self.control.sleep)

    @property
    def profiles(self) -> Profiles:
        """The saved set-ups."""
        return Profiles(self.home)

    @property
    def scheduler(self) -> Scheduler:
        """The system's own, unless another was given."""
        return self.own_scheduler or of_this_system(self.home)

    def set_schedule(self, profile: str, schedule: Schedule) -> tuple[Trouble, ...]:
        """Let a set-up transfer by itself, after a proof that it can; return what to tell of it.

        Raises as ``prove`` and the scheduler do; then nothing is changed.
        """
        if self.own_scheduler is None:
            prove(profile, schedule)
        self.scheduler.set(profile, schedule)
        return job.notices() if self.own_scheduler is None else ()

    def sansan(self, access: SansanAccess, key: str) -> Callable[[str], CardSource]:
        """Return what opens Sansan under a given API version."""
        address = sansan_url()
        rates = access.requests_per_second, access.requests_per_minute
        limiter = self.limiters.of(address, key, *rates, self.home.locks())

        def open_source(version: str) -> CardSource:
            return SansanClient(address, key, version, limiter, self.patience, past_cards=access.include_past_cards)

        return open_source

    def oauth(self, login: str, consumer_key: str) -> OAuth:
        """Return the sign-in of one app at one login host."""
        return OAuth(login, consumer_key, self.patience)

    def set_up(
        self,
        wishes: Wishes,
        source: CardSource,
        look: FirstLook,
        before: Profile | None,
        tokens: Tokens,
        lang: Lang,
        tell: Tell,
        queued: Callable[[], None],
    ) -> SetUp:
        """Set up with the session of a sign-in just made; nothing is saved yet.

        ``tell`` as in ``prepare_own``, ``queued`` as in ``Deploys``.
        """
        api = Api(tokens, self.patience)
        directory = SalesforceDirectory(api, tokens.current().user_id)
        own = OwnObject(api, directory, Deploys(api, directory.user_id, queued), lang)
        return set_up(wishes, source, look, directory, before, own, self.control.sleep, tell)

    def facts(self, tokens: Tokens) -> SalesforceFacts:
        """Return what the organisation of a session tells of itself."""
        api = Api(tokens, self.patience).hurried()
        return SalesforceFacts(api, SalesforceDirectory(api, tokens.current().user_id))

    def fresh_tokens(self, oauth: OAuth, grant: Grant) -> Tokens:
        """Return the session of a sign-in just made; its tokens stay in memory until ``save``."""
        held = [grant.refresh_token]
        return Tokens(oauth, lambda: held[-1], held.append, nullcontext(), grant)

    def saved_oauth(self, profile: Profile) -> OAuth:
        """Return the sign-in of a saved profile."""
        login = base_url(os.environ.get("SALESFORCE_LOGIN_URL") or profile.salesforce.login_url)
        return self.oauth(login, profile.salesforce.consumer_key)

    def saved_tokens(self, profile: Profile) -> Tokens:
        """Return the session of a saved profile; renewed tokens go to the keyring before they are used."""
        if self.unattended and profile.unattended:
            expected = Expected(profile.account.organization.id, profile.unattended.user.id)
            domain = profile.unattended.domain
            return self.app_tokens(profile, domain, lambda: self.consumer_secret(profile), expected)
        name = secret_name(profile.id, REFRESH_TOKEN)
        tokens = Tokens(
            self.saved_oauth(profile),
            lambda: self.refresh_token(name),
            lambda token: self.secrets.set(name, token),
            self.home.refresh_lock(profile.name),
            forget=lambda: self.secrets.delete(name),
            rotation=Rotation(profile.salesforce.consumer_key, self.home.folder(profile.name) / "sign-in.json"),
        )
        self.opened.append(tokens)
        return tokens

    def keyring_notices(self) -> tuple[Trouble, ...]:
        """Save every renewed sign-in that could not be saved at once; return what to tell of the keyring."""
        lost = [Trouble("sign_in_not_saved") for tokens in self.opened if not tokens.settle()]
        return (*lost, *self.secrets.notices())

    def app_tokens(
        self, profile: Profile, domain: str, secret: Callable[[], str], expected: Expected | None = None
    ) -> Tokens:
        """Return the session of the app itself."""
        app = AppSignIn(base_url(domain), profile.salesforce.consumer_key, self.patience, expected)
        return Tokens(app, secret, lambda _token: None, nullcontext())

    def acting_user(self, profile: Profile) -> SalesforceUser:
        """Return as whom a saved profile signs in."""
        return profile.unattended.user if self.unattended and profile.unattended else profile.account.user

    def consumer_secret(self, profile: Profile) -> str:
        """Return the app's secret from the keyring. Raises ``SignInNeeded`` (``consumer_secret_gone``)."""
        secret = self.secrets.get(secret_name(profile.id, CONSUMER_SECRET))
        if not secret:
            raise SignInNeeded("consumer_secret_gone")
        return secret

    def keep_consumer_secret(self, profile: Profile, secret: str) -> None:
        """Keep the app's secret for unattended runs, or forget it where it is empty."""
        name = secret_name(profile.id, CONSUMER_SECRET)
        if secret:
            self.secrets.set(name, secret)
        elif self.secrets.get(name):
            self.secrets.delete(name)

    def save(self, profile: Profile, api_key: str, refresh_token: str) -> None:
        """Save a set-up: its secrets in the keyring, the rest in its file.

        A sandbox that was refreshed holds nothing of what was sent there, so its ledger begins anew.
        """
        if self.profiles.is_damaged(profile.name):
            put_aside(self.home.folder(profile.name), "before-damage")  # it may be of another organisation
        before = self.profiles.earlier(profile.name)
        if before and renew_sign_in.is_refreshed(before.account, profile.account):
            put_aside(self.home.folder(profile.name), "before-refresh")
        self.secrets.set(secret_name(profile.id, SANSAN_KEY), api_key)
        renew_sign_in.keep(profile, refresh_token, self.secrets, self._revoke(profile))
        self.profiles.save(profile)
        Attention(self.home, profile.name).signed_in()

    def keep_sign_in(self, profile: Profile, met: Account, token: str) -> None:
        """Give a saved set-up a new sign-in. Raises ``SetupMustChange`` when it is another place or person."""
        fresh = renew_sign_in.renewed(profile, met)
        renew_sign_in.keep(fresh, token, self.secrets, self._revoke(profile))
        self.profiles.save(fresh)
        Attention(self.home, profile.name).signed_in()

    def disconnect(self, profile: Profile) -> Disconnected:
        """Forget a set-up's secrets, schedule and before-images. Raises as ``renew_sign_in.disconnect``."""
        done = renew_sign_in.disconnect(profile, self.secrets, self._revoke(profile))
        with self.ledger(profile) as ledger:
            ledger.drop_copies()
            ledger.history.forget_all()
            ledger.images.drop_all()
        self.scheduler.remove(profile.name)
        return done

    def remove_damaged(self, name: str) -> tuple[str, ...]:
        """Remove a set-up that cannot be read, with its secrets; return the entries that the keyring keeps."""
        profile_id = self.profiles.id_of_damaged(name)
        kept = renew_sign_in.forget(profile_id, self.secrets) if profile_id else ()
        if not kept:
            self.scheduler.remove(name)
            self.profiles.remove(name)
        return kept

    def _revoke(self, profile: Profile) -> Callable[[str], None]:
        return self.saved_oauth(profile).revoke

    def ledger(self, profile: Profile) -> Ledger:
        """Open the memory of a profile's transfers."""
        return Ledger(self.home.folder(profile.name))

    def put_aside_damaged_ledger(self, profile: Profile) -> bool:
        """Where the memory is damaged, keep it under another name: checking everything then makes a new one."""
        return put_aside_damaged(self.home.folder(profile.name))

    def sansan_key(self, secret: str) -> str:
        """Return a Sansan key from the keyring. Raises ``SignInNeeded`` (``sansan_key_gone``)."""
        key = self.secrets.get(secret)
        if not key:
            raise SignInNeeded("sansan_key_gone")
        return key

    def refresh_token(self, secret: str) -> str:
        """Return a refresh token from the keyring. Raises ``SignInNeeded`` (``sign_in_gone``)."""
        token = self.secrets.get(secret)
        if not token:
            raise SignInNeeded("sign_in_gone")
        return token
