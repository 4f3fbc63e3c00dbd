"""Salesforce for the window: signing in, people, rights."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from wizard.app.part import Part, chosen
from wizard.domain.card import Card, Owner
from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded, Trouble
from wizard.domain.profile import REFRESH_TOKEN, SANSAN_KEY, secret_name
from wizard.domain.recipients import BY_PERSON, Directory, Recipient
from wizard.domain.suggestions import suggest
from wizard.domain.users import Account, SalesforceUser, SansanUser
from wizard.flow.answers import Answers, Environment
from wizard.gui.backend import ApiCalls, Matched, Query, SignInStart
from wizard.services import network
from wizard.services.http import shows_certificate
from wizard.services.salesforce.browser import BrowserSignIn
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.oauth import CALLBACKS, Grant, OAuth
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.tokens import Tokens
from wizard.usecases import card_choice, reader_access
from wizard.usecases import match_recipients as matching
from wizard.usecases.connect_sansan import FirstLook
from wizard.usecases.renew_sign_in import same_place
from wizard.wiring import Services, login_url
from wizard.words import Lang
from wizard.words.say import say_command

DRAFT_TOKEN = "draft-" + REFRESH_TOKEN  # of a sign-in whose set-up is not yet saved


class SalesforcePart(Part):
    """Keeps the sign-ins begun here until they end, and one session for each set-up."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._endings: dict[str, Callable[[Query], Grant]] = {}  # by the sign-in's state
        self._sessions: dict[str, Tokens] = {}  # by the set-up's id
        self._ids_proven: dict[tuple[str, str], bool] = {}  # by the set-up's id and the Sansan key

    # Signing in

    def begin_sign_in(self, environment: Environment, control: Control) -> SignInStart:
        """Begin a sign-in in the embedded page, which catches the callback itself."""
        attempt = self._oauth(environment).start(CALLBACKS[0])
        self._oauth(environment, control).check(attempt.url)
        self._endings[attempt.state] = attempt.finish
        return SignInStart(attempt.url, attempt.redirect_uri, network.proxy_of(attempt.url))

    def vouches(self, url: str, leaf: bytes) -> bool:
        """Look at the address by our own means."""
        return shows_certificate(url, leaf)

    def wait_for_browser(
        self, environment: Environment, lang: Lang, report: Callable[[SignInStart], None], control: Control
    ) -> Query:
        """Open the person's own browser, report what was opened, wait for the answer."""
        page = say_command("signed_in_page", lang)
        with BrowserSignIn(self._oauth(environment), page, self._services.open_address) as signing:
            signing.check()
            query = parse_qs(urlsplit(signing.url).query)
            self._endings[query["state"][0]] = signing.finish
            report(SignInStart(signing.url, query["redirect_uri"][0]))
            signing.open()
            return signing.wait(control)

    def finish_sign_in(self, answers: Answers, query: Query, control: Control) -> Account:
        """Turn the answer of a sign-in begun here into a session, kept in the keyring."""
        ending = self._endings.pop(query.get("state", [""])[0], None)
        if ending is None or answers.environment is None:
            raise SignInNeeded("sign_in_timed_out")
        oauth, services = self._oauth(answers.environment), self._with(control)
        tokens = services.fresh_tokens(oauth, ending(query))
        draft = secret_name(answers.profile_id, DRAFT_TOKEN)
        try:
            account = self._met(answers, tokens, services)
            services.secrets.set(draft, tokens.refresh_token())
        except Trouble:
            with suppress(Trouble):  # a sign-in that leads nowhere must not use up one of the five grants
                oauth.revoke(tokens.refresh_token())
            raise
        self._sessions[answers.profile_id] = self._tokens_named(answers, draft, tokens.current())
        return account

    def _met(self, answers: Answers, tokens: Tokens, services: Services) -> Account:
        account = SalesforceDirectory(Api(tokens, services.patience), tokens.current().user_id).account()
        saved = self._saved(answers.profile_id)
        if saved:
            same_place(saved.name, saved.account, account)
        return account

    # What the signed-in user sees

    def api_calls(self, answers: Answers, control: Control) -> ApiCalls | None:
        """The API calls left; None where Salesforce does not say."""
        found = self._directory(answers, control).api_calls()
        return ApiCalls(*found) if found else None

    def match_recipients(
        self,
        answers: Answers,
        owners: tuple[SansanUser, ...],
        of_file: tuple[SansanUser, ...],
        control: Control,
    ) -> Matched:
        """Read the users of both sides and match them; a person's own earlier choices stay."""
        account, connection = account_of(answers), chosen(answers)
        everyone = self._directory(answers, control).everyone()
        directory = Directory(everyone, account.organization.sandbox)
        cards = tuple(Card("", Owner(owner.id, owner.name, owner.email), None) for owner in owners)
        look = FirstLook(connection.api_version, cards, connection.more)
        people = matching.people(self._source(connection, control), look, of_file)
        self._ids_proven[answers.profile_id, answers.chosen] = people.ids_proven
        default = self._default(answers, directory) or account.user
        found = matching.recipients(people, directory, default, self._earlier(answers))
        control.checkpoint()
        without = reader_access.lacking(self._directory(answers, control), (user.id for user in directory.users))
        notices = card_choice.notices(answers.cards, people.users, datetime.now(UTC).date())
        suggestions = suggest(found, directory.users)
        return Matched(found, everyone, default, without, suggestions, people.listed, notices)

    def _earlier(self, answers: Answers) -> tuple[Recipient, ...]:
        """Return the recipients known before; after a new sign-in of a saved set-up its choices made by a person."""
        saved = self._saved(answers.profile_id)
        if answers.recipients or saved is None or answers.chosen != secret_name(saved.id, SANSAN_KEY):
            return answers.recipients
        return tuple(r for r in saved.recipients if r.reason in BY_PERSON)

    def _default(self, answers: Answers, directory: Directory) -> SalesforceUser | None:
        """Return who was chosen to get what matches nobody, here or when it was saved; None if he can own none."""
        saved = self._saved(answers.profile_id)
        wanted = answers.default_user or (saved.default_user if saved else None)
        return next((user for user in directory.users if wanted and user.id == wanted.id), None)

    # Sessions

    def _oauth(self, environment: Environment, control: Control | None = None) -> OAuth:
        """Return the sign-in; without a control of one job it may outlive the job."""
        login = login_url(environment.kind, environment.domain)
        return self._with(control or Control()).oauth(login, environment.consumer_key)

    def _api(self, answers: Answers, control: Control) -> Api:
        return Api(self._tokens(answers), self._with(control).patience, account_of(answers).api_version)

    def _directory(self, answers: Answers, control: Control, api: Api | None = None) -> SalesforceDirectory:
        return SalesforceDirectory(api or self._api(answers, control), account_of(answers).user.id)

    def _tokens(self, answers: Answers) -> Tokens:
        """Return the set-up's session: the one of this sign-in, of an unsaved one before, or the saved one."""
        held = self._sessions.get(answers.profile_id)
        if held is None:
            draft = secret_name(answers.profile_id, DRAFT_TOKEN)
            saved = self._saved(answers.profile_id)
            if saved and not self._services.secrets.get(draft):
                held = self._with(Control()).saved_tokens(saved)
            else:
                held = self._tokens_named(answers, draft)
            self._sessions[answers.profile_id] = held
        return held

    def _tokens_named(self, answers: Answers, secret: str, grant: Grant | None = None) -> Tokens:
        if answers.environment is None:
            raise SignInNeeded("sign_in_gone")
        services = self._services
        return Tokens(
            self._oauth(answers.environment),
            lambda: services.refresh_token(secret),
            lambda token: services.secrets.set(secret, token),
            services.home.refresh_lock(answers.profile_id),
            grant,
            forget=lambda: services.secrets.delete(secret),
        )


def account_of(answers: Answers) -> Account:
    """Return who signed in. Raises ``SignInNeeded`` when nobody did."""
    if answers.account is None:
        raise SignInNeeded("sign_in_gone")
    return answers.account
