"""What the window keeps between two starts: the journey that was left, and small things about itself."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession
from wizard.flow.resume import load
from wizard.services.drafts import Drafts
from wizard.services.window_memory import WindowMemory
from wizard.wiring import Services


@dataclass(frozen=True, slots=True)
class KeepDraft(Command[None]):
    """Keep a journey for later."""

    text: str

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write it."""
        Drafts(services.home).save(self.text)


@dataclass(frozen=True, slots=True)
class DiscardDraft(Command[None]):
    """Drop a journey and the secrets that only it used."""

    text: str

    def run(self, services: Services, report: Report = ignore) -> None:
        """Delete both."""
        Drafts(services.home).forget()
        if journey := load(self.text):
            SetupSession(services).forget_secrets(journey.answers)


@dataclass(frozen=True, slots=True)
class Remember(Command[None]):
    """Keep a short text about the window; never raises."""

    name: str
    value: str

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write it."""
        WindowMemory(services.home).keep(self.name, self.value)


@dataclass(frozen=True, slots=True)
class Recall(Command[str]):
    """Read what ``Remember`` kept under a name, at an earlier start too; empty when there is nothing."""

    name: str

    def run(self, services: Services, report: Report = ignore) -> str:
        """Read it."""
        return WindowMemory(services.home).get(self.name)
