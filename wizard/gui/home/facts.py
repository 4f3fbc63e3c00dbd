"""What a card of Home says about a set-up."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject

from wizard.application.overview import ProfileSummary
from wizard.application.run_result import RunResult
from wizard.domain.links import LinkState
from wizard.domain.recipients import count_by_reason
from wizard.domain.run import ENDED
from wizard.gui.home import advice
from wizard.gui.texts import environment_name, moment, number, say_error, with_note
from wizard.words import Lang, sentences
from wizard.words.say import say_unattended


class Facts(QObject):
    """Puts one set-up into words of the current language."""

    def __init__(self, profile: ProfileSummary, lang: Lang) -> None:
        super().__init__()
        self._profile, self._lang = profile, lang

    def lines(self) -> list[tuple[str, str, str]]:
        """Return for each fact a short name for programs, its label, and its words (rich text)."""
        profile, answers = self._profile, self._profile.answers
        if answers is None or answers.account is None or answers.environment is None:
            fault = say_error(profile.trouble, self._lang) if profile.trouble else ""
            return [("fault", self.tr("Problem"), escape(fault))]
        account, name = answers.account, answers.connection.name if answers.connection else ""
        org = f"<b>{escape(account.organization.name)}</b>"
        place = with_note(f"{escape(name)} → {org}", environment_name(answers.environment.kind))
        connected = self.tr("{place}, {user}").format(place=place, user=escape(account.user.username))
        by_itself = escape(say_unattended(profile.unattended, self._lang)) if profile.unattended else ""
        if profile.integration_user:
            runs_as = self.tr("It signs in as {user}.").format(user=escape(profile.integration_user))
            hand = self.tr("What you do by hand asks you to sign in first.") if profile.asks_sign_in else ""
            by_itself = sentences(runs_as, hand, by_itself)
        return [
            ("connection", self.tr("Connection"), connected),
            ("recipients", self.tr("Recipients"), self._recipients()),
            ("last", self.tr("Last transfer"), self.run(profile.last) if profile.last else self.tr("None yet.")),
            ("cards", self.tr("In Salesforce"), self._cards()),
            *([("links", self.tr("Contacts and leads"), self._links(profile.links))] if profile.links else []),
            *([("undo", self.tr("Can be taken back"), self._undo(profile.undoable))] if profile.undoable else []),
            *([("unattended", self.tr("Automatic transfer"), by_itself)] if by_itself else []),
        ]

    def advice(self, code: str) -> str:
        """Return what to do next, from the code of ``advice``."""
        return {
            advice.UNREADABLE: self.tr("Set it up again, or restore its file."),
            advice.KEY: self.tr("Enter a new Sansan API key: Change settings > Connect Sansan."),
            advice.SIGN_IN: self.tr("Sign in to Salesforce again. Nothing else is lost."),
            advice.GUARDED: self.tr(
                "If a VPN hides where you are, leave it first; if Salesforce froze the user, have another "
                "administrator unfreeze it. Then sign in to Salesforce again. Nothing else is lost."
            ),
            advice.APP: self.tr("Look at the integration user: Automatic transfers > Prove it again."),
            advice.FIRST: self.tr("Transfer, or look at a preview first."),
            advice.GO_ON: self.tr("Transfer now goes on where the last transfer stopped."),
            advice.FAILED: self.tr("Fix the causes that the report names, then retry the failed cards only."),
            advice.RECIPIENTS: self.tr("Give the users without a match a recipient, under Change settings."),
            advice.NOTHING: self.tr("Nothing to do. The next transfer sends what is new or changed."),
        }[code]

    def run(self, run: RunResult) -> str:
        """Return a transfer in one line."""
        words = self.tr("{when}: {created} created, {updated} updated, {failed} failed.").format(
            when=moment(run.started),
            created=number(run.counts.get("created", 0)),
            updated=number(run.counts.get("updated", 0)),
            failed=number(run.counts.get("failed", 0)),
        )
        if run.users:
            words = sentences(words, self.tr("Written by {user}.").format(user=escape(run.users)))
        if run.altered:
            words = sentences(words, self.tr("%Ln with a value shortened or left out.", "", run.altered))
        if run.undone:
            return sentences(words, self.tr("It was taken back."))
        if run.trouble:
            return sentences(words, escape(say_error(run.trouble, self._lang)))
        if run.state not in ENDED:
            return sentences(words, self.tr("It was not completed."))
        return words

    def _recipients(self) -> str:
        answers = self._profile.answers
        counts = count_by_reason(answers.recipients if answers else ())
        words = self.tr("%Ln Sansan user(s) matched.", "", sum(counts.values()) - counts["default"])
        if self._profile.unmatched:
            more = self.tr("%Ln new or without a match; the default gets their cards.", "", counts["default"])
            words = sentences(words, more)
        default = answers.default_user if answers else None
        said = self.tr("Default recipient: {user}.").format(user=escape(default.username)) if default else ""
        return sentences(words, said)

    def _undo(self, run: RunResult) -> str:
        when, until = moment(run.started), run.undo_until or ""
        if until:
            return self.tr("The transfer of {when}, until {until}.").format(when=when, until=moment(until))
        return self.tr("The transfer of {when}.").format(when=when)

    def _links(self, links: LinkState) -> str:
        words = self.tr("%Ln card(s) linked.", "", links.linked)
        if links.undecided:
            undecided = self.tr("%Ln undecided", "", links.undecided)
            words = sentences(words, self.tr("{count} since {when}.").format(count=undecided, when=moment(links.since)))
        return sentences(words, self.tr("Last compared {when}.").format(when=moment(links.looked)))

    def _cards(self) -> str:
        words = self.tr("%Ln card(s).", "", self._profile.sent)
        if self._profile.failed:
            words = sentences(words, self.tr("%Ln could not be sent.", "", self._profile.failed))
        if self._profile.compared:
            words = sentences(words, self.tr("All compared on {when}.").format(when=moment(self._profile.compared)))
        return words
