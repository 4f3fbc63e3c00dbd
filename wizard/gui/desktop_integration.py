"""What a long transfer tells outside the window: how far it is in the title and the tray, and that it has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from wizard.application.run_result import RunResult
from wizard.gui.frame import Frame
from wizard.gui.texts import number

if TYPE_CHECKING:
    from wizard.gui.pages.transfer import TransferPage


class DesktopIntegration(QObject):
    """Follows the transfer page. ``percent`` is how far it is, None while nothing goes on or that is unknown."""

    changed = Signal()

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window = window
        self.percent: int | None = None
        self._tray: QSystemTrayIcon | None = None

    def follow(self, transfer: TransferPage) -> None:
        """Tell of what this page does."""
        transfer.began.connect(self._began)
        transfer.advanced.connect(self._advanced)
        transfer.ended.connect(self._ended)
        transfer.stopped.connect(self._rest)

    def _began(self) -> None:
        if self._tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.activated.connect(self._window.come_forward)
            self._tray.messageClicked.connect(self._window.come_forward)
        if self._tray:
            self._tray.show()

    def _advanced(self, percent: int | None) -> None:
        if percent == self.percent:
            return
        self.percent = percent
        self.changed.emit()
        if self._tray:
            self._tray.setToolTip(self._window.windowTitle())

    def _ended(self, result: RunResult) -> None:
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)
            if self._tray:
                self._tray.showMessage(self._window.windowTitle(), self.words(result))
        self._rest()

    def words(self, result: RunResult) -> str:
        """Return what the notification says."""
        if result.trouble:
            return self.tr("The transfer was stopped and can be continued.")
        return self.tr("The transfer has ended: {cards} cards, {failed} failed.").format(
            cards=number(result.cards), failed=number(result.counts.get("failed", 0))
        )

    def _rest(self) -> None:
        self._advanced(None)
