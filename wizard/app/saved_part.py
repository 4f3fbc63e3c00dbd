"""What is kept between two starts: set-ups and the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from wizard.app import preset
from wizard.app.checks_part import ChecksPart
from wizard.app.part import chosen
from wizard.app.salesforce_part import DRAFT_TOKEN
from wizard.application.links import link_reader
from wizard.application.run_result import run_result
from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded, Trouble
from wizard.domain.links import Choice, Kind, LinkOptions
from wizard.domain.mapping import Line
from wizard.domain.profile import REFRESH_TOKEN, SANSAN_KEY, Profile, SalesforceAccess, secret_name
from wizard.domain.recipients import count_by_reason
from wizard.domain.users import SansanUser
from wizard.flow.answers import CUSTOM, Answers, Connection, Environment, PermissionSetResult
from wizard.flow.resume import load
from wizard.gui.backend import AlreadyUsed, Overview, ProfileSummary
from wizard.gui.link_questions import CandidateFacts, CardFacts
from wizard.services import mapping_file
from wizard.services.attention import Attention
from wizard.services.drafts import Drafts
from wizard.services.sansan import user_file
from wizard.services.window_memory import WindowMemory
from wizard.transfer.ledger import LINK, Ledger, Run
from wizard.transfer.owner_changes import owner_changes
from wizard.wiring import login_url
from wizard.words import Lang

_RUNS = 6  # transfers that Home shows of each set-up


class SavedPart(ChecksPart):
    """Reads and writes the home."""

    def overview(self, lang: Lang, control: Control) -> Overview:
        """What there is at the start."""
        names = self._services.profiles.names()
        draft = Drafts(self._services.home).load()
        summaries = tuple(map(self._summary, names))  # which puts back what can be restored
        restored = next(iter(self._services.profiles.restored()), None)
        return Overview(summaries, draft, *preset.find(self._services.preset, lang), restored)

    def keep_draft(self, text: str) -> None:
        """Keep a journey for later."""
        Drafts(self._services.home).save(text)

    def discard_draft(self, text: str) -> None:
        """Drop a journey and the secrets that only it used."""
        Drafts(self._services.home).forget()
        if journey := load(text):
            self._forget_secrets(journey.answers)

    def remembered(self, name: str) -> str:
        """What ``remember`` kept under a name, at an earlier start too; empty when there is nothing."""
        return WindowMemory(self._services.home).get(name)

    def remember(self, name: str, value: str) -> None:
        """Keep a short text about the window; never raises."""
        WindowMemory(self._services.home).keep(name, value)

    def read_mapping(self, path: Path) -> list[Line]:
        """Read a mapping file."""
        return mapping_file.read(path)

    def read_users(self, path: Path) -> tuple[SansanUser, ...]:
        """Read Sansan's own CSV of users."""
        return user_file.read_users(path)

    def write_table(self, path: Path, header: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
        """Write a table for a spreadsheet."""
        mapping_file.write_table(path, header, cells)

    def write_mapping(self, path: Path, lines: Iterable[Line], lang: str) -> None:
        """Write a mapping file."""
        mapping_file.write(path, lines, lang)

    def save(self, answers: Answers, control: Control) -> None:
        """Save the set-up under ``answers.profile`` and drop the draft."""
        services = self._with(control)
        with services.home.run_lock(answers.profile):
            before = self._saved(answers.profile_id)
            token = self._tokens(answers).refresh_token()
            services.save(self._profile(answers, before), self._key(chosen(answers)), token)
        self._sessions.pop(answers.profile_id, None)
        Drafts(services.home).forget()
        with suppress(Trouble):  # the set-up is saved, and a draft's secrets are told nobody
            self._forget_secrets(answers)

    def rename(self, profile: str, name: str, control: Control) -> None:
        """Give a saved set-up another, free name; nothing else of it changes, its schedule goes along."""
        scheduler = self._services.scheduler
        with self._services.home.run_lock(profile), self._services.home.run_lock(name):
            schedule = scheduler.get(profile)
            self._services.profiles.rename(profile, name)
            if schedule:
                scheduler.remove(profile)
                scheduler.set(name, schedule)

    def already_used(self, answers: Answers, control: Control) -> AlreadyUsed:
        """Which other saved set-ups use the same key or organisation, and what else brings cards to the object."""
        services, key = self._services, self._key(chosen(answers))
        others = [profile for profile in services.profiles.loadable() if profile.id != answers.profile_id]
        organization = answers.account.organization.id if answers.account else ""
        return AlreadyUsed(
            tuple(p.name for p in others if services.secrets.get(secret_name(p.id, SANSAN_KEY)) == key),
            tuple(p.name for p in others if p.account.organization.id == organization),
            self._concerns(answers, control),
        )

    def owner_changes(self, answers: Answers) -> Mapping[str, int]:
        """How many cards sent already would change owner at the next transfer, by ``recipients.owner_key``."""
        saved = self._saved(answers.profile_id)
        if saved is None:
            return {}
        with self._services.ledger(saved) as ledger:
            return owner_changes(ledger, answers.recipients)

    def link_options(self, profile: str) -> LinkOptions:
        """Return what was chosen for links when the set-up was saved."""
        return self._services.profiles.pick(profile).links

    def card_facts(self, profile: str, record_ids: Sequence[str], control: Control) -> tuple[CardFacts, ...]:
        """Return what stands on stored cards; deleted ones are left out."""
        reader = link_reader(self._services.profiles.pick(profile), self._with(control))
        return tuple(CardFacts(card.record_id, card.values) for card in reader.cards(record_ids))

    def candidate_facts(
        self, profile: str, kind: Kind, ids: Sequence[str], control: Control
    ) -> tuple[CandidateFacts, ...]:
        """Return contacts or leads to choose from; deleted ones are left out."""
        reader = link_reader(self._services.profiles.pick(profile), self._with(control))
        return tuple(CandidateFacts(**facts) for facts in reader.facts(kind, ids))

    def choose_link(
        self, profile: str, card_ids: Sequence[str], choice: Choice, kind: str = "", target_id: str = ""
    ) -> None:
        """Remember a person's decision about cards. Raises ``Interrupted`` while a run of the set-up is busy."""
        saved = self._services.profiles.pick(profile)
        with self._services.home.run_lock(saved.name), self._services.ledger(saved) as ledger:
            for card_id in card_ids:
                ledger.links.choose(card_id, choice, kind, target_id)

    def unchoose_link(self, profile: str, card_ids: Sequence[str]) -> None:
        """Forget every decision about cards. Raises as ``choose_link``."""
        saved = self._services.profiles.pick(profile)
        with self._services.home.run_lock(saved.name), self._services.ledger(saved) as ledger:
            for card_id in card_ids:
                ledger.links.unchoose(card_id)

    def _forget_secrets(self, answers: Answers) -> None:
        """Drop the secrets of a draft that no saved set-up uses."""
        self._services.secrets.delete(secret_name(answers.profile_id, DRAFT_TOKEN))
        self._sessions.pop(answers.profile_id, None)
        used = self._used_secrets()
        for connection in answers.connections:
            if connection.secret not in used:
                self._services.secrets.delete(connection.secret)

    def _profile(self, answers: Answers, before: Profile | None) -> Profile:
        environment, account, result = answers.environment, answers.account, answers.permission_set
        if environment is None or account is None:
            raise SignInNeeded("sign_in_gone")
        connection = chosen(answers)
        login = login_url(environment.kind, environment.domain)
        proven = before.owner_ids_proven if before else False
        return Profile(
            id=answers.profile_id,
            name=answers.profile,
            sansan=self._access(connection),
            salesforce=SalesforceAccess(environment.kind, login, environment.consumer_key),
            account=account,
            cards=answers.cards,
            default_user=answers.default_user or (before.default_user if before else account.user),
            recipients=answers.recipients,
            destination=result.destination if result else "package",
            permission_set=result.label if result else "",
            owner_ids_proven=self._ids_proven.get((answers.profile_id, answers.chosen), proven),
            links=before.links if before else LinkOptions(),
            unattended=before.unattended if before else None,
        )

    def _summary(self, name: str) -> ProfileSummary:
        try:
            profile = self._services.profiles.pick(name)
            with self._services.ledger(profile) as ledger:
                sent, failed = ledger.cards.totals()
                shown = ledger.runs.last_runs(_RUNS)
                shown += _last_to_undo(ledger, shown)
                runs = tuple(run_result(ledger, run, profile, self._services.home) for run in shown)
        except Trouble as trouble:
            return ProfileSummary(name, None, trouble=trouble)
        unmatched = count_by_reason(profile.recipients)["default"]
        secrets = self._services.secrets
        return ProfileSummary(
            name,
            answers_of(profile, sent),
            runs,
            sent,
            failed,
            unmatched,
            has_key=secrets.has(secret_name(profile.id, SANSAN_KEY)),
            signed_in=secrets.has(secret_name(profile.id, REFRESH_TOKEN)),
            unattended=Attention(self._services.home, name).get(),
        )


def _last_to_undo(ledger: Ledger, shown: list[Run]) -> list[Run]:
    """Return the last transfer that can be taken back, where it came before those shown."""
    ids = ledger.history.can_undo(datetime.now(UTC))
    if any(run.id in ids for run in shown):
        return []
    return [run for run in map(ledger.runs.run, ids) if run.kind != LINK][:1]


def answers_of(profile: Profile, cards: int) -> Answers:
    """Return the answers that made a saved set-up; ``cards`` are those it is known to see."""
    access = profile.salesforce
    secret = secret_name(profile.id, SANSAN_KEY)
    domain = access.login_url if access.environment == CUSTOM else ""
    connection = Connection(profile.sansan.name, secret, profile.sansan.api_version, cards, more=True)
    answers = Answers(profile.id, profile.name)
    return replace(
        answers,
        connections=(connection,),
        environment=Environment(access.environment, domain, access.consumer_key),
        account=profile.account,
        chosen=secret,
        cards=profile.cards,
        recipients=profile.recipients,
        default_user=profile.default_user,
        permission_set=PermissionSetResult(
            "already" if profile.permission_set else "absent", profile.permission_set, profile.destination
        ),
        saved=True,
    )
