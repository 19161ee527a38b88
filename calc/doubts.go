package calc

// notes collects what is worth saying about the situation, doubts about its figures first.
func (p *planner) notes() []Note {
	notes := p.doubtBudget()
	for _, c := range p.claims {
		notes = append(notes, p.doubtClaim(c)...)
	}
	if len(p.claims) > 1 {
		notes = append(notes, Note{Code: NoteBlendedRate, Percent: p.dailyRate.Shift(2)})
	}
	return append(notes, p.limits()...)
}

// doubtBudget asks whether the figures of the budget can be right.
func (p *planner) doubtBudget() (notes []Note) {
	if p.Income == 0 {
		notes = append(notes, Note{Code: NoteNoIncome})
	}
	if p.Essentials == 0 {
		notes = append(notes, Note{Code: NoteNoEssentials})
	}
	if p.Essentials < p.LivingFloor {
		notes = append(notes, Note{Code: NoteBelowLivingFloor, Amount: p.LivingFloor})
	}
	if limit := p.Income * 30 / 100; p.capacity.Recommended > limit {
		notes = append(notes, Note{Code: NoteHighShare, Amount: limit})
	}
	return notes
}

// doubtClaim asks whether a debt's penalty can be right, and whether it is lawful. A penalty
// is usual within 20 % (and 1 yuan) of principal × overdue rate × days.
func (p *planner) doubtClaim(c claim) (notes []Note) {
	if c.assumed {
		notes = append(notes, Note{Code: NoteRateAssumed, Debt: c.label, Percent: c.contract.Times(100, 1).Decimal(4)})
	}
	expected := accrue(c.Principal, c.overdue, c.OverdueDays)
	off := max(c.Penalty-expected, expected-c.Penalty)
	switch {
	case c.Penalty == 0 && expected > 0:
		notes = append(notes, Note{Code: NotePenaltyMissing, Debt: c.label, Amount: expected})
	case off > expected/5 && off > Yuan(1) && !c.assumed:
		notes = append(notes, Note{Code: NotePenaltyUnusual, Debt: c.label, Amount: expected})
	}
	if yearly := c.overdue.Convert(Day365, Year).Percent(); yearly.GreaterThan(p.terms.Ceiling.Shift(2)) {
		notes = append(notes, Note{Code: NoteRateOverCeiling, Debt: c.label, Percent: yearly})
	}
	if check, err := CheckCeiling(c.Principal, c.Penalty, c.OverdueDays, p.terms.Ceiling); err == nil && check.Excess > 0 {
		notes = append(notes, Note{Code: NoteOverCeiling, Debt: c.label, Amount: check.Excess})
	}
	return notes
}

// limits says where the budget ends.
func (p *planner) limits() (notes []Note) {
	capacity := p.capacity.Recommended
	if capacity == 0 {
		return []Note{{Code: NoteNoSurplus, Amount: max(0, -p.capacity.Surplus)}}
	}
	if interest := p.daily.Convert(Day365, Month).Of(p.base); interest >= capacity {
		notes = append(notes, Note{Code: NoteNeverRepaid, Amount: interest})
	}
	minimums := Money(0)
	for _, c := range p.claims {
		minimums += min(c.MinimumPayment, c.Total())
	}
	if minimums > capacity {
		notes = append(notes, Note{Code: NoteMinimums, Amount: minimums - capacity})
	}
	if months := (p.base + capacity - 1) / capacity; months > Money(p.terms.MaxMonths) {
		notes = append(notes, Note{Code: NoteTooLong, Months: int(months)})
	} else if months, ok := p.shortest(p.owed, Rate{}, capacity); ok && p.penalty > 0 {
		notes = append(notes, Note{Code: NoteWithoutWaiver, Months: months, Amount: levelPayment(p.owed, Rate{}, months)})
	}
	return notes
}
