package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What is on a command is asked for in words as well: 看话术, 帮我写申请书, 然后呢. So is what
// this bot is and costs.

// wishCommands are the commands that fulfil a wish.
var wishCommands = map[understand.Wish]string{
	understand.WishScript: "script", understand.WishLetter: "letter", understand.WishPlan: "plan", understand.WishRehearse: "rehearse",
	understand.WishPapers: "materials", understand.WishRecord: "agreement", understand.WishHelp: "help", understand.WishLog: "log", understand.WishRemind: "remind", understand.WishExport: "export", understand.WishDelete: "delete",
}

// aboutUs are the wishes that a sentence fulfils, also of somebody of whom nothing is known: who this is, what it costs.
var aboutUs = []understand.Wish{understand.WishWho, understand.WishPrice, understand.WishTrust, understand.WishSecret, understand.WishTired, understand.WishGoing}

func (t *turn) noteWish(wish understand.Wish) {
	t.note("wish."+string(wish), locale.Args{"Line": t.fact("H12348"), "Heart": t.fact("H12356")})
}

// fulfilled fulfils a wish that has nothing to do with the open question. It is false for what is
// none, or cannot be fulfilled yet.
func (t *turn) fulfilled() bool {
	wish := t.wanted
	if wish == "" || t.session().State.Flow() == safetyCrisis.Flow() {
		return false
	}
	if slices.Contains(aboutUs, wish) {
		t.noteWish(wish)
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

// acknowledgements are how people say that they have read something, one or several in a row.
var acknowledgements = phrase.MustCompile(`^(好(的|吧|滴|嘞|啊|呀|呢)?|(嗯|恩|哦|噢|喔|唔)+|行(的|吧|啊|嘞)?|可以(的|了)?|(我|那我)?(知道|明白|了解|懂|晓得|曉得)(了|啦)?|收到(了|啦)?|(对|對)(的|啊|呀|头)?|没错|沒錯|是(的|啊|呀)?|没问题|沒問題|没有问题|沒有問題|没毛病|中|妥|得嘞|欧克|有道理|确实|確實|原来如此|原來如此|(这|這|原来|原來)(样|樣)啊?|谢谢(你|啦)?|謝謝(你|啦)?|ok+(ay)?|k+|yes|yeah|yep|sure|gotit|isee|alright|right|correct|thanks|thankyou)+$`)

// acknowledged answers somebody who only says that they have read it.
func (t *turn) acknowledged(text string) bool {
	if !acknowledgements.MatchString(plain(text)) {
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
