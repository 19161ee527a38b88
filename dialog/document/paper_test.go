package document

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"xieshang/dialog/locale"
)

// everyPaper calls fn with all records of both cases in all languages.
func everyPaper(t *testing.T, fn func(t *testing.T, p Paper)) {
	for _, l := range locale.Languages {
		r, q := running(t, l), proposing(t, l)
		for name, write := range map[string]func() (Paper, error){
			"agreement": r.Agreement, "bundle": r.Bundle, "schedule": r.Schedule,
			"proposed bundle": q.Bundle, "proposed schedule": q.Schedule,
		} {
			p, err := write()
			if err != nil {
				t.Fatal(name, err)
			}
			t.Run(name+" "+string(l), func(t *testing.T) { fn(t, p) })
		}
	}
}

// words are all texts of a paper, in no order.
func words(p Paper) []string {
	list := []string{p.Title, p.Subtitle}
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case Heading:
			list = append(list, string(b))
		case Paragraph:
			list = append(list, string(b))
		case Remark:
			list = append(list, string(b))
		case Right:
			list = append(list, string(b))
		case Fields:
			for _, f := range b {
				list = append(list, f.Name, f.Value)
			}
		case Checks:
			for _, c := range b {
				list = append(list, c.Text)
			}
		case Items:
			list = append(list, b...)
		case Signature:
			list = append(list, b.Name, b.Date)
		case Table:
			list = append(list, slices.Concat(b.all()...)...)
		}
	}
	return list
}

// counted counts the characters of texts, without blanks and what stands for unknown ones.
func counted(texts ...string) map[rune]int {
	n := map[rune]int{}
	for _, text := range texts {
		for _, r := range text {
			if r > ' ' && r != '　' && r != '＿' {
				n[r]++
			}
		}
	}
	return n
}

// missing lists the characters of which there are fewer in got than in want.
func missing(want, got map[rune]int) (list []string) {
	for r, n := range want {
		if got[r] < n {
			list = append(list, fmt.Sprintf("%d × %q", n-got[r], r))
		}
	}
	slices.Sort(list)
	return list
}

// TestPDFLosesNothing reads the bytes back without any tool, and holds the texts to the page.
func TestPDFLosesNothing(t *testing.T) {
	press := press(t)
	everyPaper(t, func(t *testing.T, p Paper) {
		file, err := press.Print(p, PDF)
		if err != nil {
			t.Fatal(err)
		}
		read := readPDF(t, file)
		if lost := missing(counted(words(p)...), counted(read)); lost != nil {
			t.Errorf("not in the file: %v", lost)
		}
		if strings.ContainsRune(read, unknown) {
			t.Error("the font lacks a character")
		}
		for _, page := range press.lay(p) {
			for _, m := range page {
				if m.text != "" && (m.x < margin-1 || m.x+press.width(m.text, m.size) > margin+textWidth+0.5) {
					t.Errorf("%q stands outside the margins", m.text)
				}
				if m.y > pageHeight-margin+40 || m.y < margin {
					t.Errorf("%q stands above or below the page", m.text)
				}
			}
		}
	})
}

// TestHeadingStandsWithItsText begins a section at every height of a page: its heading is never
// the last thing on one.
func TestHeadingStandsWithItsText(t *testing.T) {
	press := press(t)
	table := Table{Columns: []Column{{Head: "期"}, {Head: "日期"}}, Rows: [][]string{{"1", "2026 年 12 月 15 日"}, {"2", "2027 年 1 月 15 日"}, {"3", "2027 年 2 月 15 日"}}}
	for lines := range 60 {
		for _, next := range []Block{table, Paragraph("一段"), Items{"一条", "两条"}} {
			blocks := []Block{Fields{}}
			for range lines {
				blocks = append(blocks, Paragraph("前面的话"))
			}
			pages := press.lay(Paper{Title: "题", Blocks: append(blocks, Heading("节"), next)})
			for _, page := range pages {
				bottom, last := 0.0, ""
				for _, m := range page {
					if m.text != "" && m.y > bottom && m.y < textBottom {
						bottom, last = m.y, m.text
					}
				}
				if last == "节" {
					t.Errorf("after %d lines the heading of a %T is the last on its page", lines, next)
				}
			}
		}
	}
}

// readPDF returns the text of a PDF: the glyphs that its pages show, as the table in the file
// says what characters they are.
func readPDF(t *testing.T, file []byte) string {
	t.Helper()
	var pages []string
	characters := map[string]string{}
	for _, part := range regexp.MustCompile(`(?s)>>\nstream\n(.*?)\n?endstream`).FindAllSubmatch(file, -1) {
		content := part[1]
		if z, err := zlib.NewReader(bytes.NewReader(content)); err == nil {
			if content, err = io.ReadAll(z); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Fatal(err)
			}
		}
		switch text := string(content); {
		case strings.Contains(text, "begincmap"):
			for _, m := range regexp.MustCompile(`<([0-9A-Fa-f]{4})> *<[0-9A-Fa-f]{4}> *<([0-9A-Fa-f]{4})>`).FindAllStringSubmatch(text, -1) {
				r, err := strconv.ParseUint(m[2], 16, 32)
				if err != nil {
					t.Fatal(err)
				}
				characters[strings.ToUpper(m[1])] = string(rune(r))
			}
		case strings.Contains(text, "BT\n"):
			pages = append(pages, text)
		}
	}
	var out strings.Builder
	for _, page := range pages {
		for _, m := range regexp.MustCompile(`<([0-9A-Fa-f]+)>`).FindAllStringSubmatch(page, -1) {
			for glyph := m[1]; len(glyph) >= 4; glyph = glyph[4:] {
				out.WriteString(characters[strings.ToUpper(glyph[:4])])
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestPDFOnItsWayBack reads the files with a program that is not ours.
func TestPDFOnItsWayBack(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("pdftotext (poppler-utils) is not installed: the files are read back by our own reader alone")
		return
	}
	press := press(t)
	everyPaper(t, func(t *testing.T, p Paper) {
		file, err := press.Print(p, PDF)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "paper.pdf")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := exec.CommandContext(t.Context(), tool, "-layout", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		if lost := missing(counted(words(p)...), counted(string(read))); lost != nil {
			t.Errorf("pdftotext does not find %v in\n%s", lost, read)
		}
		for _, text := range words(p) { // whole amounts and days, in one piece
			for figure := range strings.FieldsSeq(text) {
				if strings.Contains(figure, ".") && isDigit(rune(figure[0])) && !bytes.Contains(read, []byte(strings.Trim(figure, "，。；（）,;()"))) {
					t.Errorf("%s is split", figure)
				}
			}
		}
	})
}

// TestPagesAreNumbered counts the pages of a long paper, with the heads on each.
func TestPagesAreNumbered(t *testing.T) {
	press := press(t)
	table := Table{Columns: []Column{{Head: "期", Right: true}, {Head: "说明"}}}
	for i := range 200 {
		table.Rows = append(table.Rows, []string{fmt.Sprint(i + 1), strings.Repeat("还款", i%40)})
	}
	table.Rows[7][1] = strings.Repeat("很长的一格", 900) // longer than a page
	p := Paper{Title: "长", Foot: "来源", PageOf: "第 %d 页，共 %d 页", Made: today, Blocks: []Block{table, Remark(strings.Repeat("提醒", 2000)), NewPage{}, Heading("末"), Signature{"签名", "日期"}}}
	pages := press.lay(p)
	if len(pages) < 8 {
		t.Fatalf("%d pages", len(pages))
	}
	heads := 0
	for i, page := range pages {
		var texts []string
		for _, m := range page {
			texts = append(texts, m.text)
			if m.y > textBottom+leading(bodySize) && m.size > smallSize {
				t.Errorf("page %d: %q stands in the foot", i+1, m.text)
			}
		}
		for _, want := range []string{fmt.Sprintf("第 %d 页，共 %d 页", i+1, len(pages)), "来源"} {
			if !slices.Contains(texts, want) {
				t.Errorf("page %d has no %q", i+1, want)
			}
		}
		if slices.Contains(texts, "说明") {
			heads++
		}
	}
	if heads < 5 {
		t.Errorf("the heads stand on %d pages", heads)
	}
}

// TestAnyPaperIsPrinted prints papers of any texts in every format and loses no known character.
func TestAnyPaperIsPrinted(t *testing.T) {
	press := press(t)
	text := mixed()
	block := rapid.Custom(func(t *rapid.T) Block {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		return rapid.SampledFrom([]Block{Heading(a), Paragraph(a), Remark(a), Right(a), Fields{{a, b}}, Checks{{a, true}, {b, false}}, Items{a, b},
			Signature{"签名", "日期"}, NewPage{}, Table{Columns: []Column{{a, true}, {Head: b}}, Rows: [][]string{{b, a}, {a}}, Sum: []string{b}}}).Draw(t, "block")
	})
	rapid.Check(t, func(t *rapid.T) {
		p := Paper{Title: text.Draw(t, "title"), Foot: "来源", Made: today, Blocks: rapid.SliceOfN(block, 0, 8).Draw(t, "blocks")}
		var set strings.Builder
		for _, page := range press.lay(p) {
			for _, m := range page {
				set.WriteString(m.text)
			}
		}
		if lost := missing(counted(press.known(strings.Join(words(p), ""))), counted(set.String())); lost != nil {
			t.Fatalf("not on the pages: %v", lost)
		}
		if len(p.Blocks) < 3 {
			if _, err := press.Print(p, PDF); err != nil {
				t.Fatal(err)
			}
		}
		docx, err := press.Print(p, DOCX)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readWord(docx); err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		for _, m := range p.Messages() {
			if n := utf8.RuneCountInString(m); n > MaxMessage {
				t.Fatalf("a message has %d characters", n)
			}
			said.WriteString(html.UnescapeString(strings.NewReplacer("<b>", "", "</b>", "", "<pre>", "", "</pre>", "").Replace(m)))
		}
		if lost := missing(counted(strings.Join(words(p), "")), counted(said.String())); lost != nil {
			t.Fatalf("not in the messages: %v", lost)
		}
	})
}

// TestMessagesAreCutWhereTheyMayBe cuts a long paper into messages whose tags are closed.
func TestMessagesAreCutWhereTheyMayBe(t *testing.T) {
	table := Table{Columns: []Column{{Head: "日期"}, {Head: "金额", Right: true}}}
	for i := range 400 {
		table.Rows = append(table.Rows, []string{fmt.Sprintf("2026-%03d", i), "1,000.00 <&>"})
	}
	p := Paper{Title: "表", Blocks: []Block{Paragraph(strings.Repeat("<", 5000)), table, Heading("完")}}
	messages := p.Messages()
	if len(messages) < 4 {
		t.Fatalf("%d messages", len(messages))
	}
	for i, m := range messages {
		if n := utf8.RuneCountInString(m); n > MaxMessage {
			t.Errorf("message %d has %d characters", i, n)
		}
		if strings.Count(m, "<pre>") != strings.Count(m, "</pre>") || strings.Count(m, "<b>") != strings.Count(m, "</b>") {
			t.Errorf("message %d leaves a tag open", i)
		}
		for rest := m; strings.Contains(rest, "&"); {
			_, rest, _ = strings.Cut(rest, "&")
			if end := strings.IndexByte(rest, ';'); end < 1 || end > 5 {
				t.Fatalf("message %d cuts an escaped sign: %.20q", i, rest)
			}
		}
	}
}

// readWord reads all parts of a DOCX and returns the text of its body and foot.
func readWord(file []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		d := xml.NewDecoder(r)
		in := ""
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return "", fmt.Errorf("%s: %w", f.Name, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				in = token.Name.Local
			case xml.EndElement:
				in = ""
			case xml.CharData:
				if in == "t" {
					text.Write(token)
				}
			}
		}
	}
	return text.String(), nil
}

func TestDOCXLosesNothing(t *testing.T) {
	press := press(t)
	everyPaper(t, func(t *testing.T, p Paper) {
		file, err := press.Print(p, DOCX)
		if err != nil {
			t.Fatal(err)
		}
		text, err := readWord(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range append(words(p), p.Foot) {
			if !strings.Contains(text, strings.ReplaceAll(want, "\n", "")) {
				t.Errorf("%q is not in the file", want)
			}
		}
	})
}

// TestSameBytes prints everything from several goroutines at once, always the same.
func TestSameBytes(t *testing.T) {
	press := press(t)
	r := running(t, locale.Hans)
	paper, err := r.Agreement()
	if err != nil {
		t.Fatal(err)
	}
	chart, err := r.ProgressChart()
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := r.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sheet  Sheet
		format Format
	}{{paper, PDF}, {paper, DOCX}, {paper, Text}, {chart, PNG}, {calendar, ICS}} {
		files := make([][]byte, 4)
		var all sync.WaitGroup
		for i := range files {
			all.Go(func() {
				file, err := press.Print(c.sheet, c.format)
				if err != nil {
					t.Error(err)
				}
				files[i] = file
			})
		}
		all.Wait()
		for _, file := range files[1:] {
			if !bytes.Equal(file, files[0]) {
				t.Errorf("%s differs", c.format)
			}
		}
	}
}

func TestFormatsThatAreNone(t *testing.T) {
	press := press(t)
	for _, c := range []struct {
		sheet  Sheet
		format Format
	}{{Paper{}, PNG}, {Paper{}, ""}, {Chart{}, PDF}, {Calendar{}, PNG}} {
		if _, err := press.Print(c.sheet, c.format); err == nil {
			t.Errorf("%T was printed as %q", c.sheet, c.format)
		}
	}
}

// TestFontHasEveryCharacter looks for every character of what the bot says and advises, and for
// the common ones of both scripts.
func TestFontHasEveryCharacter(t *testing.T) {
	p := press(t)
	files, err := filepath.Glob("../*/*/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../*/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	if files = append(files, more...); len(files) < 20 {
		t.Fatalf("only %d files of texts: %v", len(files), files)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if list := lacking(p, string(text)); list != nil {
			t.Errorf("%s has characters that the font lacks: %q", path, list)
		}
	}
	for r := rune(0x4e00); r <= 0x9fa5; r++ { // all of GBK, of which 7,000 are common and 13,000 traditional
		if !p.has(r) {
			t.Errorf("the font lacks %q", r)
		}
	}
}

// lacking are the characters of a text that the font lacks.
func lacking(p *Press, text string) (list []string) {
	for _, r := range text {
		if _, stands := inPlaceOf[r]; !p.has(r) && !stands && !shapeless(r) && r != '\n' && !slices.Contains(list, string(r)) {
			list = append(list, string(r))
		}
	}
	return list
}
