package photo

import (
	"image"
	"image/color"
)

// maxGrey is the longer side, in pixels, at which light and sharpness are measured: about
// what Telegram leaves of a photo, so that every photo is measured alike.
const maxGrey = 1024

// luma is a picture in shades of grey, 0 to 255, a row after the other.
type luma struct {
	width, height int
	shade         []float64
}

// grey brings a picture down to shades of grey, each the mean of the pixels it stands for.
func grey(picture image.Image) luma {
	b := picture.Bounds()
	step := (max(b.Dx(), b.Dy()) + maxGrey - 1) / maxGrey
	l := luma{width: b.Dx() / step, height: b.Dy() / step}
	l.shade = make([]float64, l.width*l.height)
	at := shadeAt(picture)
	for y := range l.height {
		for x := range l.width {
			var sum float64
			for dy := range step {
				for dx := range step {
					sum += at(b.Min.X+x*step+dx, b.Min.Y+y*step+dy)
				}
			}
			l.shade[y*l.width+x] = sum / float64(step*step)
		}
	}
	return l
}

// shadeAt reads shades the fast way where the format keeps them, as photos do.
func shadeAt(picture image.Image) func(x, y int) float64 {
	switch p := picture.(type) {
	case *image.YCbCr:
		return func(x, y int) float64 { return float64(p.Y[p.YOffset(x, y)]) }
	case *image.Gray:
		return func(x, y int) float64 { return float64(p.GrayAt(x, y).Y) }
	}
	return func(x, y int) float64 {
		return float64(color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y)
	}
}

// The limits, found with pages of print that were darkened, washed out and blurred by
// steps until they could not be read any more.
const (
	darkPaper   = 70   // the paper itself, the lighter part of the picture, is below this
	brightPrint = 225  // the print itself, the darkest part, is above this
	noContrast  = 25   // between the lightest and the darkest part
	soft        = 0.04 // sharpness below which strokes run into one another
)

func (l luma) faults() []Fault {
	if len(l.shade) == 0 {
		return []Fault{Small}
	}
	darkest, lightest := l.percentile(2), l.percentile(90)
	switch {
	case lightest < darkPaper:
		return []Fault{Dark}
	case darkest > brightPrint || lightest-darkest < noContrast:
		return []Fault{Bright}
	case l.sharpness() < soft:
		return []Fault{Blurred}
	}
	return nil
}

// percentile is the shade below which so many of a hundred pixels are.
func (l luma) percentile(percent int) float64 {
	var count [256]int
	for _, s := range l.shade {
		count[int(s)]++
	}
	left := len(l.shade) * percent / 100
	for shade, n := range count {
		if left -= n; left < 0 {
			return float64(shade)
		}
	}
	return 255
}

// sharpness is the variance of the Laplacian over the variance of the shades: how much of
// the picture's contrast is in its edges. The division makes dark photos comparable.
func (l luma) sharpness() float64 {
	var edges, shades moments
	for y := 1; y < l.height-1; y++ {
		for x := 1; x < l.width-1; x++ {
			i := y*l.width + x
			edges.add(l.shade[i-1] + l.shade[i+1] + l.shade[i-l.width] + l.shade[i+l.width] - 4*l.shade[i])
			shades.add(l.shade[i])
		}
	}
	if shades.variance() == 0 {
		return 0
	}
	return edges.variance() / shades.variance()
}

// moments add up numbers for their variance.
type moments struct{ n, sum, squares float64 }

func (m *moments) add(v float64) { m.n, m.sum, m.squares = m.n+1, m.sum+v, m.squares+v*v }

func (m *moments) variance() float64 {
	if m.n == 0 {
		return 0
	}
	mean := m.sum / m.n
	return m.squares/m.n - mean*mean
}
