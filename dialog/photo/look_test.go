package photo_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"xieshang/dialog/photo"
)

// page is a photo of a printed page lying on a table: dark strokes in rows, like print.
// The light falls off towards one corner, as it does in a room.
func page(width, height int, seed uint64) *image.Gray {
	random := rand.New(rand.NewPCG(seed, 1))
	p := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(p, p.Bounds(), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
	margin := width / 20
	sheet := p.Bounds().Inset(margin)
	draw.Draw(p, sheet, image.NewUniform(color.Gray{235}), image.Point{}, draw.Src)
	em := width / 40 // forty characters in a line
	for y := sheet.Min.Y + em; y < sheet.Max.Y-2*em; y += em * 3 / 2 {
		for x := sheet.Min.X + em; x < sheet.Max.X-2*em; x += em {
			character(p, image.Rect(x, y, x+em*9/10, y+em*9/10), random)
		}
	}
	for i := range p.Pix {
		x, y := i%width, i/width
		light := 1 - 0.25*float64(x+y)/float64(width+height)
		p.Pix[i] = uint8(float64(p.Pix[i])*light + random.Float64()*6)
	}
	return p
}

// character draws a few strokes across and down.
func character(p *image.Gray, box image.Rectangle, random *rand.Rand) {
	ink := image.NewUniform(color.Gray{30})
	thick := max(1, box.Dx()/10)
	for range 3 + random.IntN(4) {
		x, y := box.Min.X+random.IntN(box.Dx()), box.Min.Y+random.IntN(box.Dy())
		stroke := image.Rect(box.Min.X, y, box.Max.X, y+thick)
		if random.IntN(2) == 0 {
			stroke = image.Rect(x, box.Min.Y, x+thick, box.Max.Y)
		}
		draw.Draw(p, stroke.Intersect(box), ink, image.Point{}, draw.Src)
	}
}

// lit changes the light: shades are pressed into a range.
func lit(p *image.Gray, from, to float64) *image.Gray {
	out := image.NewGray(p.Rect)
	for i, s := range p.Pix {
		out.Pix[i] = uint8(from + (to-from)*float64(s)/255)
	}
	return out
}

// blurred is a page out of focus: each pixel the mean of a square, three times over.
func blurred(p *image.Gray, radius int) *image.Gray {
	for range 3 {
		p = smeared(smeared(p, radius, 1), radius, p.Stride)
	}
	return p
}

// smeared takes the mean along one direction.
func smeared(p *image.Gray, radius, step int) *image.Gray {
	out := image.NewGray(p.Rect)
	for i := range p.Pix {
		sum, n := 0, 0
		for d := -radius; d <= radius; d++ {
			if j := i + d*step; j >= 0 && j < len(p.Pix) {
				sum, n = sum+int(p.Pix[j]), n+1
			}
		}
		out.Pix[i] = uint8(sum / n)
	}
	return out
}

func asJPEG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 85}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLook(t *testing.T) {
	good := page(1200, 1600, 1)
	colour := image.NewRGBA(good.Rect)
	draw.Draw(colour, good.Rect, good, image.Point{}, draw.Src)
	huge := asPNG(t, image.NewGray(image.Rect(0, 0, 9000, 9000)))
	tests := []struct {
		name string
		data []byte
		want []photo.Fault
	}{
		{"a good photo", asJPEG(t, good), nil},
		{"from the side", asJPEG(t, page(1600, 1200, 2)), nil},
		{"from a good camera", asJPEG(t, page(3000, 4000, 3)), nil},
		{"as Telegram makes photos smaller", asJPEG(t, page(960, 1280, 4)), nil},
		{"a screenshot", asPNG(t, colour), nil},
		{"in the evening, still readable", asJPEG(t, lit(good, 0, 110)), nil},
		{"at night", asJPEG(t, lit(good, 0, 50)), []photo.Fault{photo.Dark}},
		{"into the lamp", asJPEG(t, lit(good, 235, 255)), []photo.Fault{photo.Bright}},
		{"fog", asJPEG(t, lit(good, 120, 140)), []photo.Fault{photo.Bright}},
		{"out of focus", asJPEG(t, blurred(good, 6)), []photo.Fault{photo.Blurred}},
		{"out of focus and rather dark", asJPEG(t, blurred(lit(good, 0, 120), 6)), []photo.Fault{photo.Blurred}},
		{"a thumbnail", asJPEG(t, page(240, 320, 5)), []photo.Fault{photo.Small}},
		{"nothing but black", asPNG(t, image.NewGray(image.Rect(0, 0, 1000, 1000))), []photo.Fault{photo.Dark}},
		{"a white sheet", asPNG(t, lit(good, 250, 255)), []photo.Fault{photo.Bright}},
		{"a picture like a bomb", huge, []photo.Fault{photo.Heavy}},
		{"cut off", asJPEG(t, good)[:2000], []photo.Fault{photo.Broken}},
		{"a text", []byte("本金 14000"), []photo.Fault{photo.Unknown}},
		{"nothing", nil, []photo.Fault{photo.Unknown}},
		{"a PDF", []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"), nil},
		{"a PDF with a password", []byte("%PDF-1.7\ntrailer\n<</Encrypt 5 0 R>>\n%%EOF\n"), []photo.Fault{photo.Locked}},
		{"a PDF cut off", []byte("%PDF-1.7\n1 0 obj\n<<>>\n"), []photo.Fault{photo.Broken}},
		{"a PDF that is too big", []byte("%PDF-1.7\n" + strings.Repeat(" ", photo.MaxBytes) + "%%EOF\n"), []photo.Fault{photo.Heavy}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := photo.Look(test.data)
			if !slices.Equal(r.Faults, test.want) || r.Fine() != (len(test.want) == 0) {
				t.Errorf("%s %d × %d: %v, not %v", r.Format, r.Width, r.Height, r.Faults, test.want)
			}
		})
	}
}

// TestBlurGrows holds the judgment to one turning point: a page that is blurred more is
// never called sharper than one that is blurred less.
func TestBlurGrows(t *testing.T) {
	found := math.MaxInt
	for radius := range 9 {
		sharp := photo.Look(asJPEG(t, blurred(page(1200, 1600, 9), radius))).Fine()
		switch {
		case !sharp:
			found = min(found, radius)
		case radius > found:
			t.Errorf("blurred by %d pixels it is found, by %d it is not", found, radius)
		}
	}
	if found < 2 || found > 5 {
		t.Errorf("found from %d pixels on; a character is 27 pixels wide, its strokes 3", found)
	}
}

func FuzzLook(f *testing.F) {
	f.Add([]byte("%PDF-1.4"))
	f.Add(asPNG(f, image.NewGray(image.Rect(0, 0, 3, 3))))
	f.Add(asJPEG(f, image.NewGray(image.Rect(0, 0, 8, 2000))))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r := photo.Look(data); r.Format == "" && r.Fine() {
			t.Error("a file of no known kind is called fine")
		}
	})
}

func BenchmarkLook(b *testing.B) {
	data := asJPEG(b, page(960, 1280, 1)) // the size at which Telegram keeps photos
	for b.Loop() {
		photo.Look(data)
	}
}
