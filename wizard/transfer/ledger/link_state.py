"""How far the cards of a profile are linked, over all its link runs."""

from __future__ import annotations

from wizard.domain.links import LinkState
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import RUN

AMBIGUOUS = "outcome = 'ambiguous' AND settled"


class LinkStates:
    """A card is undecided while the last run that looked at it found several records, and nobody has decided."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def now(self) -> LinkState | None:
        """Return the numbers; None where no link run ever ended."""
        (last,) = self._db.execute(
            "SELECT max(started) FROM runs WHERE kind = 'link' AND state <> 'running'"
        ).fetchone()
        if last is None:
            return None
        (linked,) = self._db.execute("SELECT count(*) FROM links").fetchone()
        undecided, since = self._db.execute(_UNDECIDED).fetchone()
        return LinkState(last, linked, undecided, since or "")


def drop_rows(db: Database, run_id: str, keep: str, final: str) -> None:
    """Drop rows of a run but those that ``keep`` names; of cards still undecided keep the first, which says since when.

    ``final``: a condition under which ``keep`` does not count. Both take the run's id as ``?2``.
    """
    db.execute(_SUPERSEDED, (run_id,))
    db.execute(_REPEATED, (run_id,))
    kept = f"{AMBIGUOUS} OR ({keep} AND NOT {final})"
    db.execute(f"DELETE FROM link_rows WHERE run = {RUN} AND NOT ({kept})", (run_id, run_id))


_UNDECIDED = f"""
WITH open AS MATERIALIZED (SELECT card, run FROM link_rows WHERE {AMBIGUOUS}),
latest AS (  -- of max() SQLite takes the whole row
    SELECT card, outcome, max(run) FROM link_rows WHERE settled AND card IN (SELECT card FROM open) GROUP BY card
),
undecided AS MATERIALIZED (
    SELECT card FROM latest WHERE outcome = 'ambiguous'
    AND card NOT IN (SELECT card FROM link_choices WHERE choice <> 'not') AND card NOT IN (SELECT card FROM links)
)
SELECT (SELECT count(*) FROM undecided),
    (SELECT min(started) FROM open JOIN runs ON number = run WHERE card IN (SELECT card FROM undecided))
"""

_SUPERSEDED = f"""
DELETE FROM link_rows WHERE outcome = 'ambiguous' AND run < {RUN.replace("?", "?1")}
AND card IN (SELECT card FROM link_rows WHERE run = {RUN.replace("?", "?1")} AND settled AND outcome <> 'ambiguous')
"""

_REPEATED = f"""
DELETE FROM link_rows WHERE {AMBIGUOUS} AND run = {RUN.replace("?", "?1")}
AND card IN (SELECT card FROM link_rows WHERE {AMBIGUOUS} AND run < {RUN.replace("?", "?1")})
"""
