BEGIN TRANSACTION;
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
INSERT INTO "cards" VALUES(1,'a0A5i00000000GBEAY',X'2DE5DC4737714A80E67FAA5B91286455','nana.taniguchi@sakura-shoji.example','0055i00000000GAAAY','',0,'20261130-194923');
INSERT INTO "cards" VALUES(2,'a0A5i00000000G9EAI',X'680AA7C61A3F4BD493F19E21F088F82B','itsuki.takahashi@sakura-shoji.example','0055i00000000GCAAY','',0,'20261130-194923');
INSERT INTO "cards" VALUES(3,'a0A5i00000000GAEAY',X'79FD25BB793E9F1195CD8CC6B3CB0277','rin.makihara@sakura-shoji.example','0055i00000000GBAAY','',0,'20261130-194923');
INSERT INTO "cards" VALUES(4,'a0A5i00000000G8EAI',X'6A7779B2C183166AC0A76DD8A59AE738','nana.taniguchi@sakura-shoji.example','0055i00000000GAAAY','',0,'20261130-194923');
INSERT INTO "cards" VALUES(5,'a0A5i00000000GCEAY',X'B1C785E634078C02DC303D33D1A831BF','kenta.kaneko@sakura-shoji.example','0055i00000000G9AAI','',0,'20261130-194923');
INSERT INTO "cards" VALUES(6,'a0A5i00000000GDEAY',X'4BA70F5CB7349301D70B47C45CC87C6E','kenta.kaneko@sakura-shoji.example','0055i00000000G9AAI','',0,'20261130-194923');
CREATE TABLE findings (                 -- of a run that checked everything: records without a card of the run
    run TEXT NOT NULL,
    card_id TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    finding TEXT NOT NULL,              -- reason code
    PRIMARY KEY (run, card_id)
) WITHOUT ROWID;
CREATE TABLE ids (                      -- a card's number in this file
    card INTEGER PRIMARY KEY,
    card_id TEXT NOT NULL UNIQUE
);
INSERT INTO "ids" VALUES(1,'53369F0CD195373A7EDE2C83063B75CA');
INSERT INTO "ids" VALUES(2,'671422DE47BB5938B3689E084535BA8E');
INSERT INTO "ids" VALUES(3,'8F3ED33ABD58DEB9692482A595FD53C5');
INSERT INTO "ids" VALUES(4,'D5159B73432A2795CC86ADC01A064ED2');
INSERT INTO "ids" VALUES(5,'D753C3C10CB6254C93E1ED6775BDC6A6');
INSERT INTO "ids" VALUES(6,'E86FF3A50EE68F8BA6E03F276133615E');
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
CREATE TABLE jobs (                     -- rows on their way; gone once settled
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    way TEXT NOT NULL,                  -- bulk | collections
    salesforce_job TEXT NOT NULL DEFAULT ''
);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('map','979cf0104bff1f58');
INSERT INTO "meta" VALUES('mark','2024-01-30T20:30:00+09:00');
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
INSERT INTO "outcomes" VALUES('20261130-194923',1,'a0A5i00000000GBEAY','created','','','','2026-11-30T19:49:24+00:00');
INSERT INTO "outcomes" VALUES('20261130-194923',2,'a0A5i00000000G9EAI','created','','','','2026-11-30T19:49:24+00:00');
INSERT INTO "outcomes" VALUES('20261130-194923',3,'a0A5i00000000GAEAY','created','','','','2026-11-30T19:49:24+00:00');
INSERT INTO "outcomes" VALUES('20261130-194923',4,'a0A5i00000000G8EAI','created','','','','2026-11-30T19:49:24+00:00');
INSERT INTO "outcomes" VALUES('20261130-194923',5,'a0A5i00000000GCEAY','created','','','[["shortened", "company", 255]]','2026-11-30T19:49:24+00:00');
INSERT INTO "outcomes" VALUES('20261130-194923',6,'a0A5i00000000GDEAY','created','','','','2026-11-30T19:49:24+00:00');
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
INSERT INTO "runs" VALUES('20261130-194923','sync','completed','2026-11-30T19:49:23+00:00','2026-11-30T19:49:23+00:00',2.78369403000397142022e-01,'','2000-01-01T00:00:00+00:00','',0);
CREATE INDEX cards_by_owner ON cards (owner_key, owner_id);
CREATE INDEX cards_failed ON cards (failed) WHERE failed <> '';
CREATE INDEX outcomes_reasons ON outcomes (run, outcome, reason) WHERE reason <> '';
CREATE INDEX outcomes_notes ON outcomes (run, notes) WHERE notes <> '';
COMMIT;
PRAGMA user_version = 3;
