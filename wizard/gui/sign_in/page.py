"""The embedded page: a browser that keeps nothing, goes nowhere strange and opens nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import parse_qs, urlsplit

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
)

from wizard.gui.sign_in.gate import Gate, Verdict, shown
from wizard.gui.sign_in.proxy import Credentials

_OFF = (
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "FullScreenSupportEnabled",
    "ScreenCaptureEnabled",
    "PluginsEnabled",
    "PdfViewerEnabled",
    "NavigateOnDropEnabled",
    "HyperlinkAuditingEnabled",
    "DnsPrefetchEnabled",
    "ErrorPageEnabled",
    "AutoLoadIconsForPage",
)

# A passkey that is asked for, and not merely offered in a field, is beyond this browser on most computers. Qt
# tells only when a security key is plugged in, so the page's own call is listened to.
_LISTEN = """(() => {
  const credentials = navigator.credentials;
  for (const name of credentials ? ["get", "create"] : []) {
    const real = credentials[name].bind(credentials);
    credentials[name] = (options) => {
      if (options?.publicKey && options.mediation !== "conditional") console.info("%s");
      return real(options);
    };
  }
})();"""

Query = dict[str, list[str]]


Vouch = Callable[[str, bytes, Callable[[bool], None]], None]


def _nobody(_url: str, _leaf: bytes, decide: Callable[[bool], None]) -> None:
    decide(False)


@dataclass(frozen=True)
class Network:
    """What the rest of the program knows of the network: the address of its proxy, which may hold a password, and who
    vouches for a certificate (in DER) that this browser doubts, sooner or later.
    """

    proxy: str = field(default="", repr=False)
    vouch: Vouch = _nobody


class SignInPage(QWebEnginePage):
    """One sign-in. Connect its signals queued: they come while the browser holds a request.

    ``answered``: the query of the redirect, which is not sent anywhere. ``asked``: an address to be accepted by
    the person first, and whether a form led there. ``hindered``: ``refused``, ``popup``, ``download``,
    ``certificate``, ``passkey``, ``unreachable``.
    """

    answered = Signal(object)
    asked = Signal(QUrl, bool)
    hindered = Signal(str)

    def __init__(self, gate: Gate, language: str, network: Network, parent: QObject) -> None:
        profile = _profile(language)
        super().__init__(profile, parent)
        profile.setParent(self)  # Qt wants the page to go first; a child goes after the page's own end
        self._gate, self._network = gate, network
        self._credentials = Credentials(network.proxy)
        self._mark = secrets.token_hex(16)
        self._harden()
        self._listen()

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main_frame: bool) -> bool:
        """Judge each address before anything is sent there."""
        url = QUrl(url)
        verdict = self._gate.judge(url, main_frame=main_frame)
        if verdict is Verdict.ANSWER:
            self.answered.emit(parse_qs(urlsplit(shown(url)).query))
        elif verdict is Verdict.ASK:
            self.asked.emit(url, kind == QWebEnginePage.NavigationType.NavigationTypeFormSubmitted)
        elif verdict is Verdict.REFUSE and main_frame:
            self.hindered.emit("refused")
        return verdict is Verdict.OPEN

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Hear our own mark; what else a page says of itself is not kept."""
        if message == self._mark:
            self.hindered.emit("passkey")

    def javaScriptAlert(self, origin: QUrl | str, message: str) -> None:
        """Show no box of the page's making."""

    def javaScriptConfirm(self, origin: QUrl | str, message: str) -> bool:
        """Show no box of the page's making."""
        return False

    def javaScriptPrompt(self, origin: QUrl | str, message: str, default: str) -> tuple[bool, str]:
        """Show no box of the page's making."""
        return False, ""

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, old: Sequence[str], mime_types: Sequence[str]
    ) -> list[str]:
        """Give no file away."""
        return []

    def _harden(self) -> None:
        settings = self.settings()
        for name in _OFF:
            settings.setAttribute(QWebEngineSettings.WebAttribute[name], False)
        settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)

    def _listen(self) -> None:
        script = QWebEngineScript()
        script.setSourceCode(_LISTEN % self._mark)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        script.setRunsOnSubFrames(True)
        self.scripts().insert(script)
        self.newWindowRequested.connect(self._refuse_window)
        self.permissionRequested.connect(self._refuse_permission)
        self.certificateError.connect(self._judge_certificate)
        self.proxyAuthenticationRequired.connect(self._answer_proxy)
        self.loadingChanged.connect(self._watch_loading)
        self.profile().downloadRequested.connect(self._refuse_download)

    def _refuse_window(self, _request: QWebEngineNewWindowRequest) -> None:
        self.hindered.emit("popup")

    def _refuse_permission(self, permission: QWebEnginePermission) -> None:
        permission.deny()

    def _answer_proxy(self, _url: QUrl, asks: QAuthenticator, _host: str) -> None:
        if code := self._credentials.answer(asks):
            self.hindered.emit(code)
            # Python cannot make the authenticator null, and Qt then tries 31 times with an empty name
            QTimer.singleShot(0, self, partial(self.triggerAction, self.WebAction.Stop))

    def _judge_certificate(self, error: QWebEngineCertificateError) -> None:
        """What the rest of the program trusts is trusted here, too: this browser does not read the same store."""
        chain = error.certificateChain()
        if error.isOverridable() and chain:
            doubt = QWebEngineCertificateError(error)
            doubt.defer()
            leaf = bytes(chain[0].toDer().data())
            self._network.vouch(shown(error.url()), leaf, partial(self._decide, doubt))
        else:
            error.rejectCertificate()
            self._say_certificate(error)

    def _decide(self, doubt: QWebEngineCertificateError, trusted: bool) -> None:
        if trusted:
            doubt.acceptCertificate()
        else:
            doubt.rejectCertificate()
            if shiboken6.isValid(self):
                self._say_certificate(doubt)

    def _say_certificate(self, error: QWebEngineCertificateError) -> None:
        if error.isMainFrame():
            self.hindered.emit("certificate")

    def _refuse_download(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()
        self.hindered.emit("download")

    def _watch_loading(self, info: QWebEngineLoadingInfo) -> None:
        domains = QWebEngineLoadingInfo.ErrorDomain
        failed = info.status() == QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus
        if failed and info.isDownload():  # one that came with an error; the browser does not even begin it
            self.hindered.emit("download")
        elif failed and info.errorDomain() in (domains.ConnectionErrorDomain, domains.DnsErrorDomain):
            self.hindered.emit("unreachable")


def _profile(language: str) -> QWebEngineProfile:
    """Return a browser profile that lives in memory only: without a name nothing is written."""
    profile = QWebEngineProfile()
    profile.setHttpAcceptLanguage("ja,en;q=0.5" if language == "ja" else "en,ja;q=0.5")
    return profile
