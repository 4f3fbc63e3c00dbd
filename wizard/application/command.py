"""What every action is made of: a frozen command, its one handler, its typed result."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from wizard.domain.control import Control
from wizard.domain.profile import Profile
from wizard.transfer.ledger import Ledger
from wizard.wiring import Services

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Report = Callable[[Any], None]  # takes what the command tells on the way, such as ``Progress``


def ignore(_: object) -> None:
    """Report to nobody."""


class Command(ABC, Generic[R_co]):
    """Something a person can do. Subclasses are frozen dataclasses that can be pickled.

    The command line and tests call ``run`` in their own process. The window does so in a worker thread, or in a
    process of its own where ``long`` says so.
    """

    long: ClassVar[bool] = False

    @abstractmethod
    def run(self, services: Services, report: Report = ignore) -> R_co:
        """Do it. Raises ``AppError`` where it cannot begin; what stops it later may be in the result."""


class Run(Protocol):
    """What runs commands for the window, off its thread."""

    def __call__(self, command: Command[R], report: Report = ignore, control: Control | None = None) -> R:
        """Run a command. Raises what it raises."""


@contextmanager
def open_ledger(profile: Profile, services: Services) -> Iterator[Ledger]:
    """Hold a saved set-up for one run, with the computer kept awake, and open its ledger.

    Raises ``Interrupted`` while another run of this set-up is busy.
    """
    from wizard.services.awake import kept_awake

    with services.home.run_lock(profile.name), kept_awake(), services.ledger(profile) as ledger:
        yield ledger
