package dialog

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/phrase"
)

// People type what stands on a button, seldom letter by letter: 每个月都差不多 for 每月差不多. The
// label of an open button comes before anything else that the words might be.

// labelled acts on a message that says what stands on one of the open buttons.
func (t *turn) labelled(text string) bool {
	if len(t.session().Readings) > 1 && saysYes(text) {
		t.askAgain() // to which of them?
		return true
	}
	id, ok := t.labelOf(text)
	if ok {
		t.choose(id)
	}
	return ok
}

// labelOf finds the button whose label a message repeats, or holds with hardly a word more;
// of several the longest.
func (t *turn) labelOf(text string) (string, bool) {
	said := plain(text)
	if utf8.RuneCountInString(said) > longestLabel {
		return "", false
	}
	if id, ok := t.readingSaid(text); ok {
		return id, true
	}
	_, rows := t.question(t.open())
	if s := t.session(); len(s.Readings) > 1 || len(s.Topics) > 1 {
		if n, ok := ordinals[said]; ok && n < max(len(s.Readings), len(s.Topics)) {
			return slices.Concat(rows...)[n].id, true
		}
	}
	if id, ok := t.readingOf(text); ok {
		return id, true
	}
	if id, ok := t.readingBegins(said); ok {
		return id, true
	}
	found, longest := "", 0
	exactly := t.open().Own || asksSomething(text)
	for _, c := range slices.Concat(rows...) {
		label := plain(c.label)
		switch {
		case c.copy != "" || label == "":
		case label == said || said != "" && plain(firstPart(c.label)) == said:
			return c.id, true
		case exactly:
		case utf8.RuneCountInString(label) > longest && holdsLabel(said, label):
			found, longest = c.id, utf8.RuneCountInString(label)
		}
	}
	return found, found != ""
}

// readingSaid takes a yes or a no where it is asked whether one reading was meant.
func (t *turn) readingSaid(text string) (string, bool) {
	if len(t.session().Readings) != 1 || utf8.RuneCountInString(plain(text)) > longestYes {
		return "", false
	}
	said, err := yesNo(text)
	switch {
	case saysYes(text) || err == nil && said:
		return readingStart + "0", true
	case err == nil:
		return againChoice, true
	}
	return "", false
}

// readingOf takes the name of a debt, where it is asked of which of them a lender's words are: 不对，是花呗那个.
func (t *turn) readingOf(text string) (string, bool) {
	readings := t.session().Readings
	if len(readings) < 2 || t.person.Current() == nil || len(t.file().Debts) < 2 || anyFigure.MatchString(text) {
		return "", false
	}
	named := t.debtsNamed(text)
	if len(named) != 1 || !movedWords.MatchString(slipSaid.ReplaceAllString(strings.Replace(plain(text), plain(named[0].words), "", 1), "")) {
		return "", false
	}
	of := t.saidOf(&t.file().Debts[named[0].place], "")
	n := slices.IndexFunc(readings, func(r string) bool { return strings.HasPrefix(r, of) })
	return readingStart + strconv.Itoa(n), n >= 0
}

// sameMeans are other words for what comes in and goes out.
var sameMeans = map[string]string{"到手": "收入", "工资": "收入", "工資": "收入", "挣": "收入", "赚": "收入", "花": "必需支出", "花掉": "必需支出", "支出": "必需支出", "开销": "必需支出", "開銷": "必需支出", "开支": "必需支出", "earned": "income", "wages": "income", "spent": "spending"}

// readingBegins takes the word that tells two readings apart: 收入, where it is asked whether 4500 is 收入 or 必需支出.
func (t *turn) readingBegins(said string) (string, bool) {
	said = strings.Trim(said, fillers+"它叫算")
	if same, ok := sameMeans[said]; ok {
		said = same
	}
	if len(t.session().Readings) < 2 || utf8.RuneCountInString(said) < 2 || anyFigure.MatchString(said) {
		return "", false
	}
	found := -1
	for n, r := range t.session().Readings {
		if strings.HasPrefix(plain(r), said) {
			if found >= 0 {
				return "", false
			}
			found = n
		}
	}
	return readingStart + strconv.Itoa(found), found >= 0
}

// longestYes is how long a message may be that is a yes or a no and nothing else.
const longestYes = 6

// longestLabel is more characters than a button has, with a word or two around them.
const longestLabel = 64

// ordinals are how one of several readings is named by its place.
var ordinals = map[string]int{
	"1": 0, "第一个": 0, "第一個": 0, "前者": 0, "前一个": 0, "前一個": 0, "前面那个": 0, "前面那個": 0, "thefirst": 0, "first": 0,
	"2": 1, "第二个": 1, "第二個": 1, "后者": 1, "後者": 1, "后一个": 1, "後一個": 1, "后面那个": 1, "後面那個": 1, "thesecond": 1, "second": 1,
	"3": 2, "第三个": 2, "第三個": 2, "thethird": 2,
}

// firstPart is a label up to its comma: 谈完了，记结果 is also said as 谈完了.
func firstPart(label string) string {
	part, _, _ := strings.Cut(label, "，")
	return part
}

// fillers are the characters that change nothing about an answer.
const fillers = "的了啦都就个個那这這吧啊呀呢嘛哦嗯我也还還是在"

// mostFillers is how many of them may stand around a label.
const mostFillers = 5

// holdsLabel reports that a message is a label with nothing but fillers before, in and after it.
func holdsLabel(said, label string) bool {
	rest := []rune(label)
	if len(rest) < 2 {
		return false
	}
	extra := 0
	for _, r := range said {
		switch {
		case len(rest) > 0 && r == rest[0]:
			rest = rest[1:]
		case strings.ContainsRune(fillers, r):
			extra++
		default:
			return false
		}
	}
	return len(rest) == 0 && extra <= mostFillers
}

// nothingMore is how people say that there is nothing, or nothing more.
var nothingMore = phrase.MustCompile(`^(真的|暂时|暫時|目前|现在|現在|我)?(都|也|就)?(没有?|沒有?|無|无|冇|木有)(有)?(其他|其它|别|別|什么|什麼|啥|更多)?(的)?(欠款|债|債|贷款|貸款|支出|开支|開支|账|賬)?(了|啦)?$|^(就|只有|只)?(这些|這些|这么多|這麼多)(了)?$|^(齐了|齊了|完了|写完了|寫完了)$|^(no|none|noneof(these|those|them|that|theabove)|nothing|nothingelse|thatsall|thatisall|nomore)$`)

// saidNothing takes "nothing" and "no more" where an open button says so.
func (t *turn) saidNothing(state *State, text string) bool {
	if len(state.Nothing) == 0 || !nothingMore.MatchString(plain(text)) {
		return false
	}
	for _, id := range state.Nothing {
		if t.offers(state, id) {
			t.choose(id)
			return true
		}
	}
	return false
}
