"""What a page may ask of the outside. ``app`` implements it; here are only the questions and the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from wizard.application.command import Command, Report
from wizard.application.run_result import RunResult
from wizard.domain.control import Control
from wizard.domain.errors import SetupMustChange, Trouble
from wizard.domain.mapping import Line
from wizard.domain.profile import CardChoice
from wizard.domain.recipients import Recipient
from wizard.domain.requirement import Requirement
from wizard.domain.schedule import Schedule
from wizard.domain.suggestions import Suggestion
from wizard.domain.users import Account, SalesforceUser, SansanUser
from wizard.flow.answers import Answers, Connection, Environment, PermissionSetResult
from wizard.gui.link_questions import LinkQuestions
from wizard.usecases.destination import Found
from wizard.usecases.reader_access import ReaderAccess
from wizard.words import Lang

__all__ = [
    "AlreadyUsed",
    "ApiCalls",
    "Backend",
    "CardsSeen",
    "Matched",
    "OpenedSetup",
    "Overview",
    "Preset",
    "ProfileSummary",
    "Query",
    "SignInStart",
]

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class CardsSeen:
    """What counting has found so far: cards by ``recipients.owner_key``, and who the owners are."""

    cards: int = 0
    by_owner: Mapping[str, int] = field(default_factory=dict)
    owners: tuple[SansanUser, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class SignInStart:
    """A sign-in on its way: the page to open, and the address it will answer to."""

    url: str
    redirect_uri: str
    proxy: str = field(default="", repr=False)  # the address of the proxy before it, which may hold a password


@dataclass(frozen=True, slots=True)
class ApiCalls:
    """Salesforce's API calls of the last 24 hours: how many are left of how many."""

    left: int
    limit: int


@dataclass(frozen=True, slots=True)
class Matched:
    """The recipients found, all Salesforce users, and who gets what matches nobody.

    ``without_access`` are the ids of users who may not read the cards' object yet; the permission-set page cures it.
    ``suggestions`` are by place among ``recipients``; ``listed`` says that Sansan told all its users.
    ``notices`` tell of choices of cards that match nothing.
    """

    recipients: tuple[Recipient, ...]
    users: tuple[SalesforceUser, ...]
    default: SalesforceUser
    without_access: frozenset[str] = frozenset()
    suggestions: Mapping[int, Suggestion] = field(default_factory=dict)
    listed: bool = True
    notices: tuple[Trouble, ...] = ()


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
    trouble: Trouble | None = None
    has_key: bool = True
    signed_in: bool = True
    unattended: Trouble | None = None  # what stopped a transfer by itself, until one succeeds

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
class AlreadyUsed:
    """Names of other saved set-ups with the same Sansan key, and with the same Salesforce organisation.

    ``concerns``: the cards' object holds cards that this set-up has not sent, or the package links them.
    """

    key: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    concerns: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedSetup:
    """What a set-up file says that a new set-up can take over; ``recipients_file`` is empty when there is none."""

    environment: Environment
    cards: CardChoice
    recipients_file: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """What the administrator of this computer has set for new set-ups, and the file that says so."""

    environment: Environment
    cards: CardChoice
    file: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is at the start: the saved set-ups, and the journey that was left, as text.

    ``preset`` is the administrator's, ``preset_trouble`` why it cannot be used. ``restored`` names set-ups
    whose file was damaged, so that the one before counts.
    """

    profiles: tuple[ProfileSummary, ...] = ()
    draft: str = ""
    preset: Preset | None = None
    preset_trouble: Trouble | None = None
    restored: Trouble | None = None


R = TypeVar("R")


class Backend(LinkQuestions, Protocol):
    """Every method blocks, is called in a worker thread only, and raises ``Trouble`` for every expected fault."""

    def run(self, command: Command[R], report: Report, control: Control) -> R:
        """Run a command, in a process of its own where it is long."""

    def owner_changes(self, answers: Answers) -> Mapping[str, int]:
        """How many cards sent already would change owner at the next transfer, by ``recipients.owner_key``.

        Only owners with such cards; empty for a set-up that was never saved.
        """

    def overview(self, lang: Lang, control: Control) -> Overview:
        """What there is at the start."""

    def keep_draft(self, text: str) -> None:
        """Keep a journey for later."""

    def discard_draft(self, text: str) -> None:
        """Drop a journey and the secrets that only it used."""

    def connect_sansan(self, name: str, key: str, control: Control) -> Connection:
        """Test a key with one page of cards, and put it into the keyring."""

    def keep_secrets_in_memory(self) -> None:
        """Keep every secret of this window until it closes, and nowhere else; at once, so not in a thread."""

    def forget_sansan(self, connection: Connection) -> None:
        """Take a key out of the keyring, unless a saved set-up uses it."""

    def count_cards(self, connection: Connection, report: Callable[[CardsSeen], None], control: Control) -> CardsSeen:
        """Count all cards, reporting on the way."""

    def begin_sign_in(self, environment: Environment, control: Control) -> SignInStart:
        """Begin a sign-in in the embedded page; meets what is wrong with the app before the page opens."""

    def vouches(self, url: str, leaf: bytes) -> bool:
        """Whether the address shows this certificate (DER) and the rest of the program trusts it."""

    def wait_for_browser(
        self, environment: Environment, lang: Lang, report: Callable[[SignInStart], None], control: Control
    ) -> Query:
        """Open the person's own browser, report what was opened, wait for the answer."""

    def finish_sign_in(self, answers: Answers, query: Query, control: Control) -> Account:
        """Turn the answer of a sign-in begun here into a session, kept in the keyring."""

    def api_calls(self, answers: Answers, control: Control) -> ApiCalls | None:
        """The API calls left; None where Salesforce does not say."""

    def match_recipients(
        self,
        answers: Answers,
        owners: tuple[SansanUser, ...],
        of_file: tuple[SansanUser, ...],
        control: Control,
    ) -> Matched:
        """Read the users of both sides and match them; a person's own earlier choices stay.

        ``owners`` are those met on cards, ``of_file`` those of Sansan's own user CSV.
        """

    def remembered(self, name: str) -> str:
        """What ``remember`` kept under a name, at an earlier start too; empty when there is nothing."""

    def remember(self, name: str, value: str) -> None:
        """Keep a short text about the window; never raises."""

    def read_mapping(self, path: Path) -> list[Line]:
        """Read a mapping file."""

    def read_users(self, path: Path) -> tuple[SansanUser, ...]:
        """Read Sansan's own CSV of users."""

    def write_table(self, path: Path, header: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
        """Write a table for a spreadsheet."""

    def write_mapping(self, path: Path, lines: Iterable[Line], lang: str) -> None:
        """Write a mapping file."""

    def check_connection(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        """Check what both sides allow, and how they are reached; writes nothing."""

    def check_object(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        """Check the object the cards go to: fields, rules, cards already there; writes nothing."""

    def look_at_destination(self, answers: Answers, control: Control) -> Found:
        """Find out which object fits the cards, and what gives the right to it; writes nothing."""

    def prepare_destination(
        self,
        answers: Answers,
        kind: str,
        permission_set_id: str,
        again: bool,
        lang: Lang,
        report: Callable[[bool], None],
        control: Control,
    ) -> PermissionSetResult:
        """Assign the permission set; where ``kind`` is ``own``, first make what is missing of our own object.

        ``again``: what somebody took away is made again, too. ``report`` is called with True when Salesforce lets it
        wait for other deploys, which takes as long as the person wants.
        """

    def check_destination(self, answers: Answers, kind: str, control: Control) -> PermissionSetResult:
        """Make sure that the cards' object can be written, after somebody assigned the set by hand."""

    def reader_access(self, answers: Answers, control: Control) -> ReaderAccess:
        """Find out which recipients cannot see the cards they will own, and which permission sets would help."""

    def give_access(
        self, answers: Answers, permission_set_id: str, user_ids: tuple[str, ...], control: Control
    ) -> dict[str, SetupMustChange]:
        """Assign a reader's set to recipients; return who was refused (username), and why."""

    def save(self, answers: Answers, control: Control) -> None:
        """Save the set-up under ``answers.profile`` and drop the draft."""

    def rename(self, profile: str, name: str, control: Control) -> None:
        """Give a saved set-up another, free name; nothing else of it changes."""

    def already_used(self, answers: Answers, control: Control) -> AlreadyUsed:
        """Which other saved set-ups share what these answers name."""

    def keep_sign_in(self, answers: Answers, control: Control) -> None:
        """Give a saved set-up the sign-in that was just finished for it; nothing else of it changes.

        ``answers`` are the saved ones with the account that signed in.
        """

    def disconnect(self, profile: str, control: Control) -> bool:
        """Forget a set-up's key and sign-in and its before-images; say whether Salesforce took its token back."""

    def remove(self, profile: str, control: Control) -> bool:
        """Disconnect a set-up and delete it with its records of transfers; says what ``disconnect`` says."""

    def open_setup(self, path: Path) -> OpenedSetup:
        """Read a set-up file, for a new set-up."""

    def export_setup(self, profile: str, path: Path) -> None:
        """Write a set-up without secrets as a set-up file, its recipients beside it."""

    def open_address(self, address: str) -> bool:
        """Open a web address or a file in a program of the person's; whether one could be started."""

    def log_folder(self) -> Path:
        """The folder of logs."""

    def diagnostics(self) -> str:
        """What helps to find a fault, without secrets and personal data."""

    def save_diagnostics(self, path: Path, text: str) -> None:
        """Write what was shown."""

    def schedule_of(self, profile: str) -> Schedule | None:
        """When a saved set-up transfers by itself; None when it does not."""

    def set_schedule(self, profile: str, schedule: Schedule) -> tuple[Trouble, ...]:
        """Let a saved set-up transfer by itself, with the system's own scheduler."""

    def remove_schedule(self, profile: str) -> None:
        """Let it transfer by itself no more."""
