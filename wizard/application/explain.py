"""What became of one card: a search along the whole chain, for every door."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.application.command import Command, Report, ignore
from wizard.domain.outcome import CREATED, FAILED, SKIPPED, UNCHANGED, UPDATED, Outcome
from wizard.transfer.explaining import CardStory, Explainer, Explanation
from wizard.wiring import Services
from wizard.words.say import Lang, say_command, say_reason
from wizard.words.sentences import sentences


@dataclass(frozen=True, slots=True)
class Explain(Command[Explanation]):
    """Look for the cards that fit ``text``: an id, a name, a company or an address; writes nothing.

    Raises ``SetupMustChange`` (``no_card_fits``).
    """

    profile: str | None
    text: str

    def run(self, services: Services, report: Report = ignore) -> Explanation:
        """Search Sansan, Salesforce and the ledger."""
        from wizard.application.connections import open_salesforce, open_sansan

        profile = services.profiles.pick(self.profile)
        with services.ledger_to_read(profile) as ledger:
            there, source = open_salesforce(profile, services), open_sansan(profile, services)

            def usernames() -> dict[str, str]:
                return {user.id[:15]: user.username for user in there.directory.everyone()}

            recipients = there.recipients(source)
            searched = Explainer(profile, source, there.records, there.destination, ledger, recipients, usernames)
            return searched.explain(self.text)


@dataclass(frozen=True, slots=True)
class RunRows:
    """A transfer with what became of each of its cards; empty where there was none. ``address`` is Salesforce's."""

    run: str = ""
    started: str = ""
    rows: tuple[Outcome, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReadRunRows(Command[RunRows]):
    """Read the report of the last transfer of a saved set-up from the ledger."""

    profile: str

    def run(self, services: Services, report: Report = ignore) -> RunRows:
        """Read every row; those that did not arrive come first."""
        profile = services.profiles.pick(self.profile)
        address = profile.account.instance_url
        with services.ledger_to_read(profile) as ledger:
            last = next(iter(ledger.runs.last_runs(1)), None)
            if last is None:
                return RunRows(address=address)
            rows = sorted(ledger.outcomes.of_run(last.id), key=lambda row: _FIRST.index(row.outcome))
            return RunRows(last.id, last.started, tuple(rows), address)


_FIRST = (FAILED, SKIPPED, CREATED, UPDATED, UNCHANGED)


def reason(story: CardStory, lang: Lang) -> str:
    """Return why a card is where it is, and who changed it; often empty."""
    outcome = story.outcome
    parts = [say_reason(Outcome("", "", "", code), lang) for code in _codes(story)]
    if outcome and (outcome.reason or outcome.notes) and outcome.reason != story.why_not:
        parts.append(say_reason(outcome, lang))
    if story.changed_by:
        parts.append(say_command("changed_by", lang, username=story.changed_by))
    return sentences(*parts)


def _codes(story: CardStory) -> list[str]:
    """Return the reasons that are not those of the run itself."""
    found = [story.why_not] if story.why_not else []
    if story.taken_back:
        found.append("run_taken_back")
    elif story.deleted:
        found.append("deleted_in_salesforce")
    if story.chosen and not story.run:
        found.append("not_sent_yet")
    return found
