"""Taking one run of a saved set-up back, a transfer or a link run."""

from __future__ import annotations

from typing import Protocol

from wizard.application.links import undo_links
from wizard.domain.control import Report, ignore
from wizard.domain.errors import Trouble
from wizard.domain.profile import Profile
from wizard.runs import Runs
from wizard.transfer.ledger import LINK, Ledger
from wizard.wiring import Services


class Undoing(Protocol):
    """What takes a run back."""

    def run(self, run_id: str) -> tuple[str, Trouble | None]:
        """Take a run back; return the undo's own id, and what stopped it, if anything."""


def undo(
    profile: Profile,
    ledger: Ledger,
    services: Services,
    run_id: str,
    report: Report = ignore,
    *,
    even_changed: bool = False,
) -> tuple[str, Trouble | None]:
    """Take a run back, or go on with that; return the undo's own id, and what stopped it, if anything.

    Raises ``SetupMustChange`` when there is no such run, or nothing of it is open any more.
    """
    ledger.runs.check_undo(run_id, again=even_changed)
    way: Undoing
    if ledger.runs.run(run_id).kind == LINK:
        way = undo_links(profile, ledger, services, report, even_changed=even_changed)
    else:
        way = Runs(services).undo(profile, ledger, report, even_changed=even_changed)
    return way.run(run_id)
