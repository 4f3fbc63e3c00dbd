"""What the window's own process may be asked to do with a saved set-up, and how it does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wizard.app.results import links_result, preview_of, result_of, undo_result_of
from wizard.application.links import link
from wizard.application.undo import undo
from wizard.domain.control import Report
from wizard.domain.links import LinkOptions
from wizard.domain.profile import Profile
from wizard.gui.backend import Preview, RunResult, UndoResult
from wizard.gui.link_questions import LinksResult
from wizard.runs import Runs
from wizard.transfer.ledger import FULL, SYNC, Ledger
from wizard.transfer.report import check_file, elsewhere, write_check, write_rows
from wizard.wiring import Services
from wizard.words import Lang

TRANSFER, PREVIEW, UNDO, LINK, PREVIEW_LINKS = "transfer", "preview", "undo", "link", "preview_links"
Result = RunResult | Preview | UndoResult | LinksResult


@dataclass(frozen=True, slots=True)
class Task:
    """``kind`` is that of the transfer; ``run`` is what to take back, ``even_changed`` what others touched, too.

    ``links`` is what a link run does.
    """

    what: str
    profile: str
    lang: Lang
    kind: str = SYNC
    run: str = ""
    even_changed: bool = False
    links: LinkOptions = field(default_factory=LinkOptions)


def do(task: Task, services: Services, report: Report) -> Result:
    """Do a task while holding its profile. Raises ``Trouble`` where it cannot even begin."""
    saved = services.profiles.pick(task.profile)
    with services.home.run_lock(saved.name):
        if task.kind == FULL:
            services.put_aside_damaged_ledger(saved)
        with services.ledger(saved) as ledger:
            return _WAYS[task.what](task, saved, ledger, services, report)


def _transfer(task: Task, saved: Profile, ledger: Ledger, services: Services, report: Report) -> RunResult:
    transfer = Runs(services).transfer(saved, ledger, report, task.kind)
    run_id, trouble, report_file = Runs(services).carry_out(transfer, task.lang)
    result = result_of(ledger, ledger.runs.run(run_id), saved, services.home, trouble=trouble)
    notices = Runs(services).notices(transfer, trouble)
    result = replace(result, notices=(*notices, *elsewhere(report_file, run_id)), rows_file=str(report_file))
    if not transfer.check:
        return result
    file = write_check(check_file(report_file), ledger.findings.of_run(run_id), task.lang)
    return replace(result, check=transfer.check, check_file=str(file))


def _preview(task: Task, saved: Profile, ledger: Ledger, services: Services, report: Report) -> Preview:
    with Runs(services).rehearsal(saved, ledger, report, task.kind) as rehearsal:
        run_id, trouble = rehearsal.transfer.run()
        file = rehearsal.write(services.home.dry_report(saved.name, run_id), run_id, task.lang)
        notices = Runs(services).notices(rehearsal.transfer, trouble)
        return replace(preview_of(rehearsal, run_id, file, trouble), notices=notices)


def _undo(task: Task, saved: Profile, ledger: Ledger, services: Services, report: Report) -> UndoResult:
    undo_id, trouble = undo(saved, ledger, services, task.run, report, even_changed=task.even_changed)
    file = write_rows(services.home.undo_report(saved.name, task.run), ledger.outcomes.of_run(undo_id), task.lang)
    return undo_result_of(ledger, ledger.runs.run(undo_id), file, trouble)


def _link(task: Task, saved: Profile, ledger: Ledger, services: Services, report: Report) -> LinksResult:
    dry_run = task.what == PREVIEW_LINKS
    return links_result(link(saved, ledger, services, task.links, task.lang, report=report, dry_run=dry_run))


_WAYS: dict[str, Callable[[Task, Profile, Ledger, Services, Report], Result]] = {
    TRANSFER: _transfer,
    PREVIEW: _preview,
    UNDO: _undo,
    LINK: _link,
    PREVIEW_LINKS: _link,
}
