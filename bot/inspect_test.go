package bot

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// shaded is a picture of stripes between two shades.
func shaded(t *testing.T, dark, light uint8) []byte {
	t.Helper()
	p := image.NewGray(image.Rect(0, 0, 900, 900))
	draw.Draw(p, p.Rect, image.NewUniform(color.Gray{Y: light}), image.Point{}, draw.Src)
	for y := 0; y < 900; y += 20 {
		draw.Draw(p, image.Rect(0, y, 900, y+4), image.NewUniform(color.Gray{Y: dark}), image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sends lets a person send a photo, which Telegram knows by a number.
func (w *world) sends(chat int64, ref string) {
	w.Helper()
	w.update++
	w.apply(Update{ID: w.update, Chat: chat, Message: w.people.writes(chat),
		Input: dialog.Input{Kind: dialog.Media, File: &casefile.File{Ref: ref, Photo: true}}})
	w.flush()
}

// atPhoto brings a person to where a photo of a paper is waited for.
func (w *world) atPhoto(chat int64) {
	w.Helper()
	for _, line := range []string{"/start", "[已满 18 岁，同意并开始]", "/materials", "[☐ 账单截图]", "[看看我的照片清不清楚]", "[看，也帮我收好]"} {
		if label, ok := strings.CutPrefix(line, "["); ok {
			w.taps(chat, strings.TrimSuffix(label, "]"))
		} else {
			w.says(chat, line)
		}
	}
}

// TestPhotosAreLookedAt has photos of papers looked at when the answer is delivered: the
// answer says what to mend, and no picture is kept.
func TestPhotosAreLookedAt(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.people.files = map[string][]byte{"clear": shaded(t, 20, 240), "dark": shaded(t, 5, 40)}
	w.atPhoto(7)
	for ref, want := range map[string]string{"clear": "看得清", "dark": "太暗"} {
		w.sends(7, ref)
		heard := w.people.heard(7)
		if said := heard[len(heard)-2]; !strings.Contains(said, want) {
			t.Errorf("%s: %q, then %q", ref, said, heard[len(heard)-1])
		}
	}
	p := w.person(7)
	if files := p.Cases[0].Material("bill_screenshot").Files; len(files) != 2 {
		t.Errorf("remembered %v", files)
	}
}

// TestPhotosThatCannotBeHad tries again where that may help, and says so where it does not.
func TestPhotosThatCannotBeHad(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.people.files["late"] = shaded(t, 20, 240)
	w.atPhoto(7)
	w.people.fail(func(c call) error {
		if c.verb == "fetch" {
			return &Rejected{Reason: "file is too big"}
		}
		return nil
	})
	w.sends(7, "film")
	if heard := w.people.heard(7); !strings.Contains(heard[len(heard)-2], "没能打开") {
		t.Errorf("of a file that cannot be had: %q", heard[len(heard)-2])
	}
	failed := 0
	w.people.fail(func(c call) error {
		if c.verb == "fetch" && failed == 0 {
			failed++
			return errors.New("connection cut")
		}
		return nil
	})
	w.sends(7, "late")
	w.setClock(w.clock().Add(longestHold))
	w.flush()
	if heard := w.people.heard(7); failed != 1 || !strings.Contains(strings.Join(heard, "\n"), "看得清") {
		t.Errorf("after a cut connection: %q", heard[len(heard)-2:])
	}
}
