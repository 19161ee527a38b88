package understand

import "slices"

// alarmFeatures calls each with what the alarm model is given of a message: runs of one or two
// units of a clause, the notions of alarmConcepts as <name>, pairs of notions that stand near
// each other, how the message begins and ends, as ^再见 and 再见$, and how its clauses speak:
// what a clause only asks, denies, supposes or tells of others counts for itself, as N:打我 and
// <hit>/N do in 没打我. Clauses that only tell of a debt are passed over: they say nothing of
// danger, and a long story must not drown the one clause that does.
func alarmFeatures(s squeezed, each func(feature []byte)) {
	var (
		buf  [24]string
		all  = buf[:0]
		line = newUnitLine(s)
		name = make([]byte, 0, 64)
	)
	line.ages = true
	for start := 0; start < len(s.runes); {
		end := clauseEnd(s, start)
		clause := s.part(start, end)
		found := notionsIn(clause, all)
		spoken := found[len(all):]
		if !onlyDebt(spoken, clause.runes) {
			all = found
			moods := moodsOf(clause)
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
			first := len(line.ends)
			line.add(s, start, end)
			for i := first; i < len(line.ends); i++ {
				for j := i; j < min(i+2, len(line.ends)); j++ {
					name = append(append(name[:0], "+:"...), line.text[line.start(i):line.ends[j]]...)
					if moods&doubted == 0 {
						each(name)
					}
					for _, mood := range moodLetters[:ways] {
						if moods&(1<<mood.bit) != 0 {
							name[0] = mood.letter
							each(name)
						}
					}
				}
			}
		}
		start = end
	}
	for i := range line.ends {
		for j := i; j < min(i+2, len(line.ends)); j++ {
			each(line.text[line.start(i):line.ends[j]])
		}
	}
	line.text, line.ends = line.text[:0], line.ends[:0]
	line.add(s, 0, len(s.runes))
	for n := 1; n <= min(3, len(line.ends)); n++ {
		each(append(append(name[:0], '^'), line.text[:line.ends[n-1]]...))
		each(append(append(name[:0], line.text[line.start(len(line.ends)-n):]...), '$'))
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
func notionsIn(s squeezed, found []string) []string {
	book, rs := alarmConcepts(), s.runes
	first := len(found)
	child := slices.Contains(found, "<childof>")
	for i := 0; i < len(rs); {
		name, end := ageAt(rs, i)
		if name == "" {
			id, e, ok := book.words.longest(rs, i)
			if !ok || !s.whole(i, e) && shortLatin(rs, i, e) {
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
	case hasAt(rs, end, "yearsold") || hasAt(rs, end, "yearold") || hasAt(rs, end, "yo"):
		return ageName(n), end
	case next == '了' && n > 12 && n < 18 && (i == 0 || breakStrength(rs, i-1) > 0):
		return "<young>", end
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

var ageWords = set(`我 我是 现在 年龄 年龄是 年纪 今年 才 刚 刚满 我才 我今年 我先 我刚 周岁 虚岁 实际 本人 俺 iam im only age ageis imonly iamonly iturned 女 男 先`)

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

// A mood is how a clause speaks: it denies, asks, supposes, tells of others or of the past,
// names who acts.
const (
	denied = iota
	asked
	supposed
	elsewhere
	past
	ofKin
	atWork
	ofSelf
	ofThem
	doubted = 1<<denied | 1<<asked | 1<<supposed | 1<<elsewhere | 1<<past
)

// moodLetters name the moods in features; what is said in one of the first counts for itself.
var moodLetters = []struct {
	bit    int32
	letter byte
}{{denied, 'N'}, {asked, 'A'}, {supposed, 'I'}, {elsewhere, 'O'}, {past, 'E'}, {ofKin, 'K'}, {atWork, 'W'}, {ofSelf, 'S'}, {ofThem, 'C'}}

const ways = 6

// moodsOf tells the moods of a clause as a set of bits.
func moodsOf(s squeezed) (moods int32) {
	for i := 0; i < len(s.runes); {
		mood, end, ok := moodWords().longest(s.runes, i)
		if !ok || !s.whole(i, end) {
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
	asked:     `会不会 能不能 是不是 可不可以 要不要 有没有 可以 能 多久 什么时候 怎么查 吗 么 ? 呢 什么 怎么 哪里 多少 几 能否 can could how what 会唔会 点算 嘛 如何 哪 是否 什么是 啥 咋`,
	supposed:  `会 怕 担心 害怕 如果 要是 万一 假如 听说 据说 被会 才会 可能 以后会 将来 怕佢 will if may might would afraid worried`,
	elsewhere: `我朋友 朋友 同事 新闻 别人 网上 邻居 亲戚 舅舅 表哥 他人 电影 看到 有人 人家 客人 friend colleague neighbor`,
	past:      `以前 之前 去年 前年 小时候 早就 曾经 年前 当年 那年 当时 那时 那阵 过去了 last_year years_ago`,
	ofKin:     `儿子 女儿 弟 妹 孩子 老公 老婆 我爸 我妈 爸 妈 父亲 母亲 爸妈 父母 家人 哥 姐 奶奶 爷爷 娃 小孩 丈夫 妻子 媳妇 侄 外甥 孙 先生 son daughter husband wife mom dad father mother kids`,
	atWork:    `上班 工作 店 厂 开店 卖 生意 打工 工资 公司 行业 收入 月薪 在做 旁边 附近 门口摆 员 路 老师 work job shop`,
	ofSelf:    `我 自己 俺 本人 i me my`,
	ofThem:    `催收 他们 对方 债主 讨债 要债 收数佬 追债 放贷 高利贷 第三方 他 佢 collector they`,
})
