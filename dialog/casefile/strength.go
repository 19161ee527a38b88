package casefile

// Strength is something that speaks for the person when the lender decides. None is needed
// to ask.
type Strength string

// What speaks for a person.
const (
	Provable    Strength = "provable"    // the hardship is real and there are papers on it
	Cooperative Strength = "cooperative" // the calls are answered, papers are handed in
	PaidBefore  Strength = "paid_before" // it was paid on time before
)

// Strengths lists what may speak for a person, in the order it is offered.
var Strengths = []Strength{Provable, Cooperative, PaidBefore}
