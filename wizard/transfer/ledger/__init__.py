"""The ledger: one SQLite file a profile that remembers every card, run and job, without card contents."""

from wizard.transfer.ledger.database import put_aside, put_aside_damaged
from wizard.transfer.ledger.failures import Refusal
from wizard.transfer.ledger.jobs import Job
from wizard.transfer.ledger.ledger import Ledger
from wizard.transfer.ledger.runs import Run
from wizard.transfer.ledger.undoing import Written

__all__ = [
    "Job",
    "Ledger",
    "Refusal",
    "Run",
    "Written",
    "put_aside",
    "put_aside_damaged",
]
