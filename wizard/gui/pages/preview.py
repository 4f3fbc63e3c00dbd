"""What a transfer would do, before it does it: numbers, who would get what, examples, the report."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGroupBox, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from wizard.application.preview import Preview, PreviewResult
from wizard.domain.outcome import OUTCOMES
from wizard.domain.run import SYNC
from wizard.flow.answers import Answers
from wizard.flow.journey import for_transfer
from wizard.gui import theme
from wizard.gui.causes import Causes
from wizard.gui.page import AsidePage, Context
from wizard.gui.parts import named, row, text
from wizard.gui.query import Query
from wizard.gui.texts import foreseen_name, number, show_notices
from wizard.gui.tiles import Tiles
from wizard.gui.work_strip import WorkStrip
from wizard.words.say import say_item

_SHOWN_OWNERS = 50
_COLUMNS = ("created", "updated", "unchanged", "failed", "skipped")


class PreviewPage(AsidePage):
    """Finds out on arrival; writes nothing. ``journey_wanted`` as in ``HomePage``."""

    step = "preview"
    wide = True
    journey_wanted = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._preview: PreviewResult | None = None
        self._strip, self._tiles = WorkStrip("preview"), Tiles("numbers-preview")
        self._run = Query(context.jobs)
        self._run.progressed.connect(self._strip.note)
        self._run.succeeded.connect(self._found)
        self._run.failed.connect(lambda error: self.say_error(error, self.begin))
        self._run.changed.connect(self._ended)
        self._strip.stop_wanted.connect(self._leave)
        self._owners, self._examples = named(QGroupBox(), "group-owners"), named(QGroupBox(), "group-samples")
        self._table, self._samples = named(QTableWidget(), "table-owners"), text("text-samples")
        self._reasons, self._notices = text("text-preview-reasons"), text("text-preview-notices")
        self._buttons = {
            "transfer": named(theme.PrimaryButton(), "button-preview-transfer"),
            "report": named(QPushButton(), "button-open-preview"),
            "home": named(QPushButton(), "button-preview-home"),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.horizontalHeader().setHighlightSections(False)
        self._buttons["transfer"].clicked.connect(lambda: self.journey_wanted.emit(for_transfer(self.answers), SYNC))
        self._buttons["report"].clicked.connect(self._open)
        self._buttons["home"].clicked.connect(self._leave)
        QVBoxLayout(self._owners).addWidget(self._table)
        QVBoxLayout(self._examples).addWidget(self._samples)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._tiles)
        self.body.addLayout(row(*self._buttons.values()))  # in sight however much there is to read
        self.body.addWidget(self._notices)
        self.body.addWidget(self._reasons)
        self.body.addWidget(self._owners)
        self.body.addWidget(self._examples)
        self.body.addStretch(1)

    # The page

    def heading(self) -> str:
        """Return the page's title."""
        return self.tr("Preview")

    def enter_button(self) -> QPushButton | None:
        """Enter transfers, once it is known what that does."""
        return self._buttons["transfer"] if self._preview else self._strip.button

    def first_focus(self) -> QWidget | None:
        """The button for what is most wanted."""
        return self.enter_button()

    def look(self, answers: Answers) -> None:
        """Preview the set-up of these answers."""
        self.answers, self._preview = answers, None
        self._show()

    def entered(self) -> None:
        """Find out."""
        if self._preview is None:
            self.begin()

    def left(self) -> None:
        """Nobody looks any more."""
        self._run.drop()

    def begin(self) -> None:
        """Find out what a transfer would do."""
        self._run.ask(self.answers.profile_id, Preview(self.answers.profile, self.context.languages.lang))
        self._strip.begin(self.tr("Reading Sansan and comparing; nothing is written…"))

    def _ended(self) -> None:
        if not self._run.busy:
            self._strip.end()

    def _found(self, preview: PreviewResult) -> None:
        self._preview = preview
        self._show()
        if preview.run.trouble:
            self.say_error(preview.run.trouble, self.begin)
        self._buttons["transfer"].setFocus()

    def _leave(self) -> None:
        self._run.drop()
        self.home_wanted.emit()

    def _open(self) -> None:
        if self._preview:
            self.context.open_url(self._preview.run.rows_file)

    # What is shown

    def _show(self) -> None:
        found = self._preview
        for part in (self._tiles, self._owners, self._examples, self._reasons, self._notices, *self._buttons.values()):
            part.setVisible(found is not None)
        account = self.answers.account
        if account:
            self.summary.setText(
                self.tr(
                    "<b>{profile}</b>: what a transfer to <b>{org}</b> would do now, with the cards that are new or "
                    "changed since the last one. Nothing is written."
                ).format(profile=self.answers.profile, org=escape(account.organization.name))
            )
        if found:
            self._show_found(found)

    def _show_found(self, found: PreviewResult) -> None:
        self._tiles.show_numbers([(kind, found.run.counts.get(kind, 0), foreseen_name(kind)) for kind in OUTCOMES])
        causes = (*found.run.failures, *found.run.remarks)
        self._reasons.setText(Causes().said(causes, self.context.languages.lang))
        self._reasons.setVisible(bool(found.run.failures or found.run.remarks))
        lack = (found.shortfall,) if found.shortfall else ()
        show_notices(self._notices, (*found.run.notices, *lack), self.context.languages.lang)
        self._fill_table(found)
        self._owners.setVisible(bool(found.by_owner))
        self._samples.setText("<br><br>".join(self._said_samples(found)))
        self._examples.setVisible(bool(found.samples))
        self._buttons["report"].setEnabled(bool(found.run.rows_file))

    def _fill_table(self, found: PreviewResult) -> None:
        owners = found.by_owner[:_SHOWN_OWNERS]
        self._table.setColumnCount(1 + len(_COLUMNS))
        for column, words in enumerate([self.tr("Salesforce user"), *map(foreseen_name, _COLUMNS)]):
            self._table.setHorizontalHeaderItem(column, _cell(words, column))
        self._table.setRowCount(len(owners))
        for place, owner in enumerate(owners):
            cells = [owner.username or self.tr("(nobody)"), *(number(owner.counts.get(kind, 0)) for kind in _COLUMNS)]
            for column, words in enumerate(cells):
                self._table.setItem(place, column, _cell(words, column))
        self._table.resizeColumnsToContents()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        height = header.sizeHint().height() + self._table.verticalHeader().length() + 6
        self._table.setFixedHeight(min(height, 260))

    def _said_samples(self, found: PreviewResult) -> list[str]:
        lang, nothing = self.context.languages.lang, self.tr("(empty)")
        said = []
        for sample in found.samples:
            lines = [f"<b>{foreseen_name(sample.outcome)}</b>: {escape(sample.card_id)} → {escape(sample.recipient)}"]
            lines += [
                f"{escape(say_item(v.item, lang))}: {escape(v.before or nothing)} → {escape(v.after or nothing)}"
                for v in sample.values
            ]
            said.append("<br>".join(lines))
        return said

    def retranslate(self) -> None:
        """Set every text."""
        self._owners.setTitle(self.tr("Who would get cards"))
        self._examples.setTitle(self.tr("Examples"))
        self._table.setAccessibleName(self._owners.title())
        for name, words in (
            ("transfer", self.tr("Transfer now")),
            ("report", self.tr("Open the report")),
            ("home", self.tr("Back to Home")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        self._show()


def _cell(words: str, column: int) -> QTableWidgetItem:
    """Names stand at the left, numbers at the right."""
    cell = QTableWidgetItem(words)
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return cell
