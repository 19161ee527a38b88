package dialog

import (
	"xieshang/dialog/locale"
	"xieshang/dialog/workday"
)

// workday prints a working day that was worked out, and that it is an estimate when the
// holidays of that year are not known yet.
func (t *turn) workday(d workday.Day) string {
	day := t.print.Day(d.On, t.today)
	if d.Estimated {
		return t.text("workday.estimated", locale.Args{"Day": day})
	}
	return day
}
