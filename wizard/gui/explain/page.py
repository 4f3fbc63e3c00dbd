"""Why is this card not there? A search, the report of the last transfer, and how far the chosen card came."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QLineEdit, QPushButton, QTableView, QWidget

from wizard.application.explain import Explain, ReadRunRows, RunRows
from wizard.domain.ids import long_id
from wizard.flow.answers import Answers
from wizard.gui import theme
from wizard.gui.announce import announce
from wizard.gui.explain.model import CardsModel, Row
from wizard.gui.explain.story import story_text
from wizard.gui.flow_layout import flow
from wizard.gui.page import AsidePage, Context
from wizard.gui.parts import named, text
from wizard.gui.query import Query
from wizard.gui.texts import moment
from wizard.gui.work_strip import WorkStrip
from wizard.transfer.explaining import CardStory, Explanation
from wizard.words import sentences
from wizard.words.say import say_trouble

_SHORT = 400  # device-independent pixels: the first column is no wider


class ExplainPage(AsidePage):
    """Shows the report until something is searched for; ``wanted`` is what to search for on arrival."""

    step = "explain"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wanted = ""
        self._rows: RunRows | None = None
        self._found: Explanation | None = None
        self._story: CardStory | None = None
        self._typed, self._label = named(QLineEdit(), "input-explain-card"), named(QLabel(), "label-explain-card")
        self._label.setBuddy(self._typed)
        self._search = named(theme.PrimaryButton(), "button-explain-card")
        self._strip, self._said = WorkStrip("explain"), text("text-explain-found")
        self._model = CardsModel(lambda: context.languages.lang)
        self._table, self._way = named(QTableView(), "table-explain"), text("text-explain-way")
        self._buttons = {
            "record": named(QPushButton(), "button-explain-record"),
            "report": named(QPushButton(), "button-explain-report"),
            "back": named(QPushButton(), "button-explain-back"),
        }
        self._reading, self._asking, self._row = Query(context.jobs), Query(context.jobs), Query(context.jobs)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        table = self._table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(110)
        self._way.setTextFormat(Qt.TextFormat.RichText)
        self._way.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(flow(self._label, self._typed, self._search))
        self.body.addWidget(self._strip)
        self.body.addWidget(self._said)
        self.body.addWidget(table, 1)
        self.body.addWidget(self._way)
        self.body.addLayout(flow(*self._buttons.values()))

    def _connect(self) -> None:
        for query in (self._reading, self._asking, self._row):
            query.changed.connect(self._show_busy)
        self._reading.succeeded.connect(self._show_report)
        self._reading.failed.connect(lambda error: self.say_error(error, self.entered))
        self._asking.succeeded.connect(self._show_found)
        self._asking.failed.connect(lambda error: self.say_error(error, self.search))
        self._row.succeeded.connect(self._show_of_row)
        self._row.failed.connect(self.say_error)
        self._strip.stop_wanted.connect(self.left)
        self._search.clicked.connect(self.search)
        self._table.selectionModel().currentRowChanged.connect(self._choose)
        self._buttons["record"].clicked.connect(self._open)
        self._buttons["report"].clicked.connect(self._back_to_report)
        self._buttons["back"].clicked.connect(self.home_wanted)

    # The page

    def heading(self) -> str:
        """Return the page's title."""
        return self.tr("Why is this card not there?")

    def enter_button(self) -> QPushButton | None:
        """Enter searches."""
        return self._search

    def first_focus(self) -> QWidget | None:
        """What to search for."""
        return self._typed

    def look(self, answers: Answers) -> None:
        """Be about the set-up of these answers."""
        self.take(answers)
        self._rows = self._found = self._story = None
        self._model.show_rows(())
        self._typed.setText(self.wanted)
        self._show()

    def entered(self) -> None:
        """Search for what is wanted, else show the report."""
        if self.wanted:
            self.wanted = ""
            self.search()
        elif self._rows is None:
            self._reading.ask(self.answers.profile, ReadRunRows(self.answers.profile))

    def left(self) -> None:
        """Nobody looks any more."""
        for query in (self._reading, self._asking, self._row):
            query.drop()
        self._show_busy()

    def search(self) -> None:
        """Look for what was typed, on both sides."""
        typed = self._typed.text().strip()
        self.context.bar.clear()
        self._row.drop()
        if typed:
            self._asking.ask(typed, Explain(self.answers.profile, typed))

    # What is found

    def _show_report(self, rows: RunRows) -> None:
        self._rows = rows
        self._model.show_rows([Row(outcome.card_id, outcome) for outcome in rows.rows])
        self._fit()

    def _show_found(self, found: Explanation) -> None:
        self._found = found
        self._model.show_rows([Row(story.card_id, story.outcome, story) for story in found.cards])
        self._fit()
        self._table.selectRow(0)
        announce(self, self._said.text())

    def _back_to_report(self) -> None:
        self._found = None
        if self._rows:
            self._show_report(self._rows)
        else:
            self._model.show_rows(())
            self._reading.ask(self.answers.profile, ReadRunRows(self.answers.profile))

    def _fit(self) -> None:
        self._story = None
        self._table.resizeColumnsToContents()
        self._table.setColumnWidth(0, min(self._table.columnWidth(0) + 16, _SHORT))
        self._show()

    def _choose(self) -> None:
        at = self._table.currentIndex()
        if not at.isValid():
            return
        row = self._model.card(at.row())
        if row.story:
            self._show_story(row.story)
        else:
            self._show_story(None)
            self._row.ask(row.card_id, Explain(self.answers.profile, row.card_id))

    def _show_of_row(self, found: Explanation) -> None:
        card_id = self._model.card(self._table.currentIndex().row()).card_id
        self._show_story(next((story for story in found.cards if story.card_id == card_id), None))

    def _show_story(self, story: CardStory | None) -> None:
        self._story = story
        self._show()
        if story:
            announce(
                self, f"{story.name}: {(self._buttons['record'].isEnabled() and long_id(story.salesforce_id)) or ''}"
            )

    def _open(self) -> None:
        account = self.answers.account
        if self._story and account:
            self.context.open_url(f"{account.instance_url}/{long_id(self._story.salesforce_id)}")

    # What is shown

    def _show_busy(self) -> None:
        busy = next((query for query in (self._asking, self._row, self._reading) if query.busy), None)
        if busy is None:
            self._strip.end()
        elif busy is self._reading:
            self._strip.begin(self.tr("Reading the report of the last transfer…"))
        else:
            self._strip.begin(self.tr("Looking for the card in Sansan, in Salesforce and in the record of transfers…"))

    def _show(self) -> None:
        self._said.setText(self._words())
        self._way.setText(story_text(self._story, self.context.languages.lang) if self._story else "")
        self._way.setVisible(self._story is not None)
        self._buttons["record"].setEnabled(self._story is not None and bool(self._story.salesforce_id))
        self._buttons["report"].setEnabled(self._found is not None)
        account = self.answers.account
        if account:
            words = self.tr(
                "Find a card of <b>{profile}</b>, and see how far it came on its way from Sansan to <b>{org}</b>."
            )
            self.summary.setText(
                words.format(profile=escape(self.answers.profile), org=escape(account.organization.name))
            )

    def _words(self) -> str:
        lang = self.context.languages.lang
        if self._found:
            fits = self.tr("%Ln card(s) fit. Choose a row to see how far the card came.", "", len(self._found.cards))
            return sentences(fits, *(say_trouble(notice, lang) for notice in self._found.notices))
        if self._rows is None:
            return ""
        if not self._rows.run:
            return self.tr("Nothing was transferred yet with this set-up. You can search all the same.")
        words = self.tr("The report of the transfer of {when}: choose a row to see how far that card came, or search.")
        return words.format(when=moment(self._rows.started))

    def retranslate(self) -> None:
        """Set every text."""
        self._label.setText(self.tr("Name, reading, company, e-mail address or card ID"))
        self._typed.setAccessibleName(self._label.text())
        self._table.setAccessibleName(self.tr("Cards"))
        for button, words in (
            (self._search, self.tr("Search")),
            (self._buttons["record"], self.tr("Open in Salesforce")),
            (self._buttons["report"], self.tr("Show the report again")),
            (self._buttons["back"], self.tr("Back")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)
        self._table.viewport().update()
        self._show()
