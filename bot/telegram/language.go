package telegram

import (
	"strings"

	"xieshang/dialog/locale"
)

// language is the language a client's IETF tag asks for, "" if the client says nothing.
func language(tag string) locale.Language {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	if tag == "" {
		return ""
	}
	for _, traditional := range []string{"zh-hant", "zh-tw", "zh-hk", "zh-mo"} {
		if strings.HasPrefix(tag, traditional) {
			return locale.Hant
		}
	}
	if tag == "zh" || strings.HasPrefix(tag, "zh-") {
		return locale.Hans
	}
	return locale.English
}
