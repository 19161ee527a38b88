package dialog

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/understand"
)

// The states of the letters.
const (
	letterList   Name = "letter.list"
	letterMore   Name = "letter.more" // those that fit less
	letterPage   Name = "letter.page" // one letter, piece by piece
	letterReason Name = "letter.reason"
	letterOwn    Name = "letter.own" // the reason in the person's own words
)

func letterFlow() []State {
	return []State{
		{
			Name: letterList,
			Ask:  line, Choices: func(t *turn) [][]choice { return append(t.letterChoices(t.fittingLetters()), t.row("more")) },
			Pick: pickLetter, Leads: []Name{letterPage, letterMore},
		},
		{
			Name: letterMore,
			Ask:  line, Choices: func(t *turn) [][]choice { return t.letterChoices(t.furtherLetters()) },
			Pick: pickLetter, Leads: []Name{letterPage},
		},
		{
			Name: letterPage,
			Ask:  askLetter, Choices: letterPageChoices, Pick: pickLetterPage,
			Leads: []Name{letterPage, letterList, letterReason, disputeFiled, disputeObjection},
		},
		{
			Name: letterReason,
			Ask:  askReason, Choices: reasonChoices, Pick: pickReason,
			Leads: []Name{letterPage, letterOwn},
		},
		{
			Name: letterOwn, Own: true,
			Ask: line, Read: readOwnReason,
			Leads: []Name{letterPage},
		},
	}
}

// fittingLetters are the letters that the person needs now, the most useful first.
func (t *turn) fittingLetters() []string {
	c := t.file()
	var fit []string
	if c.Court != nil || slices.Contains(t.session().Warned, understand.Court) {
		fit = append(fit, "court")
	}
	switch {
	case c.Stage == casefile.Settled:
		fit = append(fit, "proof", "dispute")
	case c.Main().Dispute == casefile.Relatives || c.Main().Dispute == casefile.Inherited:
		fit = append(fit, "not_borrower", "complaint", "contact_only")
	case t.notMine():
		fit = append(fit, "not_mine", "dispute", "contact_only")
	case c.Main().Dispute == casefile.PaidAlready:
		fit = append(fit, "dispute", "proof")
	case c.Main().Dispute == casefile.WrongAmount && c.Agreement == nil:
		fit = append(fit, "itemise", "request", "hardship")
	case c.Agreement != nil:
		fit = append(fit, "change")
	case t.stance() == silent:
		fit = append(fit, "itemise", "contact_only", "complaint")
	case c.Stage == casefile.Refused:
		fit = append(fit, "reconsider", "request", "hardship")
	default:
		fit = append(fit, "request", "hardship", "itemise")
	}
	if (len(c.Incidents) > 0 || t.harassed()) && c.Stage != casefile.Settled {
		fit = append(fit, "contact_only", "complaint")
	}
	if len(c.Debts) > 1 || c.Agreement != nil {
		fit = append(fit, "family")
	}
	return compact(fit)
}

// harassed reports whether the person has told of harassment or threats.
func (t *turn) harassed() bool {
	warned := t.session().Warned
	return slices.Contains(warned, understand.Harassment) || slices.Contains(warned, understand.Violence)
}

// compact keeps the first of every name.
func compact(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// furtherLetters are all others that can be written of the case.
func (t *turn) furtherLetters() []string {
	fit := t.fittingLetters()
	return slices.DeleteFunc(t.engine.book.Letters(), func(id string) bool {
		return slices.Contains(fit, id) || t.past(id)
	})
}

// past reports whether a letter does not go with the case: terms that are agreed are not asked
// for anew, what is paid off is not changed, and a guarded stance acknowledges nothing.
func (t *turn) past(id string) bool {
	switch {
	case id == "change":
		return !t.agreementRuns()
	case acknowledges(id) && t.stance() != willing:
		return true
	}
	return t.file().Agreement != nil && slices.Contains([]string{"request", "reconsider", "itemise"}, id)
}

// agreementRuns reports whether something is left to pay under an agreement.
func (t *turn) agreementRuns() bool {
	a := t.file().Agreement
	return a != nil && a.Left() > 0
}

func (t *turn) letterChoices(ids []string) [][]choice {
	return pairs(ids, func(id string) choice {
		label, _ := t.engine.book.LetterLabel(id, t.print.Language)
		return choice{id: id, label: label}
	})
}

func pickLetter(t *turn, id string) (Name, error) {
	if id == "more" {
		return letterMore, nil
	}
	return t.openLetter(id), nil
}

// openLetter shows a letter from its beginning. "change.month" is a letter with what it asks for.
func (t *turn) openLetter(id string) Name {
	t.session().Letter, t.session().LetterPage = id, 0
	return letterPage
}

// letter fills in a letter with the figures of the case as it is now.
func (t *turn) letter(ref string) playbook.Letter {
	id, mode, _ := strings.Cut(ref, ".")
	if t.past(id) { // since it was opened
		id = t.fittingLetters()[0]
	}
	l, err := t.engine.book.Letter(id, t.particulars(mode))
	if err != nil {
		panic(err)
	}
	return l
}

// openedLetter is the letter that is looked at.
func (t *turn) openedLetter() (l playbook.Letter, pieces []piece, page int) {
	ref := t.session().Letter
	if ref == "" {
		ref = t.fittingLetters()[0]
	}
	l = t.letter(ref)
	pieces = piecesOf(l)
	return l, pieces, min(t.session().LetterPage, len(pieces)-1)
}

func askLetter(t *turn) string {
	l, pieces, page := t.openedLetter()
	head := "<b>" + t.text("letter.head", locale.Args{"Title": l.Title, "Page": page + 1, "Count": len(pieces)}) + "</b>"
	if page == 0 {
		_, purpose := t.engine.book.LetterLabel(l.ID, t.print.Language)
		head += "\n" + html.EscapeString(purpose) + t.letterHints(l)
	}
	key := "letter.block"
	if pieces[page].table {
		key = "letter.table"
	}
	text := head + "\n\n" + t.text(key, locale.Args{"Text": pieces[page].text})
	if sources := t.letterSources(l); page == 0 && sources != "" {
		text += "\n\n<i>" + sources + "</i>"
	}
	return text
}

// acknowledges reports whether whoever hands in a letter owns to the debt.
func acknowledges(id string) bool {
	return slices.Contains([]string{"request", "hardship", "reconsider", "change"}, id)
}

// letterHints say what to mind about a letter: that it acknowledges the debt, that no
// instalments are promised.
func (t *turn) letterHints(l playbook.Letter) string {
	hints := ""
	switch {
	case acknowledges(l.ID) && t.notMine():
		hints += "\n" + t.text("letter.hint.notmine", nil)
	case acknowledges(l.ID) && t.file().Main().OverdueDays(t.today) >= longSilence:
		hints += "\n" + t.text("letter.hint.long", locale.Args{"Limitation": t.cited("L4")})
	}
	if l.ID == "request" && t.file().Main().Total() == 0 {
		hints += "\n" + t.text("letter.hint.unknown", nil)
	}
	if calls := t.callsToCount(); l.ID == "complaint" && calls > 0 {
		hints += "\n" + t.text("letter.hint.calls", locale.Args{"Calls": calls})
	}
	return hints
}

// callsToCount is the most calls of a day, where it depends on how many of them were taken whether
// they were too many; 0 where it does not.
func (t *turn) callsToCount() int {
	most := 0
	for _, in := range t.file().Incidents {
		most = max(most, in.Calls)
	}
	if most <= usualCalls || most > mostCalls {
		return 0
	}
	return most
}

// letterSources names where the facts of a letter are from and when they were checked.
func (t *turn) letterSources(l playbook.Letter) string {
	return html.EscapeString(t.sourcesIn(l, t.print.Language))
}

func (t *turn) sourcesIn(l playbook.Letter, lang locale.Language) string {
	line, err := t.engine.book.Sources(l.Facts, lang)
	if err != nil {
		panic(err)
	}
	return line
}

func letterPageChoices(t *turn) [][]choice {
	l, pieces, page := t.openedLetter()
	var rows [][]choice
	if p := pieces[page]; !p.table {
		rows = append(rows, []choice{t.copyChoice(p.text)})
	}
	var turning []choice
	if page > 0 {
		turning = append(turning, t.row("previous")...)
	}
	if page < len(pieces)-1 {
		turning = append(turning, t.row("next")...)
	}
	if turning != nil {
		rows = append(rows, turning)
	}
	whole := t.row("whole")
	if acknowledges(l.ID) {
		whole = t.row("whole", "reason")
	}
	rows = append(rows, whole, t.row("pdf", "docx"))
	if l.ID == "dispute" {
		return append(rows, append(t.objectedRow(string(letterPage)), t.row("list")...))
	}
	return append(rows, t.row("list"))
}

func pickLetterPage(t *turn, id string) (Name, error) {
	s := t.session()
	l, pieces, page := t.openedLetter()
	switch id {
	case "previous":
		s.LetterPage = max(0, page-1)
	case "next":
		s.LetterPage = min(len(pieces)-1, page+1)
	case "filed":
		return disputeFiled, nil
	case "objection":
		return disputeObjection, nil
	case "whole":
		for _, message := range t.letterPaper(l).Messages() {
			t.say(message)
		}
	case "reason":
		return letterReason, nil
	case "pdf", "docx":
		ref := s.Letter
		if ref == "" {
			ref = l.ID
		}
		caption := "letter.file"
		if l.To == "" {
			caption = "letter.file.own"
		}
		name := "xieshang-" + strings.ReplaceAll(l.ID, "_", "") + "-" + t.today.String() + "." + id
		t.sendDocument(Document{Kind: LetterFile, Name: name, Of: ref, Format: document.Format(id)}, t.text(caption, locale.Args{"Title": l.Title}))
	case "list":
		return letterList, nil
	}
	return stay, nil
}

// LetterFile is a letter; Document.Of says which.
const LetterFile DocumentKind = "letter"

// writeLetter is a letter as a paper to print.
func writeLetter(t *turn, d Document) (document.Sheet, error) {
	return t.letterPaper(t.letter(d.Of)), nil
}

// letterPaper lays out a letter.
func (t *turn) letterPaper(l playbook.Letter) document.Paper {
	p := t.engine.texts.Printer(locale.Hans)
	paper := document.Paper{Title: l.Title, Made: t.today}
	if l.To == "" {
		paper.Foot = p.Text("letter.say.foot", locale.Args{"Sources": t.sourcesIn(l, locale.Hans)})
	} else {
		paper.Blocks = append(paper.Blocks, document.Paragraph(p.Text("letter.say.dear", locale.Args{"To": l.To})))
	}
	for _, b := range l.Blocks {
		n := len(paper.Blocks) - 1
		switch b.Kind {
		case playbook.Heading:
			paper.Blocks = append(paper.Blocks, document.Heading(b.Text))
		case playbook.Paragraph:
			paper.Blocks = append(paper.Blocks, document.Paragraph(b.Text))
		case playbook.Item:
			if items, ok := paper.Blocks[n].(document.Items); ok {
				paper.Blocks[n] = append(items, b.Text)
				continue
			}
			paper.Blocks = append(paper.Blocks, document.Items{b.Text})
		case playbook.Box:
			box := document.Check{Text: b.Text, Ticked: b.Ticked}
			if checks, ok := paper.Blocks[n].(document.Checks); ok {
				paper.Blocks[n] = append(checks, box)
				continue
			}
			paper.Blocks = append(paper.Blocks, document.Checks{box})
		case playbook.Table:
			paper.Blocks = append(paper.Blocks, letterTable(b.Rows))
		case playbook.Signature:
			paper.Blocks = append(paper.Blocks, document.Signature{Name: b.Text, Date: p.Text("letter.say.date", nil)})
		}
	}
	return paper
}

// letterTable lays out a table; columns of figures stand at the right, those to be filled in by
// hand at the left.
func letterTable(rows [][]string) document.Table {
	table := document.Table{Rows: rows[1:]}
	for i, head := range rows[0] {
		figures, words := false, false
		for _, row := range rows[1:] {
			if i >= len(row) {
				continue
			}
			figures = figures || strings.ContainsAny(row[i], "0123456789")
			words = words || strings.Trim(row[i], "-0123456789.,＿") != ""
		}
		table.Columns = append(table.Columns, document.Column{Head: head, Right: figures && !words})
	}
	return table
}

// piece is as much of a letter as a button can copy, or a table.
type piece struct {
	text  string
	table bool
}

// copyLimit is how many characters a button can copy; tableRows how many rows of a table
// fit a phone.
const (
	copyLimit = 256
	tableRows = 14
)

// piecesOf cuts a letter into pieces, between its parts where possible.
func piecesOf(l playbook.Letter) []piece {
	var pieces []piece
	open := ""
	flush := func() {
		if open != "" {
			pieces, open = append(pieces, piece{text: open}), ""
		}
	}
	add := func(text string) {
		if open != "" && utf8.RuneCountInString(open)+1+utf8.RuneCountInString(text) > copyLimit {
			flush()
		}
		open = strings.TrimPrefix(open+"\n"+text, "\n")
	}
	add(l.Title)
	if l.To != "" {
		add("致：" + l.To)
	}
	for i, b := range l.Blocks {
		if b.Kind == playbook.Heading && i+1 < len(l.Blocks) && isWide(l.Blocks[i+1]) {
			continue // it stands above its table
		}
		if isWide(b) {
			flush()
			title := ""
			if i > 0 && l.Blocks[i-1].Kind == playbook.Heading {
				title = l.Blocks[i-1].Text + "\n"
			}
			for part := range slices.Chunk(b.Rows[1:], tableRows) {
				pieces = append(pieces, piece{text: title + letterTable(slices.Concat(b.Rows[:1], part)).Text(), table: true})
			}
			continue
		}
		if b.Kind == playbook.Heading && utf8.RuneCountInString(open) > copyLimit/2 {
			flush()
		}
		for _, text := range blockTexts(b) {
			add(text)
		}
	}
	flush()
	return pieces
}

// isWide reports whether a part is a table that cannot be told in lines.
func isWide(b playbook.Block) bool { return b.Kind == playbook.Table && len(b.Rows[0]) > 2 }

// blockTexts writes a part of a letter as text, in lines that a button can copy.
func blockTexts(b playbook.Block) []string {
	switch b.Kind {
	case playbook.Item:
		return sentences(document.Line(b.Text))
	case playbook.Box:
		return sentences(ticked(b.Ticked) + " " + b.Text)
	case playbook.Signature:
		return []string{b.Text + "：" + playbook.Blank + "　日期：" + playbook.Blank}
	case playbook.Table:
		var lines []string
		for _, row := range b.Rows[1:] {
			lines = append(lines, strings.Join(row, "："))
		}
		return lines
	}
	return sentences(b.Text)
}

// sentences cuts a text that is too long for a button at the end of a sentence or clause.
func sentences(text string) []string {
	var out []string
	for utf8.RuneCountInString(text) > copyLimit {
		cut := 0
		for i, r := range text {
			if utf8.RuneCountInString(text[:i]) >= copyLimit {
				break
			}
			if strings.ContainsRune("。；", r) {
				cut = i + utf8.RuneLen(r)
			}
		}
		if cut == 0 {
			cut = len(string([]rune(text)[:copyLimit]))
		}
		out, text = append(out, text[:cut]), text[cut:]
	}
	return append(out, text)
}

// askReason shows the ways in which the reason can be put.
func askReason(t *turn) string {
	lines := []string{t.text("letter.reason", nil)}
	for i, sentence := range t.readyReasons() {
		lines = append(lines, "", t.text("letter.reason.ready", locale.Args{"No": i + 1, "Text": sentence}))
	}
	if w := t.file().Hardship.Words; w != nil && !slices.Contains(t.readyReasons(), w.Text) {
		lines = append(lines, "", t.text("letter.reason.kept", locale.Args{"Text": w.Text}))
	}
	return strings.Join(lines, "\n")
}

// readyReasons are the sentences that are ready for the cause, with the month in which it
// began where that is known.
func (t *turn) readyReasons() []string {
	h := t.file().Hardship
	ready := slices.Clone(t.engine.book.Reasons(causeKey(h.Cause)))
	if h.Since.IsZero() {
		return ready
	}
	month := strings.ReplaceAll(t.engine.texts.Printer(locale.Hans).Month(h.Since), " ", "")
	for i := range ready {
		ready[i] = strings.Replace(ready[i], " ＿＿＿＿ 年 ＿＿ 月", month, 1)
	}
	return ready
}

func reasonChoices(t *turn) [][]choice {
	var numbers []choice
	for i := range t.readyReasons() {
		numbers = append(numbers, choice{id: strconv.Itoa(i), label: t.text("letter.reason.use", locale.Args{"No": i + 1})})
	}
	rows := [][]choice{numbers, t.row("own")}
	if w := t.file().Hardship.Words; w != nil && !slices.Contains(t.readyReasons(), w.Text) {
		rows = append(rows, t.row("forget"))
	}
	return rows
}

func pickReason(t *turn, id string) (Name, error) {
	h := &t.file().Hardship
	switch id {
	case "own":
		return letterOwn, nil
	case "forget":
		h.Words = nil
		t.note("letter.reason.forgotten", nil)
		return t.toReason(), nil
	}
	n, err := strconv.Atoi(id)
	if err != nil {
		return stay, err
	}
	h.Words = nil
	if n > 0 { // the first one needs not be kept
		h.Words = &casefile.Words{Cause: h.Cause, Text: t.readyReasons()[n]}
	}
	return t.toReason(), nil
}

// toReason opens the letter where the reason stands.
func (t *turn) toReason() Name {
	_, pieces, _ := t.openedLetter()
	start := string([]rune(t.reason())[:4])
	t.session().LetterPage = max(0, slices.IndexFunc(pieces, func(p piece) bool { return strings.Contains(p.text, start) }))
	return letterPage
}

// readOwnReason keeps the reason in the person's own words, for the letters alone.
func readOwnReason(t *turn, text string) (Name, error) {
	words := oneLine(text)
	switch {
	case t.unsay:
		return stay, &refusal{key: "letter.own.secret"}
	case utf8.RuneCountInString(words) < 4:
		return stay, &refusal{key: "letter.own.short"}
	case utf8.RuneCountInString(words) > casefile.MaxWords:
		return stay, &refusal{"letter.own.long", locale.Args{"Max": casefile.MaxWords}}
	}
	h := &t.file().Hardship
	h.Words = &casefile.Words{Cause: h.Cause, Text: words}
	t.note("letter.own.kept", nil)
	return t.toReason(), nil
}
