package understand

import "slices"

// alarmFeatures calls each with what the alarm model is given of a message: runs of one or two
// units, the notions of alarmConcepts as <name>, pairs of notions that stand near each other,
// and every notion with the ways its clause speaks of it, such as <hit>/N for a denied blow.
// Clauses that only tell of a debt are passed over: they say nothing of danger, and a long
// story must not drown the one clause that does.
func alarmFeatures(s squeezed, each func(feature []byte)) {
	var buf [24]string
	all := buf[:0]
	name := make([]byte, 0, 64)
	told := s
	told.runes, told.at = make([]rune, 0, len(s.runes)), make([]int32, 0, len(s.runes))
	for start := 0; start < len(s.runes); {
		end := clauseEnd(s, start)
		rs := s.runes[start:end]
		found := notionsIn(rs, all)
		spoken := found[len(all):]
		if !onlyDebt(spoken, rs) {
			told.runes = append(told.runes, rs...)
			told.at = append(told.at, s.at[start:end]...)
			all = found
			if len(spoken) > 0 {
				moods := moodsOf(rs)
				for _, notion := range spoken {
					name = append(name[:0], notion...)
					each(name)
					name = append(name, '/')
					for _, mood := range moodLetters {
						if moods&(1<<mood.bit) != 0 {
							each(append(name, mood.letter))
						}
					}
					if moods&doubted == 0 {
						each(append(name, '+'))
					}
				}
			}
		}
		start = end
	}
	line := unitsOf(told)
	for i := range line.ends {
		for j := i; j < min(i+2, len(line.ends)); j++ {
			each(line.text[line.start(i):line.ends[j]])
		}
	}
	for i, a := range all {
		name = append(name[:0], a...)
		for _, b := range all[i+1 : min(i+1+conceptReach, len(all))] {
			each(append(append(name[:len(a)], '~'), b...))
		}
	}
}

// onlyDebt reports whether a clause tells of products, sums and repaying, and of nothing else.
func onlyDebt(notions []string, rs []rune) bool {
	for _, n := range notions {
		if n != debtNotion {
			return false
		}
	}
	if len(notions) > 0 {
		return true
	}
	for i := range rs {
		if isDigit(rs[i]) {
			return true
		}
		if _, end, ok := productTrie().longest(rs, i); ok && end-i >= 2 {
			return true
		}
	}
	return false
}

const debtNotion = "<debt>"

// clauseEnd returns where the clause that begins at start ends: at a mark, or where a blank
// stands for one. Single characters between blanks, as in 不 想 活 了, are one clause.
func clauseEnd(s squeezed, start int) int {
	for i := start + 1; i < len(s.runes); i++ {
		if s.runes[i-1] == blank || breakStrength(s.runes, i-1) > 0 {
			return i
		}
		if i > start+2 && s.at[i] != s.at[i-1]+1 && !(isLatin(s.runes[i]) && isLatin(s.runes[i-1])) {
			return i
		}
	}
	return len(s.runes)
}

// notionsIn appends the notions of a clause in their order, without repetitions.
func notionsIn(rs []rune, found []string) []string {
	book := alarmConcepts()
	first := len(found)
	child := slices.Contains(found, "<childof>")
	for i := 0; i < len(rs); {
		name, end := ageAt(rs, i)
		if name == "" {
			id, e, ok := book.words.longest(rs, i)
			if !ok || !wholeWord(rs, i, e) && shortLatin(rs, i, e) {
				i++
				continue
			}
			name, end = book.names[id], e
		}
		switch name {
		case "<childof>":
			child = true
		case "<young>", "<notadult>", "<pupil>":
			if child {
				name = "<childyoung>"
			}
		}
		if len(found) == first || found[len(found)-1] != name {
			found = append(found, name)
		}
		i = end
	}
	return found
}

// ageAt reads an age or a year of birth.
func ageAt(rs []rune, i int) (name string, end int) {
	n, end := ageNumber(rs, i)
	if end == i || isDigit(peek(rs, i-1)) {
		return "", i
	}
	switch next := peek(rs, end); {
	case n >= 8 && manyCalls(rs, i, end):
		return "<manycalls>", end
	case next == '岁' || next == '周' && peek(rs, end+1) == '岁':
		return ageName(n), end
	case next == '后' && (n == 10 || n == 9 || n == 8) && end-i == 2:
		return "<young>", end + 1
	case next == '年' && born(rs, end+1) && (n >= 2009 && n < 2026 || end-i == 2 && n >= 9 && n < 20):
		return "<young>", end + 1
	case n >= 8 && n < 100 && !slices.Contains(countedBy, next) && saysAge(rs, i):
		return ageName(n), end
	}
	return "", i
}

// manyCalls reports whether a number counts calls or messages, as in 一天打三十次.
func manyCalls(rs []rune, i, end int) bool {
	if c := peek(rs, end); c == '几' || c == '多' || c == '来' {
		end++
	}
	if !slices.Contains(callCounters, peek(rs, end)) {
		return false
	}
	return hasAt(rs, end+1, "电话") || hasAt(rs, end+1, "短信") || hasAt(rs, end+1, "信息") || peek(rs, i-1) == '打' || i >= 2 && (hasAt(rs, i-2, "一天") || hasAt(rs, i-2, "每天"))
}

var callCounters = []rune("个次通条遍")

func ageName(n int) string {
	if n < 18 {
		return "<young>"
	}
	return "<grown>"
}

// countedBy are what follows a number that is no age.
var countedBy = []rune("天期号万元块百千个年月日楼级届%小时人点分:.台家笔张次周星寸栋级-k")

// saysAge reports whether a bare number follows words that lead to an age.
func saysAge(rs []rune, i int) bool {
	for n := 1; n <= 6 && n <= i; n++ {
		if _, end, ok := ageWords().longest(rs, i-n); ok && end == i {
			return true
		}
	}
	return false
}

var ageWords = set(`我 今年 才 刚 刚满 我才 我今年 我先 我刚 周岁 虚岁 实际 本人 俺 iam im only age ageis imonly iamonly iturned 女 男 先`)

// born reports whether a year is that of a birth.
func born(rs []rune, i int) bool {
	switch peek(rs, i) {
	case '生', '出':
		return true
	case '的':
		return i+1 == len(rs) || breakStrength(rs, i+1) > 0
	}
	return false
}

// ageNumber reads digits, or Chinese numerals below a hundred.
func ageNumber(rs []rune, i int) (n, end int) {
	end = i
	for end < len(rs) && isDigit(rs[end]) && end-i < 5 {
		n = 10*n + int(rs[end]-'0')
		end++
	}
	if end > i {
		return n, end
	}
	tens := false
	for end < len(rs) && end-i < 3 {
		switch d := slices.Index(chineseDigits, rs[end]); {
		case rs[end] == '十':
			n, tens = 10*max(n, 1), true
		case d < 0:
			return n, end
		case tens:
			n += d
		default:
			n = 10*n + d
		}
		end++
	}
	return n, end
}

var chineseDigits = []rune("零一二三四五六七八九")

// A mood is how a clause speaks: it denies, asks, tells of others, names who acts.
const (
	denied = iota
	asked
	elsewhere
	ofKin
	atWork
	ofSelf
	ofThem
	doubted = 1<<denied | 1<<asked | 1<<elsewhere
)

var moodLetters = []struct {
	bit    int32
	letter byte
}{{denied, 'N'}, {asked, 'A'}, {elsewhere, 'O'}, {ofKin, 'K'}, {atWork, 'W'}, {ofSelf, 'S'}, {ofThem, 'C'}}

// moodsOf tells the moods of a clause as a set of bits.
func moodsOf(rs []rune) (moods int32) {
	for i := 0; i < len(rs); {
		mood, end, ok := moodWords().longest(rs, i)
		if !ok || !wholeWord(rs, i, end) {
			i++
			continue
		}
		moods |= 1 << mood
		i = end
	}
	return moods
}

var moodWords = tagged(map[int32]string{
	denied:    `不 没 没有 无 非 未 从不 从来不 从没 别 不是 并非 唔 冇 not no never dont didnt havent wasnt isnt 不会 不想 不敢 不要 拒绝 没被 不愿 绝不 不再 从未 唔系 唔会 没人`,
	asked:     `会不会 会 怕 担心 如果 要是 万一 假如 能不能 是不是 可以 能 多久 什么时候 听说 怎么查 会被 才会 吗 么 ? 呢 什么 怎么 哪里 多少 几 will if can could may might how what 会唔会 点算 怕佢 嘛 如何 哪 要不要 是否 什么是 啥`,
	elsewhere: `我朋友 朋友 同事 新闻 别人 网上 邻居 亲戚 舅舅 表哥 他人 电影 看到 有人 人家 客人 以前 之前 去年 前年 小时候 早就 曾经 年前`,
	ofKin:     `儿子 女儿 弟 妹 孩子 老公 老婆 我爸 我妈 爸 妈 父亲 母亲 爸妈 父母 家人 哥 姐 奶奶 爷爷 娃 小孩 丈夫 妻子 媳妇 侄 外甥 孙 先生 son daughter husband wife mom dad father mother kids`,
	atWork:    `上班 工作 店 厂 开店 卖 生意 打工 工资 公司 行业 收入 月薪 在做 旁边 附近 门口摆 员 路 老师 work job shop`,
	ofSelf:    `我 自己 俺 本人 i me my`,
	ofThem:    `催收 他们 对方 债主 讨债 要债 收数佬 追债 放贷 高利贷 第三方 他 佢 collector they`,
})
