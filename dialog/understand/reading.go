package understand

import "strings"

// Kind says how much a [Reading] knows.
type Kind int

const (
	Exact   Kind = iota // Value is what was said
	Range               // something from Low to High was said; Value is Low
	Unknown             // the person does not know or wants to skip the question
)

// A Reading is the understood answer to one question.
type Reading[T any] struct {
	Kind      Kind
	Value     T
	Low, High T    // for a Range; Low = High = Value when Exact
	About     bool // said with 大概, 左右, 差不多: exact enough to use, worth showing back
}

func exactly[T any](v T) Reading[T] { return Reading[T]{Value: v, Low: v, High: v} }

func between[T any](low, high T) Reading[T] {
	return Reading[T]{Kind: Range, Value: low, Low: low, High: high}
}

func unknown[T any]() Reading[T] { return Reading[T]{Kind: Unknown} }

// A Doubt is the error for an answer that can be read in more than one way. Readings are
// canonical answers: each of them, given back to the same function, is read exactly.
type Doubt struct {
	Readings []string
}

// Error lists the readings.
func (e *Doubt) Error() string { return "could be " + strings.Join(e.Readings, " or ") }

// Code says why an answer was not understood.
type Code string

// The codes of [Unclear].
const (
	Empty      Code = "empty"       // nothing was written
	Nonsense   Code = "nonsense"    // no answer to this question in it
	Negative   Code = "negative"    // a negative amount
	TooLarge   Code = "too_large"   // beyond anything a person owes or earns
	TooSmall   Code = "too_small"   // zero terms, a date long past
	NoSuchDay  Code = "no_such_day" // 30 February
	Vague      Code = "vague"       // "很多", "几千块吧": no figure to work with
	NotMonthly Code = "not_monthly" // a figure per day, week or year where one per month was asked
	PartlyPaid Code = "partly_paid" // a loan's history instead of what is owed now
	Currency   Code = "currency"    // not yuan
	SecretSaid Code = "secret"      // a phone, card, identity number or code
	OldDay     Code = "old_day"     // a day or a feast of the old calendar
	WrongSide  Code = "wrong_side"  // a future date where a past one was asked, or the reverse
)

// An Unclear is the error for an answer that cannot be used. Example is a good answer to the
// same question.
type Unclear struct {
	Code    Code
	Example string
}

// Error says what is unclear.
func (e *Unclear) Error() string { return string(e.Code) + ", for example " + e.Example }
