// Package bot is the runtime: it takes updates in, steps the dialog inside one
// transaction, and brings messages out.
//
// [Runtime.Apply] is the only way a person's words change anything. It applies a batch
// of updates in one transaction and returns once they are committed; only then may the
// front end acknowledge them. Messages go through an outbox in the same transaction and
// are delivered by the [Deliverer]: at least once, in order per chat.
//
// Nothing here knows a Telegram type. The front ends are bot/telegram and bot/console.
package bot
