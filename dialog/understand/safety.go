package understand

import (
	"slices"
	"strings"
	"sync"

	"xieshang/dialog/phrase"
)

// alarmOrder lists the alarms as [Safety] returns them, the gravest first.
var alarmOrder = [...]Alarm{Crisis, Violence, Minor, Court, IdentityTheft, ScamAgent, Forgery, Harassment, Gambling}

// Heard is what a message says of danger.
type Heard struct {
	Alarms []Alarm // what is certain, the gravest first
	Unsure bool    // it may speak of ending one's life: ask before going on
}

// Listen finds what must come before money: distress, danger, papers with deadlines, fraud.
func Listen(text string) Heard { return heardBy(alarmModel(), text) }

// Safety lists the alarms of a message, the gravest first. It would rather raise one alarm too
// many than miss a crisis: one that is only possible is among them.
func Safety(text string) []Alarm {
	return Listen(text).all()
}

// all are the certain alarms, and a crisis where one is possible.
func (h Heard) all() []Alarm {
	if h.Unsure {
		return append([]Alarm{Crisis}, h.Alarms...)
	}
	return h.Alarms
}

// heardBy raises the alarms that the model hears.
func heardBy(m *model, text string) Heard {
	told := newMessage(text).withoutGreetings()
	said := told.withoutManners().rs
	s := squeeze(said)
	scores := m.scores(s)
	for _, piece := range pieces(s) {
		for i, score := range m.scores(piece) {
			scores[i] = max(scores[i], score-pieceDoubt)
		}
	}
	var h Heard
	for i, a := range alarmOrder {
		if scores[i] > m.certain[i] && evident(a, s) && !m.denied(a, i, string(said)) {
			h.Alarms = append(h.Alarms, a)
		}
	}
	if !slices.Contains(h.Alarms, Crisis) {
		h.Unsure = doubtful(m, scores, s) || len(said) < len(told.rs) && doubtfulAsTold(m, squeeze(told.rs))
	}
	return h
}

// Who speaks without marks tells everything in one clause, and what is calm in it drowns the rest. Such a clause
// is heard in pieces too; as a piece may cut a word from what it means, an alarm must be clearer there.
const (
	longClause = 60 // runes
	pieceLong  = 40
	pieceStep  = 20
	pieceDoubt = 300
)

// pieces cuts the long clauses of a message into pieces that overlap.
func pieces(s squeezed) []squeezed {
	var all []squeezed
	for start := 0; start < len(s.runes); {
		end := clauseEnd(s, start)
		for i := start; end-start > longClause && i < end; i += pieceStep {
			all = append(all, s.part(i, min(i+pieceLong, end)))
		}
		start = end
	}
	return all
}

// doubtful reports whether a message may speak of a crisis. Asking somebody who is well costs little.
func doubtful(m *model, scores []int, s squeezed) bool {
	return scores[outCrisis] > m.possible[outCrisis] && !parting(s) || grave(s) || meansAtHand(string(s.runes))
}

// meansAtHand reports that somebody has got what people end their lives with, 炭在网上下单了, and says of nothing else that
// it is for.
func meansAtHand(said string) bool {
	return meansGot().MatchString(said) && !meansFor().MatchString(said)
}

var (
	meansGot = sync.OnceValue(func() *phrase.Pattern {
		return phrase.MustCompile(`(炭|安眠药|农药|百草枯|敌敌畏|老鼠药|刀片|绳子|麻绳)[^，。,]{0,6}(下单|买|备好|准备好|攒|囤|到货|寄|快递)|(下单|买好|买了|备好|准备好|囤)[^，。,]{0,4}(炭|安眠药|农药|百草枯|敌敌畏|老鼠药|刀片|绳子|麻绳)`)
	})
	meansFor = sync.OnceValue(func() *phrase.Pattern {
		return phrase.MustCompile(`取暖|过冬|冬天|烤|店|摊|生意|货款|打药|种|庄稼|果树|稻|麦|棉|药店|农资|失眠|睡不着|医生|处方|刮胡|裁|捆|绑|晾|卖|库存`)
	})
)

// doubtfulAsTold hears the thanks at the end as well: 猫粮在柜子里，拜托了 is a farewell.
func doubtfulAsTold(m *model, s squeezed) bool { return doubtful(m, m.scores(s), s) }

// evident reports whether a message has any of the words without which an alarm makes no sense:
// many lenders and a large sum alone are no sign of gambling, and a message that came none of a
// court, whatever else is said like them.
func evident(a Alarm, s squeezed) bool {
	var words *trie
	switch a {
	case Gambling:
		words = stakeWords()
	case Minor:
		words = youngWords()
	case Court:
		words = courtWords()
	default:
		return true
	}
	for i := range s.runes {
		if _, end, ok := words.longest(s.runes, i); ok && (a != Minor || !ofSum(s.runes, i, end)) {
			return true
		}
	}
	return false
}

// ofSum reports the 十六 of 七百一十六: no age.
func ofSum(rs []rune, start, end int) bool {
	numeral := func(r rune) bool {
		return strings.ContainsRune("0123456789零一二两三四五六七八九十百千万", r)
	}
	return numeral(rs[end-1]) && (numeral(peek(rs, start-1)) || strings.ContainsRune("0123456789百千万元块wk", peek(rs, end)))
}

var (
	stakeWords = set(`赌 打鱼 大小 耍钱 买码 码 百jia pc 单双 洗码 充 痒 网堵 德州 走地 幸运 28 刮刮 乐透 踩雷 赌马 过大海 电子 推筒 斗牛 葡京 捞本 竞猜 外围 飞艇 场子 返水 最后一把 视讯 收不了手 收不住手 停不下 迷上 翻 上瘾 博 彩 押 注 牌 麻将 老虎机 百家乐 捕鱼 斗地主 输 赢 翻本 回本 回血 上岸 上分 下分 充值 充进 充到 盘口 庄 球 六合 时时 快三 快乐 开奖 梭 戒 菠菜 bc 玩 手痒 手气 澳门 转盘 跑马 赛马 赛车 分分 群里 红包 扫雷 骰 牛牛 金花 bet gambl casino lotter slot poker roulette stake odds win lose lost play`)
	courtWords = set(`支付令 答辩 把我告 告了 起诉 法院 法庭 法官 法警 司法 传票 诉 立案 开庭 出庭 到庭 应诉 判 裁 执行 调解 仲裁 案 被告 原告 告我 告了我 告上 律师 庭 冻 查封 限高 限制高消费 限消 失信 老赖 公证 保全 12368 court summon sue lawsuit judge hearing judgment bailiff lawyer legal writ case`)
	youngWords = set(`岁 法定 国一 国二 国三 国中 中一 中二 中三 中四 中五 中考 高考 身份证 零五 零六 零七 零八 零九 一零 监护 chengnian wcn grade 学 未成年 成年 高一 高二 高三 初一 初二 初三 高中 初中 职高 中专 技校 年级 小孩 孩子 爸 妈 家长 父母 爷 奶 姥 班主任 老师 班 校 10 11 12 13 14 15 16 17 18 十一 十二 十三 十四 十五 十六 十七 十八 05 06 07 08 09 10年 生日 偷偷 零花 压岁 未满 不满 还小 year school teen minor mom dad mum parent underage class`)
)

// parting reports whether a message is nothing but how people leave a conversation. With any
// word more, such as to whom or for how long, it is for the model to hear.
func parting(s squeezed) bool {
	for i := 0; i < len(s.runes); {
		if s.runes[i] == blank || breakStrength(s.runes, i) > 0 {
			i++
			continue
		}
		_, end, ok := partingWords().longest(s.runes, i)
		if !ok {
			return false
		}
		i = end
	}
	return true
}

var partingWords = set(`结束 结束了 结束吧 到此结束 再见 再见了 再见啦 拜拜 拜拜了 走了 走啦 我走了 我走啦 我先走了 先走了 我先走啦 我要走了 我得走了 我撤了 撤了 晚安 睡了 我睡了 去睡了
	好了 好的 好 行了 行 嗯 ok 谢谢 谢谢你 谢谢啦 多谢 辛苦了 我决定好了 决定好了 我决定了 我想好了 想好了 考虑好了 准备好了 就这样 就这样吧 先这样 先这样吧 今天就到这 到这吧 明天见 下次见 回头见 回聊
	bye byebye goodbye goodnight thanks thankyou thatsall seeyou imdone 啊 啦 吧 哈 呀 了 噢 哦 咯`)

// outCrisis is the place of crisis in alarmOrder.
const outCrisis = 0

// grave reports whether a clause has a word in which nobody speaks lightly of their own death,
// and does not tell of others or of the past. The model may have heard much that is calm beside it.
func grave(s squeezed) bool {
	for i := 0; i < len(s.runes); {
		word, end, ok := graveWords().longest(s.runes, i)
		if !ok {
			i++
			continue
		}
		if word == lastingly && moodsOf(clauseAround(s, i))&(1<<elsewhere|1<<ofKin) == 0 {
			return true
		}
		i = end
	}
	return false
}

// clauseAround returns the clause in which i stands.
func clauseAround(s squeezed, i int) squeezed {
	for start := 0; ; {
		end := clauseEnd(s, start)
		if i < end {
			return s.part(start, end)
		}
		start = end
	}
}

// The grave words, and longer sayings that only contain one.
const (
	lastingly = iota
	lightly
)

var graveWords = tagged(map[int32]string{
	lastingly: `自杀 自尽 自残 轻生 寻死 寻短见 割腕 上吊 跳楼 跳河 跳江 遗书 不想活 不愿活 唔想活 活不下去 想死 去死 死了算 了断 生不如死 不想醒 结束生命 结束自己 结束我的生命 不想存在 活够了 活腻 怎么死 死法 伤害自己 不配活 没脸活 遗言 求死 割脉 killmyself suicide suicidal wanttodie endmylife`,
	lightly: `想死你 想死我 想死磕 想死撑 想死心 想死的心都没 不想死 没想死 跳楼价 跳楼机 跳楼大甩卖 不想活成 不想活得 不想活在别人 不想活在债 不想活在催 不想活在还 不想活在阴影 不想活在恐惧 不想活在焦虑 不想活在压力 不想活动 不会自杀 没有自杀 自杀式 没有轻生 催收去死 他们去死 你去死 去死吧 平台去死
		了断这笔 了断债 了断这些债 做个了断 notsuicidal 打死我也 活不下去了店 店活不下去 店里活不下去 店铺活不下去 饭店活不下去 公司活不下去 厂活不下去 厂子活不下去 厂里活不下去 企业活不下去 生意活不下去 行业活不下去 同行活不下去 都去死 让我去死 怎么不去死 我去死磕 上吊也得 上吊也要 上吊还得 上吊还要`,
})
