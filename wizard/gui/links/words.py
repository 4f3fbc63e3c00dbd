"""The words of the links page."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from wizard.domain.links import Choice, Create, Kind
from wizard.domain.outcome import Outcome
from wizard.transfer.ledger.links import LinkRow
from wizard.words import Lang, links, say_reason
from wizard.words.say import say


def columns() -> list[str]:
    """Return the heads of the table of undecided cards."""
    translate = QCoreApplication.translate
    return [
        translate("Links", "Card"),
        translate("Links", "Company"),
        translate("Links", "E-mail"),
        translate("Links", "Candidates"),
        translate("Links", "Your decision"),
    ]


def kind_name(kind: str) -> str:
    """Return the name of an object that a card can be linked to."""
    translate = QCoreApplication.translate
    return {
        Kind.CONTACT: translate("Links", "contact"),
        Kind.LEAD: translate("Links", "lead"),
        Kind.ACCOUNT: translate("Links", "account"),
    }[Kind(kind)]


def candidates_text(card: LinkRow) -> str:
    """Return how many records fit a card, and why."""
    translate = QCoreApplication.translate
    why = {
        "several_email": translate("Links", "same e-mail"),
        "several_name": translate("Links", "same name and company"),
        "several_accounts": translate("Links", "accounts of this company"),
        "duplicate_rule": translate("Links", "found by your organisation’s duplicate rule"),
    }.get(card.reason, "")
    why = f"{why}: {card.detail}" if why and card.detail else why
    return f"{len(card.candidates)}: {why}" if why else str(len(card.candidates))


def differs_text(words: str) -> str:
    """Return a value that is not the card's, to be read aloud."""
    return QCoreApplication.translate("Links", "{value}, different from the card").format(value=words)


def choice_text(choice: Choice, name: str) -> str:
    """Return a decision in words; ``name`` is that of the record."""
    translate = QCoreApplication.translate
    return {
        Choice.THIS: translate("Links", "Link to {name}").format(name=name or translate("Links", "the chosen record")),
        Choice.NONE: translate("Links", "Link to nobody"),
        Choice.NOT: translate("Links", "Not {name}").format(name=name),
        Choice.NEW: translate("Links", "Create a new one"),
    }[choice]


def create_name(create: Create) -> str:
    """Return what is made for cards that nobody fits."""
    translate = QCoreApplication.translate
    return {
        Create.NONE: translate("Links", "Nothing"),
        Create.LEAD: translate("Links", "Create leads"),
        Create.CONTACT: translate("Links", "Create contacts with their accounts"),
    }[create]


def facts() -> list[tuple[str, str]]:
    """Return what is compared: the name of a field of ``CandidateFacts``, and its words."""
    translate = QCoreApplication.translate
    return [
        ("name", translate("Links", "Name")),
        ("company", translate("Links", "Company")),
        ("title", translate("Links", "Title")),
        ("email", translate("Links", "E-mail")),
        ("phone", translate("Links", "Phone")),
        ("owner", translate("Links", "Owner")),
        ("last_activity", translate("Links", "Last activity")),
    ]


def reason_text(outcome: str, reason: str, lang: Lang) -> str:
    """Return why cards ended as they did (rich text); ``reason`` is a code of ``words.links``, or ``row:CODE``."""
    if reason.startswith("row:"):
        return escape(say_reason(Outcome("", "", outcome, reason), lang))
    return escape(say(links.REASONS, reason, lang, kind="", count=""))
