"""The guide's seven steps to assign the package's permission set by hand, where the API may not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wizard.gui.parts import Disclosure, named, row, text
from wizard.gui.points import show_points


class ManualSteps(Disclosure):
    """Folded; ``done``: the person says that it was assigned."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._steps, self._by_hand = text("text-manual-steps"), named(QPushButton(), "button-done-by-hand")
        content = QWidget()
        super().__init__("button-manual-steps", content, parent)
        self._by_hand.clicked.connect(self.done)
        folded = QVBoxLayout(content)
        folded.addWidget(self._steps)
        folded.addLayout(row(self._by_hand))
        self._retranslate()

    def set_busy(self, busy: bool) -> None:
        """Take no word while Salesforce is being asked."""
        self._by_hand.setEnabled(not busy)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_text(self.tr("Assign it by hand instead"))
        show_points(
            self._steps,
            self.tr(
                "1.  Log in to Salesforce as a system administrator.<br>"
                "2.  Click <b>Setup</b> from the gear icon in the upper right.<br>"
                "3.  Enter “Permission Set” in the Quick Search and select it.<br>"
                "4.  Click <b>Sansan データ連携実行ユーザ</b>.<br>"
                "5.  Click <b>Manage Assignments</b>, then <b>Add Assignments</b>.<br>"
                "6.  Select the user for Salesforce authentication and click <b>Assign</b>.<br>"
                "7.  Click <b>Done</b>."
            ),
        )
        self._by_hand.setText(self.tr("I have assigned it: check"))
        self._by_hand.setAccessibleName(self._by_hand.text())
