"""What stands around the page: step list, footer, what a change resets, the window's title."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from wizard.flow.journey import Journey
from wizard.gui.announce import announce
from wizard.gui.focus import FocusKeeper
from wizard.gui.frame import Frame
from wizard.gui.page import Page
from wizard.gui.texts import number, open_point, step_title


class WindowChrome(QObject):
    """Shows in a frame where the person is; decides nothing."""

    def __init__(self, frame: Frame, focus: FocusKeeper, *, demo: bool) -> None:
        super().__init__(frame)
        self._frame, self._focus, self._demo = frame, focus, demo
        self._percent: int | None = None
        self._told_page: Page | None = None

    def show(self, page: Page, journey: Journey | None) -> None:
        """Show everything anew."""
        self._frame.sidebar.setVisible(journey is not None)
        self._frame.footer.setVisible(journey is not None)
        self._frame.steps.show_journey(journey, folded=page.fills_window())
        self.show_footer(page, journey, asked=False)
        self._say_losses(page, journey)
        self.show_title(page, journey, self._percent)

    def show_start(self) -> None:
        """Show that it is not known yet where the person is."""
        self._frame.sidebar.hide()
        self._frame.footer.hide()
        self._name_window("")

    def show_footer(self, page: Page, journey: Journey | None, *, asked: bool) -> None:
        """Show the buttons, and why Next is off."""
        footer, reason = self._frame.footer, page.open_point() if journey else ""
        was_off, said_before = not footer.next.isEnabled(), footer.reason.text()
        footer.set_texts(self.tr("Yes, go on") if asked else page.next_text(), page.leave_text())
        footer.set_next(open_point(reason) if reason else "", shown=not page.has_own_primary())
        if was_off and not reason and self._focus.adrift:
            footer.next.setFocus()
        self._tell_change(page, said_before, possible=was_off and not reason and not page.has_own_primary())
        committed = journey is not None and journey.answers.saved
        footer.back.setVisible(journey is not None and not committed)
        footer.back.setEnabled(journey is not None and journey.can_go_back)
        footer.cancel.setVisible(page.can_leave())

    def _tell_change(self, page: Page, said_before: str, *, possible: bool) -> None:
        """Let a reader hear why Next is off, at the field concerned, too, and when it becomes possible."""
        footer, same_page = self._frame.footer, page is self._told_page
        self._told_page = page
        field = page.concerned_field()
        if isinstance(field, QLineEdit) and not field.isReadOnly():
            field.setAccessibleDescription(footer.reason.text())
        if same_page and footer.reason.text() != said_before:
            announce(footer, footer.reason.text())
        if same_page and possible:
            announce(footer, self.tr("You can go on: {next}").format(next=footer.next.accessibleName()))

    def _say_losses(self, page: Page, journey: Journey | None) -> None:
        if journey is None or page.open_point():
            return
        if invalidated_steps := journey.invalidated_steps(page.proposed()):
            names = self.tr(", ").join(step_title(step) for step in invalidated_steps)
            self._frame.bar.note(
                self.tr("If you go on with this change, these steps are reset: {steps}").format(steps=names)
            )

    def show_title(self, page: Page, journey: Journey | None, percent: int | None) -> None:
        """Say in the title where the person is, and how far a transfer is, in per cent."""
        self._percent = percent
        answers = journey.answers if journey else None
        organization = answers.account.organization.name if answers and answers.account else ""
        told = self.tr("{percent} %").format(percent=number(percent)) if percent is not None else ""
        self._name_window(told, page.heading(), answers.profile if answers else "", organization)

    def _name_window(self, *told: str) -> None:
        parts = [self.tr("Demo") if self._demo else "", *told, "Sansan → Salesforce"]
        self._frame.setWindowTitle(" – ".join(filter(None, parts)))
