"""Links to contacts and leads: what would happen, the person's decisions, the run, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from wizard.application.link_decisions import ChooseDefaults, ReadLinkOptions
from wizard.application.links import Link, LinkResult
from wizard.application.undo import Undo, UndoResult
from wizard.domain.errors import AppError
from wizard.domain.links import Create, LinkOutcome
from wizard.flow.answers import Answers
from wizard.gui import theme
from wizard.gui.drop_down import DropDown
from wizard.gui.flow_layout import flow
from wizard.gui.links.decide import DecidePanel
from wizard.gui.links.defaults import Default, DefaultsDialog
from wizard.gui.links.numbers import Numbers
from wizard.gui.links.words import create_name
from wizard.gui.page import AsidePage, Context
from wizard.gui.parts import named, text
from wizard.gui.texts import number
from wizard.gui.tiles import Tiles
from wizard.gui.work_strip import WorkStrip
from wizard.words import say_reason, sentences


class LinksPage(AsidePage):
    """Finds out on arrival; writes nothing before the person says so."""

    step = "links"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: LinkResult | None = None
        self._done: LinkResult | None = None
        self._next: Callable[[], None] | None = None  # what is done once what goes on has ended
        self._strip, self._tiles, self._said = WorkStrip("links"), Tiles("numbers-links"), text("text-links")
        self._create, self._create_label = (
            named(DropDown(), "choice-links-create"),
            named(QLabel(), "label-links-create"),
        )
        self._create_label.setBuddy(self._create)
        self._fill = named(QCheckBox(), "choice-links-fill")
        for each in Create:
            self._create.addItem("", each)
        self._decide = DecidePanel(context)
        self._buttons = {
            "apply": named(theme.PrimaryButton(), "button-apply-links"),
            "undo": named(QPushButton(), "button-undo-links"),
            "report": named(QPushButton(), "button-open-links"),
            "defaults": named(QPushButton(), "button-link-defaults"),
            "home": named(QPushButton(), "button-links-home"),
        }
        self._run, self._back = context.jobs.runner(asks=True), context.jobs.runner(asks=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.body.addWidget(self._strip)
        self.body.addWidget(self._tiles)
        self.body.addWidget(self._said)
        self.body.addLayout(flow(self._create_label, self._create, self._fill))
        self.body.addLayout(flow(*self._buttons.values()))
        self.body.addWidget(self._decide, 1)

    def _connect(self) -> None:
        for runner in (self._run, self._back):
            runner.progressed.connect(self._strip.note)
            runner.failed.connect(self._failed)
            runner.idle.connect(self._ended)
        self._run.succeeded.connect(self._arrived)
        self._back.succeeded.connect(self._taken_back)
        self._strip.stop_wanted.connect(self._stop)
        self._strip.hold_wanted.connect(self._hold)
        self._create.currentIndexChanged.connect(self._look_again)
        self._fill.toggled.connect(self._look_again)
        self._decide.changed.connect(self._show)
        self._decide.kept.connect(self._follow)
        self._decide.stale.connect(self._look_again)
        self._decide.failed.connect(self._failed)
        self._buttons["apply"].clicked.connect(self.apply)
        self._buttons["undo"].clicked.connect(self._take_back)
        self._buttons["report"].clicked.connect(self._open)
        self._buttons["defaults"].clicked.connect(self._ask_defaults)
        self._buttons["home"].clicked.connect(self._leave)

    # The page

    def heading(self) -> str:
        """Return the page's title."""
        return self.tr("Link to contacts and leads")

    def enter_button(self) -> QPushButton | None:
        """Enter links, once it is known what that does."""
        return self._buttons["apply"] if self._buttons["apply"].isEnabled() else None

    def first_focus(self) -> QWidget | None:
        """The button for what is most wanted."""
        return self.enter_button()

    def look(self, answers: Answers) -> None:
        """Preview the links of the set-up of these answers."""
        self.answers, self._found, self._done = answers, None, None
        self._show()

    def entered(self) -> None:
        """Find out."""
        if self._found is None:
            kept = self.context.run(ReadLinkOptions(self.answers.profile))
            with QSignalBlocker(self._create), QSignalBlocker(self._fill):
                self._create.setCurrentIndex(self._create.findData(kept.create))
                self._fill.setChecked(kept.fill_empty)
            self.begin()

    def left(self) -> None:
        """Nobody looks any more."""
        self._next = None
        self._run.cancel()
        self._decide.stop()

    def begin(self) -> None:
        """Find out what linking would do."""
        self.context.bar.clear()
        self._look_again()

    def apply(self) -> None:
        """Link."""
        self.context.bar.clear()
        self._start(self._link)

    def _look_again(self) -> None:
        self._start(self._preview)

    def _start(self, work: Callable[[], None]) -> None:
        """Do something once what goes on has ended, and every decision is kept; of two things the later one."""
        self._next = work
        self._follow()

    def _follow(self) -> None:
        if self._next and not self._busy and not self._decide.saving:
            work, self._next = self._next, None
            work()
        self._show()

    def _preview(self) -> None:
        self._run.do(self._order(dry_run=True))
        self._strip.begin(self.tr("Comparing cards with contacts and leads; nothing is written…"))

    def _link(self) -> None:
        self._run.do(self._order(dry_run=False))
        self._strip.begin(self.tr("Linking…"), pausable=True)

    def _order(self, *, dry_run: bool) -> Link:
        create, fill_empty = Create(self._create.currentData()), self._fill.isChecked()
        return Link(self.answers.profile, self.context.languages.lang, create, fill_empty, dry_run)

    @property
    def _busy(self) -> bool:
        return self._run.busy or self._back.busy

    def _arrived(self, result: LinkResult) -> None:
        if self._next:  # asked anew meanwhile
            return
        self._found = result
        self._done = None if result.dry_run else result
        if self._done and not result.trouble:
            linked = sum(result.counts.outcomes.get(each, 0) for each in (LinkOutcome.LINKED, LinkOutcome.CREATED))
            self.context.bar.note(self.tr("%Ln card(s) are linked now.", "", linked))
        self._decide.show_cards(self.answers.profile, result, Create(self._create.currentData()))
        self._show()
        if result.trouble:
            self.say_error(result.trouble, self.begin if result.dry_run else self.apply)

    def _take_back(self) -> None:
        if self._found is None or self._busy:
            return
        self._back.do(Undo(self.answers.profile, self._found.undoable, self.context.languages.lang))
        self._strip.begin(self.tr("Taking back the links…"))
        self._show()

    def _taken_back(self, result: UndoResult) -> None:
        lang = self.context.languages.lang
        words = self.tr("Taken back: {restored} links removed, {deleted} records deleted, {left} left.").format(
            restored=number(result.restored), deleted=number(result.deleted), left=number(result.left)
        )
        reasons = (f"{number(count)}: {say_reason(outcome, lang)}" for outcome, count in result.reasons)
        self.context.bar.note(sentences(words, *reasons))
        if result.trouble:
            self.say_error(result.trouble)
        self._look_again()

    def _failed(self, error: Exception) -> None:
        """Say it; what is shown may not be how things are any more."""
        self.say_error(error, self.begin)

    def _ended(self) -> None:
        self._strip.end()
        self._follow()
        if self._busy or self._found is None:
            return
        if self._decide.model.open:
            self._decide.focus()
        elif self._buttons["apply"].isEnabled():
            self._buttons["apply"].setFocus()

    def _stop(self) -> None:
        self._next = None
        self._run.cancel()
        self._back.cancel()

    def _ask_defaults(self) -> None:
        if self._found is None or self._busy:
            return
        kept = self.context.run(ReadLinkOptions(self.answers.profile)).defaults
        dialog = DefaultsDialog(self._found.asked, kept, self)
        dialog.chosen.connect(self._use_defaults)
        dialog.open()

    def _use_defaults(self, defaults: tuple[Default, ...]) -> None:
        try:
            self.context.run(ChooseDefaults(self.answers.profile, defaults))
        except AppError as busy:
            self.say_error(busy)
            return
        self.begin()

    def _hold(self, held: bool) -> None:
        control = self._run.control
        control.pause() if held else control.resume()

    def _leave(self) -> None:
        self._stop()
        self.home_wanted.emit()

    def _open(self) -> None:
        if self._found:
            self.context.open_url(self._found.rows_file)

    # What is shown

    def _show(self) -> None:
        shown = self._found
        for part in (self._tiles, self._said, self._decide):
            part.setVisible(shown is not None)
        for choice in (self._create, self._fill):
            choice.setEnabled(not self._back.busy)
        account = self.answers.account
        if account:
            words = self.tr("Who in <b>{org}</b> is on the cards of <b>{profile}</b>? Nothing filled is overwritten, and nothing is written before you press the button.")  # fmt: skip # noqa: E501
            self.summary.setText(
                words.format(org=escape(account.organization.name), profile=escape(self.answers.profile))
            )
        if shown:
            tiles, lines = Numbers(shown, self._decide.model).said(self.context.languages.lang)
            self._tiles.show_numbers(tiles)
            self._said.setText("<br>".join(lines))
            self._decide.setVisible(bool(shown.undecided or shown.decided))
        self._show_buttons(shown)

    def _show_buttons(self, shown: LinkResult | None) -> None:
        count = Numbers(shown, self._decide.model).to_link() if shown else 0
        apply = self._buttons["apply"]
        apply.setText(self.tr("Link %Ln card(s)", "", count))
        apply.setAccessibleName(apply.text())
        apply.setEnabled(count > 0 and not self._busy)
        asked = self._done is None and shown is not None and bool(shown.asked)
        self._buttons["defaults"].setVisible(asked)
        self._buttons["defaults"].setEnabled(not self._busy)
        self._buttons["undo"].setVisible(bool(shown and shown.undoable))
        self._buttons["undo"].setEnabled(not self._busy)
        self._buttons["report"].setEnabled(shown is not None and bool(shown.rows_file))

    def retranslate(self) -> None:
        """Set every text."""
        self._create_label.setText(self.tr("For cards that nobody fits:"))
        with QSignalBlocker(self._create):
            for at in range(self._create.count()):
                self._create.setItemText(at, create_name(Create(self._create.itemData(at))))
        self._create.set_label(self._create_label.text())
        self._fill.setText(self.tr("Fill empty fields of the contacts and leads from the cards"))
        self._fill.setAccessibleName(self._fill.text())
        for name, words in (
            ("undo", self.tr("Take back the last links")),
            ("report", self.tr("Open the report")),
            ("defaults", self.tr("Values for new records…")),
            ("home", self.tr("Back")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        self._show()
