package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// The states in which papers are made ready.
const (
	materialsList    Name = "materials.list"
	materialsItem    Name = "materials.item"    // one paper: how to get it, what to cover
	materialsConsent Name = "materials.consent" // may the place of its file be remembered?
	materialsPhoto   Name = "materials.photo"   // a photo of it is waited for
	materialsSeen    Name = "materials.seen"    // what was seen of it: is it good enough?
)

func materialsFlow() []State {
	return []State{
		{
			Name: materialsList,
			Ask:  askMaterials, Choices: materialChoices, Pick: pickMaterial, Hear: hearMaterials, Read: readMaterials, Take: takeUnnamed,
			Leads: append([]Name{materialsItem}, homeStates...),
		},
		{
			Name: materialsItem, NoBack: true,
			Ask: askMaterial, Choices: materialItemChoices, Pick: pickMaterialItem, Take: takeUnasked,
			Leads: []Name{materialsList, materialsConsent, materialsPhoto, materialsSeen, agreementRecord},
		},
		{
			Name: materialsConsent,
			Ask:  line, Choices: pick("keep", "look"), Pick: pickFileConsent,
			Leads: []Name{materialsPhoto},
		},
		{
			Name: materialsPhoto, NoBack: true,
			Ask: askPhoto, Choices: pick("list", "consent"), Nothing: []string{"list"},
			Pick: leadTo(map[string]Name{"list": materialsList, "consent": materialsConsent}),
			Read: readPhoto, Take: takePhoto, Leads: []Name{materialsList, materialsConsent, materialsSeen},
		},
		{
			Name: materialsSeen, NoBack: true,
			Ask: askSeen, Choices: seenChoices, Nothing: []string{"list"},
			Pick: pickSeen, Read: readPhoto, Take: takePhoto,
			Leads: []Name{materialsList, materialsPhoto, materialsSeen},
		},
	}
}

func askMaterials(t *turn) string {
	list := t.file().Checklist()
	have := 0
	for _, m := range list {
		if m.Status != casefile.Need {
			have++
		}
	}
	return t.text("materials.list", locale.Args{"Have": have, "Count": len(list)})
}

func materialChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, m := range t.file().Checklist() {
		label := fmt.Sprintf("%s %s", tick(m.Status), t.text("material."+string(m.Kind), nil))
		rows = append(rows, []choice{{id: string(m.Kind), label: label}})
	}
	if len(t.file().Bundle()) > 0 {
		rows = append(rows, t.row("send"))
	}
	return append(rows, t.row("done"))
}

func tick(s casefile.MaterialStatus) string {
	if s == casefile.NotApplicable {
		return "–"
	}
	return ticked(s == casefile.Have)
}

func pickMaterial(t *turn, id string) (Name, error) {
	switch id {
	case "done":
		return t.home(), nil
	case "send":
		t.sendFiles(t.file().Bundle())
		return stay, nil
	}
	t.session().Material = casefile.MaterialKind(id)
	return materialsItem, nil
}

// sendFiles shows the files of papers again, in their order.
func (t *turn) sendFiles(list []casefile.Material) {
	for _, m := range list {
		for i := range m.Files {
			caption := t.text("materials.file", locale.Args{"Name": t.text("material."+string(m.Kind), nil), "No": i + 1, "Count": len(m.Files)})
			t.messages = append(t.messages, Message{Text: caption, File: &m.Files[i]})
		}
	}
}

// paper is the paper that is talked about.
func (t *turn) paper() casefile.Material { return t.file().Material(t.session().Material) }

func askMaterial(t *turn) string {
	m := t.paper()
	name := string(m.Kind)
	lines := []string{"<b>" + t.text("material."+name, nil) + "</b>", t.text("material.how."+name, nil)}
	if cover := "material.cover." + name; t.print.Has(cover) {
		lines = append(lines, t.text(cover, nil))
	}
	if n := len(m.Files); n > 0 {
		lines = append(lines, t.text("materials.item.files", locale.Args{"Count": n}))
	}
	return strings.Join(lines, "\n")
}

func materialItemChoices(t *turn) [][]choice {
	m := t.paper()
	rows := [][]choice{t.row("have", "need", "not_applicable")}
	if m.Kind == casefile.AgreementPaper {
		rows[0] = t.row("have", "need")
	}
	if m.Kind != casefile.IdentityPapers {
		rows = append(rows, t.row("photo"))
	}
	if len(m.Files) > 0 {
		rows = append(rows, t.row("send", "forget"))
	}
	if m.Kind == casefile.AgreementPaper {
		return append(rows, t.row("record"))
	}
	return append(rows, t.row("list"))
}

func pickMaterialItem(t *turn, id string) (Name, error) {
	c, kind := t.file(), t.session().Material
	switch id {
	case "list":
		return materialsList, nil
	case "record":
		return agreementRecord, nil
	case "photo":
		if t.session().Looked = nil; t.session().Files == "" {
			return materialsConsent, nil
		}
		return materialsPhoto, nil
	case "send":
		t.sendFiles([]casefile.Material{t.paper()})
		return stay, nil
	case "forget":
		c.ForgetFiles(kind)
		t.note("materials.forgotten", nil)
		return stay, nil
	}
	c.SetMaterial(kind, casefile.MaterialStatus(id))
	if kind == casefile.AgreementPaper {
		return agreementRecord, nil
	}
	return materialsList, nil
}

// FileConsent is what may be done with photos of papers.
type FileConsent string

// What a person may have agreed to; nothing before they were asked.
const (
	OnlyLook  FileConsent = "look" // look at the photo and forget it
	KeepPlace FileConsent = "keep" // remember, too, where in the chat it is
)

func pickFileConsent(t *turn, id string) (Name, error) {
	t.session().Files = FileConsent(id)
	return materialsPhoto, nil
}

func askPhoto(t *turn) string {
	return t.text("materials.photo."+string(t.session().Files), locale.Args{"Name": t.text("material."+string(t.session().Material), nil)})
}

// notSending is how people say that no photo comes after all.
var notSending = phrase.MustCompile(`^(先|那)?(不|没|沒)(想|用|要)?(再)?(发|發|拍|传|傳|弄|了|要)|^(先)?(算了|等会|等會|回头|回頭|以后|以後)|没拍|沒拍|not now|later|never ?mind|no photo`)

func readPhoto(_ *turn, text string) (Name, error) {
	if notSending.MatchString(strings.ToLower(strings.TrimSpace(text))) {
		return materialsList, nil
	}
	return stay, &refusal{key: enginePuzzled}
}

// takePhoto looks at the photo of a paper. It is kept, and its paper ticked, only when the person
// says so having read what was seen.
func takePhoto(t *turn, f casefile.File) (Name, error) {
	s := t.session()
	if len(s.Looked)+len(t.paper().Files) == casefile.MaxFiles {
		return stay, &refusal{"materials.full", locale.Args{"Max": casefile.MaxFiles}}
	}
	s.Looked = append(s.Looked, f)
	t.inspect = &f
	return materialsSeen, nil
}

// takeUnnamed answers a photo sent before it was said what it shows.
func takeUnnamed(*turn, casefile.File) (Name, error) {
	return stay, &refusal{key: "materials.list.which"}
}

// takeUnasked takes a photo sent where the paper is explained, if it was agreed what may be done
// with it. Identity papers are not looked at.
func takeUnasked(t *turn, f casefile.File) (Name, error) {
	switch s := t.session(); {
	case s.Material == casefile.IdentityPapers:
		t.unsay = true
		return stay, &refusal{key: "engine.media.identity"}
	case s.Files == "":
		return stay, &refusal{key: "materials.item.press"}
	}
	t.session().Looked = nil
	return takePhoto(t, f)
}

func askSeen(t *turn) string {
	key := "materials.seen.ask"
	if t.session().Files != KeepPlace {
		key = "materials.seen.look"
	}
	count := len(t.session().Looked)
	return t.text(key, locale.Args{"Name": t.text("material."+string(t.session().Material), nil), "Count": count, "Several": count > 1})
}

// seenChoices offer to keep what was looked at, or, where nothing is to be kept, to tick the paper.
func seenChoices(t *turn) [][]choice {
	id := "have"
	if t.session().Files == KeepPlace {
		id = keepFile
	}
	return [][]choice{t.row(id), t.row("again", "list")}
}

// keepFile is the answer that keeps what was looked at.
const keepFile = "keep"

func pickSeen(t *turn, id string) (Name, error) {
	s, c := t.session(), t.file()
	looked := s.Looked
	s.Looked, s.State = nil, materialsPhoto // "back" leads to a photo that is not kept no more
	switch id {
	case keepFile:
		for _, f := range looked {
			c.KeepFile(s.Material, f)
		}
		t.note("materials.kept", nil)
	case "have":
		c.SetMaterial(s.Material, casefile.Have)
		return materialsList, nil
	case "again":
		if len(looked) > 1 {
			s.Looked, s.State = looked[:len(looked)-1], materialsSeen
			return stay, nil
		}
	default:
		return materialsList, nil
	}
	return materialsPhoto, nil
}

// ofIdentity reports whether the words with a picture say that it shows an identity paper
// or a card, which nobody but the lender needs to see.
func ofIdentity(caption string) bool {
	said := plain(caption)
	return slices.ContainsFunc([]string{"身份证", "身份證", "护照", "護照", "户口", "戶口", "驾驶证", "駕駛證", "驾照", "駕照", "社保卡",
		"银行卡", "銀行卡", "信用卡正面", "信用卡背面", "手持", "idcard", "passport", "bankcard", "driverslicen"}, func(word string) bool {
		return strings.Contains(said, word)
	})
}
