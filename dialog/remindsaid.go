package dialog

import (
	"cmp"
	"slices"
	"strconv"

	"xieshang/dialog/casefile"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// How somebody wants to be reminded, said in a sentence: 晚上八点提醒我, 提前一周说一声, 这周别提醒了.

// remindersStates are the states that what is said of reminders leads to.
var remindersStates = []Name{remindHome, remindBefore, remindQuiet, remindDiscreet, remindPause}

var (
	hourSaid   = phrase.MustCompile(`点|點|时|時|:|：|\d ?(am|pm)`)
	aheadSaid  = phrase.MustCompile(`(?:提前|提早|早|前)(\d+|[一二两兩三四五六七八九十]+)个?(天|日|周|週|星期|礼拜|禮拜)|(\d+|a|one|two|three) (day|week)s? (?:before|ahead|earlier|early)`)
	quietSaid  = phrase.MustCompile(`打扰|打擾|安静|安靜|静音|靜音|勿扰|勿擾|别吵|別吵|quiet|disturb`)
	pauseSaid  = phrase.MustCompile(`(别|別|不要|不用|先不|暂停|暫停|停)(再|一下|一阵|一陣)?(给我|給我|发|發)?(提醒|通知)|(提醒|通知).{0,3}(停|关|關)|(stop|pause|no more) (the )?remind`)
	resumeSaid = phrase.MustCompile(`(恢复|恢復|重新|继续|繼續)(开始|開始|打开|打開|开启|開啟)?(提醒|通知)|(提醒|通知).{0,3}(恢复|恢復|打开|打開|开起来)|(?i:(resume|restart) (the )?remind)`)
	onDaySaid  = phrase.MustCompile(`只(要|在|用)?(还款|還款)?(当天|當天|当日|當日|那天|到期那天)(再)?(提醒|说|說|通知|发|發)|(?i:only on the day)`)
	hiddenSaid = phrase.MustCompile(`低调|低調|隐私|隱私|(别|別|不要|不).{0,3}(显示|顯示|写|寫|出现|出現).{0,3}(金额|金額|钱|錢|欠)|(被|怕).{0,6}看(到|见|見)|discreet|private`)
)

// readWishes takes on the page of all wishes what one of them is to be.
func readWishes(t *turn, text string) (Name, error) {
	if next, ok, err := t.remindersSaid(text); ok {
		return next, err
	}
	return stay, &refusal{key: enginePuzzled}
}

// remindersSaid takes how the person wants to be reminded; ok is false where a message does not
// say it.
func (t *turn) remindersSaid(text string) (next Name, ok bool, err error) {
	ahead := aheadSaid.FindStringSubmatch(text)
	switch {
	case quietSaid.MatchString(text):
		if len(understand.Hours(text)) == 2 {
			next, err = readQuiet(t, text)
			return next, true, err
		}
		return remindQuiet, true, nil
	case resumeSaid.MatchString(text):
		next, err = pickPause(t, "resume")
		return next, true, err
	case onDaySaid.MatchString(text):
		w := t.habits()
		w.Before = []int{0}
		next, err = t.wish(w)
		return next, true, err
	case pauseSaid.MatchString(text):
		if next, err := readPause(t, text); err == nil {
			return next, true, nil
		}
		return remindPause, true, nil
	case hiddenSaid.MatchString(text):
		return remindDiscreet, true, nil
	case ahead != nil:
		return t.remindAhead(ahead)
	case hourSaid.MatchString(text):
		next, err = readHourWish(t, text)
		return next, true, err
	}
	return stay, false, nil
}

// remindAhead adds a day on which to be reminded, so many days or weeks before an instalment.
func (t *turn) remindAhead(said []string) (Name, bool, error) {
	number, unit := said[1]+said[3], said[2]+said[4]
	days, err := strconv.Atoi(cmp.Or(map[string]string{"a": "1", "one": "1", "two": "2", "three": "3"}[number], number))
	if err != nil {
		read := understand.Hours(number) // a small number in words
		if len(read) != 1 {
			return remindBefore, true, nil
		}
		days = read[0]
	}
	if unit != "天" && unit != "日" && unit != "day" {
		days *= 7
	}
	if days < 1 || days > casefile.MaxBefore {
		return remindBefore, true, nil
	}
	w := t.habits()
	if !slices.Contains(w.Before, days) {
		w.Before = append(slices.Clone(w.Before), days)
	}
	slices.SortFunc(w.Before, func(a, b int) int { return b - a })
	next, err := t.wish(w)
	return next, true, err
}
