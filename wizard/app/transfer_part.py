"""The transfer for the window."""

from __future__ import annotations

from dataclasses import replace

from wizard.app.part import Part
from wizard.app.results import result_of
from wizard.domain.control import Control, Report
from wizard.domain.errors import SetupMustChange
from wizard.domain.profile import Profile
from wizard.gui.backend import RunResult
from wizard.transfer.ledger import Ledger
from wizard.transfer.report import write_rows
from wizard.wiring import Services
from wizard.words import Lang


class TransferPart(Part):
    """Runs transfers of saved set-ups."""

    def transfer(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Transfer with a saved set-up; a stop before the end is in the result, not raised."""
        services = replace(self._with(control), hurried=False)
        saved = services.profiles.pick(profile)
        with services.home.run_lock(saved.name):
            ledger = services.ledger(saved)
            try:
                return _transfer(saved, ledger, services, report, lang)
            finally:
                ledger.close()


def _transfer(saved: Profile, ledger: Ledger, services: Services, report: Report, lang: Lang) -> RunResult:
    transfer = services.transfer(saved, ledger, report)
    run_id, trouble = transfer.run()
    if transfer.recipients.met:
        services.profiles.save(transfer.recipients.extended())
    _write_rows(ledger, run_id, saved, services, lang)
    return result_of(ledger, ledger.run(run_id), saved, services.home, trouble=trouble)


def _write_rows(ledger: Ledger, run_id: str, saved: Profile, services: Services, lang: Lang) -> None:
    folder = services.home.reports(saved.name)
    try:
        write_rows(folder / f"run-{run_id}.csv", ledger.outcomes(run_id), lang)
    except OSError:
        raise SetupMustChange("folder_not_writable", folder=str(folder)) from None
