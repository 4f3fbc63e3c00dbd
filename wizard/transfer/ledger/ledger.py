"""The whole ledger of a profile."""

from __future__ import annotations

from wizard.transfer.ledger.cards import Cards
from wizard.transfer.ledger.findings import Findings
from wizard.transfer.ledger.images import Images
from wizard.transfer.ledger.jobs import Jobs
from wizard.transfer.ledger.runs import Runs


class Ledger(Runs, Cards, Jobs, Images, Findings):
    """The memory of a profile's transfers. Not for two processes at once: the run lock sees to that."""
