"""The bar above the footer that says what happened and what to do, in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui.announce import announce
from wizard.gui.details_view import DetailsView
from wizard.gui.mark import Mark
from wizard.gui.parts import named

AGAIN_AFTER = 15_000  # milliseconds until what failed for want of a network is tried again
Action = tuple[str, Callable[[], None]]  # what its button says, what it does


class MessageBar(QFrame):
    """Shows one message at a time, with up to two buttons for what can be done, and folded details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon, self._text = Mark(), named(QLabel(), "message-text")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._buttons = [named(QPushButton(), name) for name in ("button-try-again", "button-message-second")]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._act, place))
        self._details = DetailsView("message")
        self._actions: Sequence[Action] = ()
        self._retry_policy = QTimer(self, singleShot=True, interval=AGAIN_AFTER)
        self._retry_policy.timeout.connect(partial(self._act, 0))
        self._announced = ""
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.clear()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        for button in self._buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self._details)

    @property
    def message(self) -> str:
        """What is shown, empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def button(self) -> QPushButton | None:
        """The button for what cures the error, if there is one."""
        return self._buttons[0] if self._actions else None

    def error(
        self,
        words: str,
        retry: Callable[[], None] | None = None,
        details: str = "",
        actions: Sequence[Action] = (),
        *,
        by_itself: bool = False,
    ) -> None:
        """Say what went wrong; offer what cures it, else to try again, which may begin ``by_itself`` after a while."""
        again = [(self.tr("Try again"), retry)] if retry else []
        self._show("problem", words, actions or again, details)
        if retry and by_itself and not actions:
            self._retry_policy.start()

    def note(self, words: str, actions: Sequence[Action] = ()) -> None:
        """Say something the person should know."""
        self._show("info", words, actions, "")

    def clear(self) -> None:
        """Say nothing."""
        self._actions = ()
        self._retry_policy.stop()
        self.hide()

    def _show(self, kind: str, words: str, actions: Sequence[Action], details: str) -> None:
        self.setProperty("bad", kind == "problem")
        self.style().polish(self)
        self._icon.show_icon(kind)
        self._text.setText(words)
        self._text.setAccessibleName(words)
        self._actions = actions
        self._retry_policy.stop()
        for place, button in enumerate(self._buttons):
            label = actions[place][0] if place < len(actions) else ""
            button.setText(label)
            button.setAccessibleName(label)
            button.setVisible(bool(label))
        self._details.show_details(details)
        self.show()
        if words != self._announced:  # the same, met again by trying again, is not read out again
            announce(self, words, urgent=kind == "problem")
        self._announced = words

    def _act(self, place: int) -> None:
        _, does = self._actions[place]
        self.clear()
        does()
