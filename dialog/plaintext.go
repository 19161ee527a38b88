package dialog

import (
	"html"
	"strings"
)

// Plain takes the HTML out of a message's text, for places that show text only.
func Plain(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<")
		b.WriteString(before)
		if !found {
			return html.UnescapeString(b.String())
		}
		_, text, _ = strings.Cut(rest, ">")
	}
}
