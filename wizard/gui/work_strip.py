"""A line that says what goes on, how far it is, and lets the person stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from wizard.domain.control import Progress
from wizard.gui.announce import announce
from wizard.gui.motion import show_busy
from wizard.gui.parts import named, row, text
from wizard.gui.texts import number


class WorkStrip(QWidget):
    """Hidden while nothing goes on. ``stop_wanted``: the person wants it to end; ``hold_wanted``: to wait, or go on."""

    stop_wanted = Signal()
    hold_wanted = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._words, self._numbers = text(f"text-{name}"), text(f"numbers-{name}")
        self._bar = named(QProgressBar(), f"progress-{name}")
        self._bar.setTextVisible(False)
        self.button = named(QPushButton(), f"button-stop-{name}")
        self.button.clicked.connect(self._stop)
        self._hold = named(QPushButton(), f"button-hold-{name}")
        self._hold.setCheckable(True)
        self._hold.toggled.connect(self._held)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._bar, self._numbers):
            layout.addWidget(widget)
        layout.addLayout(row(self._hold, self.button))
        self._translate()
        self.hide()

    def begin(self, words: str, *, stoppable: bool = True, pausable: bool = False) -> None:
        """Show that something goes on."""
        with QSignalBlocker(self._hold):
            self._hold.setChecked(False)
        self._hold.setVisible(pausable)
        self._hold.setEnabled(True)
        self._translate()
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._numbers.clear()
        show_busy(self._bar)
        self.button.setVisible(stoppable)
        self.button.setEnabled(True)
        self.show()
        announce(self, words)

    def note(self, progress: Progress) -> None:
        """Show how far it is."""
        total = progress.total or 0
        if total:
            self._bar.setRange(0, max(total, progress.done))
            self._bar.setValue(progress.done)
        done = max(progress.done, progress.read if not total else 0)
        words = (
            self.tr("{done} of {total}").format(done=number(done), total=number(total))
            if total
            else self.tr("{done} so far").format(done=number(done))
        )
        self._numbers.setText(words)
        self._bar.setAccessibleDescription(words)

    def end(self) -> None:
        """Nothing goes on any more."""
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _stop(self) -> None:
        self.button.setEnabled(False)
        self._hold.setEnabled(False)
        self.stop_wanted.emit()

    def _held(self, held: bool) -> None:
        self._translate()
        self.hold_wanted.emit(held)

    def _translate(self) -> None:
        self.button.setText(self.tr("Stop"))
        self.button.setAccessibleName(self.button.text())
        self._hold.setText(self.tr("Resume") if self._hold.isChecked() else self.tr("Pause"))
        self._hold.setAccessibleName(self._hold.text())
