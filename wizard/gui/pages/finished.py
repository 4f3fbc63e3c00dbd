"""How the transfer ended: numbers first, failures by reason with what to do, the report."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QPushButton, QVBoxLayout

from wizard.application.links import LinkResult, link_message
from wizard.application.run_result import RunResult
from wizard.domain.fieldmap import SLOWED
from wizard.domain.links import LinkOutcome
from wizard.domain.outcome import OUTCOMES
from wizard.domain.run import RETRY
from wizard.flow.journey import for_transfer
from wizard.gui.causes import Causes
from wizard.gui.flow_layout import flow
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, text
from wizard.gui.schedule import SchedulePanel
from wizard.gui.texts import outcome_name, show_notices
from wizard.gui.tiles import Tiles
from wizard.words import sentences


class FinishedPage(Page):
    """Shows the last result; asks nothing."""

    step = "finished"
    journey_wanted = Signal(object, str)  # as in ``HomePage``

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.result: RunResult | None = None
        self._total, self._tiles = text("text-result"), Tiles("numbers-result")
        self._failures, self._reasons = named(QGroupBox(), "group-failures"), text("text-failures")
        QVBoxLayout(self._failures).addWidget(self._reasons)
        self._notices = text("text-result-notices")
        self._links, self._slowed = text("text-result-links"), text("text-slowed")
        self._report = named(QPushButton(), "button-open-report")
        self._report.clicked.connect(self._open_report)
        self._salesforce = named(QPushButton(), "button-open-salesforce")
        self._salesforce.clicked.connect(self._open_salesforce)
        self._unattended = named(QPushButton(), "button-result-unattended")
        self._unattended.clicked.connect(lambda: self.aside_wanted.emit("unattended", self.answers))
        self._retry = named(QPushButton(), "button-retry-failed")
        self._to_links = named(QPushButton(), "button-result-links")
        self._to_links.clicked.connect(lambda: self.aside_wanted.emit("links", self.answers))
        self._retry.clicked.connect(lambda: self.journey_wanted.emit(for_transfer(self.answers), RETRY))
        self.body.addWidget(self._total)
        self.body.addWidget(self._tiles)
        self.body.addWidget(self._notices)
        self.body.addWidget(self._links)
        self.body.addWidget(self._slowed)
        self.body.addWidget(self._failures)
        self._explain = named(QPushButton(), "button-explain")
        self._explain.clicked.connect(lambda: self.aside_wanted.emit("explain", self.answers))
        buttons = (self._retry, self._report, self._salesforce, self._to_links, self._explain, self._unattended)
        self.body.addLayout(flow(*buttons))
        self._schedule = SchedulePanel(context)
        self.body.addWidget(self._schedule)
        self.body.addStretch(1)

    def entered(self) -> None:
        """Show when it transfers again."""
        self._schedule.show_profile(self.answers.profile)

    def show_result(self, result: RunResult) -> None:
        """Show how a transfer ended."""
        self.result = result
        self.translate_all()

    def next_text(self) -> str:
        """Say where it leads."""
        return self.tr("Done")

    def _open_report(self) -> None:
        if self.result:
            self.context.open_url(self.result.rows_file)

    def _open_salesforce(self) -> None:
        if self.result:
            self.context.open_url(self.result.records_url)

    def retranslate(self) -> None:
        """Set every text."""
        result = self.result
        self._failures.setTitle(self.tr("What failed, and what to do"))
        for button, words in (
            (self._retry, self.tr("Retry failed cards only")),
            (self._report, self.tr("Open the report")),
            (self._salesforce, self.tr("Open in Salesforce")),
            (self._explain, self.tr("Why is this card not there?")),
            (self._to_links, self.tr("Link to contacts and leads")),
            (self._unattended, self.tr("Automatic transfers…")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        if result is None:
            return
        failed = result.counts.get("failed", 0)
        self.summary.setText(
            self.tr("The transfer is complete, but %Ln card(s) failed. Fix the cause, then transfer again.", "", failed)
            if failed
            else self.tr("The transfer is complete.")
        )
        total = self.tr("%Ln card(s)", "", result.cards)
        seconds = self.tr("in %Ln second(s)", "", max(round(result.seconds), 1))
        said = self.tr("{cards} {time}").format(cards=total, time=seconds)
        if result.altered:
            said = sentences(
                said, self.tr("%Ln with a value shortened or left out; the report says which.", "", result.altered)
            )
        self._total.setText(said)
        self._tiles.show_numbers([(kind, result.counts.get(kind, 0), outcome_name(kind)) for kind in OUTCOMES])
        self._retry.setVisible(failed > 0)
        self._failures.setVisible(bool(result.failures))
        self._reasons.setText(Causes().said(result.failures, self.context.languages.lang))
        slowed = [group for group in result.remarks if any(note.kind in SLOWED for note in group[0].notes)]
        self._slowed.setText(Causes().said(slowed, self.context.languages.lang))
        self._slowed.setVisible(bool(slowed))
        show_notices(self._notices, result.notices, self.context.languages.lang)
        self._links.setText(self._of_links(result.links) if result.links else "")
        self._links.setVisible(result.links is not None)
        self._report.setEnabled(bool(result.rows_file))
        self._salesforce.setEnabled(bool(result.records_url))

    def _of_links(self, links: LinkResult) -> str:
        """Return what became of the link run that followed."""
        linked = sum(links.counts.outcomes.get(each, 0) for each in (LinkOutcome.LINKED, LinkOutcome.CREATED))
        said = self.tr("%Ln card(s) linked to contacts and leads.", "", linked)
        return sentences(said, link_message(links, self.context.languages.lang))
