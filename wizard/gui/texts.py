"""The words shared by the shell and the pages: names of steps, states, and why Next is off."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from wizard.domain.errors import Trouble
from wizard.words import Lang, say_trouble


def step_title(step: str) -> str:
    """Return the name of a step."""
    tr = QCoreApplication.translate
    return {
        "prepare": tr("Steps", "Before you start"),
        "sansan": tr("Steps", "Connect Sansan"),
        "environment": tr("Steps", "Salesforce environment"),
        "sign-in": tr("Steps", "Sign in to Salesforce"),
        "connection": tr("Steps", "Check the connection"),
        "sansan-user": tr("Steps", "Select integration user"),
        "recipients": tr("Steps", "Check and set recipients"),
        "permission-set": tr("Steps", "Permission set"),
        "review": tr("Steps", "Review"),
        "transfer": tr("Steps", "Transfer"),
        "finished": tr("Steps", "Result"),
    }[step]


def state_name(state: str) -> str:
    """Return the name of a step's state."""
    tr = QCoreApplication.translate
    return {
        "done": tr("Steps", "Done"),
        "current": tr("Steps", "You are here"),
        "to_do": tr("Steps", "To do"),
        "problem": tr("Steps", "Needs your answer again"),
    }[state]


def open_point(code: str) -> str:
    """Return why one cannot go on."""
    tr = QCoreApplication.translate
    return {
        "key_needed": tr("Reasons", "Enter an API key and test it."),
        "key_untested": tr("Reasons", "Test the API key you entered, or clear the field."),
        "testing": tr("Reasons", "The API key is being tested."),
        "domain_needed": tr("Reasons", "Enter your Salesforce domain."),
        "domain_wrong": tr("Reasons", "This is not a domain. Example: example.my.salesforce.com"),
        "consumer_key_needed": tr("Reasons", "Enter the consumer key."),
        "consumer_key_wrong": tr("Reasons", "A consumer key has only letters, digits, dots and underscores."),
        "sign_in_needed": tr("Reasons", "Sign in to Salesforce first."),
        "sansan_user_needed": tr("Reasons", "Select the integration user."),
        "date_wrong": tr("Reasons", "Enter the date as YYYY-MM-DD."),
        "recipients_needed": tr("Reasons", "The recipients are not matched yet."),
        "permission_set_needed": tr("Reasons", "Assign the permission set first."),
        "save_needed": tr("Reasons", "Choose one of the buttons above."),
        "transfer_not_ended": tr("Reasons", "The transfer has not ended yet."),
        "working": tr("Reasons", "Please wait a moment."),
    }[code]


def environment_name(kind: str) -> str:
    """Return the name of an environment."""
    tr = QCoreApplication.translate
    return {
        "production": tr("Environments", "Production"),
        "sandbox": tr("Environments", "Sandbox"),
        "custom": tr("Environments", "Own domain"),
    }[kind]


def number(value: int) -> str:
    """Return a number as the language writes it."""
    return QLocale().toString(value)


def moment(text: str) -> str:
    """Return a time of the ledger (ISO 8601) as the language and this computer's zone write it."""
    at = QDateTime.fromString(text, Qt.DateFormat.ISODate)
    return QLocale().toString(at.toLocalTime(), QLocale.FormatType.ShortFormat) if at.isValid() else text


def say_error(error: Exception, lang: Lang) -> str:
    """Return what happened and what to do."""
    if isinstance(error, Trouble):
        return say_trouble(error, lang)
    return QCoreApplication.translate(
        "Errors", "Something unexpected happened. Try again; if it goes on, the log holds the details."
    )
