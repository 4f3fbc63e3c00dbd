"""What to do about the pages of Salesforce that never come back to this window (salesforce.md §1.7)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from wizard.domain.errors import SignInNeeded
from wizard.gui.parts import Disclosure
from wizard.gui.sign_in.note import language
from wizard.words import say_trouble
from wizard.words.oauth import TABLE

_NEVER_SEEN = ("other", "program_error", "sign_in_expired", "wrong_host", "code_too_late")  # on a page
_SEEN = {  # what the person reads there, where the code alone does not tell
    "app_not_installed": "app must be installed into org",
    "secret_required": "invalid client credentials",
    "ip_restricted": "ip restricted",
    "login_hours": "ip restricted or invalid login hours",
}


class SignInHelp(Disclosure):
    """Folded: causes by what the person sees, each with what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._causes = QTextBrowser()
        super().__init__("button-sign-in-help", self._causes, parent)
        self._causes.setObjectName("sign-in-help")
        self._causes.setOpenLinks(False)
        self._causes.setSource(QUrl())
        self._causes.setMinimumHeight(self.fontMetrics().height() * 10)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_text(self.tr("I see an error page, or nothing happens"))
        self._causes.setAccessibleName(self.tr("Causes and what to do"))
        said = [*self._without_code(), *self._by_code()]
        self._causes.setHtml("".join(f"<p><b>{escape(seen)}</b><br>{escape(to_do)}</p>" for seen, to_do in said))

    def _by_code(self) -> list[tuple[str, str]]:
        codes = [code for code in TABLE if code not in _NEVER_SEEN]
        return [(_SEEN.get(code, f"error={code}"), self._cure(code)) for code in codes]

    def _cure(self, code: str) -> str:
        return say_trouble(SignInNeeded("oauth", error=code), language())

    def _without_code(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Nothing happens when a passkey or a security key is asked for"),
                self.tr("Sign in with your own browser."),
            ),
            (
                self.tr("Salesforce asks for a code from an e-mail or from an app"),
                self.tr("Enter it. Salesforce does not know this browser yet, so it makes sure that it is you."),
            ),
            (
                self.tr("“We can’t log you in because of the following error”"),
                self.tr(
                    "Show the page to your Salesforce administrator; the reason is in the login history of your user."
                ),
            ),
            (
                self.tr("Salesforce asks to register a device or a method for signing in"),
                self.tr("Do it in your own browser, then sign in here again."),
            ),
            (
                self.tr("Your company’s sign-in page stays empty or refuses this browser"),
                self.tr("Sign in with your own browser, where your company’s settings count."),
            ),
            (
                self.tr("Signing in at login.salesforce.com or test.salesforce.com is not possible"),
                self.tr("Go back and choose your own domain as the environment."),
            ),
            (
                self.tr("The own browser cannot reach localhost"),
                self.tr("A proxy or firewall is in between. Copy the address the browser shows and paste it here."),
            ),
        ]
