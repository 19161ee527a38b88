// Package telegram is the bot's front end on Telegram.
//
// [Client] sends: it implements bot.Messenger through go-telegram/bot. [Poller] receives:
// it fetches updates with a loop of its own, turns them into bot.Update values, and moves
// the offset only when they were applied, so that a crash loses nothing.
//
// The token appears in no error and no log line, and neither does anything that a person
// wrote.
package telegram
