package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// What is on a command is asked for in words as well: 看话术, 帮我写申请书, 然后呢. So is what
// this bot is and costs.

// wishCommands are the commands that fulfil a wish.
var wishCommands = map[understand.Wish]string{
	understand.WishScript: "script", understand.WishLetter: "letter", understand.WishPlan: "plan", understand.WishRehearse: "rehearse",
	understand.WishPapers: "materials", understand.WishRecord: "agreement", understand.WishHelp: "help", understand.WishLog: "log", understand.WishRemind: "remind", understand.WishExport: "export", understand.WishDelete: "delete",
}

// fulfilled fulfils a wish that has nothing to do with the open question. It is false for what is
// none, or cannot be fulfilled yet.
func (t *turn) fulfilled() bool {
	wish := t.wanted
	if wish == "" || t.session().State.Flow() == safetyCrisis.Flow() {
		return false
	}
	switch wish {
	case understand.WishWho, understand.WishPrice, understand.WishTrust, understand.WishSecret, understand.WishTired:
		t.note("wish."+string(wish), locale.Args{"Line": t.fact("H12348"), "Heart": t.fact("H12356")})
		t.askAgain()
		return true
	}
	if t.session().Consent.IsZero() {
		return false
	}
	if wish == understand.WishComplain {
		t.enter(contactComplaint)
		return true
	}
	if t.kept() && t.wishedOfAgreement(wish) {
		return true
	}
	if channel := channelNamed(t.words); wish == understand.WishScript && channel != "" {
		t.session().Channel = channel
	}
	if command, ok := wishCommands[wish]; ok {
		t.perform(command)
		return true
	}
	return t.wishedOfPlan(wish)
}

// channelNamed is how somebody who asks for the script means to speak with the lender: 电话版; "" if
// they do not say.
func channelNamed(text string) casefile.Channel {
	switch said := strings.ToLower(text); {
	case strings.Contains(said, "电话") || strings.Contains(said, "電話") || strings.Contains(said, "phone"):
		return casefile.Phone
	case strings.Contains(said, "在线") || strings.Contains(said, "線上") || strings.Contains(said, "在線") || strings.Contains(said, "online"):
		return casefile.Online
	}
	return ""
}

// kept reports whether the case that is talked about has a running agreement.
func (t *turn) kept() bool {
	c := t.person.Current()
	return c != nil && c.Agreement != nil && c.Stage != casefile.Settled
}

// wishedOfAgreement fulfils a wish where an agreement runs: how it stands, its days, another debt.
func (t *turn) wishedOfAgreement(wish understand.Wish) bool {
	switch wish {
	case understand.WishStatus, understand.WishNext, understand.WishPlan:
		t.goHome()
	case understand.WishDates:
		t.enter(t.openDates())
	case understand.WishOther:
		t.openAnother()
		t.closePath()
		t.goHome()
	default:
		return false
	}
	return true
}

// wishedOfPlan fulfils a wish that needs a plan: the next step, other plans, why so much, a further debt.
func (t *turn) wishedOfPlan(wish understand.Wish) bool {
	if wish == understand.WishNext && t.file().Stage != casefile.Preparing {
		t.goHome()
		return true
	}
	flow := t.session().State.Flow()
	if t.file().Agreement != nil || !t.planned() || !slices.Contains(tidingFlows, flow) && flow != contactHome.Flow() {
		return false
	}
	switch wish {
	case understand.WishNext:
		t.note("wish.next", nil)
		t.askAgain()
	case understand.WishPlans:
		t.note("wish.plans", locale.Args{"Capacity": t.suggestion().Capacity.Recommended})
		t.enter(planAll)
	case understand.WishWhy:
		t.note("wish.why", t.whyArgs())
		t.askAgain()
	case understand.WishStage:
		t.sayGuide(t.stageGuide())
		t.askAgain()
	case understand.WishStatus:
		t.goHome()
	case understand.WishDates:
		t.enter(planAll)
	case understand.WishBorrow:
		t.note("wish.borrow", nil)
		t.askAgain()
	case understand.WishStop:
		t.explain("overdue_consequence")
		t.askAgain()
	default:
		t.session().Return = planResult
		t.enter(debtsList)
	}
	return true
}

// whyArgs are the figures that lead to what can be paid in a month.
func (t *turn) whyArgs() locale.Args {
	whole, debts := t.whole()
	capacity := whole.Capacity
	return locale.Args{"Income": or0(t.file().Budget.Income), "Surplus": capacity.Surplus, "Recommended": capacity.Recommended, "Left": capacity.Maximum > 0,
		"Many": len(debts) > 1, "Share": t.suggestion().Capacity.Recommended}
}

// acknowledgements are how people say that they have read something.
var acknowledgements = []string{"好", "好的", "好吧", "好滴", "好嘞", "嗯", "嗯嗯", "恩", "哦", "哦哦", "噢", "行", "行吧", "可以", "知道了", "知道啦", "明白", "明白了", "懂了", "了解", "收到", "对", "對", "是", "是的", "ok", "okay", "okk", "yes", "gotit", "isee", "alright"}

// acknowledged answers somebody who only says that they have read it.
func (t *turn) acknowledged(text string) bool {
	if !slices.Contains(acknowledgements, plain(text)) {
		return false
	}
	key := string(t.session().State) + ".ok"
	if !t.print.Has(key) {
		key = "engine.ok"
	}
	t.note(key, nil)
	t.askAgain()
	return true
}
