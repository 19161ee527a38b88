-- +goose Up
-- status: 0 pending, 1 claimed (it is or was in the outbox), 2 resting (chat unreachable),
-- 3 passed over (its time came when there was nothing to say). It is planned for one time,
-- and due at that or at a later one to which it was put off.
CREATE TABLE reminder_now (
    id         INTEGER PRIMARY KEY,
    chat       INTEGER NOT NULL,
    case_id    INTEGER NOT NULL,
    item       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    day        TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    status     INTEGER NOT NULL CHECK (status IN (0, 1, 2, 3)),
    claimed_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chat, case_id, item, kind, day)
) STRICT;
INSERT INTO reminder_now (id, chat, case_id, item, kind, day, planned_at, due_at, status)
    SELECT id, chat, case_id, item, kind, day, due_at, due_at, status FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_now RENAME TO reminder;
CREATE INDEX reminder_due ON reminder (due_at) WHERE status = 0;
CREATE INDEX reminder_waiting ON reminder (chat, due_at) WHERE status IN (0, 2);
CREATE INDEX reminder_passed ON reminder (planned_at) WHERE status = 3;
