package understand

// OutcomeName is what came of a contact with the lender.
type OutcomeName string

// The outcomes. A counter-offer is for [OfferOn] to read.
const (
	OutcomeAccepted OutcomeName = "accepted"
	OutcomeRefused  OutcomeName = "refused"
	OutcomeNoAnswer OutcomeName = "no_answer"
)

// Outcome reads what came of a contact with the lender. It is false when the message does not
// say, says two things, asks, supposes, or tells of a condition.
func Outcome(text string) (OutcomeName, bool) {
	m := newMessage(text)
	rs := squeeze(m.rs).runes
	found := noOutcome
	later := false // 后来, 但是 was said since the last finding
	for i := 0; i < len(rs); {
		id, end, ok := outcomeWords().longest(rs, i)
		if !ok {
			i++
			continue
		}
		i = end
		switch id {
		case noOutcome:
			return "", false
		case laterOutcome:
			later = true
			continue
		case nothingSaid:
			continue
		}
		if found != noOutcome && found != id && !later && found != waitingOutcome {
			if id == waitingOutcome {
				continue
			}
			return "", false
		}
		found, later = id, false
	}
	switch found {
	case acceptedOutcome:
		return OutcomeAccepted, !m.says(conditionWords)
	case refusedOutcome:
		return OutcomeRefused, true
	case waitingOutcome:
		return OutcomeNoAnswer, true
	}
	return "", false
}

// The keys of outcomeWords.
const (
	noOutcome       int32 = iota // a question, a condition, the person's own will: nothing is known
	acceptedOutcome              // 同意了
	refusedOutcome               // 拒绝
	waitingOutcome               // 没人接, 等回复
	laterOutcome                 // 后来: what follows counts
	nothingSaid                  // looks like one of them and is none
)

var outcomeWords = tagged(map[int32]string{
	noOutcome: `吗 ? 会不会 能不能 是不是 可不可以 同不同意 如果 要是 假如 万一 怕他们 担心 怎么办 怎么说 我不同意 我不接受 我不答应 我拒绝 我没同意 我没答应 我没接受 我不想 我同意 我接受了 我答应 我没接 没打 还没打 没联系 没问 不敢打 不想打 没去谈 还没谈 没申请 希望他们 但愿 什么时候 不是这样 不接受他们 会同意 会答应 只同意 只肯 只答应 只接受 只能分 最多分 最多给 最多6 只给 只批 iref irefuse whatif
		同意就好 同意就行 答应就好 答应就行 我觉得不行 我不行 我还不 我不愿 我不肯`,
	acceptedOutcome: `同意 同意了 答应 答应了 批了 批准 批准了 通过 通过了 审核通过 谈成 谈成了 谈妥 谈妥了 谈好了 谈拢 说可以 说行 说能 说没问题 说好的 说ok 可以了 他们可以 客服可以 那边可以 办好了 办成了 办下来 申请成功 协商成功 办理成功 分期成功 谈成功 成了 搞定 搞定了 接受了 接受 给分了 给办了 给分期了 给我分期了 给我办了 给延了 给我延了 给我延期 给延期 给延期了 给减免了 说好了 定了 定下来 签了 没问题 松口 松口了 批下来 审核过了 审批过了 已经过了审核 可以 accepted agreed approved theyagree saidyes saidok itworked 应承 没拒绝 没有拒绝 没反对 愿意了 给我办理了 给办理了 说给我办 已经办理 成功了 佢话得 话可以 允许了 允许 准了 达成 达成一致`,
	refusedOutcome:  `拒绝 拒绝了 拒了 被拒 不同意 没同意 没有同意 不答应 没答应 没有答应 不行 说不行 说不可以 不可以 不批 没批 没有批 不通过 没通过 未通过 没有通过 审核不通过 审核没过 没过 不过审 不给分期 不给分 不让分期 不能分期 分不了 不给办 办不了 没办成 不接受 没接受 驳回 没谈成 谈崩 谈崩了 谈不拢 没谈拢 没谈妥 没谈好 谈不下来 没成 没成功 不成功 失败 失败了 不肯 不愿意 没得商量 没商量 没得谈 不协商 不给协商 拒绝协商 不支持 没这个政策 没有这个政策 没有政策 没政策 没有这种政策 不符合 不符合条件 条件不够 资质不符 必须全额 必须一次 只能一次性 只能全额 必须还清 非要一次 非要我一次 非让我一次 要求一次性 要求全额 让我一次性 要我一次性 要全款 只能还全款 不能延期 不给延 不给延期 延不了 不能减免 不给减免 免不了 不可能 说不能 不能办 挂我电话 挂了我 把我挂 直接挂 不理我的申请 不予 不松口 没松口 rejected refused denied declined saidno turneddown notapproved notaccepted notagree won'tagree wontagree didn'tagree didntagree disagree disagreed notaccept doesn'taccept notpossible 唔得 唔同意 没给办 没给分 没给批 没给延 没这个业务 没有这个业务 没这项业务 没有这项业务 没戏 没门 资质不够 资质不行 不够资格 没资格 必须先还清 先还清逾期 谈黄了 不给办理 不给申请 唔肯 唔批`,
	waitingOutcome:  `没人接 无人接 没有人接 没人接听 无人接听 没接 不接 不接电话 打不通 没打通 打不进 打不进去 接不通 没接通 接通不了 占线 忙线 一直忙 停机 空号 关机 没信号 没回 没回复 没有回复 没答复 还没答复 没有答复 未答复 没回音 没回信 没消息 没有消息 没动静 没反应 没下文 没理我 不理我 不回 不回我 没回我 没人理 没人回 没人答复 没人管 没结果 还没结果 没有结果 没出结果 没给答复 没给结果 没给回复 没给我答复 没给我回复 让我等 叫我等 要我等 让等 叫等 等回复 等答复 等通知 等消息 等结果 等电话 等审核 等他们 在等 还在等 等着 再等等 转人工 排队 转接 一直转 在排队 审核中 在审核 正在审核 还在审核 审核当中 待审核 处理中 在处理 正在处理 内回复 内答复 内给答复 内给回复 内给结果 内联系 内回电 内给我 天回复 天答复 天联系 会回复 会答复 会联系 会回电 会给答复 会给回复 会通知 回头联系 给我回电 回复我 再联系我 再回复 再答复 上报 向上反映 反映上去 往上报 往上申请 向上申请 等几天 等三 等两天 等五 等七 等一周 等一个星期 等7 等3 等5 帮我反映 提交上去 提交了 登记了 记录了 已登记 已记录 说可以考虑 可以考虑 考虑几天 要考虑 考虑一下 考虑下 考虑两天 考虑3天 考虑三天 可以申请 说可以申请 可以给我申请 说可以给我申请 可以帮我申请 说可以帮我申请 说可以帮 答应帮我申请 答应帮我反映 答应考虑 答应帮我问 帮我申请 给我申请 说可以试试 可以反映 说可以反映 系统评估 看系统 评估中 走流程 提交申请 过几天再 审核要 等审核 要审核 需要审核 帮我登记 研究研究 考虑考虑 再研究 再考虑 要请示 请示 申请提交 工单 noanswer noreply noresponse didn'tanswer didntanswer notanswer nobodyanswer noonepick nobodypick nooneanswer waiting stillwaiting onhold pending willgetback getback willcallback callback calllater callmeback busy queue underreview voicemail 冇人接 打唔通 未回复 机器人 语音留言`,
	laterOutcome:    `后来 最后 最终 结果 终于 后面 现在 今天 然后 butthen finally`,
	nothingSaid:     `还可以 还行 还能接受 可以理解 可以吧 不行了 撑不下去 怎么不行 等着起诉 等着被起诉 等着收传票 等法院 等传票 等起诉 不接受采访 没问题吧 不过 没过多久 过了几天 过了两天 过了一会 过了会 过了很久 过了一周 过了好久 挂了 可以说 说可以先 不得不`,
})

// conditionWords turn 同意 into something that must be looked at.
var conditionWords = set(`但 但是 不过 前提 条件是 只要 除非 不然 否则 要求 必须 得先 要先 先还 先付 先交 首付 只能 最多 but provided only`)
