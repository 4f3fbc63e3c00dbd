"""``explain CARD``: what became of one card, along the whole chain."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.application.explain import Explain, reason
from wizard.cli.console import Console
from wizard.domain.ids import long_id
from wizard.domain.links import LinkOutcome
from wizard.transfer.explaining import CardStory
from wizard.words.say import Lang, say_command, say_trouble
from wizard.words.say_links import say_link_reason

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("card", metavar="CARD", help=text("help_explain_card"))
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Look for the card in Sansan, in Salesforce and in the ledger; nothing is written."""
    console.skeleton = {"cards": []}
    found = Explain(options.profile, options.card).run(services)
    cards = [answer(story, console.lang) for story in found.cards]
    counted = say_command("cards_fit", console.lang, count=len(cards))
    message = " ".join([counted, *(say_trouble(notice, console.lang) for notice in found.notices)])
    if console.json:
        console.answer({"cards": cards, "message": message})
        return 0
    for card in cards:
        outcome = card["outcome"]
        console.answer({**card, "outcome": outcome and say_command(str(outcome), console.lang)})
        print()
    console.answer({"message": message})
    return 0


def answer(story: CardStory, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for one card."""
    link = story.link
    return {
        "card_id": story.card_id,
        "name": story.name,
        "in_sansan": story.in_sansan,
        "chosen": story.chosen,
        "run": story.run or None,
        "outcome": story.outcome.outcome if story.outcome else None,
        "reason": reason(story, lang),
        "salesforce_id": long_id(story.salesforce_id),
        "owner": story.owner,
        "link": link
        and {
            "type": link.kind,
            "id": long_id(link.target_id),
            "by": "other" if link.outcome == LinkOutcome.ALREADY else "person" if link.way == "person" else "rule",
            "reason": say_link_reason(link, lang),
        },
    }
