"""The embedded browser with its address: loads one sign-in and says what hinders it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui.parts import named
from wizard.gui.sign_in import proxy
from wizard.gui.sign_in.address_bar import AddressBar
from wizard.gui.sign_in.gate import Gate
from wizard.gui.sign_in.page import Network, SignInPage
from wizard.gui.sign_in.security_key import SecurityKeyPanel

_STEP, _SMALLEST, _LARGEST = 0.1, 0.5, 3.0
_SMALLEST_FIT, _UNSEEN = 0.67, 0.01
_SETTLED, _WHITE = 100, 4_000  # milliseconds until a page has its size, and until a white one is said
_OURS = QWebEngineScript.ScriptWorldId.ApplicationWorld.value  # where no page's own script can meddle
_HEIGHT = """Math.max(0, ...[...document.querySelectorAll("body *")].slice(0, 5000).map(each => {
  const box = each.getBoundingClientRect(); return box.width && box.height ? box.bottom + scrollY : 0 })) + 8"""
_SHOWS_SOMETHING = """[...document.querySelectorAll("body *")].some(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && (each.matches("input,button,img,svg,canvas,iframe,video,object,embed")
    || [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim())) })
  || Boolean(document.body && document.body.innerText.trim())"""
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
        self._zoom, self._zoomed = 1.0, False  # the person's own, and whether there is one
        self._fitting = QTimer(self, singleShot=True, interval=_SETTLED)
        self._fitting.timeout.connect(self._fit)
        self._blank = QTimer(self, singleShot=True, interval=_WHITE)
        self._blank.timeout.connect(self._look_for_white)
        self.address = AddressBar()  # for whoever shows the page to put where there is room
        self._key = SecurityKeyPanel()
        self.view = named(SignInView(), "web-sign-in")
        self._frame = QWidget()  # is hidden in the view's place: a view that is hidden starts the browser
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view)
        self._stall = QTimer(self, singleShot=True, interval=round(stall_seconds * 1000))
        self._stall.timeout.connect(lambda: self.hindered.emit("stalled"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._key)
        layout.addWidget(self._frame, 1)
        self._show_page(False)
        self._add_zoom()
        self._retranslate()
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.close_page)

    def open(self, start: QUrl, redirect: QUrl, language: str, network: Network) -> None:
        """Begin a sign-in at ``start`` that ends at ``redirect``."""
        self._start, self._gate = start, Gate(start, redirect)
        proxy.use(network.proxy)
        page = SignInPage(self._gate, language, network, self.view)
        page.answered.connect(self.answered, _QUEUED)
        page.asked.connect(self.asked, _QUEUED)
        page.hindered.connect(self.hindered, _QUEUED)
        page.urlChanged.connect(self.address.show_url)
        page.urlChanged.connect(self.moved, _QUEUED)
        page.loadStarted.connect(self._stall.start)
        page.loadFinished.connect(self._finish_loading, _QUEUED)
        page.renderProcessTerminated.connect(self._say_crash)
        page.webAuthUxRequested.connect(self._key.serve)
        page.contentsSizeChanged.connect(self._fitting.start)
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
        self.address.show_url(QUrl())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _replace(self, page: SignInPage | None) -> None:
        for timer in (self._stall, self._blank, self._fitting):
            timer.stop()
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
        for part in (self.address, self._frame):
            part.setVisible(shown)
        self.view.setEnabled(shown)

    def _finish_loading(self, ok: bool) -> None:
        self._stall.stop()
        if page := self.view.focusProxy():  # made by the view for itself, and last in the order else
            QWidget.setTabOrder(self.address.field, page)
        if self._begun:
            self._begun = False
            self.view.setFocus()  # a person can type at once, and without a mouse
        if self._zoomed:
            self._zoom_to(self._zoom)  # the browser forgets it at each new host
        self._fitting.start()
        self._blank.start()
        if ok:
            self.loaded.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new height."""
        super().resizeEvent(event)
        if self._begun or self._page:
            self._fitting.start()

    def _fit(self) -> None:
        """Make a page that is a little too high for the window smaller, so that all of it is seen."""
        if self._page and not self._zoomed:
            self._page.runJavaScript(_HEIGHT, _OURS, self._fit_to)

    def _fit_to(self, height: object) -> None:
        if self._page and not self._zoomed and isinstance(height, int | float) and height > 0:
            fitting = min(1.0, max(_SMALLEST_FIT, (self.view.height() - 1) / height))
            if abs(fitting - self._page.zoomFactor()) > _UNSEEN:
                self._page.setZoomFactor(fitting)

    def _look_for_white(self) -> None:
        if self._page and not self._page.isLoading():
            self._page.runJavaScript(_SHOWS_SOMETHING, _OURS, self._say_white)

    def _say_white(self, shows: object) -> None:
        if self._page and shows is False and not self._page.isLoading():
            self.hindered.emit("blank")

    def _say_crash(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._stall.stop()
            self.hindered.emit("crashed")

    def _add_zoom(self) -> None:
        keys = QKeySequence.StandardKey
        for key, step in ((keys.ZoomIn, _STEP), (QKeySequence("Ctrl+="), _STEP), (keys.ZoomOut, -_STEP)):
            self._shortcut(key).activated.connect(lambda step=step: self._zoom_by_hand(self._zoom + step))
        self._shortcut(QKeySequence("Ctrl+0")).activated.connect(lambda: self._zoom_by_hand(1.0))

    def _zoom_by_hand(self, factor: float) -> None:
        self._zoomed = True
        self._zoom_to(factor)

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
