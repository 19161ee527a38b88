package telegram

import (
	"html"
	"regexp"
)

// tag is anything that looks like a tag of Telegram's HTML; "a < b" is not one.
var tag = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// plain takes tags and character references out of a text.
func plain(text string) string {
	return html.UnescapeString(tag.ReplaceAllString(text, ""))
}
