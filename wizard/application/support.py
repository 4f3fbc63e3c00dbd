"""Logs, diagnostics, and addresses to open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wizard.application.command import Command, Report, ignore
from wizard.wiring import Services


@dataclass(frozen=True, slots=True)
class OpenAddress(Command[bool]):
    """Open a web address or a file in a program of the person's; whether one could be started."""

    address: str

    def run(self, services: Services, report: Report = ignore) -> bool:
        """Open it."""
        return bool(services.open_address(self.address))


@dataclass(frozen=True, slots=True)
class FindLogs(Command[Path]):
    """Find the folder of logs; made when absent."""

    def run(self, services: Services, report: Report = ignore) -> Path:
        """Return it."""
        return services.home.logs()


@dataclass(frozen=True, slots=True)
class CollectDiagnostics(Command[str]):
    """Collect what helps to find a fault, without secrets and personal data. ``browser`` names the embedded one."""

    browser: str

    def run(self, services: Services, report: Report = ignore) -> str:
        """Return it as text."""
        from wizard.services import diagnostics

        return diagnostics.diagnostics(services.home, services.scheduler, self.browser)


@dataclass(frozen=True, slots=True)
class SaveDiagnostics(Command[None]):
    """Write what was shown."""

    path: Path
    text: str

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write it."""
        from wizard.services import diagnostics

        diagnostics.save(self.path, self.text)
