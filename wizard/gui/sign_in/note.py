"""The highlighted note over the sign-in: what hinders it, and what the person can do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.domain.errors import SignInNeeded
from wizard.gui.parts import named, row
from wizard.words import Lang, say_trouble

PASSING = ("stalled", "unreachable", "crashed", "certificate")  # over as soon as a page arrives
PROXY = ("proxy_password", "proxy_refused")
_AGAIN = (*PASSING, *PROXY, "error_page", "refused", "download", "blank")
_ELSEWHERE = (*PASSING, *PROXY, "passkey", "error_page", "popup", "download", "blank")


class SignInNote(QFrame):
    """Shows one hindrance by its code: those of ``EmbeddedSignIn.hindered``, or ``asked`` and ``error_page``."""

    host_accepted = Signal()
    again_wanted = Signal()
    own_browser_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in-note")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.code, self._detail = "", ""
        self._words = named(QLabel(), "sign-in-note-text")
        self._words.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # parts of it come from outside
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setWordWrap(True)
        self._accept = self._button("button-accept-host", self.host_accepted)
        self._again = self._button("button-load-again", self.again_wanted)
        self._elsewhere = self._button("button-note-own-browser", self.own_browser_wanted)
        self._dismiss = self._button("button-dismiss-note")
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addLayout(row(self._accept, self._again, self._elsewhere, self._dismiss))
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, code: str, detail: str = "") -> None:
        """Show a note. ``detail``: the host for ``asked``, the OAuth error for ``error_page``."""
        self.code, self._detail = code, detail
        self._accept.setVisible(code == "asked")
        self._again.setVisible(code in _AGAIN)
        self._elsewhere.setVisible(code in _ELSEWHERE)
        self._retranslate()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing."""
        self.code = ""
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.code:
            self._retranslate()

    def _button(self, name: str, signal: SignalInstance | None = None) -> QPushButton:
        button = named(QPushButton(), name)
        button.clicked.connect(self.clear)
        if signal is not None:
            button.clicked.connect(signal)
        return button

    def _retranslate(self) -> None:
        self._words.setText(self._sentence())
        self._words.setAccessibleName(self._words.text())
        for button, words in (
            (self._accept, self.tr("Continue to {host}").format(host=self._detail)),
            (self._again, self.tr("Load the page again")),
            (self._elsewhere, self.tr("Use my own browser")),
            (self._dismiss, self.tr("Stay here") if self.code == "asked" else self.tr("Close this note")),
        ):
            button.setText(words)
            button.setAccessibleName(words)

    def _sentence(self) -> str:
        if self.code == "asked":
            words = self.tr(
                "The page wants to go on to {host}, which is not Salesforce. Continue only if this is where you "
                "sign in at your company."
            )
            return words.format(host=self._detail)
        if self.code == "error_page":
            return say_trouble(SignInNeeded("oauth", error=self._detail), language())
        return self._hindrance()

    def _hindrance(self) -> str:
        return {
            "passkey": self.tr(
                "Salesforce asks for a passkey, a security key or Windows Hello. If nothing happens here, sign in "
                "with your own browser."
            ),
            "stalled": self.tr(
                "Salesforce is taking long to answer. Wait, load the page again, or use your own browser."
            ),
            "unreachable": self.tr(
                "The page could not be reached. Check the network connection; behind a company proxy your own "
                "browser may get through."
            ),
            "certificate": self.tr(
                "The page was not opened, because this program does not trust its certificate. A company’s network may "
                "use one of its own, which your own browser knows. Does it warn you, too? Then ask your network "
                "administrator."
            ),
            "proxy_password": self.tr(
                "The proxy of your network asks for a name and a password, which this program does not have. Use your "
                "own browser, or set HTTPS_PROXY to http://name:password@host:port and start the program again."
            ),
            "proxy_refused": self.tr(
                "The proxy of your network refused the name and password that HTTPS_PROXY holds. Correct them and "
                "start the program again, or use your own browser."
            ),
            "blank": self.tr("The page stays empty. Load it again, or use your own browser."),
            "crashed": self.tr("The sign-in page stopped working. Load it again, or use your own browser."),
            "popup": self.tr("The page tried to open another window, which is not possible here."),
            "download": self.tr("The page tried to send a file instead of going on, so it was stopped."),
            "refused": self.tr(
                "The page wanted to go to an address that is not encrypted or not allowed, so it stays here."
            ),
        }[self.code]


def language() -> Lang:
    """Return the language of the window."""
    return "ja" if QLocale().language() == QLocale.Language.Japanese else "en"
