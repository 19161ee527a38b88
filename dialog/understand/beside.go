package understand

import "unicode"

// matter is what a word speaks of when it does not speak of the question.
type matter int32

const (
	matterFiller  matter = iota // says nothing of its own
	matterEvent                 // a call, a demand, a court: what somebody else did
	matterLife                  // a job lost, an illness: how long or since when something else goes on
	matterPlan                  // 分期, 延期, 打算: what is wished for
	matterWages                 // 发工资: when money comes in
	matterHistory               // 借的, 还了: an earlier part of the loan's story
	matterSaid                  // 他们说: what follows may be a claim or the terms
	matterNo                    // 没钱: the day is one on which nothing comes
)

// matters is a set of them.
type matters uint

func (s matters) has(m matter) bool { return s>>uint(m)&1 == 1 }

func mattersOf(list ...matter) matters {
	s := matters(0)
	for _, m := range list {
		s |= 1 << uint(m)
	}
	return s
}

// What the question for each kind of value does not ask about.
var (
	besideDue    = mattersOf(matterSaid, matterEvent, matterLife, matterPlan, matterWages, matterHistory)
	besideComing = mattersOf(matterEvent, matterHistory, matterNo)
	besideTerm   = mattersOf(matterLife, matterWages, matterHistory)
	besideAny    = mattersOf(matterEvent)
)

var matterWords = tagged(map[int32]string{
	int32(matterEvent): `打电话 打我电话 打来 打过来 打给 打了电话 来电 接到 接了 催收 催款 催我 催了 催 短信 发信息 发短信 加我 微信 律师 律师函 起诉 上门 立案 开庭 法院 传票 仲裁 警察 派出所
		让我 要我 叫我 逼我 要求 非要 非让 威胁 骂 吓 说要 说让 说先 联系我 找我 找到我 爆通讯录 投诉 举报 扣我 回复 答复
		they want wants ask asks asked call called calls calling texted court lawyer sued collector collectors threatened told phoned`,
	int32(matterLife): `失业 没工作 没上班 不上班 被裁 裁员 下岗 辞职 离职 待业 住院 出院 生病 得病 手术 受伤 摔 车祸 离婚 结婚 分手 去世 走了 怀孕 生孩子 出生 坐牢 孩子 小孩 宝宝 老婆 老公 媳妇 我妈 我爸 爸妈 父母 房东 老板 公司 入职 上班 工作 打工 干了 创业 开店 倒闭 关门 停业 停工 放假
		没发工资 没工资 欠薪 没收入 拖工资 搬 毕业 面试 复查 考试 出差 旅游 找工作 疫情 隔离 当兵 培训 lost_my_job lost_job unemployed laid_off hospital sick divorced quit job started working work`,
	int32(matterPlan):    `延期 延后 推迟 展期 宽限 缓 分期 分 想 打算 准备 计划 希望 争取 能还 可以还 才能 能不能 可以吗 行不行 等 等到 再说 再还 后还 有钱 凑 下个月还 一半 want_to plan will could can`,
	int32(matterWages):   `发工资 发薪 工资 薪水 薪 结款 发钱 到账 回款 奖金 补贴 退休金 payday wages salary get_paid`,
	int32(matterHistory): `借的 借了 借出 贷的 贷了 办的 办了 开通 开卡 申请 下款 放款 协商 还了 还过 还到 还上了 最后一次还 上次还 刚还 已还 用了 用的 开始用 买了 买的 套出来 刷了 刷的 上征信 查征信 borrowed paid opened applied`,
	int32(matterSaid):    `告诉我 通知我 他说 她说 他们说 客服说 催收说 对方 人家说 人家 电话 给我 再给 给我们 said say says`,
	int32(matterNo):      `没钱 没空 不行 不能还 还不了 还不上 没办法 拿不出 收租 房租 交租 生日 复查 手术 broke`,
	int32(matterFiller): `短信上 短信里 短信写 短信上写 短信里写 短信显示 短信提醒是 大概 大约 约 差不多 左右 上下 应该 可能 好像 貌似 估计 记得 我记得 印象 印象中 是 的 了 有 在 从 到 吧 呢 啊 呀 嘛 哦 额 呃 嗯 哈 唉 哎 我 我的 它 他 那 那个 那期 那笔 这 这个 这期 这笔 账单 上 写 写的 写着 显示 显示的 页面 现在 目前 今天 至今
		已经 已 快 快要 将近 一共 总共 总 共 都 就 就是 也 还 还是 才 刚 刚刚 刚好 正好 最多 最少 至少 最快 最迟 最晚 要 得 需要 也要 吧 开始 起 以来 多 多少 具体 反正 这样 这么 样子 没管 没管它 没管过 没动 没动过 没理 没顾上 忘 忘了 忘记 没注意 查了 看了 看 查 算 算了 算下来 下 一下
		数 app 支付宝 里 里面 不到 超过 整 整整 过了 过去 第 每 每月 每个月 月 日 号 天 那天 当天 那会 时候 之前 前 之后 后 当时 本来 原来 本 该 应 款 还款 账 期 最后 最后一天 最早 初 末 底 大 小 不 没 没有 没了 好 好多 这边 那边 我这 我看 我算 我查 具体是 反正是 准确 准确说 确切 确切说 其实 实际 实际上 系统 提示 银行 平台 软件 手机上
		俺 咱 咱们 老 早 早就 晚 迟 迟了 超 久 长 时间 没交 没付 能 可以 会 会在 定 定在 一般 通常 固定 每次 都是 基本 基本上 按 按月 或 也就 也就是 别 所以 因为 因此 但 但是 不过 然后 而且 大致 约莫 拖 拖到 拖了 欠 欠着 欠了 花呗 借呗 差 差了 滴 哒 咯 喽 啦 哟 哇 么 咧 哩 谢谢 你好 您好 请问 嘞 得有 怎么也得 怎么也 少说 少说也 少说也有 断 断了 停 停了 满 满了 首 首期 第一期 首次 第一次 第一笔 发 来 跟 和 与 还没 没还 给 打 之 被 个 前后 中 中旬 上旬 下旬 上午 下午 早上 晚上 中午 夜里 凌晨 点 阴历 农历 阳历 公历 今年 去年 明年 星期 周 礼拜
		it it's its is was been be has have i i've ive im i'm my the a an on in at for since about around roughly almost nearly now already overdue late past due days day ago of by so far think maybe probably bill payment loan to and or next last this month week year must need should start from each every after before first`,
})

// maxCandidates bounds the values looked at in one answer: one with more is a list.
const maxCandidates = 16

// maxStray is how many characters of a sentence may be neither value nor known word for it
// still to be an answer. 今天 and 昨天 are in every story, so beside them it is less.
const (
	maxStray     = 3
	maxStrayNear = 1
)

// beside reports that the value at start..end is about something else than was asked: a word
// of another matter is said with it, or much that is unknown.
func (m message) beside(tokens []token, start, end int, not matters, day bool) bool {
	if not == besideDue && !day && (hasAt(m.rs, end, "内") || hasAt(m.rs, end, "之内") || hasAt(m.rs, end, "以内")) {
		return true
	}
	low, high := m.breath(start, end, 2)
	if m.cued(tokens, start, end, low, high, not) {
		return false
	}
	if not == besideTerm && m.near(tokens, start, end, func(t tag) bool { return t == tagOverdue || t == tagUnpaid || t == tagPaid }) {
		return true
	}
	from, to := m.breath(start, end, 1)
	stray := 0
	for i := 0; i < len(m.rs); {
		if i == start {
			i = end
			continue
		}
		if e, ok := stopWordAt(m.rs, i); ok {
			i = e
			continue
		}
		id, e, ok := matterWords().longest(m.rs, i)
		ok = ok && wholeWord(m.rs, i, e)
		switch what := matter(id); {
		case ok && what != matterFiller && not.has(what) && (day || i >= m.reach(what, low, from) && i < m.reachEnd(what, to)):
			return true
		case ok:
			i = e
			continue
		}
		if word, ok := (&scanner{rs: m.rs}).word(i); ok {
			i = word.end
			continue
		}
		if i >= from && i < to || day && i >= low && i < high {
			stray += strayAt(m.rs, i)
		}
		i++
	}
	limit := maxStray
	if _, _, near := relativeDays().longest(m.rs, start); near && day {
		limit = maxStrayNear
	}
	return not != besideAny && stray > limit
}

// reach is from where a word of a matter speaks of a length of time: a lost job from anywhere,
// a plan from before it in the same breath (想延期 三个月), a call only right beside it.
func (m message) reach(what matter, breath, beside int) int {
	switch what {
	case matterEvent, matterSaid:
		return beside
	case matterPlan, matterHistory:
		return breath
	}
	return 0
}

func (m message) reachEnd(what matter, beside int) int {
	switch what {
	case matterEvent, matterSaid, matterPlan, matterHistory:
		return beside
	}
	return len(m.rs)
}

// strayAt counts a Han character as one and a Latin word as three.
func strayAt(rs []rune, i int) int {
	switch {
	case unicode.Is(unicode.Han, rs[i]):
		if _, ok := digitOf(rs[i]); ok || smallUnitOf(rs[i]) > 0 {
			return 0
		}
		return 1
	case isLatin(rs[i]) && !isLatin(peek(rs, i-1)):
		return 3
	}
	return 0
}

// breath returns the part of the message around start..end between marks that separate at
// least so much.
func (m message) breath(start, end, strength int) (from, to int) {
	for from = start; from > 0 && breakStrength(m.rs, from-1) < strength; from-- {
	}
	for to = end; to < len(m.rs) && breakStrength(m.rs, to) < strength; to++ {
	}
	return from, to
}

// cued reports that 逾期, 到期 or 没还 stands so near that the value must be its.
func (m message) cued(tokens []token, start, end, low, high int, not matters) bool {
	if not != besideDue || m.matterIn(low, high, mattersOf(matterWages)) {
		return false
	}
	event := m.matterIn(low, high, mattersOf(matterEvent))
	at := func(t token) bool {
		return t.tag == tagOverdue || t.tag == tagUnpaid || t.tag == tagNotDue || t.tag == tagDue || t.tag == tagMustPay && !event
	}
	for i, t := range tokens {
		if t.kind != tokenWord || !at(t) || hasAt(m.rs, t.start, "不还") {
			continue
		}
		if t.start >= end && i+1 < len(tokens) && tokens[i+1].kind == tokenDuration {
			continue // 失业三个月了 逾期20天: it has a time of its own
		}
		if t.end <= start && start-t.end <= 8 && t.start >= low && !m.matterIn(t.end, start, not) ||
			t.start >= end && t.start-end <= 8 && t.end <= high && !m.matterIn(end, t.start, not) {
			return true
		}
	}
	return false
}

// near reports a word with such a tag right before or behind.
func (m message) near(tokens []token, start, end int, is func(tag) bool) bool {
	for _, t := range tokens {
		if t.kind == tokenWord && is(t.tag) && !hasAt(m.rs, t.start, "还完") && !hasAt(m.rs, t.start, "还清") && (t.end <= start && start-t.end <= 2 || t.start >= end && t.start-end <= 2) {
			return true
		}
	}
	return false
}

// matterIn reports a word of these matters between from and to.
func (m message) matterIn(from, to int, of matters) bool {
	for i := from; i < to; i++ {
		id, end, ok := matterWords().longest(m.rs[:to], i)
		if !ok || !wholeWord(m.rs, i, end) {
			continue
		}
		if matter(id) != matterFiller && of.has(matter(id)) {
			return true
		}
		i = end - 1
	}
	return false
}
