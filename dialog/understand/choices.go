package understand

import (
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

const exampleYesNo = "是"

// YesNo reads agreement or refusal.
func YesNo(text string) (Reading[bool], error) {
	if strings.Trim(text, "👌👍✅🆗 \u200d\ufe0f🏻🏼🏽🏾🏿") == "" && strings.TrimSpace(text) != "" {
		return exactly(true), nil // the fold keeps no pictures
	}
	m, err := answer(text, exampleYesNo)
	if err != nil {
		return Reading[bool]{}, err
	}
	if m.asksBack() {
		return Reading[bool]{}, m.unclear(Nonsense, exampleYesNo)
	}
	if said, ok := m.answeredFirst(); ok {
		return exactly(said), nil
	}
	yes, no, dunno := yesNoHits(trimTail(m.rs))
	if s := trimTail(squeeze(m.rs).runes); yes == no && !dunno && len(s) > 0 {
		yes, no, dunno = yesNoHits(s) // 不 是
	}
	switch {
	case dunno:
		return unknown[bool](), nil
	case yes == no:
		return Reading[bool]{}, m.unclear(Nonsense, exampleYesNo)
	}
	return exactly(yes), nil
}

// answeredFirst reads 有，但是不多 and 是的，没办法: an answer by itself, and why behind a mark. Another answer behind
// it that says the contrary leaves open which one is meant.
func (m message) answeredFirst() (yes, ok bool) {
	clauses := strings.FieldsFunc(string(m.rs), func(r rune) bool { return strings.ContainsRune(" ,。!;\n、/", r) })
	if len(clauses) < 2 {
		return false, false
	}
	for i, c := range clauses {
		said, whole := wholeAnswer([]rune(c))
		switch {
		case i == 0 && !whole, i > 0 && (message{rs: []rune(c)}).saysUnknown():
			return false, false
		case i == 0:
			yes = said
		case whole && said != yes:
			return false, false
		}
	}
	return yes, true
}

// wholeAnswer reads a clause that is nothing but an answer: 有的, 我没有.
func wholeAnswer(clause []rune) (yes, ok bool) {
	if len(clause) > 1 && clause[0] == '我' {
		clause = clause[1:]
	}
	for _, said := range [][]rune{clause, trimTail(clause)} {
		if id, end, known := yesNoWords().longest(said, 0); known && end == len(said) && id < 2 {
			return id == 0, true
		}
	}
	return false, false
}

// asksBack reports a message that is one question: 是吧？
func (m message) asksBack() bool {
	for i := range m.rs {
		if breakStrength(m.rs, i) > 1 {
			return m.rs[i] == '?' && skipSpaces(m.rs, i+1) == len(m.rs)
		}
	}
	return false
}

// trimTail drops closing particles and marks.
func trimTail(rs []rune) []rune {
	for len(rs) > 1 && strings.ContainsRune("。!,;了的呀啊哦呢吧嘛啦滴哈噢~ \n", rs[len(rs)-1]) {
		rs = rs[:len(rs)-1]
	}
	return rs
}

// yesNoHits reads from the start: the first decisive word counts.
func yesNoHits(rs []rune) (yes, no, dunno bool) {
	for i := 0; i < len(rs); i++ {
		if c := peek(rs, i+1); (c == '不' || c == '没') && rs[i] != c && peek(rs, i+2) == rs[i] {
			return false, false, dunno // 中不中
		}
		id, end, ok := yesNoWords().longest(rs, i)
		if !ok || !wholeWord(rs, i, end) || isDigit(rs[i]) && len(rs) > 1 || (id == 0 || rs[i] == '别') && end-i == 1 && !standsAlone(rs, end) {
			continue
		}
		switch id {
		case 0:
			yes = true
		case 1:
			no = true
		case 2:
			dunno = true
		case 3:
			return false, false, dunno
		}
		i = end - 1
	}
	return yes, no, dunno
}

// standsAlone keeps 好 in 好难 and 有 in 有点 from meaning yes.
func standsAlone(rs []rune, end int) bool {
	return end >= len(rs) || strings.ContainsRune(",。!/、 的吧了啊呀滴呢嘞哒嗯哦哈哇噢喔呐么是对好有过~", rs[end])
}

const exampleProduct = "花呗"

// ReadProduct reads which loan is meant; more than one is a [*Doubt], and so is Alipay, which has
// several.
func ReadProduct(text string) (Reading[Product], error) {
	none := Reading[Product]{}
	m, err := answer(text, exampleProduct)
	if err != nil {
		return none, err
	}
	n := &narrator{message: m, tokens: scan(m.rs, false), asked: slotProduct}
	n.read()
	var found []Product
	for _, d := range n.debts {
		if d.Product != "" && !d.cleared && !containsProduct(found, d.Product) {
			found = append(found, d.Product)
		}
	}
	switch {
	case m.says(exceptWords):
		return none, m.unclear(Vague, exampleProduct) // 除了花呗都有
	case len(found) == 0 && m.saysUnknown():
		return unknown[Product](), nil
	case len(found) == 0 && m.says(otherWords):
		return exactly(OtherProduct), nil
	case len(found) == 0 && slices.Contains(m.rs, ' ') && !isLatin(m.rs[0]):
		return ReadProduct(strings.ReplaceAll(string(m.rs), " ", "")) // 借 呗
	case len(found) == 0 && m.says(alipayWords):
		return none, &Doubt{[]string{productText[Huabei], productText[Jiebei]}}
	case len(found) == 0:
		return none, m.unclear(Nonsense, exampleProduct)
	case len(found) > 1:
		d := &Doubt{}
		for _, p := range found {
			d.Readings = append(d.Readings, productText[p])
		}
		return none, d
	}
	return exactly(found[0]), nil
}

var exceptWords = set(`除了 除开 除去 除花呗 除借呗`)

var alipayWords = set(`支付宝 支付保 蚂蚁 蚂蚁金服 zfb alipay`)

var productText = map[Product]string{
	Huabei: "花呗", Jiebei: "借呗", Wangshangdai: "网商贷", CreditCard: "信用卡", OtherProduct: "其他",
}

func containsProduct(list []Product, p Product) bool {
	for _, have := range list {
		if have == p {
			return true
		}
	}
	return false
}

var otherWords = set(`其他 其它 别的 都不是 不在上面 other 另外 另一个 以上都不是 抖音 微信 拼多多 苏宁 其他贷款 房贷 车贷 按揭 月供 助学贷款 公积金贷款 亲戚的钱 亲戚的 朋友的钱 私人的 银行贷款`)

var yesNoWords = tagged(map[int32]string{
	0: `可不是 可不是嘛 可不嘛 可不 没少 谁说没有 昂 好嘅 没得问题 是 是的 对 对的 嗯 恩 好 好的 行 可以 没错 有 要 需要 确定 确认 同意 当然 正确 ok okay yes y yeah yep sure 没问题 好吧 中 得 嗯嗯 对头 必须 肯定 愿意 能 会 想 是啊 知道 明白 满 已满 成年 1 系 係 啱 没毛病 妥 成 阔以 可 收到 接受 right correct true 准 是呀 欧克 好滴 okk 行吧 行啊 满了 到了 没有问题 不错 中中 没意见 不反对 没有错 不是没有 不错 没毛病 应该是 应该算 应该算是 算吧 算是 确实 是这样 是有 有一个 有一笔 有一些`,
	1: `咋可能 怎么可能 哪可能 哪有可能 不可能 唔得 莫得 算球 不太对 不 不是 没 没有 否 不行 不要 不用 不对 别 no n nope nah 不可以 不能 不想 不需要 没呢 还没 还没有 未 不同意 不会 算了 不好 不愿意 不接受 拒绝 木有 木得 没满 还没满 还不满 还未满 没啥 没什么 行不通 不太行 不太好 不大行 不方便 不合适 从来没有 没有过 不必 ❌ 👎 唔系 唔係 冇 没满 未满 不满 无 0 false 不成 不得 不中 没得 不太想 不大想 当然不是 当然不 当然没有 确定不要 确定不 确定没有 肯定不 肯定没有 肯定不是 绝对不 绝对没有 完全没有 no_thanks no_thank_you 不可 错 not 没收到 不要了 免了 不清楚是 从没有 不可能 唔使 唔要 还没收到 没收到过 还没接到 没满18 还没满`,
	4: `好像 貌似 不过 不好意思 对不起 没事 有点 有些 差不多 没关系 会不会 不客气 好难 好多 好久 好几 有时 是因为 不仅 不只 不光 好烦 好累 好贵 要是`,
	2: `搞不清 搞不清楚 搞不明白 弄不清 弄不清楚 分不清 说不清 说不清楚 说不上 说不上来 不大清楚 不很清楚 不怎么清楚 不大记得 没留意 没在意 没留心 不想说 不想讲 不方便说 不方便讲 不好讲 说不定 记不得 记不得了 记不起 记不住 想不起来 没细看 没印象 没仔细看 没注意 没看过 没看 不是很清楚 不是很确定 不知道 不清楚 不确定 不记得 说不准 说不好 忘了 跳过 不好说 不晓得 skip idk 不知 不太清楚 看情况 不太确定 记不清 不了解 maybe 也许 或许 可能 不一定 don't_know dont_know not_sure`,
	3: `您好 你好 你们好 早上好 上午好 中午好 下午好 晚上好 大家好 早安 晚安 对了 有就好 没有就好 就好了 心都有 不如死 想死 可以是可以 行是行 有是有 好是好 是是是的但 不是不 也不是不 没听懂 没听清 没看懂 没明白 不明白 不要紧 没有不 没不 是也不是 不是不行 你觉得 觉得 想想 再想 考虑 再说 再看 无所谓 随便 好像有 好像是 貌似有 貌似是 也是也不是 有时候 有时 偶尔 一半一半 不会没有 不能没有 有也没有 有吧好像 是不是 可不可以 能不能 行不行 有没有 好不好 对不对 要不要 是吗 可以吗 行吗 对吗 好吗 需要吗 有吗 什么 怎么 为什么 多少 哪 吗`,
})
