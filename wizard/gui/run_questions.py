"""What a page may ask about the runs of a saved set-up: the questions and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from wizard.domain.check import Check
from wizard.domain.control import Control, Report
from wizard.domain.errors import Trouble
from wizard.domain.outcome import Outcome
from wizard.domain.preview import OwnerCounts, Sample
from wizard.flow.answers import Answers
from wizard.words import Lang


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a transfer ended, in cards. ``failures`` are one outcome for each reason, with its number.

    ``remarks`` are likewise what was skipped, shortened, left out, or found changed; ``words.say_reason`` says each.
    ``trouble`` is what stopped it before the end. ``records_url`` shows the cards in Salesforce. ``check`` explains
    both sides' counts where everything was checked, ``check_file`` names the records without a card. ``notices`` are
    what else a person should know. ``altered`` counts stored cards of which a value was shortened or left out.
    ``undo_until`` (ISO 8601) says until when it can be taken back: empty for no fixed time, None for not at all.
    ``users`` are the usernames of who was signed in to Salesforce for it, parted by ", ".
    """

    run: str
    state: str
    counts: Mapping[str, int]
    seconds: float
    started: str = ""
    rows_file: str = ""
    failures: tuple[tuple[Outcome, int], ...] = ()
    trouble: Trouble | None = None
    records_url: str = ""
    remarks: tuple[tuple[Outcome, int], ...] = ()
    undone: bool = False
    check: Check | None = None
    check_file: str = ""
    notices: tuple[Trouble, ...] = ()
    altered: int = 0
    undo_until: str | None = ""
    users: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether it wrote something that can be taken back."""
        wrote = self.counts.get("created") or self.counts.get("updated")
        return bool(wrote) and not self.undone and self.undo_until is not None

    @property
    def cards(self) -> int:
        """All cards of the run."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Preview:
    """What a transfer would do now, in cards; nothing was written but the report.

    ``by_owner`` has who would get most first. ``samples`` are a few cards of each kind. ``failures`` and
    ``remarks`` are as in ``RunResult``. ``trouble`` is what kept it from seeing everything, ``shortfall`` what
    Salesforce has too little of for the transfer. ``notices`` are as in ``RunResult``.
    """

    counts: Mapping[str, int]
    by_owner: tuple[OwnerCounts, ...] = ()
    samples: tuple[Sample, ...] = ()
    failures: tuple[tuple[Outcome, int], ...] = ()
    remarks: tuple[tuple[Outcome, int], ...] = ()
    rows_file: str = ""
    trouble: Trouble | None = None
    shortfall: Trouble | None = None
    notices: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoResult:
    """How the taking back of a run ended, in records; ``reasons`` say why some were left, each with its number.

    ``refused`` are those of them that Salesforce refused: asking again tries exactly these. ``trouble`` is what stopped
    it before the end; asking again goes on.
    """

    run: str
    deleted: int = 0
    restored: int = 0
    left: int = 0
    reasons: tuple[tuple[Outcome, int], ...] = ()
    rows_file: str = ""
    trouble: Trouble | None = None
    refused: int = 0


class RunQuestions(Protocol):
    """A stop before the end is in the result, not raised. Each works in a process of its own but the last."""

    def transfer(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Transfer with a saved set-up; a stop before the end is in the result, not raised."""

    def preview(self, profile: str, lang: Lang, report: Report, control: Control) -> Preview:
        """Find out what a transfer would do; writes nothing but a report. A stop is in the result, not raised."""

    def retry_failed(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Transfer only the cards whose last try failed; a stop before the end is in the result, not raised."""

    def check_everything(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Read every card again, compare with Salesforce, send what is missing or changed, explain both counts.

        A damaged ledger is put aside first. What people changed in Salesforce is reported and left.
        """

    def undo(
        self, profile: str, run: str, lang: Lang, report: Report, control: Control, *, even_changed: bool = False
    ) -> UndoResult:
        """Take a run back; a stop before the end is in the result, not raised.

        Records that somebody changed since are left, unless ``even_changed``. What the org's own automation made
        from the records is out of reach.
        """

    def owner_changes(self, answers: Answers) -> Mapping[str, int]:
        """How many cards sent already would change owner at the next transfer, by ``recipients.owner_key``.

        Only owners with such cards; empty for a set-up that was never saved.
        """
