package dialog

import (
	"strings"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

func askReply(t *turn) string {
	key := "contact.reply"
	if t.onTable().Count == 1 {
		key = "contact.reply.once"
	}
	return t.sayBlock(key, t.replyWords())
}

// replyWords are what to answer to the terms on the table, in the lender's language.
func (t *turn) replyWords() string {
	if t.stance() != willing {
		return t.guardedAnswer()
	}
	p := t.engine.texts.Printer(locale.Hans)
	offer := t.onTable()
	var said []string
	say := func(key string, args locale.Args) {
		sentence := Plain(p.Text("contact.say."+key, args))
		if utf8.RuneCountInString(strings.Join(said, "")+sentence) <= maxCopy {
			said = append(said, sentence)
		}
	}
	t.replyFirst(p, offer, say)
	if offer.MonthlyFee > 0 {
		say("fee", locale.Args{"Fee": brief(offer.MonthlyFee)})
	}
	check, ok := t.weighed(offer)
	bears := ok && t.planned()
	if ok && check.APR.GreaterThan(ceilingPercent()) {
		say("dear", locale.Args{"Rate": check.APR.StringFixed(2) + "%"})
	}
	if offer.DownPayment > 0 {
		say("down", locale.Args{"Amount": brief(offer.DownPayment), "Spare": brief(min(t.spare(), offer.DownPayment)),
			"None": t.spareKnown() && t.spare() <= 0, "Known": t.spareKnown(), "Enough": t.spare() >= offer.DownPayment})
	}
	switch {
	case offer.Count == 1 && offer.Defer > 0:
		say("then", nil) // nobody promises today what is to be paid at once by then
	case offer.Count == 1 && t.affordsNow(offer):
		say("pay", nil)
	case bears && t.suggestion().Capacity.Maximum <= 0:
		if offer.Defer == 0 { // else it has been asked for
			say("until", nil)
		}
	default:
		say("writing", nil)
	}
	return strings.Join(said, "")
}

// maxCopy is the most that a button puts on the clipboard.
const maxCopy = 256

// replyFirst says what the terms themselves call for: thanks and the open points, or what can
// be kept instead.
func (t *turn) replyFirst(p *locale.Printer, offer casefile.Terms, say func(string, locale.Args)) {
	check, ok := t.weighed(offer)
	kept, beyond, rises := t.beyondLater(offer)
	switch {
	case offer.Settles && !t.planned() && t.spare() == 0:
		say("unknown", nil)
	case offer.Settles && !t.affordsNow(offer):
		t.replyShort(p, offer, say)
	case offer.Settles:
		rest := max(0, t.owed()-offer.Amount)
		say("settle", locale.Args{"Amount": brief(offer.Amount), "Rest": brief(rest), "Waived": rest > 0})
	case offer.Defer > 0 && (offer.Count == 1 || t.file().Agreement != nil):
		say("delay", locale.Args{"Months": offer.Defer})
	case !ok || !t.planned():
		say("unknown", nil)
	case t.suggestion().Capacity.Maximum <= 0:
		say("nothing", nil)
	case rises:
		say("rises", locale.Args{"From": beyond.from, "Amount": brief(beyond.amount), "Before": brief(kept.amount)})
	case check.Affordable == calc.LevelNo && check.Monthly > t.suggestion().Capacity.Maximum:
		say("toohigh", t.counterArgs(p, check.Monthly))
	case check.Verdict == calc.VerdictTooDear:
		say("unknown", nil)
	case check.Verdict == calc.VerdictTight:
		say("tight", t.counterArgs(p, check.Monthly))
	default:
		say("fits", nil)
	}
}

// affordsNow reports whether a single payment can be made from what is there.
func (t *turn) affordsNow(offer casefile.Terms) bool { return offer.Amount <= t.spare() }

// replyShort answers a settlement that costs more than is there: with what is there, and with
// how the rest could be paid; never with a promise of the whole.
func (t *turn) replyShort(p *locale.Printer, offer casefile.Terms, say func(string, locale.Args)) {
	args := locale.Args{"Amount": brief(offer.Amount), "Spare": brief(t.spare()), "Rest": brief(max(0, t.owed()-t.spare())), "Otherwise": ""}
	running := t.file().Agreement != nil
	if t.planned() && !running {
		args["Otherwise"] = t.partly(p)
	}
	if t.spare() == 0 {
		say("settle.nothing", args)
		return
	}
	say("settle.short", args)
}

// counterArgs are the figures of what can be kept instead of terms that cannot.
func (t *turn) counterArgs(p *locale.Printer, monthly calc.Money) locale.Args {
	s := t.suggestion()
	args := locale.Args{"Monthly": brief(monthly), "Capacity": brief(s.Capacity.Recommended), "Instead": ""}
	if top := best(s); top != nil && top.Kind == calc.KindInstalments {
		args["Instead"] = p.Text("contact.say.instead", locale.Args{"Count": top.Months, "Amount": brief(top.Payment)})
	}
	return args
}
