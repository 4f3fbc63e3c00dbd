"""A run of the ledger as the window shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from wizard.domain.destination import TARGETS
from wizard.domain.errors import Trouble
from wizard.domain.outcome import FAILED, Outcome
from wizard.domain.profile import Profile
from wizard.gui.backend import RunResult
from wizard.services.home import Home
from wizard.transfer.ledger import Ledger, Run


def result_of(ledger: Ledger, run: Run, profile: Profile, home: Home, *, trouble: Trouble | None = None) -> RunResult:
    """Return a run's numbers, failures by reason, and where its report is."""
    file = home.run_report(profile.name, run.id)
    counts = ledger.counts(run.id)
    return RunResult(
        run=run.id,
        state=run.state,
        counts=counts,
        seconds=run.seconds,
        started=run.started,
        rows_file=str(file) if file.exists() else "",
        failures=_failures(ledger, run) if counts.get(FAILED) else (),
        trouble=trouble,
        # The list view of an object; the address is widely used, and inferred to be the same for all [I].
        records_url=f"{profile.account.instance_url}/lightning/o/{TARGETS[profile.destination].object_name}/list",
    )


def _failures(ledger: Ledger, run: Run) -> tuple[tuple[Outcome, int], ...]:
    """Return one outcome for each reason, without the details of one card, the most frequent first."""
    counts: Counter[str] = Counter()
    examples: dict[str, Outcome] = {}
    for outcome in ledger.outcomes(run.id):
        if outcome.outcome == FAILED:
            counts[outcome.reason] += 1
            examples.setdefault(outcome.reason, replace(outcome, detail="", notes=()))
    return tuple((examples[reason], count) for reason, count in counts.most_common())
