// Package telegram is the bot's front end on Telegram.
//
// [Client] sends: it implements bot.Messenger through go-telegram/bot. [Poller] or [Webhook]
// receives: the one fetches updates with a loop of its own and moves the offset only when
// they were applied; the other is posted updates, and answers only then. So a crash loses
// nothing. Both turn them into bot.Update values in the same way.
//
// The token appears in no error and no log line, and neither does anything that a person
// wrote.
package telegram
