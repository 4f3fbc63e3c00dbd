"""What there is at the start of the window: the saved set-ups, and the journey that was left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from wizard.application.command import Command, Report, ignore
from wizard.application.preset import Preset, find_preset
from wizard.application.run_result import RunResult, run_result
from wizard.domain.errors import AppError
from wizard.domain.links import LinkState
from wizard.domain.profile import REFRESH_TOKEN, SANSAN_KEY, Profile, secret_name
from wizard.domain.recipients import count_by_reason
from wizard.domain.run import ENDED, FULL, LINK
from wizard.flow.answers import CUSTOM, Answers, Connection, Environment, PermissionSetResult
from wizard.services.drafts import Drafts
from wizard.services.last_failure import LastFailure
from wizard.transfer.ledger import Ledger, Run
from wizard.wiring import Services
from wizard.words import Lang

_RUNS = 6  # transfers that Home shows of each set-up


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """A saved set-up for Home: its answers, its last transfers, cards in Salesforce, failed cards, users on default.

    ``runs`` has the latest first. ``has_key`` and ``signed_in`` say whether the keyring holds what it needs.
    ``trouble`` is why nothing more is known; then there are no answers.
    """

    name: str
    answers: Answers | None
    runs: tuple[RunResult, ...] = ()
    sent: int = 0
    failed: int = 0
    unmatched: int = 0
    trouble: AppError | None = None
    has_key: bool = True
    signed_in: bool = True
    unattended: AppError | None = None  # what stopped a transfer by itself, until one succeeds
    links: LinkState | None = None  # None until links were looked for
    integration_user: str = ""  # the username as whom transfers by themselves sign in; empty: as who set it up
    keeps_sign_in: bool = True  # else the sign-in of who set it up is asked for when it is needed
    compared: str = ""  # when a transfer that compared every card began last, ISO 8601

    @property
    def asks_sign_in(self) -> bool:
        """Whether what a person does asks for a sign-in first, as was chosen: nothing is wrong."""
        return not self.keeps_sign_in and not self.signed_in

    @property
    def damaged(self) -> bool:
        """Whether it cannot be read, and nothing was kept that can: it may be removed, and made anew."""
        return self.trouble is not None and self.trouble.code == "profile_unreadable"

    @property
    def last(self) -> RunResult | None:
        """The last transfer."""
        return self.runs[0] if self.runs else None

    @property
    def undoable(self) -> RunResult | None:
        """The last transfer that can be taken back; those that wrote nothing do not count."""
        return next((run for run in self.runs if run.can_undo), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is at the start: the saved set-ups, and the journey that was left, as text.

    ``preset`` is the administrator's, ``preset_trouble`` why it cannot be used. ``restored`` names set-ups
    whose file was damaged, so that the one before counts.
    """

    profiles: tuple[ProfileSummary, ...] = ()
    draft: str = ""
    preset: Preset | None = None
    preset_trouble: AppError | None = None
    restored: AppError | None = None


@dataclass(frozen=True, slots=True)
class ReadOverview(Command[Overview]):
    """Read what there is at the start."""

    lang: Lang

    def run(self, services: Services, report: Report = ignore) -> Overview:
        """Read the home."""
        names = services.profiles.names()
        draft = Drafts(services.home).load()
        summaries = tuple(_summary(name, services) for name in names)  # which puts back what can be restored
        restored = next(iter(services.profiles.restored()), None)
        return Overview(summaries, draft, *find_preset(services.preset, self.lang), restored)


def _summary(name: str, services: Services) -> ProfileSummary:
    try:
        profile = services.profiles.pick(name)
        with services.ledger_to_read(profile) as ledger:
            sent, failed = ledger.cards.totals()
            full, shown = ledger.runs.last_of_kind(FULL), ledger.runs.last_runs(_RUNS)
            shown += _last_to_undo(ledger, shown)
            links = ledger.link_state.now()
            runs = tuple(run_result(ledger, run, profile, services.home) for run in shown)
    except AppError as trouble:
        return ProfileSummary(name, None, trouble=trouble)
    return ProfileSummary(
        name,
        answers_of(profile, sent),
        runs,
        sent,
        failed,
        count_by_reason(profile.recipients)["default"],
        has_key=services.secrets.has(secret_name(profile.id, SANSAN_KEY)),
        signed_in=services.sign_in_holder(profile).has(secret_name(profile.id, REFRESH_TOKEN)),
        unattended=LastFailure(services.home, name).get(),
        links=links,
        integration_user=profile.unattended.user.username if profile.unattended else "",
        keeps_sign_in=profile.keeps_sign_in,
        compared=full.started if full and full.state in ENDED else "",
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
    return replace(
        Answers(profile.id, profile.name),
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
