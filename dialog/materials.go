package dialog

import (
	"fmt"

	"xieshang/dialog/casefile"
)

// materialsList is the checklist of papers: ticks only, never the papers themselves.
const materialsList Name = "materials.list"

func materialsFlow() []State {
	return []State{{
		Name: materialsList,
		Ask:  line, Choices: materialChoices, Pick: pickMaterial,
		Leads: append([]Name{materialsList}, homeStates...),
	}}
}

func materialChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, m := range t.file().Checklist() {
		tick := "☐"
		switch m.Status {
		case casefile.Have:
			tick = "☑"
		case casefile.NotApplicable:
			tick = "–"
		}
		label := fmt.Sprintf("%s %s", tick, t.text("material."+string(m.Kind), nil))
		rows = append(rows, []choice{{id: string(m.Kind), label: label}})
	}
	return append(rows, t.row("done"))
}

// pickMaterial turns a paper from needed to at hand, to not applicable, and round again.
func pickMaterial(t *turn, id string) (Name, error) {
	if id == "done" {
		return t.home(), nil
	}
	after := map[casefile.MaterialStatus]casefile.MaterialStatus{
		casefile.Need: casefile.Have, casefile.Have: casefile.NotApplicable, casefile.NotApplicable: casefile.Need,
	}
	for _, m := range t.file().Checklist() {
		if string(m.Kind) == id {
			t.file().SetMaterial(m.Kind, after[m.Status])
		}
	}
	return materialsList, nil
}
