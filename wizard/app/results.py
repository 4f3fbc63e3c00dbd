"""A run of the ledger as the window shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wizard.application.links import LinkResult
from wizard.domain.destination import TARGETS
from wizard.domain.errors import Trouble
from wizard.domain.outcome import UNDO_OUTCOMES
from wizard.domain.profile import Profile
from wizard.gui.backend import Preview, RunResult, UndoResult
from wizard.gui.link_questions import LinksResult, Undecided
from wizard.services.home import Home
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.preview import Rehearsal
from wizard.transfer.summary import still_open, summary


def result_of(ledger: Ledger, run: Run, profile: Profile, home: Home, *, trouble: Trouble | None = None) -> RunResult:
    """Return a run's numbers, failures by reason, and where its report is."""
    file, said = home.run_report(profile.name, run.id), summary(ledger, run.id)
    return RunResult(
        run=run.id,
        state=run.state,
        counts=ledger.outcomes.counts(run.id),
        altered=ledger.outcomes.altered(run.id),
        undo_until=ledger.history.can_undo(datetime.now(UTC)).get(run.id),
        seconds=run.seconds,
        started=run.started,
        rows_file=str(file) if file.exists() else "",
        failures=said.failures,
        trouble=trouble or (Trouble(run.trouble_code, **run.trouble_details) if run.trouble_code else None),
        undone=run.undone,
        users=run.users,
        # The list view of an object; the address is widely used, and inferred to be the same for all [I].
        records_url=f"{profile.account.instance_url}/lightning/o/{TARGETS[profile.destination].object_name}/list",
        remarks=said.remarks,
    )


def preview_of(rehearsal: Rehearsal, run_id: str, file: Path, trouble: Trouble | None) -> Preview:
    """Return what a rehearsal found out, once its report is written."""
    ledger = rehearsal.ledger
    return Preview(
        counts=ledger.outcomes.counts(run_id),
        by_owner=rehearsal.by_owner,
        samples=rehearsal.samples(),
        failures=summary(ledger, run_id).failures,
        remarks=rehearsal.remarks(run_id),
        rows_file=str(file),
        trouble=trouble,
        shortfall=None if trouble else rehearsal.shortfall(),
    )


def links_result(result: LinkResult) -> LinksResult:
    """Return a link run as the window shows it."""
    return LinksResult(
        run=result.run,
        state=result.state,
        counts=result.counts,
        ways=result.ways,
        reasons=result.reasons,
        undecided=tuple(
            Undecided(row.card_id, row.record_id, row.kind, row.reason, row.candidates) for row in result.undecided
        ),
        kinds=result.kinds,
        rows_file=str(result.rows_file),
        trouble=result.trouble,
        dry_run=result.dry_run,
    )


def undo_result_of(ledger: Ledger, undo: Run, file: Path, trouble: Trouble | None) -> UndoResult:
    """Return what became of the records of a run that was taken back."""
    counts, reasons = ledger.outcomes.counts(undo.id), summary(ledger, undo.id).remarks
    return UndoResult(
        run=undo.undoes,
        **{outcome: counts.get(outcome, 0) for outcome in UNDO_OUTCOMES},
        refused=still_open(reasons),
        reasons=reasons,
        rows_file=str(file),
        trouble=trouble,
    )
