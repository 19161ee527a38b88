package understand

import (
	"cmp"
	"slices"
)

const exampleCause = "失业了"

// ReadCause reads why a person cannot pay. Two causes that weigh much are a [*Doubt]. It is only about what was said (About) where the words
// may mean several causes: 周转不开, 一个人带孩子.
func ReadCause(text string) (Reading[Cause], error) {
	m, err := answer(text, exampleCause)
	if err != nil {
		return Reading[Cause]{}, err
	}
	n := &narrator{message: m, tokens: scan(m.rs, false), asked: slotProduct}
	n.read()
	words := squeeze(m.rs)
	heard := hearStory(words)
	switch found := heard.asked; {
	case len(found) > 1:
		return Reading[Cause]{}, causesDoubt(found)
	case len(found) == 1:
		r := exactly(found[0])
		r.About = n.former == nil && len(heard.causes) == 0
		return r, nil
	case n.fellToNow():
		return exactly(IncomeDrop), nil
	}
	if m.saysUnknown() {
		return unknown[Cause](), nil
	}
	if m.says(otherWords) {
		return exactly(OtherCause), nil
	}
	if causes, _ := storyOf(words, heard); len(causes) > 0 {
		r := exactly(causes[0])
		r.About = true
		return r, nil
	}
	return Reading[Cause]{}, m.unclear(Nonsense, exampleCause)
}

// causesDoubt asks which of several causes is the main one.
func causesDoubt(found []Cause) error {
	d := &Doubt{}
	for _, c := range found {
		d.Readings = append(d.Readings, causeText[c])
	}
	return d
}

var causeText = map[Cause]string{
	Unemployment: "失业", IncomeDrop: "收入下降", WageArrears: "被欠薪", Illness: "生病", FamilyEvent: "家里变故", BusinessFailure: "生意失败",
	Overspending: "花超了", GamblingLoss: "赌博", Scammed: "被骗", Forgot: "忘记还款", OtherCause: "其他",
}

// weighty is from which weight on two causes stand beside each other: a lighter one is rather what
// the heavier led to, as 没收入 is of a lost job.
const weighty = 5

// causeHits are the causes that are told as this person's own, the heaviest first, and the others: those
// that are denied, feared or a friend's, or only a part of other words.
func causeHits(s squeezed) (own, others []cueHit) {
	hits := causeBook().match(s)
	covered := outcomeEnds(hits, notCause, len(s.runes))
	for _, h := range hits {
		switch {
		case h.cue.outcome == notCause:
		case covered[h.start] >= int32(h.end) || !s.ownCause(h):
			others = append(others, h)
		default:
			own = append(own, h)
		}
	}
	slices.SortStableFunc(own, func(a, b cueHit) int {
		return cmp.Or(cmp.Compare(b.cue.weight, a.cue.weight), cmp.Compare(a.start, b.start))
	})
	return own, others
}

// weightiest names the heaviest cause of what was heard, of equal ones the first said, and behind it the
// others that weigh much. In a story that was told without being asked for it, the lightest are none.
func weightiest(hits []cueHit, told bool) []Cause {
	var causes []Cause
	for i, h := range hits {
		if told && h.cue.weight == 1 {
			break
		}
		c := causeOrder[h.cue.outcome]
		apart := !slices.ContainsFunc(hits[:i], func(o cueHit) bool { return o.start < h.end && h.start < o.end })
		if i == 0 || h.cue.weight >= weighty && apart && !slices.Contains(causes, c) {
			causes = append(causes, c)
		}
	}
	return causes
}

// ownCause reports that a cause is told as this person's own and as a fact: not 不是赌博,
// 听说失业了可以延期, 怕失业, 朋友失业了 or 店转让了才有钱还.
func (s squeezed) ownCause(h cueHit) bool {
	from, at := h.start, h.start
	for from > 0 && at-from < 10 && !s.gap(from) {
		from--
	}
	if _, _, ok := laterCauseWords().longest(s.runes, h.end); ok || s.dismissed(h.end) {
		return false
	}
	cause := causeOrder[h.cue.outcome]
	for i := from; i < at; i++ {
		id, end, ok := notOwnWords().longest(s.runes[:at], i)
		if !ok || !s.whole(i, end) {
			continue
		}
		apart := s.runes[end:at]
		switch id {
		case causeDenied:
			said := peek(s.runes, i-1) == '这' || peek(s.runes, i-1) == '介' // 这不是住院了嘛
			ok = !said && len(apart) <= 2 && !slices.Contains(apart, '是') && !slices.Contains(apart, '不')
		case causeSupposed:
			_, figure := digitOf(peek(s.runes, i-1))
			ok = !slices.Contains(apart, '了') && !(s.runes[i] == '万' && (figure || isDigit(peek(s.runes, i-1)))) // 欠两万一 失业了
		case causeFeared:
			ok = cause == Unemployment && len(apart) <= 3 && !slices.Contains([]rune("社机开不"), peek(s.runes, i-1))
		case causeOfFriend, causeOfRelative:
			shared := id == causeOfRelative && (cause == Illness || cause == FamilyEvent)
			ok = len(apart) <= 6 && !shared && !s.drawnIn(i) && !slices.Contains(apart, '我')
		case causeOfChild:
			ok = cause == Unemployment && !s.drawnIn(i) && (len(apart) == 0 || (message{rs: apart}).says(grownWords))
		}
		if ok {
			return false
		}
	}
	return true
}

// dismissed reports that what ends at i is told to be no reason: 离了五年了，跟这没关系.
func (s squeezed) dismissed(i int) bool {
	const reach = 24 // runes
	for j := i; j < min(len(s.runes), i+reach) && breakStrength(s.runes, j) < 3; j++ {
		id, _, ok := dismissedWords().longest(s.runes, j)
		if ok && (id == 0 || (message{rs: s.runes[max(i, j-8):j]}).says(withWords)) {
			return true
		}
	}
	return false
}

var (
	dismissedWords = tagged(map[int32]string{0: `不搭界 不搭噶 不搭嘎 不相干 无关 两码事 两回事 不是原因 不是因为这个 不沾边 没影响还款`, 1: `没关系 没有关系 没啥关系 没关`})
	withWords      = set(`跟 和 与 同`)
)

// drawnIn reports 和朋友, 被同事, 帮我哥 at the friend: what follows happened to this person too.
func (s squeezed) drawnIn(i int) bool {
	if i > 0 && s.runes[i-1] == '我' {
		i--
	}
	return i > 0 && slices.Contains([]rune("和跟与给被帮替同让为男女"), s.runes[i-1])
}

const (
	causeDenied int32 = iota
	causeSupposed
	causeFeared
	causeOfFriend
	causeOfRelative
	causeOfChild
)

var (
	notOwnWords = tagged(map[int32]string{
		causeDenied:     `不是 不是因为 并不是 并非 不是说 也不是 又不是 绝不是 不是去 不是我 从没 从来没 从不 从来不 not not_because_of not_because`,
		causeSupposed:   `听说 如果 要是 假如 假设 万一 怕 害怕 担心 会不会 是不是 是否 打算 准备 想 if`,
		causeFeared:     `会 要 快 快要 就要 可能 可能会 将会 早晚 迟早 弄不好 搞不好 说不定 差点 差一点 马上要 马上就要 未必`,
		causeOfFriend:   `朋友 同事 邻居 网友 同学 室友 舍友 老乡 闺蜜 哥们 别人 有人 人家 好友 my_friend friend`,
		causeOfRelative: `我哥 我姐 我弟 我妹 表哥 表弟 表姐 表妹 堂哥 堂弟 姐夫 妹夫 舅舅 叔叔 哥哥 弟弟 姐姐 妹妹 小舅子 大舅哥 我叔 我舅`,
		causeOfChild:    `孩子 儿子 女儿 闺女 我娃 俺娃 女婿 我儿`,
	})
	grownWords      = set(`也 还 又 毕业 一直 刚 刚刚 大学`) // of a child that looks for work
	laterCauseWords = set(`才能还 才有钱 了才能 了才有 以后才 后才能 之后才`)
)

// fellToNow reports a fall of income that was told in figures: 以前月薪1万2 现在5500.
func (n *narrator) fellToNow() bool {
	return n.former != nil && n.income != nil && n.income.High < n.former.Low
}

// goalsOf returns what is wanted, in the order of the contract.
func goalsOf(s squeezed) []Goal {
	hits := goalBook().match(s)
	hits = append(hits, splitHits(s.runes)...)
	covered := outcomeEnds(hits, len(goalOrder), len(s.runes))
	var wanted [len(goalOrder)]bool
	for _, h := range hits {
		if h.cue.outcome < len(goalOrder) && covered[h.start] < int32(h.end) && (h.cue.outcome != instalmentCue.outcome || s.wished(h.start, h.end)) && !s.promised(h.start) && !s.inName(h.start, h.end) {
			wanted[h.cue.outcome] = true
		}
	}
	var goals []Goal
	for i, g := range goalOrder {
		if wanted[i] {
			goals = append(goals, g)
		}
	}
	return goals
}

// inName reports words that are part of a lender's name: 好分期, 分期乐.
func (s squeezed) inName(start, end int) bool {
	for i := max(0, start-4); i <= start; i++ {
		if _, to, ok := otherNames().longest(s.runes, i); ok && to >= end {
			return true
		}
	}
	return false
}

// promised reports that what follows in the clause is what somebody else offers: 中介说收800可以减免罚息.
func (s squeezed) promised(at int) bool {
	from := at
	for from > 0 && at-from < 24 && !sentenceEnds(s.runes[from-1:from]) {
		from--
	}
	clause := at
	for clause > from && !s.gap(clause) {
		clause--
	}
	for i := at - 1; i >= from; i-- {
		if id, end, ok := promiserWords().longest(s.runes[:at], i); ok && (id == 0 || i >= clause) {
			between := message{rs: s.runes[end:at]}
			if id == 1 {
				return !between.says(ownWishWords)
			}
			return !slices.Contains(between.rs, '我') || between.says(helpMeWords)
		}
	}
	return false
}

var (
	// What a lender says counts for its clause alone: 客服说不行，能不能分期.
	promiserWords = tagged(map[int32]string{1: `客服说 催收说 他们说 平台说 银行说 对方说 人家说 的意思是 给的方案 非要 theysaid theysay`, 0: `有人说 中介说 网上说 群里说 抖音说 抖音上说 快手上说 代理说 代办说 法务说 律所说 老师说 机构说 广告说 有个公司说 有公司说 有人能 有人可以 有人帮`})
	ownWishWords  = set(`我想 我要 我希望 我能 我申请 我打算 能不能 可不可以 能否 行不行 想`)
	helpMeWords   = set(`帮我 给我 替我 让我`)
)

// instalmentCue is what 分12期, 分成24期 and 分两年还 point to.
var instalmentCue = cue{outcome: slices.Index(goalOrder[:], Instalments), weight: 1}

// splitHits finds 分 with a number of terms, months or years.
func splitHits(rs []rune) []cueHit {
	var hits []cueHit
	for i, r := range rs {
		if r != '分' || peek(rs, i-1) == '一' || peek(rs, i-1) == '百' {
			continue
		}
		j := i + 1
		for c := peek(rs, j); c == '成' || c == '个' || c == '到' || c == '作' || c == '为' || c == '了'; c = peek(rs, j) {
			j++
		}
		n, ok := numeralAt(rs, j, false)
		if !ok {
			continue
		}
		if peek(rs, n.end) == '期' && peek(rs, n.end+1) == '了' {
			continue // 分12期了: it is so already
		}
		if end := n.end; peek(rs, end) == '期' || hasAt(rs, end, "个月") || hasAt(rs, end, "年还") || hasAt(rs, end, "个期") {
			hits = append(hits, cueHit{&instalmentCue, i, end + 1})
		}
	}
	return hits
}

// wished reports that the clause speaks of a wish or asks, or is nothing but the words at
// start..end: 花呗分期还不上了 is none.
func (s squeezed) wished(start, end int) bool {
	if isLatin(s.runes[start]) {
		return true
	}
	from, to := start, end
	for from > 0 && start-from < 16 && !s.gap(from) {
		from--
	}
	for to < len(s.runes) && to-end < 10 && !s.gap(to) {
		to++
	}
	return start-from <= 1 && !s.described(end) || (message{rs: s.runes[from:start]}).says(wishWords) || (message{rs: s.runes[start:to]}).says(askWords)
}

// described reports 分36期，月供1560，已经两期没交: the terms of a loan as it is, unless something is asked.
func (s squeezed) described(end int) bool {
	for end < len(s.runes) && breakStrength(s.runes, end) > 0 {
		end++
	}
	_, to, ok := existingWords().longest(s.runes, end)
	return ok && !(message{rs: s.runes[to:min(len(s.runes), to+12)]}).says(askWords)
}

var existingWords = set(`月供 每月还 每个月还 每期还 一期还 已经 已还 还了 还到 还剩`)

// gap reports a mark or a blank before the rune at i.
func (s squeezed) gap(i int) bool {
	return breakStrength(s.runes, i-1) > 1 || i < len(s.at) && s.at[i]-s.at[i-1] > 1 && !isLatin(s.runes[i])
}

var (
	wishWords = set(`想 希望 能 可以 可否 求 请 申请 办 办理 协商 谈 打算 愿意 给我 让我 帮 考虑 怎么 如何 最好 争取 想要 需要 期望 咨询 问 咋 剩下 剩余 其余 余下 的话`)
	askWords  = set(`吗 么 不行 行不行 可以 最好 行吗 好吗 吧 ? 怎么 如何 慢慢 分开 分批 分次 一点`)
)
