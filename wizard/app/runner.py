"""Running commands for the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from wizard.app.process import run_in_process
from wizard.application.command import Command, Report, ignore
from wizard.domain.control import Control
from wizard.wiring import Services

R = TypeVar("R")


@dataclass(frozen=True)
class Runner:
    """Runs commands where it is called, long ones in a process of their own; from several threads at once, too."""

    services: Services

    def __call__(self, command: Command[R], report: Report = ignore, control: Control | None = None) -> R:
        """Run a command. Raises what it raises."""
        services = replace(self.services, control=control or Control(), hurried=True)
        return run_in_process(command, services, report) if command.long else command.run(services, report)
