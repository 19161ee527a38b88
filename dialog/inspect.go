package dialog

import (
	"strings"

	"xieshang/dialog/locale"
	"xieshang/dialog/photo"
)

// Inspected says what was seen of a file that the person sent, as asked for by
// [Message.Inspect]; data is nil if the file could not be had.
func (e *Engine) Inspected(p Person, data []byte) Message {
	print := e.texts.Printer(p.Session.Language)
	if data == nil {
		return Message{Text: print.Text("photo.unseen", nil)}
	}
	report := photo.Look(data)
	if report.Fine() {
		return Message{Text: print.Text("photo.fine", nil)}
	}
	var lines []string
	for _, fault := range report.Faults {
		lines = append(lines, print.Text("photo."+string(fault), locale.Args{"Megabytes": photo.MaxBytes >> 20}))
	}
	return Message{Text: strings.Join(lines, "\n")}
}
