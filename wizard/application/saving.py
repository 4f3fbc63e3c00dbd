"""Saving a set-up, and giving a saved one another name."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from wizard.application.checks import CheckObject
from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession, account_of, chosen
from wizard.domain.errors import AppError, SignInNeeded
from wizard.domain.profile import SANSAN_KEY, Profile, SalesforceAccess, secret_name
from wizard.domain.requirement import PROBLEM, Requirement
from wizard.flow.answers import Answers
from wizard.services.drafts import Drafts
from wizard.services.last_failure import LastFailure
from wizard.transfer.ledger import put_aside
from wizard.usecases import renew_sign_in
from wizard.usecases.set_up import new_profile
from wizard.wiring import Services, login_url

_CONCERNS = ("others_cards", "linking")


@dataclass(frozen=True, slots=True)
class SaveSetup(Command[None]):
    """Save the set-up under ``answers.profile`` and drop the draft."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write its file and its secrets."""
        session, answers = SetupSession(services), self.answers
        with services.home.run_lock(answers.profile):
            token = session.tokens(answers).refresh_token()
            save_profile(self._profile(session), session.key(chosen(answers)), token, services)
        services.sign_ins.sessions.pop(answers.profile_id, None)
        Drafts(services.home).forget()
        with suppress(AppError):  # the set-up is saved, and a draft's secrets are told nobody
            session.forget_secrets(answers)

    def _profile(self, session: SetupSession) -> Profile:
        answers, result = self.answers, self.answers.permission_set
        before, account, environment = session.saved(answers.profile_id), account_of(answers), answers.environment
        if environment is None:
            raise SignInNeeded("sign_in_gone")
        login = login_url(environment.kind, environment.domain)
        return new_profile(
            before,
            profile_id=answers.profile_id,
            name=answers.profile,
            sansan=session.access(chosen(answers)),
            salesforce=SalesforceAccess(environment.kind, login, environment.consumer_key),
            account=account,
            cards=answers.cards,
            default_user=answers.default_user or (before.default_user if before else account.user),
            recipients=answers.recipients,
            destination=result.destination if result else "package",
            permission_set=result.label if result else "",
        )


@dataclass(frozen=True, slots=True)
class RenameSetup(Command[None]):
    """Give a saved set-up another, free name; nothing else of it changes, its schedule goes along."""

    profile: str
    name: str

    def run(self, services: Services, report: Report = ignore) -> None:
        """Rename it."""
        scheduler = services.scheduler
        with services.home.run_lock(self.profile), services.home.run_lock(self.name):
            schedule = scheduler.get(self.profile)
            services.profiles.rename(self.profile, self.name)
            if schedule:
                scheduler.remove(self.profile)
                scheduler.set(self.name, schedule)


@dataclass(frozen=True, slots=True)
class AlreadyUsed:
    """Names of other saved set-ups with the same Sansan key, and with the same Salesforce organisation.

    ``concerns``: the cards' object holds cards that this set-up has not sent, or the package links them.
    """

    key: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    concerns: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class FindAlreadyUsed(Command[AlreadyUsed]):
    """Find other saved set-ups that use the same key or organisation, and what else brings cards to the object."""

    answers: Answers

    def run(self, services: Services, report: Report = ignore) -> AlreadyUsed:
        """Look; writes nothing."""
        answers, key = self.answers, SetupSession(services).key(chosen(self.answers))
        others = [profile for profile in services.profiles.loadable() if profile.id != answers.profile_id]
        organization = answers.account.organization.id if answers.account else ""
        checks = CheckObject(answers).run(services)
        return AlreadyUsed(
            tuple(p.name for p in others if services.secrets.get(secret_name(p.id, SANSAN_KEY)) == key),
            tuple(p.name for p in others if p.account.organization.id == organization),
            tuple(check for check in checks if check.code in _CONCERNS and check.state == PROBLEM),
        )


def save_profile(profile: Profile, api_key: str, refresh_token: str, services: Services) -> None:
    """Save a set-up: its secrets in the keyring, the rest in its file.

    A sandbox that was refreshed holds nothing of what was sent there, so its ledger begins anew.
    """
    folder = services.home.folder(profile.name)
    if services.profiles.is_damaged(profile.name):
        put_aside(folder, "before-damage")  # it may be of another organisation
    before = services.profiles.earlier(profile.name)
    if before and renew_sign_in.is_refreshed(before.account, profile.account):
        put_aside(folder, "before-refresh")
    services.secrets.set(secret_name(profile.id, SANSAN_KEY), api_key)
    if before:
        services.move_sign_in(before, profile)
    keep_sign_in(profile, refresh_token, services)


def keep_sign_in(profile: Profile, refresh_token: str, services: Services) -> None:
    """Save a set-up with a new sign-in, and give the one before back to Salesforce where that works."""
    holder = services.sign_in_holder(profile)
    renew_sign_in.keep(profile, refresh_token, holder, services.saved_oauth(profile).revoke)
    services.profiles.save(profile)
    LastFailure(services.home, profile.name).signed_in()
