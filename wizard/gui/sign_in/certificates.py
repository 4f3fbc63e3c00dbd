"""Certificates that the embedded browser doubts: whoever the rest of the program trusts is trusted here, too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from wizard.application.sign_in import CheckCertificate
from wizard.gui.page import Context

Decide = Callable[[bool], None]


class Certificates(QObject):
    """Asks one after the other, in the background; what was answered once is not asked again."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.jobs)
        self._known: dict[tuple[str, bytes], bool] = {}
        self._waiting: list[tuple[str, bytes, Decide]] = []
        self._runner = context.jobs.runner(asks=False)
        self._runner.succeeded.connect(self._answered)
        self._runner.failed.connect(lambda _error: self._answered(False))
        self._runner.idle.connect(self._go_on)

    def ask(self, url: str, leaf: bytes, decide: Decide) -> None:
        """Have ``decide`` called with whether the certificate (DER) of this address is trusted."""
        self._waiting.append((url, leaf, decide))
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._runner.busy:
            url, leaf, decide = self._waiting[0]
            if (key := (_origin(url), leaf)) in self._known:
                self._waiting.pop(0)
                decide(self._known[key])
            else:
                self._runner.do(CheckCertificate(url, leaf))

    def _answered(self, trusted: bool) -> None:
        url, leaf, _ = self._waiting[0]
        self._known[_origin(url), leaf] = trusted


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])
