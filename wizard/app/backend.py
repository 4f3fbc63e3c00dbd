"""``gui.backend.Backend`` over the services, in parts (most stand on Salesforce’s)."""

from __future__ import annotations

from typing import TypeVar

from wizard.app.destination_part import DestinationPart
from wizard.app.diagnostics_part import DiagnosticsPart
from wizard.app.process import run_in_process
from wizard.app.renewal_part import RenewalPart
from wizard.app.sansan_part import SansanPart
from wizard.app.saved_part import SavedPart
from wizard.app.schedule_part import SchedulePart
from wizard.application.command import Command, Report
from wizard.domain.control import Control

R = TypeVar("R")


class ServicesBackend(SansanPart, SavedPart, DestinationPart, RenewalPart, SchedulePart, DiagnosticsPart):
    """Everything a page may ask. Its methods may be called from several worker threads at once."""

    def run(self, command: Command[R], report: Report, control: Control) -> R:
        """Run a command, in a process of its own where it is long."""
        services = self._with(control)
        return run_in_process(command, services, report) if command.long else command.run(services, report)
