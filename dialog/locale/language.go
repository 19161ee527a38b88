package locale

// Language is a language the bot speaks.
type Language string

// The languages, named as Telegram names them.
const (
	Hans    Language = "zh-Hans"
	Hant    Language = "zh-Hant"
	English Language = "en"
)

// Languages lists them all, the original first.
var Languages = []Language{Hans, Hant, English}
