package understand_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"xieshang/dialog/understand"
)

// The same thing told in another way is the same thing: phones put blanks around figures or a text in twice, one
// person writes 12,000 and another ￥12000, the same sound is 逾期 and 预期.

var (
	figureThenHan = regexp.MustCompile(`(\d)(\p{Han})`)
	hanThenFigure = regexp.MustCompile(`(\p{Han})(\d)`)
	roundSum      = regexp.MustCompile(`(欠|呗|贷|卡|收入|工资|房租)([1-9]\d{3,4})(，|。| |,|$)`)
)

// sumsAs writes every sum of four or five digits in another way.
func sumsAs(text, before, behind string) string {
	return roundSum.ReplaceAllString(text, "${1}"+before+"${2}"+behind+"${3}")
}

var saidOtherwise = map[string]func(string) string{
	"blanks around figures": func(s string) string {
		return hanThenFigure.ReplaceAllString(figureThenHan.ReplaceAllString(s, "$1 $2"), "$1 $2")
	},
	"full width": func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r + '０' - '0'
			}
			return r
		}, s)
	},
	"thousands": func(s string) string {
		return roundSum.ReplaceAllStringFunc(s, func(m string) string {
			p := roundSum.FindStringSubmatch(m)
			cut := len(p[2]) - 3
			return p[1] + p[2][:cut] + "," + p[2][cut:] + p[3]
		})
	},
	"yuan":      func(s string) string { return sumsAs(s, "", "元") },
	"fen":       func(s string) string { return sumsAs(s, "", ".00") },
	"signs":     func(s string) string { return sumsAs(s, "￥", "") },
	"waves":     func(s string) string { return strings.NewReplacer("。", "~", "！", "~").Replace(s) },
	"twice":     func(s string) string { return s + "。" + s },
	"misspelt":  func(s string) string { return strings.ReplaceAll(s, "逾期", "预期") },
	"greetings": func(s string) string { return "您好，请问一下，" + s + "，谢谢" },
	"quoted":    func(s string) string { return "“" + s + "”" },
}

// TestSaidOtherwise tells every opener in other ways. A value may be missed then; another one in its place is wrong.
func TestSaidOtherwise(t *testing.T) {
	const gate = 0.3 // per cent
	told := 0
	var wrong []string
	for _, name := range []string{"openers.txt", "openers_told.txt", "openers_heard.txt", "openers_voices.txt", "openers_asked.txt", "openers_lives.txt", "openers_phones.txt", "openers_streets.txt", "openers_strangers.txt", "openers_rules.txt"} {
		for _, l := range readLines(t, name) {
			said := values(understand.Opener(l.part(0), today))
			for way, tell := range saidOtherwise {
				text := tell(l.part(0))
				if text == l.part(0) || tooLongTwice(text) {
					continue
				}
				told++
				if changed := otherValues(said, values(understand.Opener(text, today))); len(changed) > 0 {
					wrong = append(wrong, way+": "+strconv.Quote(text)+" "+strings.Join(changed, ", "))
				}
			}
		}
	}
	slices.Sort(wrong)
	for _, w := range wrong {
		t.Log(w)
	}
	t.Logf("%d of %d messages have other values when they are told otherwise", len(wrong), told)
	if float64(len(wrong)) > float64(told)*gate/100 {
		t.Errorf("above the gate: %.1f per cent", gate)
	}
}

// TestAnsweredOtherwise does the same with answers to a question.
func TestAnsweredOtherwise(t *testing.T) {
	const gate = 0.1 // per cent
	told := 0
	var wrong []string
	for _, name := range []string{"answers.txt", "answers_told.txt", "answers_heard.txt", "answers_voices.txt", "answers_forms.txt", "answers_lives.txt", "answers_streets.txt", "answers_corners.txt"} {
		for _, l := range readLines(t, name) {
			field, text := l.part(0), l.part(1)
			plain := readField(field, text)
			for way, tell := range saidOtherwise {
				same := tell(text)
				if same == text || way == "twice" {
					continue
				}
				told++
				if got := readField(field, same); got != plain && !strings.HasPrefix(got, "!") {
					wrong = append(wrong, way+": "+field+" "+strconv.Quote(same)+" "+plain+" → "+got)
				}
			}
		}
	}
	slices.Sort(wrong)
	for _, w := range wrong {
		t.Log(w)
	}
	t.Logf("%d of %d answers are others when they are given otherwise", len(wrong), told)
	if float64(len(wrong)) > float64(told)*gate/100 {
		t.Errorf("above the gate: %.1f per cent", gate)
	}
}

// tooLongTwice keeps lines out that do not fit into one message twice.
func tooLongTwice(s string) bool { return len([]rune(s)) > understand.MaxRunes/2 }

// values are the figures of a reading by their names.
func values(s understand.Slots) map[string]string {
	found := map[string]string{}
	for _, slot := range spokenSlots(s) {
		if name, value, ok := strings.Cut(slot, "="); ok && name != "goal" && name != "cause" {
			found[name] = value
		}
	}
	return found
}

// otherValues are the figures that differ where both readings have one.
func otherValues(before, after map[string]string) []string {
	var changed []string
	for name, value := range after {
		if was, ok := before[name]; ok && was != value {
			changed = append(changed, name+" "+was+" → "+value)
		}
	}
	slices.Sort(changed)
	return changed
}
