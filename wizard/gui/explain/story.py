"""How far a card came, as a person reads it: one line a step of its way."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from wizard.domain.ids import long_id
from wizard.domain.links import LinkOutcome
from wizard.domain.outcome import Outcome
from wizard.gui.links.words import kind_name
from wizard.gui.texts import moment, outcome_name
from wizard.transfer.explaining import CardStory
from wizard.words import Lang, say_reason, sentences
from wizard.words.say_links import say_link_reason


def story_text(story: CardStory, lang: Lang) -> str:
    """Return the whole way of a card, to be shown as rich text."""
    title = f"<b>{escape(story.name)}</b> ({escape(story.card_id)})"
    rows = "".join(
        f"<tr><td style='padding-right:16px'>{escape(label)}</td><td>{escape(words)}</td></tr>"
        for label, words in story_lines(story, lang)
    )
    return f"{title}<table cellspacing='3'>{rows}</table>"


def story_lines(story: CardStory, lang: Lang) -> list[tuple[str, str]]:
    """Return the steps of a card's way, each with what is known of it."""
    translate = QCoreApplication.translate
    return [
        (translate("Explain", "In Sansan"), _in_sansan(story, lang)),
        (translate("Explain", "Chosen"), _chosen(story, lang)),
        (translate("Explain", "Sent"), _sent(story, lang)),
        (translate("Explain", "In Salesforce"), _stored(story)),
        (translate("Explain", "Linked"), _linked(story, lang)),
    ]


def _in_sansan(story: CardStory, lang: Lang) -> str:
    translate = QCoreApplication.translate
    if story.in_sansan is None:
        return translate("Explain", "Not known: this API key may not read single cards.")
    if story.in_sansan:
        return translate("Explain", "Yes, and visible to this API key.")
    return sentences(translate("Explain", "No."), _said("not_visible", lang))


def _chosen(story: CardStory, lang: Lang) -> str:
    translate = QCoreApplication.translate
    if story.chosen is None:
        return translate("Explain", "Not known, as the card is not visible.")
    return (
        translate("Explain", "Yes.")
        if story.chosen
        else sentences(translate("Explain", "No."), _said(story.why_not, lang))
    )


def _sent(story: CardStory, lang: Lang) -> str:
    translate = QCoreApplication.translate
    if not story.run or story.outcome is None:
        return _said("not_sent_yet", lang) if story.chosen else translate("Explain", "Never.")
    words = translate("Explain", "On {when} by the transfer {run}: {outcome}.")
    said = words.format(when=moment(story.started), run=story.run, outcome=outcome_name(story.outcome.outcome))
    why = say_reason(story.outcome, lang) if story.outcome.reason != story.why_not or story.outcome.notes else ""
    return sentences(said, why, _said("run_taken_back", lang) if story.taken_back else "")


def _stored(story: CardStory) -> str:
    translate = QCoreApplication.translate
    if not story.salesforce_id:
        gone = story.deleted and not story.taken_back
        return translate("Explain", "No, the record was deleted there.") if gone else translate("Explain", "No.")
    words = translate("Explain", "Yes, as record {id}, owned by {owner}.")
    said = words.format(id=long_id(story.salesforce_id), owner=story.owner)
    if story.changed_by:
        return sentences(said, translate("Explain", "Changed there since by {user}.").format(user=story.changed_by))
    return said


def _linked(story: CardStory, lang: Lang) -> str:
    translate, link = QCoreApplication.translate, story.link
    if link is None:
        return translate("Explain", "No.")
    why = say_link_reason(link, lang)
    if link.outcome not in (LinkOutcome.LINKED, LinkOutcome.CREATED, LinkOutcome.ALREADY):
        return sentences(translate("Explain", "No."), why)
    words = translate("Explain", "Yes, to the {kind} {id}.")
    return sentences(words.format(kind=kind_name(link.kind), id=long_id(link.target_id)), why)


def _said(code: str, lang: Lang) -> str:
    return say_reason(Outcome("", "", "", code), lang) if code else ""
