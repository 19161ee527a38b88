package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// docx prints a paper as a file for word processors.
func (p *Press) docx(paper Paper) ([]byte, error) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", fmt.Sprintf(coreProperties, escape(paper.Title), paper.Made, paper.Made)},
		{"word/document.xml", writeBody(paper)},
		{"word/styles.xml", styles},
		{"word/footer1.xml", writeFooter(paper)},
		{"word/_rels/document.xml.rels", documentRelations},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate}) // without a time
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(xml.Header + part.content)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// The parts that are the same in every file.
const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	relationships    = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relationType     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	packageRelations = relationships + `<Relationship Id="rId1" Type="` + relationType + `officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	documentRelations = relationships + `<Relationship Id="rId1" Type="` + relationType + `styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + relationType + `footer" Target="footer1.xml"/></Relationships>`
	coreProperties = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>%s</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:modified></cp:coreProperties>`
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	styles     = `<w:styles ` + namespaces + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="宋体"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>` +
		`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="336" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/><w:spacing w:after="60"/></w:pPr>` +
		`<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/><w:spacing w:after="200"/></w:pPr>` +
		`<w:rPr><w:color w:val="6B6B6B"/><w:sz w:val="19"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>` +
		`<w:pPr><w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="25"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="30" w:after="30" w:line="280" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="19"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Foot"><w:name w:val="Foot"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>` +
		`<w:rPr><w:color w:val="6B6B6B"/><w:sz w:val="16"/></w:rPr></w:style></w:styles>`
	// A4 with margins of 20 mm.
	section = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
	docxWidth = 9638 // between the margins, in twentieths of a point
)

func writeBody(p Paper) string {
	var b strings.Builder
	b.WriteString(`<w:document ` + namespaces + `><w:body>`)
	b.WriteString(wordParagraph("Title", "", p.Title))
	if p.Subtitle != "" {
		b.WriteString(wordParagraph("Subtitle", "", p.Subtitle))
	}
	for _, block := range p.Blocks {
		b.WriteString(wordBlock(block))
	}
	b.WriteString(section + `</w:body></w:document>`)
	return b.String()
}

func wordBlock(b Block) string {
	switch b := b.(type) {
	case Heading:
		return wordParagraph("Heading1", "", string(b))
	case Paragraph:
		return wordParagraph("", "", string(b))
	case Remark:
		return wordParagraph("", frame, string(b))
	case Right:
		return wordParagraph("", `<w:jc w:val="right"/>`, string(b))
	case Fields:
		var rows [][]string
		for _, f := range b {
			rows = append(rows, []string{f.Name, f.Value})
		}
		return wordTable([]int{docxWidth * 3 / 10, docxWidth * 7 / 10}, []bool{false, false}, rows, false)
	case Checks:
		return each(len(b), func(i int) string { return wordParagraph("", hanging, box(b[i].Ticked)+"\t"+b[i].Text) })
	case Items:
		return each(len(b), func(i int) string { return wordItem(b[i]) })
	case Signature:
		return wordParagraph("", `<w:spacing w:before="500"/><w:jc w:val="right"/>`,
			b.Name+separator(b.Name)+Blank+Blank+"　　"+b.Date+separator(b.Date)+Blank+Blank)
	case Table:
		return wordRuled(b)
	case NewPage:
		return `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`
	}
	return ""
}

func each(n int, write func(int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(write(i))
	}
	return b.String()
}

const (
	frame = `<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="C4C4C4"/><w:left w:val="single" w:sz="4" w:space="6" w:color="C4C4C4"/>` +
		`<w:bottom w:val="single" w:sz="4" w:space="6" w:color="C4C4C4"/><w:right w:val="single" w:sz="4" w:space="6" w:color="C4C4C4"/></w:pBdr>` +
		`<w:shd w:val="clear" w:color="auto" w:fill="F1F1F1"/>`
	hanging = `<w:tabs><w:tab w:val="left" w:pos="400"/></w:tabs><w:spacing w:after="40"/><w:ind w:left="400" w:hanging="400"/>`
)

// wordItem writes one of a list behind its number, or behind a dot.
func wordItem(item string) string {
	number, text := Number(item)
	if number == "" {
		return wordParagraph("", hanging, "•\t"+text)
	}
	return wordParagraph("", strings.ReplaceAll(hanging, "400", "720"), number+"\t"+text)
}

// wordParagraph writes a paragraph of a style, with more properties in the order that the format asks for.
func wordParagraph(style, properties, text string) string {
	if style != "" {
		properties = `<w:pStyle w:val="` + style + `"/>` + properties
	}
	if properties != "" {
		properties = `<w:pPr>` + properties + `</w:pPr>`
	}
	return `<w:p>` + properties + run(text) + `</w:p>`
}

// run writes text with its line breaks and tabs.
func run(text string) string {
	var b strings.Builder
	b.WriteString(`<w:r>`)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		for k, part := range strings.Split(line, "\t") {
			if k > 0 {
				b.WriteString(`<w:tab/>`)
			}
			b.WriteString(`<w:t xml:space="preserve">` + escape(part) + `</w:t>`)
		}
	}
	b.WriteString(`</w:r>`)
	return b.String()
}

// wordRuled writes a table whose columns are as wide as their texts ask for.
func wordRuled(t Table) string {
	rows := t.all()
	wants := make([]float64, len(t.Columns))
	right := make([]bool, len(t.Columns))
	for _, row := range rows {
		for i, text := range row {
			wants[i] = max(wants[i], float64(cells(text)*100+220))
		}
	}
	var widths []int
	for i, w := range shareOut(wants, docxWidth) {
		widths = append(widths, int(w))
		right[i] = t.Columns[i].Right
	}
	return wordTable(widths, right, rows, true)
}

func wordTable(widths []int, right []bool, rows [][]string, head bool) string {
	const rule = ` w:val="single" w:sz="4" w:space="0" w:color="A0A0A0"/>`
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders><w:top%s<w:bottom%s<w:insideH%s</w:tblBorders>`+
		`<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, docxWidth, rule, rule, rule)
	for _, w := range widths {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	for i, row := range rows {
		shade := ""
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if head && i == 0 {
			b.WriteString(`<w:tblHeader/>`)
			shade = `<w:shd w:val="clear" w:color="auto" w:fill="F1F1F1"/>`
		}
		b.WriteString(`</w:trPr>`)
		for k, text := range row {
			align := ""
			if right[k] {
				align = `<w:jc w:val="right"/>`
			}
			fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>%s</w:tc>`, widths[k], shade, wordParagraph("Cell", align, text))
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>` + wordParagraph("", `<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>`, ""))
	return b.String()
}

// writeFooter is the foot of the paper with the number of the page.
func writeFooter(p Paper) string {
	form := p.PageOf
	if strings.Count(form, "%d") != 2 {
		form = "%d / %d"
	}
	parts := strings.Split(form, "%d")
	field := func(name string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + name + ` </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	return `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Foot"/></w:pPr>` + run(p.Foot+"\t"+parts[0]) + field("PAGE") + run(parts[1]) + field("NUMPAGES") + run(parts[2]) + `</w:p></w:ftr>`
}

// escape writes text as XML has it; what XML cannot hold is left out.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, text)
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return b.String()
}
