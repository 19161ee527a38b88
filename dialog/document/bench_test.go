package document

import (
	"testing"

	"xieshang/dialog/locale"
)

func bench[S Sheet](b *testing.B, write func() (S, error), f Format) {
	p := press(b)
	b.ReportAllocs()
	for b.Loop() {
		sheet, err := write()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.Print(sheet, f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAgreementPDF(b *testing.B)  { bench(b, running(b, locale.Hans).Agreement, PDF) }
func BenchmarkAgreementDOCX(b *testing.B) { bench(b, running(b, locale.Hans).Agreement, DOCX) }
func BenchmarkBundlePDF(b *testing.B)     { bench(b, running(b, locale.Hans).Bundle, PDF) }
func BenchmarkPlansChart(b *testing.B)    { bench(b, proposing(b, locale.Hans).PlansChart, PNG) }
func BenchmarkProgressChart(b *testing.B) { bench(b, running(b, locale.Hans).ProgressChart, PNG) }
func BenchmarkCalendar(b *testing.B)      { bench(b, running(b, locale.Hans).Calendar, ICS) }

func BenchmarkNewPress(b *testing.B) {
	for b.Loop() {
		press(b)
	}
}
