"""Links to contacts and leads: what would happen, the person's decisions, the run, and taking it back."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from wizard.application.link_decisions import ChooseDefaults, ReadLinkOptions
from wizard.application.links import Link, LinkResult
from wizard.application.undo import Undo, UndoResult
from wizard.domain.errors import AppError
from wizard.domain.links import Choice, Create, Kind, LinkOptions, LinkOutcome
from wizard.flow.answers import Answers
from wizard.gui import theme
from wizard.gui.drop_down import DropDown
from wizard.gui.flow_layout import flow
from wizard.gui.links.decide import DecidePanel
from wizard.gui.links.defaults import Default, DefaultsDialog
from wizard.gui.links.words import create_name
from wizard.gui.page import AsidePage, Context
from wizard.gui.parts import named, text
from wizard.gui.texts import number
from wizard.gui.tiles import Tiles
from wizard.gui.work_strip import WorkStrip
from wizard.words.say import say_trouble


class LinksPage(AsidePage):
    """Finds out on arrival; writes nothing before the person says so."""

    step = "links"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: LinkResult | None = None
        self._done: LinkResult | None = None
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
            runner.failed.connect(lambda error: self.say_error(error, self.begin))
            runner.idle.connect(self._ended)
        self._run.succeeded.connect(self._arrived)
        self._back.succeeded.connect(self._taken_back)
        self._strip.stop_wanted.connect(self._stop)
        self._create.currentIndexChanged.connect(self._look_again)
        self._fill.toggled.connect(self._look_again)
        self._decide.changed.connect(self._show)
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
        if self._found is None and not self._busy:
            kept = self.context.run(ReadLinkOptions(self.answers.profile))
            with QSignalBlocker(self._create), QSignalBlocker(self._fill):
                self._create.setCurrentIndex(self._create.findData(kept.create))
                self._fill.setChecked(kept.fill_empty)
            self.begin()

    def left(self) -> None:
        """Nobody looks any more."""
        self._run.cancel()
        self._decide.stop()

    def begin(self) -> None:
        """Find out what linking would do."""
        self._start(self.tr("Comparing cards with contacts and leads; nothing is written…"), preview=True)

    def apply(self) -> None:
        """Link."""
        self._start(self.tr("Linking…"), preview=False)

    def _start(self, words: str, *, preview: bool) -> None:
        if self._busy:
            return
        self.context.bar.clear()
        lang, create, fill_empty = self.context.languages.lang, self._options.create, self._options.fill_empty
        self._run.do(Link(self.answers.profile, lang, create, fill_empty, preview))
        self._strip.begin(words)
        self._show()

    @property
    def _busy(self) -> bool:
        return self._run.busy or self._back.busy

    @property
    def _options(self) -> LinkOptions:
        return LinkOptions(create=Create(self._create.currentData()), fill_empty=self._fill.isChecked())

    def _look_again(self) -> None:
        if not self._busy:
            self.begin()

    def _arrived(self, result: LinkResult) -> None:
        if result.dry_run:
            self._found = result
            self._decide.show_cards(self.answers.profile, result.undecided, self._options.create)
        else:
            self._done = result
            linked = sum(result.counts.outcomes.get(each, 0) for each in (LinkOutcome.LINKED, LinkOutcome.CREATED))
            self.context.bar.note(self.tr("%Ln card(s) are linked now.", "", linked))
            self._decide.show_cards(self.answers.profile, result.undecided, self._options.create)
        self._show()
        if result.trouble:
            self.say_error(result.trouble, self.begin)

    def _take_back(self) -> None:
        if self._done is None or self._busy:
            return
        self._back.do(Undo(self.answers.profile, self._done.run, self.context.languages.lang))
        self._strip.begin(self.tr("Taking back the links…"))
        self._show()

    def _taken_back(self, result: UndoResult) -> None:
        self._done = None
        words = self.tr("Taken back: {restored} links removed, {deleted} records deleted, {left} left.").format(
            restored=number(result.restored), deleted=number(result.deleted), left=number(result.left)
        )
        self.context.bar.note(words)
        if result.trouble:
            self.say_error(result.trouble)

    def _ended(self) -> None:
        self._strip.end()
        self._show()
        if self._done is None and self._found is not None and self._buttons["apply"].isEnabled():
            self._buttons["apply"].setFocus()

    def _stop(self) -> None:
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

    def _leave(self) -> None:
        self._stop()
        self.home_wanted.emit()

    def _open(self) -> None:
        if shown := self._done or self._found:
            self.context.open_url(shown.rows_file)

    # What is shown

    def _show(self) -> None:
        shown = self._done or self._found
        for part in (self._tiles, self._said, self._decide):
            part.setVisible(shown is not None)
        for choice in (self._create, self._fill):
            choice.setEnabled(not self._busy and self._done is None)
        account = self.answers.account
        if account:
            words = self.tr("Who in <b>{org}</b> is on the cards of <b>{profile}</b>? Nothing filled is overwritten, and nothing is written before you press the button.")  # fmt: skip # noqa: E501
            self.summary.setText(
                words.format(org=escape(account.organization.name), profile=escape(self.answers.profile))
            )
        if shown:
            self._show_numbers(shown)
            self._decide.setVisible(bool(shown.undecided))
        self._show_buttons(shown)

    def _show_numbers(self, shown: LinkResult) -> None:
        outcomes = shown.counts.outcomes
        made = sum(shown.counts.created.get(kind, 0) for kind in (Kind.LEAD, Kind.CONTACT))
        self._tiles.show_numbers(
            [
                ("email", shown.ways.get("email", 0), self.tr("found by e-mail")),
                ("name", shown.ways.get("name", 0), self.tr("found by name and company")),
                ("made", outcomes.get(LinkOutcome.CREATED, 0), self.tr("new")),
                ("several", outcomes.get(LinkOutcome.AMBIGUOUS, 0), self.tr("several candidates")),
                ("nobody", outcomes.get(LinkOutcome.UNMATCHED, 0), self.tr("nobody found")),
                ("already", outcomes.get(LinkOutcome.ALREADY, 0), self.tr("linked before")),
            ]
        )
        lines = []
        others = shown.ways.get("group", 0) + shown.ways.get("person", 0)
        if others:
            lines.append(self.tr("%Ln more card(s) linked by your decision, or to a new record.", "", others))
        accounts = shown.counts.created.get(Kind.ACCOUNT, 0)
        if made or accounts:
            words = self.tr("New records: {people} people, {accounts} accounts.")
            lines.append(words.format(people=number(made), accounts=number(accounts)))
        if shown.counts.filled:
            lines.append(self.tr("Empty fields filled in %Ln record(s).", "", shown.counts.filled))
        if failed := outcomes.get(LinkOutcome.FAILED, 0):
            lines.append(self.tr("%Ln card(s) could not be linked; the report says why.", "", failed))
        lines += [escape(say_trouble(notice, self.context.languages.lang)) for notice in shown.notices]
        self._said.setText("<br>".join(lines))
        self._said.setVisible(bool(lines))

    def _show_buttons(self, shown: LinkResult | None) -> None:
        count = self._to_link(shown)
        apply = self._buttons["apply"]
        apply.setText(self.tr("Link %Ln card(s)", "", count))
        apply.setAccessibleName(apply.text())
        apply.setEnabled(count > 0 and not self._busy)
        self._buttons["defaults"].setVisible(self._done is None and shown is not None and bool(shown.asked))
        self._buttons["defaults"].setEnabled(not self._busy)
        self._buttons["undo"].setVisible(self._done is not None)
        self._buttons["undo"].setEnabled(not self._busy)
        self._buttons["report"].setEnabled(shown is not None and bool(shown.rows_file))

    def _to_link(self, shown: LinkResult | None) -> int:
        """Return how many cards the button links: after a run, those that were decided since."""
        if shown is None:
            return 0
        decided = self._decide.model.decided(Choice.THIS, Choice.NEW)
        if self._done:
            return decided
        outcomes = shown.counts.outcomes
        return outcomes.get(LinkOutcome.LINKED, 0) + outcomes.get(LinkOutcome.CREATED, 0) + decided

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
            ("undo", self.tr("Take back")),
            ("report", self.tr("Open the report")),
            ("defaults", self.tr("Values for new records…")),
            ("home", self.tr("Back to Home")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        self._show()
