-- +goose Up
-- Who waits for another attempt is kept in memory since then.
DROP INDEX outbox_postponed;
