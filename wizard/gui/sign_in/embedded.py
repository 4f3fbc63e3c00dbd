"""The embedded browser with its address: loads one sign-in and says what hinders it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui.parts import named
from wizard.gui.sign_in.address_bar import AddressBar
from wizard.gui.sign_in.gate import Gate
from wizard.gui.sign_in.page import SignInPage
from wizard.gui.sign_in.security_key import SecurityKeyPanel

_STEP, _SMALLEST, _LARGEST = 0.1, 0.5, 3.0
_QUEUED = Qt.ConnectionType.QueuedConnection


class EmbeddedSignIn(QWidget):
    """Each ``open`` begins with a fresh browser that knows nothing of the one before.

    Signals as ``SignInPage``, and ``hindered`` also ``crashed`` and ``stalled``; ``moved`` gives each address
    that is shown, ``loaded`` comes when a page has arrived. A page that takes longer than ``stall_seconds`` stalls.
    """

    answered = Signal(object)
    asked = Signal(QUrl, bool)
    hindered = Signal(str)
    moved = Signal(QUrl)
    loaded = Signal()

    def __init__(self, stall_seconds: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start, self._gate = QUrl(), Gate(QUrl(), QUrl())
        self._begun = False  # and not loaded yet
        self._page: SignInPage | None = None
        self._zoom = 1.0
        self._address = AddressBar()
        self._key = SecurityKeyPanel()
        self.view = named(SignInView(), "web-sign-in")
        self._stall = QTimer(self, singleShot=True, interval=round(stall_seconds * 1000))
        self._stall.timeout.connect(lambda: self.hindered.emit("stalled"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._address)
        layout.addWidget(self._key)
        layout.addWidget(self.view, 1)
        self._show_page(False)
        self._add_zoom()
        self._retranslate()
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.close_page)

    def open(self, start: QUrl, redirect: QUrl, language: str) -> None:
        """Begin a sign-in at ``start`` that ends at ``redirect``."""
        self._start, self._gate = start, Gate(start, redirect)
        page = SignInPage(self._gate, language, self.view)
        page.answered.connect(self.answered, _QUEUED)
        page.asked.connect(self.asked, _QUEUED)
        page.hindered.connect(self.hindered, _QUEUED)
        page.urlChanged.connect(self._address.show_url)
        page.urlChanged.connect(self.moved, _QUEUED)
        page.loadStarted.connect(self._stall.start)
        page.loadFinished.connect(self._finish_loading, _QUEUED)
        page.renderProcessTerminated.connect(self._say_crash)
        page.webAuthUxRequested.connect(self._key.serve)
        self._replace(page)
        self.restart()

    def restart(self) -> None:
        """Load the first page again; the person's progress in it is lost."""
        self.view.load(self._start)
        self._stall.start()  # loading what is being loaded already is no new start

    def go_on(self, url: QUrl, by_form: bool) -> None:
        """Open an address that was ``asked`` for, now that the person accepts it.

        What a form sent cannot be sent from here, so its page is loaded again: one that sends by itself then
        goes on, another waits for the person.
        """
        self._gate.accept(url)
        if by_form:
            self.view.reload()
        else:
            self.view.load(url)

    def close_page(self) -> None:
        """End the browser; nothing of it is left."""
        self._replace(None)
        self._address.show_url(QUrl())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _replace(self, page: SignInPage | None) -> None:
        self._stall.stop()
        self._key.forget()
        before, self._page = self._page, page
        if page is None:
            self._show_page(False)  # first: a view that is hidden without a page makes one
        self.view.setPage(page)  # type: ignore[arg-type] # None is allowed
        self._begun = page is not None
        if before:
            shiboken6.delete(before)  # at once: one that waits for the event loop may outlive it, and crash
        if page:
            self._show_page(True)

    def _show_page(self, shown: bool) -> None:
        """Without a page there is nothing to see, least of all a white one in a dark window."""
        for part in (self._address, self.view):
            part.setVisible(shown)
        self.view.setEnabled(shown)

    def _finish_loading(self, ok: bool) -> None:
        self._stall.stop()
        if page := self.view.focusProxy():  # made by the view for itself, and last in the order else
            QWidget.setTabOrder(self._address.field, page)
        if self._begun:
            self._begun = False
            self.view.setFocus()  # a person can type at once, and without a mouse
        self._zoom_to(self._zoom)  # the browser forgets it at each new host
        if ok:
            self.loaded.emit()

    def _say_crash(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._stall.stop()
            self.hindered.emit("crashed")

    def _add_zoom(self) -> None:
        keys = QKeySequence.StandardKey
        for key, step in ((keys.ZoomIn, _STEP), (QKeySequence("Ctrl+="), _STEP), (keys.ZoomOut, -_STEP)):
            self._shortcut(key).activated.connect(lambda step=step: self._zoom_to(self._zoom + step))
        self._shortcut(QKeySequence("Ctrl+0")).activated.connect(lambda: self._zoom_to(1.0))

    def _zoom_to(self, factor: float) -> None:
        self._zoom = min(max(round(factor, 1), _SMALLEST), _LARGEST)
        if self._page:
            self._page.setZoomFactor(self._zoom)

    def _shortcut(self, key: QKeySequence | QKeySequence.StandardKey) -> QShortcut:
        return QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Salesforce sign-in page"))


class SignInView(QWebEngineView):
    """The web view, with no menu but for the clipboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(self.fontMetrics().height() * 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the clipboard."""
        menu, actions = QMenu(self), QWebEnginePage.WebAction
        for action, words in (
            (actions.Cut, self.tr("Cut")),
            (actions.Copy, self.tr("Copy")),
            (actions.Paste, self.tr("Paste")),
        ):
            self.pageAction(action).setText(words)
            menu.addAction(self.pageAction(action))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
