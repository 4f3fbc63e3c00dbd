"""Files of the person's: recipients, users, set-ups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wizard.application.command import Command, Report, ignore
from wizard.domain.mapping import Line
from wizard.domain.profile import CardChoice
from wizard.domain.users import SansanUser
from wizard.flow.answers import Environment
from wizard.services import mapping_file, setup_export, setup_file
from wizard.wiring import Services
from wizard.words import Lang


@dataclass(frozen=True, slots=True)
class ReadMapping(Command[list[Line]]):
    """Read a mapping file. Raises ``SetupMustChange`` for one that cannot be read as such."""

    path: Path

    def run(self, services: Services, report: Report = ignore) -> list[Line]:
        """Read it."""
        return mapping_file.read(self.path)


@dataclass(frozen=True, slots=True)
class ReadUsers(Command[tuple[SansanUser, ...]]):
    """Read Sansan's own CSV of users. Raises as ``ReadMapping``."""

    path: Path

    def run(self, services: Services, report: Report = ignore) -> tuple[SansanUser, ...]:
        """Read it."""
        from wizard.services.sansan import user_file

        return user_file.read_users(self.path)


@dataclass(frozen=True, slots=True)
class WriteMapping(Command[None]):
    """Write a mapping file."""

    path: Path
    lines: tuple[Line, ...]
    lang: Lang

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write it."""
        mapping_file.write(self.path, self.lines, self.lang)


@dataclass(frozen=True, slots=True)
class WriteTable(Command[None]):
    """Write a table for a spreadsheet."""

    path: Path
    header: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def run(self, services: Services, report: Report = ignore) -> None:
        """Write it."""
        mapping_file.write_table(self.path, self.header, self.cells)


@dataclass(frozen=True, slots=True)
class OpenedSetup:
    """What a set-up file says that a new set-up can take over; ``recipients_file`` is empty when there is none."""

    environment: Environment
    cards: CardChoice
    recipients_file: str = ""


@dataclass(frozen=True, slots=True)
class ReadSetupFile(Command[OpenedSetup]):
    """Read a set-up file, for a new set-up."""

    path: Path

    def run(self, services: Services, report: Report = ignore) -> OpenedSetup:
        """Read it."""
        found = setup_file.read(self.path)
        recipients = found.recipients_file.name if found.recipients_file else ""
        return OpenedSetup(Environment(found.environment, found.domain, found.consumer_key), found.cards, recipients)


@dataclass(frozen=True, slots=True)
class Export(Command[str]):
    """Write a saved set-up, without secrets, as a set-up file, its recipients beside it; its name."""

    profile: str | None
    path: Path

    def run(self, services: Services, report: Report = ignore) -> str:
        """Write both files."""
        profile = services.profiles.pick(self.profile)
        setup_export.write(profile, self.path)
        return profile.name
