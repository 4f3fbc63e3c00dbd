"""Signing in to Salesforce from the window, for a new set-up or again for a saved one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from wizard.application.command import Command, Report, ignore
from wizard.application.saving import keep_sign_in
from wizard.application.setup_session import DRAFT_TOKEN, SetupSession
from wizard.domain.errors import AppError, SignInNeeded
from wizard.domain.profile import secret_name
from wizard.domain.users import Account
from wizard.flow.answers import Answers, Environment
from wizard.usecases.renew_sign_in import renewed, same_place
from wizard.wiring import Services
from wizard.words import Lang
from wizard.words.say import say_command

if TYPE_CHECKING:
    from wizard.services.salesforce.tokens import Tokens


@dataclass(frozen=True, slots=True)
class SignInStart:
    """A sign-in on its way: the page to open, and the address it will answer to."""

    url: str
    redirect_uri: str
    proxy: str = field(default="", repr=False)  # the address of the proxy before it, which may hold a password


@dataclass(frozen=True, slots=True)
class BeginSignIn(Command[SignInStart]):
    """Begin a sign-in in the embedded page, which catches the callback itself.

    Raises what is wrong with the app before the page opens.
    """

    environment: Environment

    def run(self, services: Services, report: Report = ignore) -> SignInStart:
        """Make the address."""
        from wizard.services import network
        from wizard.services.salesforce.oauth import CALLBACKS

        session = SetupSession(services)
        attempt = session.lasting_oauth(self.environment).start(CALLBACKS[0])
        session.oauth(self.environment).check(attempt.url)
        services.sign_ins.begun[attempt.state] = attempt.finish
        return SignInStart(attempt.url, attempt.redirect_uri, network.proxy_of(attempt.url))


@dataclass(frozen=True, slots=True)
class CheckCertificate(Command[bool]):
    """Find out whether an address shows this certificate (DER) and the rest of the program trusts it."""

    url: str
    leaf: bytes

    def run(self, services: Services, report: Report = ignore) -> bool:
        """Look at the address by our own means."""
        from wizard.services.http import shows_certificate

        return shows_certificate(self.url, self.leaf)


@dataclass(frozen=True, slots=True)
class WaitForBrowser(Command[dict[str, list[str]]]):
    """Open the person's own browser, report ``SignInStart``, and wait for the answer."""

    environment: Environment
    lang: Lang

    def run(self, services: Services, report: Report = ignore) -> dict[str, list[str]]:
        """Return the answer."""
        from wizard.services.salesforce.browser import BrowserSignIn

        page = say_command("signed_in_page", self.lang)
        oauth = SetupSession(services).lasting_oauth(self.environment)
        with BrowserSignIn(oauth, page, services.open_address) as signing:
            signing.check()
            query = parse_qs(urlsplit(signing.url).query)
            services.sign_ins.begun[query["state"][0]] = signing.finish
            report(SignInStart(signing.url, query["redirect_uri"][0]))
            signing.open()
            return signing.wait(services.control)


@dataclass(frozen=True, slots=True)
class FinishSignIn(Command[Account]):
    """Turn the answer of a sign-in begun here into a session, kept in the keyring.

    Raises ``SignInNeeded`` (``sign_in_timed_out``) for an answer to no sign-in of ours, ``SetupMustChange``
    (``other_organization``) where a saved set-up belongs elsewhere.
    """

    answers: Answers
    query: dict[str, list[str]] = field(repr=False)

    def run(self, services: Services, report: Report = ignore) -> Account:
        """Return who signed in."""
        session, answers = SetupSession(services), self.answers
        finish = services.sign_ins.begun.pop(self.query.get("state", [""])[0], None)
        if finish is None or answers.environment is None:
            raise SignInNeeded("sign_in_timed_out")
        oauth = session.oauth(answers.environment)
        tokens = services.fresh_tokens(oauth, finish(self.query))
        try:
            account = self._account(session, tokens)
            services.secrets.set(secret_name(answers.profile_id, DRAFT_TOKEN), tokens.refresh_token())
        except AppError:
            with suppress(AppError):  # a sign-in that leads nowhere must not use up one of the five grants
                oauth.revoke(tokens.refresh_token())
            raise
        services.sign_ins.sessions[answers.profile_id] = session.draft_tokens(answers, tokens.current())
        return account

    def _account(self, session: SetupSession, tokens: Tokens) -> Account:
        from wizard.services.salesforce.directory import SalesforceDirectory
        from wizard.services.salesforce.session import Api

        account = SalesforceDirectory(Api(tokens, session.services.retry_policy), tokens.current().user_id).account()
        if saved := session.saved(self.answers.profile_id):
            same_place(saved.name, saved.account, account)
        return account


@dataclass(frozen=True, slots=True)
class KeepSignIn(Command[None]):
    """Give a saved set-up the sign-in that was just finished for it; nothing else of it changes.

    ``answers`` are the saved ones with the account that signed in.
    """

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> None:
        """Keep its token as the saved one."""
        session, account = SetupSession(services), self.answers.account
        saved = session.saved(self.answers.profile_id)
        if saved is None or account is None:
            raise SignInNeeded("sign_in_gone")
        with services.home.run_lock(saved.name):
            keep_sign_in(renewed(saved, account), session.tokens(self.answers).refresh_token(), services)
        with suppress(AppError):  # its token is the saved one now
            services.secrets.delete(secret_name(saved.id, DRAFT_TOKEN))
        services.sign_ins.sessions.pop(saved.id, None)
