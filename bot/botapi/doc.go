// Package botapi is Telegram's Bot API in one process: a real HTTP server for tests,
// load runs and crash runs, with people who talk to the bot.
//
// It keeps Telegram's rules where a bot can trip over them: what confirms an update, how
// many characters fit, which HTML is accepted, when an edit is refused, and the words
// each refusal comes in. Because it is a server, the bot may live in another process and
// be killed; the chats stay here.
//
//	api := botapi.Start(t)
//	bot := …(api.URL(), api.Token())
//
//	u := api.User(42, botapi.Language("zh-hans"))
//	u.Say("花呗")
//	reply, err := u.Wait(ctx)
//	err = u.Tap("已满 18 岁，同意并开始")
//	m, err := u.WaitText(ctx, "欠了多少")
//
// Updates are fetched by long polling, or posted to a webhook on this machine in the order
// and with the persistence that Telegram has. [Server.Fault] and [Server.FaultDelivery]
// script what goes wrong; [Server.Load] lets a crowd talk and measures.
//
// Nothing here sleeps: a test waits for what it wants to see, and an error shows the chat
// as the person saw it.
package botapi
