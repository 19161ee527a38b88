-- +goose Up
-- Updates of chats that sent more than their share, in the order in which they came. Their
-- numbers are in seen_update.
CREATE TABLE backlog (
    id            INTEGER PRIMARY KEY,
    chat          INTEGER NOT NULL,
    update_number INTEGER NOT NULL,
    put_off_at    INTEGER NOT NULL,
    sealed        BLOB NOT NULL
) STRICT;
CREATE INDEX backlog_chat ON backlog (chat, id);
