-- +goose Up
-- When the person was last told that everything will be removed for want of a word.
ALTER TABLE chat ADD COLUMN warned_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX chat_inactive ON chat (seen_at) WHERE consented = 1;
CREATE INDEX reminder_waiting ON reminder (chat, due_at) WHERE status <> 1;
