BEGIN TRANSACTION;
CREATE TABLE images (            -- what a record held before a run first wrote to it
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
COMMIT;
PRAGMA user_version = 1;
