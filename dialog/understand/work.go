package understand

import "slices"

// What work brings in, told in passing: 在超市理货 一个月3100, 菜场帮人杀鱼 2700一月.

// workReach is how far before an amount the work that brings it in is looked for.
const workReach = 20

// earnedByWork reports a sum by the month beside the work that somebody does, with nothing said
// of what it is; or one right behind the place of work: 我自己在幼儿园食堂2100.
func (n *narrator) earnedByWork(tg tag, at, i int) bool {
	rs := n.message.rs
	from, to := max(0, n.tokens[i].start-workReach), n.tokens[i].start
	switch tg {
	case tagNone, tagWork:
	case tagCategory:
		from = max(from, n.tokens[at].end) // 一个人带老人 开大巴一个月5500
	default:
		if tg != tagAfford || !n.canGet(at, i) {
			return false
		}
	}
	for j := i - 1; j >= 0 && n.tokens[j].end > from; j-- {
		switch t := n.tokens[j]; {
		case t.kind == tokenMoney, t.kind == tokenNumber, t.kind == tokenBreak && t.strength == 3, t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagOwe || t.tag == tagOtherDebt):
			from = t.end
		case t.kind == tokenWord && t.tag == tagOthers && !n.meSince(j, i):
			return false
		}
	}
	if i+1 < len(n.tokens) && n.tokens[i+1].tag == tagOtherDebt && n.tokens[i+1].start == n.tokens[i].end {
		return false // 在工厂上班，每月1500房贷
	}
	place := worksIn(rs[from:to])
	if n.heardHere(tagMonthly) || n.monthlyBehind(i) {
		return place > 0 || (message{rs: rs[from:to]}).says(workDone)
	}
	return place > 0 && skipSpaces(rs, from+place) == to && n.endsClause(i)
}

// worksIn returns where the last place of work named behind 在 ends, 0 for none.
func worksIn(rs []rune) (end int) {
	in := slices.Index(rs, '在')
	for k := in + 1; in >= 0 && k < len(rs); k++ {
		if _, e, ok := workPlaces().longest(rs, k); ok {
			end = e
		}
	}
	return end
}

// canGet reports 能有, 能拿: it is earned, where work is spoken of.
func (n *narrator) canGet(at, i int) bool {
	said := n.message.rs[n.tokens[at].start:n.tokens[i].start]
	return endsWithAny(said, gotWords)
}

// severance reports a word for what is paid once for a lost job right before token at.
func (n *narrator) severance(at, i int) bool {
	return (message{rs: n.message.rs[max(0, n.tokens[at].start-8):n.tokens[i].start]}).says(severanceWords) && !n.heardHere(tagMonthly) && !n.monthlyBehind(i)
}

var (
	gotWords       = set(`能拿 能有 能弄 能搞 能跑 有个 拿个 能拿到`)
	severanceWords = set(`n+1 n+2 2n n+3 赔偿 赔偿金 补偿 补偿金 经济补偿 遣散费 遣散 买断 离职补偿 severance`)
	workPlaces     = set(`店 店里 后厨 商场 公司 药房 药厂 家具厂 砖厂 厂 修理厂 网吧 酒吧 ktv 会所 工作室 菜市场 物流园 码头 矿上 林场 农场 养殖场 食堂 厂里 工厂 车间 工地 超市 菜场 饭店 酒店 幼儿园 学校 餐馆 餐厅 早餐店 洗车店 理发店 便利店 奶茶店 服装厂 电子厂 鞋厂 快递站 仓库 物业 物业公司 加油站 养老院 敬老院 环卫 环卫所`)
	workDone       = set(`给人 帮人 替人 给别人 给人家 帮人家 送水 送货 送奶 送报 送菜 送煤气 送餐 送快递 送外卖 理货 洗碗 刷碗 洗盘子 端盘子 传菜 配菜 切菜 切墩 杀鱼 杀鸡 卖菜 卖货 卖衣服 卖保险 卖房 卖早点 收废品 捡废品 捡瓶子 扫马路 扫大街 扫地 扫楼道 打扫 看大门 守大门 门卫 看门 守夜 看店 守店 看仓库
		开货车 开大巴 开公交 开出租 开叉车 开挖机 开挖掘机 开大车 开塔吊 开吊车 开网约车 开校车 开车 跑网约车 跑货运 跑长途 跑代驾 跑闪送 跑外卖 跑腿 跑单 跑业务 跑车 跑船 拉货 拉煤 搬砖 搬货 扛包 装卸 卸货 打包 打螺丝 分拣 拣货 踩缝纫机 缝纫 做手工 穿珠子 采茶 修车 洗车 补胎 drive deliver driving delivering
		学徒 学徒工 临时工 合同工 小时工 钟点工 零工 帮工 小工 杂工 普工 钢筋工 泥工 油漆工 水电工 裁缝 剪头发 理发 美甲 按摩 推拿 技师 促销 导购 做客服 文职 出纳 助教 代课 家教 教练 幼师 护理员 护士 实习 进厂 厂里上班 夜班 车间 流水线 保安 保洁 保姆 月嫂 服务员 收银 前台 快递员 骑手 司机 厨师 后厨 环卫 工地 食堂 上班 打工 做工 干活 摆摊 出摊 守摊 电子厂 服装厂 鞋厂 饭店 餐馆 超市 公益岗 村里干 环卫所`)
)
