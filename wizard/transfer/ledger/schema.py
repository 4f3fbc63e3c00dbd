"""The tables of the ledger, version by version."""

from __future__ import annotations

from dataclasses import dataclass

_LEDGER = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                 -- sync | full | retry | missing | undo
    state TEXT NOT NULL,                -- running | paused | failed | completed | completed_with_errors
    started TEXT NOT NULL,              -- ISO 8601, UTC
    ended TEXT,
    seconds REAL NOT NULL DEFAULT 0,    -- worked, over all continuations
    trouble TEXT NOT NULL DEFAULT '',   -- JSON [code, details] of what stopped it
    mark_before TEXT NOT NULL,          -- where its reading began, as the mark
    undoes TEXT NOT NULL DEFAULT '',    -- the run that this undo takes back
    undone INTEGER NOT NULL DEFAULT 0   -- whether it was taken back
);

CREATE TABLE cards (                    -- what Salesforce was last given of each card
    card_id TEXT PRIMARY KEY,
    salesforce_id TEXT NOT NULL DEFAULT '',
    fingerprint BLOB NOT NULL DEFAULT x'',
    owner_key TEXT NOT NULL DEFAULT '', -- the Sansan owner
    owner_id TEXT NOT NULL DEFAULT '',  -- the Salesforce user the recipients named for him
    failed TEXT NOT NULL DEFAULT '',    -- reason code while the last try failed
    gone INTEGER NOT NULL DEFAULT 0,    -- not met when everything was last read
    run TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cards_by_owner ON cards (owner_key, owner_id);
CREATE INDEX cards_failed ON cards (failed) WHERE failed <> '';

CREATE TABLE jobs (                     -- rows on their way; gone once settled
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    way TEXT NOT NULL,                  -- bulk | collections
    salesforce_job TEXT NOT NULL DEFAULT ''
);
CREATE TABLE job_rows (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    card_id TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    owner_key TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    creates INTEGER NOT NULL,
    salesforce_id TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (job, card_id)
) WITHOUT ROWID;

CREATE TABLE outcomes (
    run TEXT NOT NULL,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    notes TEXT NOT NULL,
    written TEXT NOT NULL,              -- Salesforce's clock after the write
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
"""

_BEFORE = """
CREATE TABLE before.images (            -- what a record held before a run first wrote to it
    run TEXT NOT NULL,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    modified TEXT NOT NULL,
    fields TEXT NOT NULL,               -- JSON, field name → value
    known INTEGER NOT NULL,             -- whether the ledger knew the card then, and with what:
    known_fingerprint BLOB NOT NULL,
    known_owner_key TEXT NOT NULL,
    known_owner_id TEXT NOT NULL,
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
"""

_FINDINGS = """
CREATE TABLE findings (                 -- of a run that checked everything: records without a card of the run
    run TEXT NOT NULL,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    finding TEXT NOT NULL,              -- reason code
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
CREATE INDEX outcomes_reasons ON outcomes (run, outcome, reason) WHERE reason <> '';  -- few among very many
CREATE INDEX outcomes_notes ON outcomes (run, notes) WHERE notes <> '';
"""

# Card ids come in no order. Were they the keys of the large tables, each batch would meet nearly every page of
# them; by numbers, what is new lies at the end.
_NUMBERS = """
CREATE TABLE ids (                      -- a card's number in this file
    card INTEGER PRIMARY KEY,
    card_id TEXT NOT NULL UNIQUE
);
INSERT INTO ids (card_id) SELECT card_id FROM cards UNION SELECT card_id FROM outcomes;

ALTER TABLE cards RENAME TO cards_by_id;
CREATE TABLE cards (                    -- what Salesforce was last given of each card
    card INTEGER PRIMARY KEY REFERENCES ids (card),
    salesforce_id TEXT NOT NULL DEFAULT '',
    fingerprint BLOB NOT NULL DEFAULT x'',
    owner_key TEXT NOT NULL DEFAULT '', -- the Sansan owner
    owner_id TEXT NOT NULL DEFAULT '',  -- the Salesforce user the recipients named for him
    failed TEXT NOT NULL DEFAULT '',    -- reason code while the last try failed
    gone INTEGER NOT NULL DEFAULT 0,    -- not met when everything was last read
    run TEXT NOT NULL
);
INSERT INTO cards SELECT card, salesforce_id, fingerprint, owner_key, owner_id, failed, gone, run
FROM ids JOIN cards_by_id USING (card_id) ORDER BY card;
DROP TABLE cards_by_id;
CREATE INDEX cards_by_owner ON cards (owner_key, owner_id);
CREATE INDEX cards_failed ON cards (failed) WHERE failed <> '';

ALTER TABLE outcomes RENAME TO outcomes_by_id;
CREATE TABLE outcomes (
    run TEXT NOT NULL,
    card INTEGER NOT NULL REFERENCES ids (card),
    salesforce_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    notes TEXT NOT NULL,
    written TEXT NOT NULL,              -- Salesforce's clock after the write
    PRIMARY KEY (run, card)
) WITHOUT ROWID;
INSERT INTO outcomes SELECT run, card, salesforce_id, outcome, reason, detail, notes, written
FROM outcomes_by_id JOIN ids USING (card_id) ORDER BY run, card;
DROP TABLE outcomes_by_id;
CREATE INDEX outcomes_reasons ON outcomes (run, outcome, reason) WHERE reason <> '';
CREATE INDEX outcomes_notes ON outcomes (run, notes) WHERE notes <> '';
"""

TEMPORARY = """
CREATE TEMP TABLE written (             -- rows of a job that Salesforce wrote, while they are settled
    card_id TEXT PRIMARY KEY,
    salesforce_id TEXT NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Schema:
    """One file. ``steps`` lead from an empty file to the newest version, each from one version to the next."""

    file: str
    steps: tuple[str, ...]

    @property
    def version(self) -> int:
        """The newest version, kept as SQLite's ``user_version``."""
        return len(self.steps)


FILES = {"main": Schema("ledger.sqlite", (_LEDGER, _FINDINGS, _NUMBERS)), "before": Schema("before.sqlite", (_BEFORE,))}
