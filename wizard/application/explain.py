"""What became of one card: a search along the whole chain, for every door."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.domain.outcome import Outcome
from wizard.domain.profile import Profile
from wizard.runs import Runs
from wizard.transfer.explaining import CardStory, Explanation
from wizard.transfer.ledger import Ledger
from wizard.wiring import Services
from wizard.words.say import Lang, say_command, say_reason
from wizard.words.sentences import sentences


@dataclass(frozen=True, slots=True)
class Explain:
    """Look for the cards that fit ``text``: an id, a name, a company or an address."""

    text: str


def explain(command: Explain, profile: Profile, ledger: Ledger, services: Services) -> Explanation:
    """Return what became of the cards that fit; writes nothing. Raises ``SetupMustChange`` (``no_card_fits``)."""
    return Runs(services).explainer(profile, ledger).explain(command.text)


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
