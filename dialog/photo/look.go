package photo

import (
	"bytes"
	"image"
	_ "image/jpeg" // the kinds of pictures that upload pages take
	_ "image/png"
)

// Fault is one thing that keeps a paper from being read or taken.
type Fault string

// The faults, in the order in which they are worth telling.
const (
	Unknown Fault = "unknown" // neither JPEG, PNG nor PDF
	Broken  Fault = "broken"  // cannot be opened
	Locked  Fault = "locked"  // a PDF with a password
	Heavy   Fault = "heavy"   // more than [MaxBytes]
	Small   Fault = "small"   // too few pixels to read print
	Dark    Fault = "dark"
	Bright  Fault = "bright" // washed out, print and paper alike
	Blurred Fault = "blurred"
)

// MaxBytes is what upload pages usually take of one file.
const MaxBytes = 10 << 20

// minSide is the shorter side, in pixels, below which the print of a page cannot be read.
const minSide = 700

// maxPixels is the largest picture that is opened: more is a trap rather than a photo.
const maxPixels = 64_000_000

// Report is what was seen of a file.
type Report struct {
	Format        string // "jpeg", "png" or "pdf"; "" if it is none of them
	Width, Height int    // in pixels, of a picture
	Faults        []Fault
}

// Fine reports whether nothing was found.
func (r Report) Fine() bool { return len(r.Faults) == 0 }

// Look looks at a file.
func Look(data []byte) Report {
	var r Report
	if len(data) > MaxBytes {
		r.Faults = append(r.Faults, Heavy)
	}
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		r.Format = "pdf"
		r.Faults = append(r.Faults, pdfFaults(data)...)
		return r
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return Report{Faults: []Fault{Unknown}}
	case head.Width*head.Height > maxPixels:
		return Report{Format: format, Width: head.Width, Height: head.Height, Faults: []Fault{Heavy}}
	}
	r.Format, r.Width, r.Height = format, head.Width, head.Height
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		r.Faults = append(r.Faults, Broken)
		return r
	}
	if min(r.Width, r.Height) < minSide {
		r.Faults = append(r.Faults, Small)
	}
	r.Faults = append(r.Faults, grey(picture).faults()...)
	return r
}

// pdfFaults finds what can be seen of a PDF from outside.
func pdfFaults(data []byte) []Fault {
	switch {
	case !bytes.Contains(data[max(0, len(data)-2048):], []byte("%%EOF")):
		return []Fault{Broken} // it was cut off
	case bytes.Contains(data, []byte("/Encrypt")):
		return []Fault{Locked}
	}
	return nil
}
