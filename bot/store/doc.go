// Package store is what is kept: one SQLite database per bot.
//
// A [Store] has two doors. [Store.Write] runs a function in one transaction on the only
// connection that writes; when it returns nil everything in it is on disk, and otherwise
// nothing is. [Store.Read] runs one on a snapshot. Both hand out a [Tx], whose methods
// are the queries, one file per thing that is kept: chats, persons, outbox, reminders,
// update numbers, updates that were put off, failures.
//
// What a person said is sealed with AES-256-GCM under a [Key], with the row's identity
// as additional data, so that a sealed value can be neither read nor moved to another
// row. In the clear stand only chat ids, times, kinds and states. Times are kept as
// milliseconds since 1970 and come back in UTC; the zero time is kept as 0.
//
// [Rekey] changes the key, [Backup] and [Store.Nightly] copy the database while it is
// worked on, and [Restore] puts a copy back. Killed at any moment, each leaves a database
// that opens with the key in the key file.
//
// Whatever an operator can mend is a [*Trouble], whose text is one line that names the
// thing and the mend.
package store
