"""Setting up from a file: all that the wizard's pages do, short of the transfer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.application.checks import cards_sent
from wizard.application.command import Command, Report, ignore
from wizard.application.links import check_links
from wizard.application.saving import save_profile
from wizard.application.unattended import Proof, keep_consumer_secret, prove_unattended
from wizard.domain.destination import TARGETS
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.profile import Profile, SalesforceAccess
from wizard.domain.requirement import Requirement
from wizard.domain.text import visible
from wizard.services import mapping_file
from wizard.services.csv_text import decode
from wizard.services.setup_file import Setup
from wizard.usecases import checks
from wizard.usecases.connect_sansan import VERSIONS, connect
from wizard.usecases.set_up import NewSetup, SetupRequest, set_up
from wizard.wiring import Services, login_url, sansan_url
from wizard.words.say import Lang, say_check, say_command

if TYPE_CHECKING:
    from wizard.services.salesforce.org_facts import SalesforceFacts
    from wizard.services.salesforce.own_object import OwnObject
    from wizard.services.salesforce.tokens import Tokens


@dataclass(frozen=True, slots=True)
class BrowserOpened:
    """Reported: a person must sign in at this address, which their browser is asked to open."""

    url: str


@dataclass(frozen=True, slots=True)
class DeployQueued:
    """Reported: Salesforce lets our deploy wait for others."""


@dataclass(frozen=True, slots=True)
class SetupResult:
    """The set-up that was saved; ``proof`` of unattended runs where the file asks for them."""

    new: NewSetup
    proof: Proof | None
    notices: tuple[AppError, ...] = ()


@dataclass(frozen=True, slots=True)
class SetUp(Command[SetupResult]):
    """Set up as a file says; nothing is saved unless everything works.

    Reports ``BrowserOpened``, each ``Requirement`` as it is found, the ``Components`` about to be made,
    ``DeployQueued``, and the ``Proof`` of unattended runs. Raises ``SetupMustChange`` for all that a person must
    change.
    """

    setup: Setup
    lang: Lang

    def run(self, services: Services, report: Report = ignore) -> SetupResult:
        """Test the key, sign in, match, prepare, save."""
        services = replace(services, hurried=True)
        services.secrets.check()
        with services.home.run_lock(self.setup.profile):
            new, proof = self._set_up(services, report)
        services.let_go()
        return SetupResult(new, proof, (*services.keyring_notices(), *services.home.notices()))

    def _set_up(self, services: Services, report: Report) -> tuple[NewSetup, Proof | None]:
        from wizard.services.salesforce.browser import sign_in

        setup, before = self.setup, services.profiles.earlier(self.setup.profile)
        lines = mapping_file.read(setup.recipients_file) if setup.recipients_file else []
        key = _read_secret(setup.api_key_file, setup.api_key_env)
        if not key:
            raise SetupMustChange("sansan_key_missing", where=str(setup.api_key_file or setup.api_key_env))
        versions = (setup.sansan.api_version,) if setup.sansan.api_version else VERSIONS
        source, look = connect(services.sansan(setup.sansan, key), versions)
        login = login_url(setup.environment, setup.domain)
        oauth = services.oauth(login, setup.consumer_key)
        page = say_command("signed_in_page", self.lang)
        opened = lambda url: report(BrowserOpened(url))  # noqa: E731
        tokens = services.fresh_tokens(oauth, sign_in(oauth, opened, page, services.control, services.open_address))
        request = SetupRequest(
            profile=setup.profile,
            sansan=replace(setup.sansan, api_version=look.version),
            salesforce=SalesforceAccess(setup.environment, login, setup.consumer_key),
            cards=setup.cards,
            destination=setup.destination,
            default_username=setup.default_username,
            lines=lines,
            file=str(setup.recipients_file or ""),
            links=setup.links,
        )
        try:
            facts = self._check_connection(services, tokens, login, report)
            own = self._own_object(services, tokens, report)
            new = set_up(request, source, look, own.directory, before, own, services.control.sleep, report)
            target = TARGETS[new.prepared.kind].choosing(new.profile.cards.chosen_fields)
            self._tell(checks.of_destination(facts, target, cards_sent(before, services)), report)
            told = check_links(new.profile, services, tokens, new.profile.links, self.lang)
            profile, proof, secret = self._prove(new.profile, tokens, services, report)
            keep_consumer_secret(profile, secret, services)
            save_profile(profile, key, tokens.refresh_token(), services)
        except AppError:
            with suppress(AppError):  # a sign-in that leads nowhere must not use up one of the five grants
                oauth.revoke(tokens.refresh_token())
            raise
        return replace(new, profile=profile, notices=(*new.notices, *told)), proof

    def _check_connection(self, services: Services, tokens: Tokens, login: str, report: Report) -> SalesforceFacts:
        from wizard.services import network
        from wizard.services.salesforce.directory import SalesforceDirectory
        from wizard.services.salesforce.org_facts import SalesforceFacts
        from wizard.services.salesforce.session import Api

        api = Api(tokens, services.retry_policy).hurried()
        facts = SalesforceFacts(api, SalesforceDirectory(api, tokens.current().user_id))
        account, now = facts.directory.account(), datetime.now(UTC)
        self._tell(checks.of_connection(facts, account, self.setup.environment, lambda: None, now), report)
        self._tell(network.checks(login, sansan_url()), report)
        return facts

    def _own_object(self, services: Services, tokens: Tokens, report: Report) -> OwnObject:
        from wizard.services.salesforce.deployment import Deploys
        from wizard.services.salesforce.directory import SalesforceDirectory
        from wizard.services.salesforce.own_object import OwnObject
        from wizard.services.salesforce.session import Api

        api = Api(tokens, services.retry_policy)
        directory = SalesforceDirectory(api, tokens.current().user_id)
        deploys = Deploys(api, directory.user_id, lambda: report(DeployQueued()))
        return OwnObject(api, directory, deploys, self.lang)

    def _tell(self, made: Iterable[Requirement], report: Report) -> None:
        """Report how each thing is. Raises ``SetupMustChange`` (``check_failed``) for the first that must be cured."""
        for check in made:
            report(check)
            if check.stops:
                raise SetupMustChange("check_failed", said=": ".join(say_check(check, self.lang)))

    def _prove(
        self, profile: Profile, tokens: Tokens, services: Services, report: Report
    ) -> tuple[Profile, Proof | None, str]:
        """Return the profile with the user of unattended runs, the proof, and the app's secret."""
        wanted = self.setup.unattended
        if wanted is None:
            return replace(profile, unattended=None), None, ""
        secret = _read_secret(wanted.secret_file, wanted.secret_env, services.kept_consumer_secret(profile))
        if not secret:
            where = wanted.secret_file or wanted.secret_env or "[unattended]"
            raise SetupMustChange("consumer_secret_missing", where=str(where))
        proof = prove_unattended(profile, wanted.domain, secret, tokens, services, self.lang, report)
        unattended = replace(proof.unattended, keep_sign_in=wanted.keep_sign_in)
        return replace(profile, unattended=unattended), proof, secret


def _read_secret(file: Path | None, env: str, kept: str = "") -> str:
    """Return the secret of a file, or an environment variable, else the one that is kept; empty where none can be."""
    given = visible(os.environ.get(env, ""))
    if file:
        try:
            given = visible(decode(file.read_bytes()) or "")
        except OSError:
            given = ""
    secret = given.strip() or kept
    return secret if secret.isascii() and secret.isprintable() else ""
