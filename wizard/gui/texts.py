"""The words shared by the shell and the pages: names of steps, states, and why Next is off."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QLabel

from wizard.domain import profile_name
from wizard.domain.errors import AppError
from wizard.words import Lang, say_trouble


def step_title(step: str) -> str:
    """Return the name of a step."""
    translate = QCoreApplication.translate
    return {
        "prepare": translate("Steps", "Before you start"),
        "sansan": translate("Steps", "Connect Sansan"),
        "environment": translate("Steps", "Salesforce environment"),
        "sign-in": translate("Steps", "Sign in to Salesforce"),
        "connection": translate("Steps", "Check the connection"),
        "sansan-user": translate("Steps", "Select integration user"),
        "recipients": translate("Steps", "Check and set recipients"),
        "permission-set": translate("Steps", "Permission set"),
        "review": translate("Steps", "Review"),
        "transfer": translate("Steps", "Transfer"),
        "finished": translate("Steps", "Result"),
    }[step]


def profile_name_fault(name: str, others: Iterable[str]) -> str:
    """Say why a set-up cannot be called so, empty when it can."""
    translate = QCoreApplication.translate
    return {
        "": "",
        "name": translate(
            "Names", "The name may have letters, digits, - and _ only, and begins with a letter or digit."
        ),
        "device": translate("Names", "Windows keeps this name for a device. Choose another."),
        "taken": translate("Names", "Another set-up has this name."),
        "case": translate("Names", "Another set-up has this name but for capital letters. Choose another."),
    }[profile_name.fault(name, others)]


def show_notices(label: QLabel, notices: Iterable[AppError], lang: Lang) -> None:
    """Show what else a person should know after a run; without anything the label goes."""
    label.setText("\n".join(say_trouble(notice, lang) for notice in notices))
    label.setVisible(bool(label.text()))


def state_name(state: str) -> str:
    """Return the name of a step's state."""
    translate = QCoreApplication.translate
    return {
        "done": translate("Steps", "Done"),
        "current": translate("Steps", "You are here"),
        "to_do": translate("Steps", "To do"),
        "problem": translate("Steps", "Needs your answer again"),
    }[state]


def open_point(code: str) -> str:
    """Return why one cannot go on."""
    translate = QCoreApplication.translate
    return {
        "key_needed": translate("Reasons", "Enter an API key and test it."),
        "key_untested": translate("Reasons", "Test the API key you entered, or clear the field."),
        "testing": translate("Reasons", "The API key is being tested."),
        "domain_needed": translate("Reasons", "Enter your Salesforce domain."),
        "domain_wrong": translate("Reasons", "This is not a domain. Example: example.my.salesforce.com"),
        "consumer_key_needed": translate("Reasons", "Enter the consumer key."),
        "consumer_key_wrong": translate(
            "Reasons", "A consumer key has at least 20 characters: letters, digits, dots and underscores only."
        ),
        "sign_in_needed": translate("Reasons", "Sign in to Salesforce first."),
        "checks_needed": translate("Reasons", "Fix what must be fixed, then check again."),
        "sansan_user_needed": translate("Reasons", "Select the integration user."),
        "date_wrong": translate("Reasons", "Enter the date as YYYY-MM-DD."),
        "tags_needed": translate("Reasons", "Choose a tag, or clear the box “Only cards with one of these tags”."),
        "recipients_needed": translate("Reasons", "The recipients are not matched yet."),
        "permission_set_needed": translate("Reasons", "Assign the permission set first."),
        "save_needed": translate("Reasons", "Choose one of the buttons above."),
        "transfer_not_ended": translate("Reasons", "The transfer has not ended yet."),
        "working": translate("Reasons", "Please wait a moment."),
    }[code]


def environment_name(kind: str) -> str:
    """Return the name of an environment."""
    translate = QCoreApplication.translate
    return {
        "production": translate("Environments", "Production"),
        "sandbox": translate("Environments", "Sandbox"),
        "custom": translate("Environments", "Own domain"),
    }[kind]


def foreseen_name(outcome: str) -> str:
    """Return what would become of cards, as the caption of their number."""
    translate = QCoreApplication.translate
    return {
        "created": translate("Outcomes", "to create"),
        "updated": translate("Outcomes", "to update"),
        "unchanged": translate("Outcomes", "unchanged"),
        "failed": translate("Outcomes", "would be refused"),
        "skipped": translate("Outcomes", "left out by choice"),
    }[outcome]


def outcome_name(outcome: str) -> str:
    """Return what became of cards, as the caption of their number."""
    translate = QCoreApplication.translate
    return {
        "created": translate("Outcomes", "created"),
        "updated": translate("Outcomes", "updated"),
        "unchanged": translate("Outcomes", "unchanged"),
        "failed": translate("Outcomes", "failed"),
        "skipped": translate("Outcomes", "left out by choice"),
    }[outcome]


def with_note(words: str, note: str) -> str:
    """Return words with a note in brackets behind them."""
    return QCoreApplication.translate("Words", "{words} ({note})").format(words=words, note=note)


def number(value: int) -> str:
    """Return a number as the language writes it."""
    return QLocale().toString(value)


def duration(seconds: float) -> str:
    """Return a span of time as minutes and seconds, with hours where it has them."""
    whole = round(seconds)
    minutes = f"{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{whole // 3600}:{minutes}" if whole >= 3600 else minutes


def moment(text: str) -> str:
    """Return a time of the ledger (ISO 8601) as the language and this computer's zone write it."""
    at = QDateTime.fromString(text, Qt.DateFormat.ISODate)
    return QLocale().toString(at.toLocalTime(), QLocale.FormatType.ShortFormat) if at.isValid() else text


def day(text: str) -> str:
    """Return a date (ISO 8601) as the language writes it."""
    at = QDate.fromString(text[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(at, QLocale.FormatType.ShortFormat) if at.isValid() else text


def say_error(error: Exception, lang: Lang) -> str:
    """Return what happened and what to do."""
    if isinstance(error, AppError):
        return say_trouble(error, lang)
    return QCoreApplication.translate(
        "Errors", "Something unexpected happened. Try again; if it goes on, pass the technical details on."
    )
