package dialog_test

import (
	"regexp"
	"strings"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// admits are words that own to a debt or promise to pay it.
var admits = regexp.MustCompile(`我认|[^不]会还|愿意归还|愿意还|愿意协商|应当承担|还款方案|还款安排|每月能|拿出|尚欠|按期还`)

// Whatever a person can copy, print or send about a debt that is disputed, or of which nothing
// was heard for years, neither admits it nor promises anything.
func TestNothingIsAdmittedOfAGuardedDebt(t *testing.T) {
	told := map[string][]string{
		"silent":       {"花呗8000 逾期三年半 到手5500 花3500 收入下降"},
		"not_mine":     {"花呗8000 逾期90天 到手5500 花3500 收入下降", "[这笔不是我借的]", "[说说是哪种情况]", "[完全不知道，不是我借的]"},
		"relatives":    {"花呗8000 逾期90天 到手5500 花3500 收入下降", "[这笔不是我借的]", "[说说是哪种情况]", "[家人欠的，来找我还]"},
		"inherited":    {"花呗8000 逾期90天 到手5500 花3500 收入下降", "[这笔不是我借的]", "[说说是哪种情况]", "[去世的家人留下的]"},
		"paid_already": {"花呗8000 逾期90天 到手5500 花3500 收入下降", "[这笔不是我借的]", "[说说是哪种情况]", "[已经还清，还显示]", "[不清楚]"},
	}
	for stance, lines := range told {
		t.Run(stance, func(t *testing.T) {
			begin := func() *talk {
				k := newTalk(t)
				k.do(lines[0])
				k.do("[已满 18 岁，同意并开始]")
				if len(lines) == 1 {
					k.do("[都没有]")
				}
				for _, line := range lines[1:] {
					k.do(line)
				}
				return k
			}
			k := begin()
			k.do("/script")
			for k.offers("下一段 ›") {
				checkCopies(t, k)
				k.do("[下一段 ›]")
			}
			checkCopies(t, k)
			k.do("[对方说了别的…]")
			for _, row := range k.live {
				for _, b := range row[:1] {
					if strings.HasPrefix(b.Label, "‹") {
						continue
					}
					k.do("[" + b.Label + "]")
					answer, _, _ := strings.Cut(k.words(), "为什么")
					if words := admits.FindString(answer); words != "" {
						t.Errorf("the answer to %q says %q", b.Label, words)
					}
				}
			}
			k.do("/offer")
			k.do("10期每期800")
			k.do("[怎么回对方]")
			checkCopies(t, k)
			k = begin()
			for _, letter := range letters(t) {
				if letter == "family" || letter == "court" {
					continue // for oneself
				}
				text := letterText(t, k.person, letter)
				if words := admits.FindString(text); words != "" {
					t.Errorf("the letter %s says %q:\n%s", letter, words, text)
				}
			}
			if k.person.Current().Main().Dispute.Stops() != (stance != "silent") || stance != "silent" && k.person.Current().Main().Dispute != casefile.Dispute(stance) {
				t.Errorf("the debt is not %s", stance)
			}
		})
	}
}

func checkCopies(t *testing.T, k *talk) {
	t.Helper()
	for _, row := range k.live {
		for _, b := range row {
			if words := admits.FindString(b.Copy); words != "" {
				t.Errorf("what can be copied says %q: %s", words, b.Copy)
			}
		}
	}
}

// offers reports whether a button stands below the open question.
func (k *talk) offers(label string) bool {
	for _, row := range k.live {
		for _, b := range row {
			if b.Label == label {
				return true
			}
		}
	}
	return false
}

// words is everything that was said in the last turn.
func (k *talk) words() string {
	var said []string
	for _, m := range k.said {
		said = append(said, dialog.Plain(m.Text))
	}
	return strings.Join(said, "\n")
}
