package botapi

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// entity is a formatted piece of a text. Offsets count UTF-16 code units.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
	Unix   int64  `json:"unix_time,omitempty"`
	Format string `json:"date_time_format,omitempty"`
}

// parseHTML reads the HTML that Telegram accepts and returns the text that is shown. It
// is as tolerant as Telegram is (an unknown &name; stays as it is, </> closes anything)
// and refuses the rest in the same words.
func parseHTML(in string) (string, []entity, error) {
	if strings.ContainsRune(in, 0) {
		return "", nil, badHTML("Text must not contain null bytes")
	}
	p := htmlParser{in: in}
	for p.pos < len(in) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, badHTML("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	return p.out.String(), p.entities, nil
}

func badHTML(format string, args ...any) error {
	return badRequest("can't parse entities: %s", fmt.Sprintf(format, args...))
}

type htmlParser struct {
	in       string
	pos      int
	out      strings.Builder
	units    int // length of out in UTF-16
	open     []htmlTag
	entities []entity
}

// htmlTag is a start tag.
type htmlTag struct {
	name  string
	attrs map[string]string
	start int // UTF-16 offset of what it encloses
	begin int // the same in bytes of the output
}

// entityType is what a tag makes of its text, "" for tags that Telegram does not know.
func entityType(tag string) string {
	switch tag {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "tg-spoiler", "span":
		return "spoiler"
	case "a":
		return "text_link"
	case "tg-emoji":
		return "custom_emoji"
	case "tg-time":
		return "date_time"
	case "code", "pre", "blockquote":
		return tag
	}
	return ""
}

// at is the byte at a position, 0 beyond the end.
func (p *htmlParser) at(i int) byte {
	if i < len(p.in) {
		return p.in[i]
	}
	return 0
}

// space reports whether a position holds white space or lies beyond the end.
func (p *htmlParser) space(i int) bool {
	return strings.IndexByte(" \t\r\n\v\x00", p.at(i)) >= 0
}

// word advances to white space, the end, or one of the stop bytes, and returns what it passed.
func (p *htmlParser) word(stops string) string {
	from := p.pos
	for !p.space(p.pos) && strings.IndexByte(stops, p.at(p.pos)) < 0 {
		p.pos++
	}
	return p.in[from:min(p.pos, len(p.in))]
}

func (p *htmlParser) skipSpace() {
	for p.pos < len(p.in) && p.space(p.pos) {
		p.pos++
	}
}

func (p *htmlParser) step() error {
	switch {
	case p.at(p.pos) != '<':
		p.emit(p.char())
		return nil
	case p.at(p.pos+1) == '/':
		return p.endTag()
	}
	return p.startTag()
}

// char reads one character of text, written out or as a character reference.
func (p *htmlParser) char() rune {
	if r, n := reference(p.in[p.pos:]); n > 0 {
		p.pos += n
		return r
	}
	r, n := utf8.DecodeRuneInString(p.in[p.pos:])
	p.pos += n
	return r
}

func (p *htmlParser) emit(r rune) {
	p.out.WriteRune(r)
	p.units += utf16Len(r)
}

func (p *htmlParser) startTag() error {
	begin := p.pos
	p.pos++
	tag := htmlTag{name: strings.ToLower(p.word(">")), attrs: map[string]string{}}
	if p.at(p.pos) == 0 {
		return badHTML("Unclosed start tag at byte offset %d", begin)
	}
	if entityType(tag.name) == "" {
		return badHTML("Unsupported start tag %q at byte offset %d", tag.name, begin)
	}
	for p.at(p.pos) != '>' {
		if err := p.attribute(&tag, begin); err != nil {
			return err
		}
	}
	p.pos++
	if tag.name == "span" && tag.attrs["class"] != "tg-spoiler" {
		return badHTML(`Tag "span" must have class "tg-spoiler" at byte offset %d`, begin)
	}
	tag.start, tag.begin = p.units, p.out.Len()
	p.open = append(p.open, tag)
	return nil
}

// attribute reads one attribute of a start tag, or only the space before its end.
func (p *htmlParser) attribute(tag *htmlTag, begin int) error {
	p.skipSpace()
	if p.at(p.pos) == '>' {
		return nil
	}
	name := p.word(`=>/"'`)
	if name == "" {
		return badHTML("Empty attribute name in the tag %q at byte offset %d", tag.name, begin)
	}
	p.skipSpace()
	if p.at(p.pos) == '=' {
		p.pos++
		p.skipSpace()
	} else if p.at(p.pos) != 0 {
		tag.attrs[name] = ""
		return nil
	}
	if p.at(p.pos) == 0 {
		return badHTML("Unclosed start tag %q at byte offset %d", tag.name, begin)
	}
	value, err := p.attributeValue()
	if err != nil {
		return err
	}
	if p.at(p.pos) == 0 {
		return badHTML("Unclosed start tag at byte offset %d", begin)
	}
	tag.attrs[name] = value
	return nil
}

func (p *htmlParser) attributeValue() (string, error) {
	quote := p.at(p.pos)
	if quote != '"' && quote != '\'' {
		return p.nameToken()
	}
	p.pos++
	var value strings.Builder
	for p.pos < len(p.in) && p.at(p.pos) != quote {
		value.WriteRune(p.char())
	}
	if p.pos < len(p.in) {
		p.pos++
	}
	return value.String(), nil
}

// nameToken reads an attribute value without quotes.
func (p *htmlParser) nameToken() (string, error) {
	begin := p.pos
	for isAlnum(p.at(p.pos)) || p.at(p.pos) == '.' || p.at(p.pos) == '-' {
		p.pos++
	}
	if !p.space(p.pos) && p.at(p.pos) != '>' {
		return "", badHTML("Unexpected end of name token at byte offset %d", begin)
	}
	return strings.ToLower(p.in[begin:p.pos]), nil
}

func (p *htmlParser) endTag() error {
	begin := p.pos
	if len(p.open) == 0 {
		return badHTML("Unexpected end tag at byte offset %d", begin)
	}
	p.pos += 2
	name := strings.ToLower(p.word(">"))
	p.skipSpace()
	if p.at(p.pos) != '>' {
		return badHTML("Unclosed end tag at byte offset %d", begin)
	}
	p.pos++
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return badHTML(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	return p.close(tag)
}

// close records what a finished pair of tags encloses; an empty one says nothing.
func (p *htmlParser) close(tag htmlTag) error {
	if p.units == tag.start {
		return nil
	}
	e := entity{Type: entityType(tag.name), Offset: tag.start, Length: p.units - tag.start}
	switch tag.name {
	case "a":
		e.URL = tag.attrs["href"]
		if e.URL == "" {
			e.URL = p.out.String()[tag.begin:]
		}
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.attrs["emoji-id"], 10, 64); err != nil || id == 0 {
			return badHTML("Invalid custom emoji identifier specified")
		}
	case "tg-time":
		e.Unix, _ = strconv.ParseInt(tag.attrs["unix"], 10, 64)
		e.Format = tag.attrs["format"]
		if !validTimeFormat(e.Format) {
			return badHTML("Invalid date format used")
		}
		if e.Unix <= 0 {
			return nil
		}
	}
	p.entities = append(p.entities, e)
	return nil
}

// validTimeFormat accepts r for "in two days", or any of weekday, date and time.
func validTimeFormat(format string) bool {
	return strings.EqualFold(format, "r") || strings.Trim(format, "wWdDtT") == ""
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// reference decodes a character reference at the start of s. It returns the length 0 if
// there is none that Telegram understands. The semicolon may be missing.
func reference(s string) (rune, int) {
	if s == "" || s[0] != '&' {
		return 0, 0
	}
	letters := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	switch {
	case strings.HasPrefix(s, "&#x"):
		letters = "#x0123456789abcdefABCDEF"
	case strings.HasPrefix(s, "&#"):
		letters = "#0123456789"
	}
	end := len(s) - len(strings.TrimLeft(s[1:], letters))
	r := namedReference(s[1:end])
	if r == 0 {
		return 0, 0
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return r, end
}

func namedReference(name string) rune {
	switch name {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "quot":
		return '"'
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if digits == name {
		return 0
	}
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n >= utf8.MaxRune || len(name) > 9 {
		return 0
	}
	return rune(n)
}

func utf16Len(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// length counts a text as Telegram's limits do.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += utf16Len(r)
	}
	return n
}
