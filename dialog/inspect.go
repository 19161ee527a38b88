package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/photo"
)

// Inspected completes a message that asked for a file to be looked at ([Message.Inspect]): it says
// first what was seen, and the button to keep the file says so too. Data is nil if the file could
// not be had; then there is nothing to keep.
func (e *Engine) Inspected(p Person, m Message, data []byte) Message {
	print := e.texts.Printer(p.Session.Language)
	seen, faults := []string{print.Text("photo.unseen", nil)}, data == nil
	if data != nil {
		report := photo.Look(data)
		if seen, faults = nil, !report.Fine(); !faults {
			seen = []string{print.Text("photo.fine", nil)}
		}
		for _, fault := range report.Faults {
			seen = append(seen, print.Text("photo."+string(fault), locale.Args{"Megabytes": photo.MaxBytes >> 20}))
		}
	}
	if m.Text != "" {
		seen = append(seen, m.Text)
	}
	m.Text, m.Inspect = strings.Join(seen, "\n"), nil
	if faults {
		m.Buttons = stillKept(print, m.Buttons, data == nil)
	}
	return m
}

// stillKept lets the button that keeps a file say 还是收好 where something is wrong with it, and
// takes it away where the file could not be had.
func stillKept(print *locale.Printer, rows [][]Button, without bool) [][]Button {
	var out [][]Button
	for _, row := range rows {
		row = slices.Clone(row)
		if _, _, id, ok := splitData(row[0].Data); ok && (id == keepFile || id == string(casefile.Have)) {
			if without {
				continue
			}
			row[0].Label = print.Text("materials.seen."+id+".still", nil)
		}
		out = append(out, row)
	}
	return out
}
