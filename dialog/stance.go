package dialog

import (
	"fmt"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// A stance is how the person speaks about the debt that is negotiated: as one they mean to
// pay, or guarded, so that nothing they say admits it or promises a payment. The words of a
// dispute go by its name.
type stance string

const (
	willing stance = ""
	silent  stance = "silent" // nothing was heard of it for years
)

// longSilence is after how many days the limitation period may be over: three years.
const longSilence = 3 * yearDays

func (t *turn) stance() stance {
	switch d := t.file().Main(); {
	case d.Dispute.Stops():
		return stance(d.Dispute)
	case t.lapsed():
		return silent
	}
	return willing
}

// lapsed reports whether the claim may be too old, and the person has neither agreed on anything
// nor chosen to negotiate, knowing what that means.
func (t *turn) lapsed() bool {
	c := t.file()
	return c.Main().OverdueDays(t.today) >= longSilence && !c.Main().Resumed && c.Agreement == nil
}

// guardedScript is what to say where nothing may be admitted.
func (t *turn) guardedScript() []string {
	if t.stance() != silent {
		return []string{t.spoken("script.say.dispute." + string(t.stance()))}
	}
	var said []string
	for page := range 3 {
		said = append(said, t.spoken(fmt.Sprintf("script.say.silent.%d", page+1)))
	}
	return said
}

// guardedAnswer answers whatever the lender says or offers, admitting nothing.
func (t *turn) guardedAnswer() string {
	switch s := t.stance(); s {
	case silent, stance(casefile.PaidAlready):
		return t.spoken("script.say.answer." + string(s))
	}
	return t.spoken("script.say.dispute." + string(t.stance()))
}

// guardedWhy says why nothing more is to be said.
func (t *turn) guardedWhy() string {
	return t.text("script.why."+string(t.stance()), locale.Args{"Limit": t.cited("L4")})
}
