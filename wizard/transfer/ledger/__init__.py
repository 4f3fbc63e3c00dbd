"""The ledger: one SQLite file a profile that remembers every card, run and job, without card contents."""

from wizard.transfer.ledger.ledger import Job, Ledger, Run

__all__ = ["Job", "Ledger", "Run"]
