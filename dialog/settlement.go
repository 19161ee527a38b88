package dialog

import (
	"slices"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// settlement is the one payment that is to end the debt, to be asked for before instalments:
// where the person wishes it or has money for it beside the month. It is nil where there is
// none that the lender might take.
func (t *turn) settlement() *calc.Candidate {
	c := t.file()
	if c.Budget.LumpSum == 0 && !slices.Contains(c.Goals, casefile.LumpSum) {
		return nil
	}
	if lump := first(t.suggestion(), calc.KindLumpSum); worthOffering(lump, c.Main().Principal) {
		return lump
	}
	return nil
}

// foremost is what to ask for first, or nil.
func (t *turn) foremost() *calc.Candidate {
	if lump := t.settlement(); lump != nil {
		return lump
	}
	return best(t.suggestion())
}

// afterLump is the plan for the principal that is left once the money at hand is paid, or nil.
func (t *turn) afterLump() *calc.Candidate {
	s := t.situation()
	left := s.Debts[0].Principal - t.spare()
	if left <= 0 || t.spare() == 0 {
		return nil
	}
	s.Debts = slices.Clone(s.Debts)
	s.Debts[0].Principal, s.Debts[0].Interest, s.Debts[0].Penalty, s.Debts[0].Fees = left, 0, 0, 0
	s.LumpSum = 0
	if top := best(t.suggest(s)); top != nil && top.Kind == calc.KindInstalments {
		return top
	}
	return nil
}

// afterLumpArgs name what is paid at once and how the rest is paid off.
func (t *turn) afterLumpArgs(rest *calc.Candidate) locale.Args {
	return locale.Args{"Spare": t.spare(), "Left": rest.Total, "Count": rest.Months, "Amount": rest.Payment}
}

// partly says to the lender how the debt is paid where it cannot be settled at once: the money
// at hand now and the rest in instalments, or instalments alone; "" where neither can be kept.
func (t *turn) partly(p *locale.Printer) string {
	if rest := t.afterLump(); rest != nil {
		return p.Text("script.say.partly", locale.Args{"Spare": brief(t.spare()), "Left": brief(rest.Total), "Count": rest.Months, "Amount": brief(rest.Payment)})
	}
	plan := find(t.suggestion(), func(c calc.Candidate) bool {
		return c.DailyRate.IsZero() && c.Affordable == calc.LevelRecommended
	})
	if plan == nil {
		return ""
	}
	return p.Text("script.say.monthly", locale.Args{"Count": plan.Months, "Amount": brief(plan.Payment)})
}

// settlementWaived says what a settlement asks to be waived: penalties and interest first, and of
// the principal what is still missing.
func (t *turn) settlementWaived(p *locale.Printer, lump *calc.Candidate) string {
	d := t.file().Main()
	beside := d.Total() - d.Principal
	switch {
	case lump.Waived == 0:
		return ""
	case beside > 0 && lump.Waived > beside:
		return p.Text("script.waived.first", locale.Args{"First": brief(beside), "Rest": brief(lump.Waived - beside)})
	case beside > 0:
		return p.Text("script.waived.beside", locale.Args{"Amount": brief(lump.Waived)})
	}
	return p.Text("script.waived.more", locale.Args{"Amount": brief(lump.Waived)})
}
