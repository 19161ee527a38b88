package document

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// maxChartRows is how many rows a chart can have and still be read.
const maxChartRows = 5

// PlansChart sets the plans against doing nothing: what each comes to in all, and what it takes
// a month beside what can be paid. The error is ErrNoPlan if there is none.
func (r Records) PlansChart() (Chart, error) {
	if r.Plans == nil {
		return Chart{}, ErrNoPlan
	}
	shown := r.charted()
	if len(shown) == 0 {
		return Chart{}, ErrNoPlan
	}
	c := Chart{
		Title: r.text("chart.plans", locale.Args{"Debt": r.planned()}),
		Heads: [2]string{r.text("chart.inall", nil), r.text("chart.monthly", nil)},
	}
	if limit := r.Plans.Capacity.Recommended; limit > 0 {
		c.Limit, c.LimitAs = float64(limit), r.text("chart.capacity", locale.Args{"Amount": brief(limit)})
	}
	used := map[calc.Level]bool{}
	for _, plan := range shown {
		row := ChartRow{Name: r.chartName(plan), Shade: Shade{Paint: Hollow}}
		row.Bars[0] = Bar{float64(plan.Total), brief(plan.Total)}
		row.Bars[1] = Bar{Words: r.text("bears.once", nil)}
		if plan.Kind != calc.KindDeferral && plan.Kind != calc.KindLumpSum {
			used[plan.Affordable], row.Shade = true, r.shade(plan.Affordable)
			row.Bars[1] = Bar{float64(plan.Payment), brief(plan.Payment) + " " + sign(plan.Affordable)}
		}
		c.Rows = append(c.Rows, row)
	}
	for _, n := range r.Plans.DoNothing {
		if n.Months == 12 {
			c.Rows = append(c.Rows, ChartRow{Name: r.text("chart.nothing", nil), Shade: Shade{Paint: Grey},
				Bars: [2]Bar{{float64(n.Total), brief(n.Total)}, {0, r.text("chart.nothing.still", nil)}}})
		}
	}
	for _, level := range []calc.Level{calc.LevelRecommended, calc.LevelMaximum, calc.LevelNo} {
		if used[level] {
			c.Legend = append(c.Legend, r.shade(level))
		}
	}
	return c, nil
}

// charted picks the plans that say most: the one that is proposed, what comes without interest
// just under and over it, the usual term with interest, a delay, a lump sum.
func (r Records) charted() []*calc.Candidate {
	var list []*calc.Candidate
	add := func(is func(*calc.Candidate) bool) {
		for i := range r.Plans.Candidates {
			c := &r.Plans.Candidates[i]
			if is(c) && !slices.Contains(list, c) {
				if len(list) < maxChartRows-1 {
					list = append(list, c)
				}
				return
			}
		}
	}
	free := func(c *calc.Candidate) bool { return c.Kind == calc.KindInstalments && c.DailyRate.IsZero() }
	if r.Best != nil {
		add(func(c *calc.Candidate) bool {
			return c.Kind == r.Best.Kind && c.Months == r.Best.Months && c.Total == r.Best.Total
		})
	}
	add(func(c *calc.Candidate) bool { return free(c) && c.Affordable == calc.LevelMaximum })
	add(func(c *calc.Candidate) bool { return free(c) && c.Affordable == calc.LevelRecommended })
	add(func(c *calc.Candidate) bool {
		return c.Kind == calc.KindInstalments && c.Months == 12 && !c.DailyRate.IsZero()
	})
	add(func(c *calc.Candidate) bool { return c.Kind == calc.KindLumpSum })
	if len(list) < 2 {
		add(func(c *calc.Candidate) bool { return c.Kind == calc.KindDeferral })
	}
	slices.SortStableFunc(list, func(a, b *calc.Candidate) int { return cmp.Compare(a.Total, b.Total) })
	return list
}

// chartName is the name of a plan, short enough for a chart.
func (r Records) chartName(c *calc.Candidate) string {
	switch c.Kind {
	case calc.KindInstalments:
		if c.DailyRate.IsZero() {
			return r.text("chart.free", locale.Args{"Count": c.Months})
		}
		return r.text("chart.interest", locale.Args{"Count": c.Months})
	case calc.KindDeferral:
		return r.text("chart.deferral", locale.Args{"Count": c.Months})
	case calc.KindLumpSum:
		return r.text("chart.lump_sum", nil)
	}
	return r.planName(c)
}

func (r Records) shade(l calc.Level) Shade {
	paint := Vermilion
	switch l {
	case calc.LevelRecommended:
		paint = Blue
	case calc.LevelMaximum:
		paint = Orange
	}
	return Shade{paint, r.text("chart.legend."+string(l), nil)}
}

func sign(l calc.Level) string {
	switch l {
	case calc.LevelRecommended:
		return "✓"
	case calc.LevelMaximum:
		return "△"
	}
	return "×"
}

// brief is an amount without the fen if there are none.
func brief(m calc.Money) string { return strings.TrimSuffix(m.Grouped(), ".00") }

// ProgressChart shows what is paid and what is left of each instalment. The error is
// ErrNoAgreement if nothing is agreed.
func (r Records) ProgressChart() (Chart, error) {
	a := r.Case.Agreement
	if a == nil {
		return Chart{}, ErrNoAgreement
	}
	paid, late, open := Shade{Blue, r.text("chart.paid", nil)}, Shade{Vermilion, r.text("chart.late", nil)}, Shade{Hollow, r.text("chart.open", nil)}
	done, count := a.Progress()
	c := Chart{
		Title:  r.text("chart.progress", locale.Args{"Paid": a.Paid(), "Left": a.Left()}),
		Note:   r.text("chart.progress.of", locale.Args{"Paid": done, "Count": count}),
		Legend: []Shade{paid, open},
	}
	if a.Arrears(r.Today) > 0 {
		c.Legend = []Shade{paid, late, open}
	}
	year := 0
	for i, inst := range a.Instalments {
		col := ChartColumn{Amount: float64(inst.Amount), Done: float64(inst.Amount - a.LeftOn(i)), Rest: open, Name: r.month(inst.Due)}
		if inst.Due.Before(r.Today) {
			col.Rest = late
		}
		if inst.Due.Year != year {
			year = inst.Due.Year
			col.Group = strconv.Itoa(year)
		}
		c.Columns = append(c.Columns, col)
	}
	return c, nil
}

// month names a month below a column.
func (r Records) month(d calc.Date) string {
	if r.Print.Language == locale.English {
		return d.Month.String()[:3]
	}
	return strconv.Itoa(int(d.Month)) + "月"
}
