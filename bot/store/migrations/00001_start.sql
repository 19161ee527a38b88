-- Times are milliseconds since 1970, 0 for "never". A column named sealed holds
-- AES-256-GCM: key version (1 byte), nonce (12), ciphertext, tag (16).

-- +goose Up
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seen_update (
    id      INTEGER PRIMARY KEY,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE chat (
    id             INTEGER PRIMARY KEY,
    last_message   INTEGER NOT NULL,
    live_message   INTEGER NOT NULL,
    live_keep      INTEGER NOT NULL CHECK (live_keep IN (0, 1)),
    consented      INTEGER NOT NULL CHECK (consented IN (0, 1)),
    seen_at        INTEGER NOT NULL,
    unreachable_at INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_unconsented ON chat (seen_at) WHERE consented = 0;

CREATE TABLE session (
    chat       INTEGER PRIMARY KEY,
    updated_at INTEGER NOT NULL,
    sealed     BLOB NOT NULL
) STRICT;

CREATE TABLE casefile (
    chat       INTEGER NOT NULL,
    id         INTEGER NOT NULL,
    stage      TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    sealed     BLOB NOT NULL,
    PRIMARY KEY (chat, id)
) STRICT;

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY,
    chat       INTEGER NOT NULL,
    lane       INTEGER NOT NULL,
    queued_at  INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    sealed     BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_chat ON outbox (chat);
CREATE INDEX outbox_lane ON outbox (lane, id, chat);
CREATE INDEX outbox_postponed ON outbox (not_before) WHERE not_before > 0;

-- status: 0 pending, 1 claimed (it is or was in the outbox), 2 paused (chat unreachable).
CREATE TABLE reminder (
    id      INTEGER PRIMARY KEY,
    chat    INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    item    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    day     TEXT NOT NULL,
    due_at  INTEGER NOT NULL,
    status  INTEGER NOT NULL CHECK (status IN (0, 1, 2)),
    UNIQUE (chat, case_id, item, kind, day)
) STRICT;
CREATE INDEX reminder_due ON reminder (due_at) WHERE status = 0;

CREATE TABLE failure (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    chat   INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX failure_chat ON failure (chat);
