"""Logs and diagnostics for the window."""

from __future__ import annotations

from pathlib import Path

from wizard.app.part import Part
from wizard.gui.sign_in.chromium import chromium
from wizard.services import diagnostics


class DiagnosticsPart(Part):
    """Reads the home."""

    def open_address(self, address: str) -> bool:
        """Open an address, or a file, with what the person or the system has for it."""
        return bool(self._services.open_address(address))

    def log_folder(self) -> Path:
        """The folder of logs, made when absent."""
        return self._services.home.logs()

    def diagnostics(self) -> str:
        """What helps to find a fault, without secrets and personal data."""
        return diagnostics.diagnostics(self._services.home, self._services.scheduler, chromium())

    def save_diagnostics(self, path: Path, text: str) -> None:
        """Write what was shown."""
        diagnostics.save(path, text)
