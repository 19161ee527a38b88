package document

import (
	_ "embed"
	"fmt"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/wqy-microhei-gbk.ttf
var fontFile []byte

// fontName is what the font is called inside files.
const fontName = "MicroHei"

// Press prints sheets. It holds the font, which takes a moment to read: make one and keep
// it. It may be used by several goroutines at once.
type Press struct {
	outlines *opentype.Font // for pictures
	glyphs   *gopdf.FontContainer
	widths   []uint16 // of every character up to U+FFFF in thousandths of the size; 0: it has none
}

// NewPress reads the font.
func NewPress() (*Press, error) {
	outlines, err := opentype.Parse(fontFile)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	p := &Press{outlines: outlines, glyphs: &gopdf.FontContainer{}}
	if err := p.glyphs.AddTTFFontData(fontName, fontFile); err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	if p.widths, err = measure(outlines); err != nil {
		return nil, fmt.Errorf("measure font: %w", err)
	}
	return p, nil
}

// measure lists the widths of all characters.
func measure(f *sfnt.Font) ([]uint16, error) {
	widths := make([]uint16, 1<<16)
	var buffer sfnt.Buffer
	for r := range widths {
		glyph, err := f.GlyphIndex(&buffer, rune(r))
		if err != nil {
			return nil, err
		}
		if glyph == 0 {
			continue
		}
		width, err := f.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone)
		if err != nil {
			return nil, err
		}
		widths[r] = uint16(width.Round())
	}
	return widths, nil
}

// Print prints a sheet. The same sheet is always printed as the same bytes.
func (p *Press) Print(s Sheet, f Format) ([]byte, error) {
	file, err := s.print(p, f)
	if err != nil {
		return nil, fmt.Errorf("print %s: %w", f, err)
	}
	return file, nil
}

// unknown stands for a character that the font does not have.
const unknown = '□'

// inPlaceOf are characters that the font does not have and that another one stands for.
var inPlaceOf = map[rune]rune{'☐': '□', '☑': '■', '✗': '×', '\t': ' ', '\u00a0': ' ', '\u2009': ' ', '\u202f': ' ', '\u2011': '-'}

// known returns a text of which the font has every character. What has no shape of its
// own (joiners, variation selectors, controls) is left out; what the font lacks becomes □.
func (p *Press) known(text string) string {
	clean := true
	for _, r := range text {
		if r != '\n' && !p.has(r) {
			clean = false
			break
		}
	}
	if clean {
		return text
	}
	var out []rune
	for _, r := range text {
		switch stand, ok := inPlaceOf[r]; {
		case r == '\n' || p.has(r):
			out = append(out, r)
		case ok:
			out = append(out, stand)
		case shapeless(r):
		default:
			out = append(out, unknown)
		}
	}
	return string(out)
}

func (p *Press) has(r rune) bool { return r >= ' ' && r < 1<<16 && p.widths[r] > 0 }

// shapeless reports whether a character shows nothing by itself.
func shapeless(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e ||
		r >= 0x2060 && r <= 0x206f || r >= 0xfe00 && r <= 0xfe0f || r == 0xfeff || r >= 0xe0000 && r <= 0xe007f
}

// width is how wide a text is at a size.
func (p *Press) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		if r < 1<<16 {
			sum += int(p.widths[r])
		}
	}
	return float64(sum) * size / 1000
}
