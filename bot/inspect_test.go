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
	w.sends(7, "clear")
	w.isAsked(7, "看得清", "收好")
	w.sends(7, "dark")
	w.isAsked(7, "太暗", "还是收好")
	if files := w.person(7).Cases[0].Material("bill_screenshot").Files; len(files) != 0 {
		t.Errorf("remembered unasked: %v", files)
	}
	w.taps(7, "重拍")
	w.taps(7, "收好")
	m := w.person(7).Cases[0].Material("bill_screenshot")
	if len(m.Files) != 1 || m.Files[0].Ref != "clear" || m.Status != casefile.Have {
		t.Errorf("remembered %+v", m)
	}
}

// isAsked expects the open question to say what was seen, and to offer a label first.
func (w *world) isAsked(chat int64, seen, label string) {
	w.Helper()
	heard := w.people.heard(chat)
	if said := heard[len(heard)-1]; !strings.Contains(said, seen) {
		w.Errorf("the question says %q, not %q", said, seen)
	}
	if got := w.people.newest(chat).Buttons; len(got) == 0 || got[0][0].Label != label {
		w.Errorf("the buttons are %v, the first one not %q", got, label)
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
	if heard := w.people.heard(7); !strings.Contains(heard[len(heard)-1], "没能打开") || len(w.people.newest(7).Buttons) != 1 {
		t.Errorf("of a file that cannot be had: %q", heard[len(heard)-1])
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
