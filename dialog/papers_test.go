package dialog_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/document"
)

// begins is what a file of each format begins with.
var begins = map[document.Format]string{document.PDF: "%PDF-", document.PNG: "\x89PNG", document.ICS: "BEGIN:VCALENDAR\r\n", document.DOCX: "PK", "": "{"}

// TestPapersArePrinted makes every document that a story sends, twice.
func TestPapersArePrinted(t *testing.T) {
	press, err := document.NewPress()
	if err != nil {
		t.Fatal(err)
	}
	stories, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	made := map[dialog.DocumentKind]bool{}
	for _, path := range stories {
		story, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		k := newTalk(t)
		for line := range strings.Lines(string(story)) {
			words, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "> ")
			if !ok {
				continue
			}
			k.do(words)
			for _, m := range k.said {
				if m.Document != nil {
					made[m.Document.Kind] = true
					checkDocument(t, k, press, *m.Document)
				}
			}
		}
	}
	for _, kind := range []dialog.DocumentKind{dialog.ExportFile, dialog.AgreementFile, dialog.CaseFile, dialog.ScheduleFile,
		dialog.PlansChart, dialog.ProgressChart, dialog.CalendarFile} {
		if !made[kind] {
			t.Errorf("no story sends the document %s", kind)
		}
	}
}

// plainName is a file name that tells nothing of the person.
var plainName = regexp.MustCompile(`^xieshang-[a-z]+(-discreet)?(-20\d\d-\d\d-\d\d)?\.(pdf|docx|png|ics|json)$`)

func checkDocument(t *testing.T, k *talk, press *document.Press, d dialog.Document) {
	t.Helper()
	if !plainName.MatchString(d.Name) {
		t.Errorf("the %s is called %s", d.Kind, d.Name)
	}
	var files [2][]byte
	for i := range files {
		sheet, err := k.engine.Compose(k.person, d, k.now)
		if err != nil {
			t.Fatal(err)
		}
		if files[i], err = press.Print(sheet, d.Format); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.HasPrefix(files[0], []byte(begins[d.Format])) {
		t.Errorf("the %s begins with %.20q", d.Name, files[0])
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Errorf("the %s differs when it is made again", d.Name)
	}
}

// TestPapersThatCannotBeMade fails for what there is nothing to make from, and says why.
func TestPapersThatCannotBeMade(t *testing.T) {
	k := newTalk(t)
	k.do("/start")
	k.do("[已满 18 岁，同意并开始]")
	for _, d := range []dialog.Document{{Kind: dialog.AgreementFile}, {Kind: dialog.CalendarFile}, {Kind: dialog.PlansChart},
		{Kind: dialog.ScheduleFile}, {Kind: "poem"}, {Kind: dialog.CaseFile, Case: 7}} {
		if _, err := k.engine.Compose(k.person, d, k.now); err == nil {
			t.Errorf("the %s was made from nothing", d.Kind)
		}
	}
}

// TestPaperOfSeveralDebts reads the case file of someone with six lenders: what is
// said of a month is said of all of them, and each has its name and its part.
func TestPaperOfSeveralDebts(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{
		"花呗14200 借呗28000 招行信用卡16700 美团9500 京东白条21000 微粒贷23000 全逾期35天了 每月到手8500 花4100 收入下降",
		"[已满 18 岁，同意并开始]", "[都没有]"} {
		k.do(line)
	}
	sheet, err := k.engine.Compose(k.person, dialog.Document{Kind: dialog.CaseFile, Format: document.PDF}, k.now)
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprint(sheet.(document.Paper).Blocks)
	for _, want := range []string{"每月一共 3,520.00 元以内", "花呗这一笔 444.00 元", "招行信用卡 16,700.00 522.00",
		"借呗 28,000.00 880.00", "京东白条 21,000.00 657.00", "微粒贷 23,000.00 720.00", "可以谈的方案（花呗）"} {
		if !strings.Contains(said, want) {
			t.Errorf("the case file does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "最多 444") {
		t.Error("the case file gives one lender's part as all that can be paid")
	}
}
