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

# Runs, and who got whose cards, stand once and by number; a card and its id are one row; a job's rows are one text.
_COMPACT = """
ALTER TABLE runs RENAME TO runs_by_id;
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,                 -- sync | full | retry | missing | undo
    state TEXT NOT NULL,                -- running | paused | failed | completed | completed_with_errors
    started TEXT NOT NULL,              -- ISO 8601, UTC
    ended TEXT,
    seconds REAL NOT NULL DEFAULT 0,    -- worked, over all continuations
    trouble TEXT NOT NULL DEFAULT '',   -- JSON [code, details] of what stopped it
    mark_before TEXT NOT NULL,          -- where its reading began, as the mark
    undoes TEXT NOT NULL DEFAULT '',    -- the run that this undo takes back
    undone INTEGER NOT NULL DEFAULT 0,  -- whether it was taken back
    wrote INTEGER NOT NULL DEFAULT 0,   -- whether it created or updated a record
    forgotten INTEGER NOT NULL DEFAULT 0,  -- whether it is too late to take it back
    counts TEXT NOT NULL DEFAULT ''     -- JSON [outcome → cards, cards altered], once its outcomes go
);
INSERT INTO runs (number, id, kind, state, started, ended, seconds, trouble, mark_before, undoes, undone)
SELECT rowid, id, kind, state, started, ended, seconds, trouble, mark_before, undoes, undone
FROM runs_by_id ORDER BY rowid;
DROP TABLE runs_by_id;

CREATE TABLE assignments (              -- a Sansan owner, and the Salesforce user the recipients named for him
    number INTEGER PRIMARY KEY,
    owner_key TEXT NOT NULL,
    user_id TEXT NOT NULL,
    UNIQUE (owner_key, user_id)
);
INSERT INTO assignments (owner_key, user_id) SELECT DISTINCT owner_key, owner_id FROM cards WHERE owner_key <> '';

DROP INDEX cards_by_owner;
DROP INDEX cards_failed;
ALTER TABLE cards RENAME TO cards_by_number;
CREATE TABLE cards (                    -- each card met, and what Salesforce was last given of it
    card INTEGER PRIMARY KEY,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL DEFAULT '',
    fingerprint BLOB NOT NULL DEFAULT x'',
    assignment INTEGER REFERENCES assignments (number),  -- none: Salesforce holds none of ours
    notes TEXT NOT NULL DEFAULT '',                      -- JSON: which values did not go as they are
    run INTEGER REFERENCES runs (number),                -- that wrote it last
    written INTEGER NOT NULL DEFAULT 0,                  -- Salesforce's clock after that; seconds since 1970
    gone INTEGER NOT NULL DEFAULT 0                      -- not met when everything was last read
);
INSERT INTO cards (card, card_id, salesforce_id, fingerprint, assignment, notes, run, written, gone)
SELECT ids.card, card_id, iif(number IS NULL, '', old.salesforce_id), coalesce(old.fingerprint, x''), number,
       iif(number IS NULL OR notes IS NULL, '', notes),
       iif(number IS NULL, NULL, (SELECT number FROM runs WHERE id = old.run)),
       coalesce(CAST(strftime('%s', nullif(written, '')) AS INTEGER), 0), coalesce(gone, 0)
FROM ids LEFT JOIN cards_by_number AS old ON old.card = ids.card
LEFT JOIN assignments ON assignments.owner_key = old.owner_key AND user_id = owner_id
LEFT JOIN outcomes ON outcomes.run = old.run AND outcomes.card = ids.card
ORDER BY ids.card;
CREATE UNIQUE INDEX cards_by_id ON cards (card_id);
CREATE INDEX cards_by_assignment ON cards (assignment) WHERE assignment IS NOT NULL;

CREATE TABLE failures (                 -- cards whose last try failed, and what was tried
    card INTEGER PRIMARY KEY REFERENCES cards (card),
    reason TEXT NOT NULL,               -- reason code
    detail TEXT NOT NULL DEFAULT '',    -- the server's own words where they help
    fingerprint BLOB NOT NULL DEFAULT x'',
    assignment INTEGER REFERENCES assignments (number),
    basis TEXT NOT NULL DEFAULT '',     -- version of the field map and of the destination
    tried INTEGER NOT NULL DEFAULT 0    -- Salesforce's clock then; seconds since 1970
);
INSERT INTO failures (card, reason) SELECT card, failed FROM cards_by_number WHERE failed <> '';
DROP TABLE cards_by_number;
DROP TABLE ids;

DROP INDEX outcomes_reasons;
DROP INDEX outcomes_notes;
ALTER TABLE outcomes RENAME TO outcomes_by_text;
CREATE TABLE outcomes (
    run INTEGER NOT NULL REFERENCES runs (number),
    card INTEGER NOT NULL REFERENCES cards (card),
    salesforce_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    wrote TEXT NOT NULL DEFAULT '',     -- created | updated: what taking the run back must deal with
    written INTEGER NOT NULL DEFAULT 0, -- Salesforce's clock after the write; seconds since 1970
    PRIMARY KEY (run, card)
) WITHOUT ROWID;
INSERT INTO outcomes
SELECT number, card, salesforce_id, outcome, reason, detail, notes,
       iif(outcome IN ('created', 'updated'), outcome, ''),
       coalesce(CAST(strftime('%s', nullif(written, '')) AS INTEGER), 0)
FROM runs CROSS JOIN outcomes_by_text ON outcomes_by_text.run = runs.id ORDER BY number, card;
DROP TABLE outcomes_by_text;
UPDATE runs SET wrote = EXISTS (SELECT 1 FROM outcomes WHERE outcomes.run = number AND outcomes.wrote <> ''),
    forgotten = number NOT IN (SELECT number FROM runs WHERE kind <> 'undo' ORDER BY number DESC LIMIT 5);
CREATE INDEX outcomes_reasons ON outcomes (run, outcome, reason) WHERE reason <> '';  -- few among very many
CREATE INDEX outcomes_notes ON outcomes (run, notes) WHERE notes <> '';

ALTER TABLE findings RENAME TO findings_by_text;
CREATE TABLE findings (                 -- of a run that checked everything: records without a card of the run
    run INTEGER NOT NULL REFERENCES runs (number),
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    finding TEXT NOT NULL,              -- reason code
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
INSERT INTO findings SELECT number, card_id, salesforce_id, finding FROM findings_by_text JOIN runs ON id = run;
DROP TABLE findings_by_text;

ALTER TABLE jobs RENAME TO jobs_by_row;
CREATE TABLE jobs (                     -- rows on their way; gone once settled
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (number),
    way TEXT NOT NULL,                  -- bulk | collections
    salesforce_job TEXT NOT NULL DEFAULT '',
    rows TEXT NOT NULL                  -- JSON, a list a row: see jobs.py
);
INSERT INTO jobs SELECT jobs_by_row.id, number, way, salesforce_job,
    (SELECT json_group_array(json_array(
        card_id, hex(fingerprint), owner_key, owner_id, creates, salesforce_id, notes))
     FROM job_rows WHERE job = jobs_by_row.id)
FROM jobs_by_row JOIN runs ON runs.id = jobs_by_row.run;
DROP TABLE jobs_by_row;
DROP TABLE job_rows;

CREATE TABLE links (                    -- which contact, lead and account a card was linked to
    card INTEGER PRIMARY KEY REFERENCES cards (card),
    contact_id TEXT NOT NULL DEFAULT '',
    lead_id TEXT NOT NULL DEFAULT '',
    account_id TEXT NOT NULL DEFAULT '',
    run INTEGER NOT NULL REFERENCES runs (number),
    decided_by TEXT NOT NULL            -- rule | person
);
"""

_LINK_RUNS = """
CREATE TABLE link_rows (                -- what a link run decided for a card, and what it did
    run INTEGER NOT NULL REFERENCES runs (number),
    card INTEGER NOT NULL REFERENCES cards (card),
    record_id TEXT NOT NULL,
    outcome TEXT NOT NULL,              -- linked | created | already | ambiguous | unmatched | failed
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    way TEXT NOT NULL,                  -- email | name | person | group: why
    kind TEXT NOT NULL,                 -- Contact | Lead
    target_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    made_account INTEGER NOT NULL,
    candidates TEXT NOT NULL,           -- ids among which a person must choose
    settled INTEGER NOT NULL,           -- 0: about to be sent
    written INTEGER NOT NULL,           -- Salesforce's clock after the write; seconds since 1970
    PRIMARY KEY (run, card)
) WITHOUT ROWID;
CREATE TABLE link_fills (               -- contacts and leads whose empty fields a run filled
    run INTEGER NOT NULL REFERENCES runs (number),
    target_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    digests TEXT NOT NULL,              -- JSON, field → digest of the value
    done INTEGER NOT NULL,
    PRIMARY KEY (run, target_id)
) WITHOUT ROWID;
CREATE TABLE link_choices (             -- what a person decided about a card, never asked again
    card INTEGER NOT NULL REFERENCES cards (card),
    choice TEXT NOT NULL,               -- this | none | not | new
    kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    PRIMARY KEY (card, choice, target_id)
) WITHOUT ROWID;
"""

_USERS = """
ALTER TABLE runs ADD COLUMN users TEXT NOT NULL DEFAULT '';  -- who signed in for it: usernames, parted by ", "
"""

_LINK_ORDERS = """
ALTER TABLE link_rows ADD COLUMN notes TEXT NOT NULL DEFAULT '';  -- JSON: which values did not go as they are
CREATE TABLE link_asked (               -- the cards to which a link run that did not end is limited
    run INTEGER NOT NULL REFERENCES runs (number),
    card INTEGER NOT NULL REFERENCES cards (card),
    PRIMARY KEY (run, card)
) WITHOUT ROWID;
"""

# Which run wrote a card before: so that taking one back makes the earlier one count as untouched again. Runs before
# the last five could not be taken back by the program that wrote such a file.
_CHAIN = """
ALTER TABLE before.images ADD COLUMN known_run INTEGER;
ALTER TABLE before.images ADD COLUMN known_written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE before.images ADD COLUMN known_notes TEXT NOT NULL DEFAULT '';
UPDATE before.images SET (known_run, known_written, known_notes) = (
    SELECT max(outcomes.run), coalesce(outcomes.written, 0), coalesce(outcomes.notes, '')
    FROM main.cards JOIN main.outcomes USING (card)
    WHERE card_id = images.card_id AND wrote <> '' AND outcomes.run IN
      (SELECT number FROM main.runs WHERE kind <> 'undo'
       AND number < (SELECT number FROM main.runs WHERE id = images.run) ORDER BY number DESC LIMIT 5))
WHERE known;
"""

TEMPORARY = """
CREATE TEMP TABLE arrived (             -- cards with their outcome, while they are recorded
    card_id TEXT PRIMARY KEY,
    salesforce_id TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    owner_key TEXT NOT NULL,
    user_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    notes TEXT NOT NULL
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


FILES = {
    "main": Schema("ledger.sqlite", (_LEDGER, _FINDINGS, _NUMBERS, _COMPACT, _LINK_RUNS, _USERS, _LINK_ORDERS)),
    "before": Schema("before.sqlite", (_BEFORE, _CHAIN)),
}
