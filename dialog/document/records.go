package document

import (
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Records writes the records about a case: what a person keeps, shows or takes along.
type Records struct {
	Case  *casefile.Case
	Plans *calc.Suggestion // nil while too little is known to plan
	Best  *calc.Candidate  // the plan that is proposed; nil if there is none
	Print *locale.Printer  // the person's language
	Today calc.Date
	Zone  *time.Location // where the person lives
	Hour  int            // of the day at which they are reminded
}
