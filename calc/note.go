package calc

import "github.com/shopspring/decimal"

// A Code names something worth telling. Its wording is the dialog's business; which of a
// [Note]'s other fields it fills is said beside it.
type Code string

// About a whole situation.
const (
	NoteNoSurplus        Code = "no_surplus"         // nothing is left of the income; Amount is missing each month
	NoteNoIncome         Code = "no_income"          // an income of 0.00 was stated; is that right?
	NoteNoEssentials     Code = "no_essentials"      // essentials of 0.00 were stated; nobody lives on nothing
	NoteBelowLivingFloor Code = "below_living_floor" // essentials are below the local floor, which is Amount
	NoteHighShare        Code = "high_share"         // the recommended amount is over 30 % of income, which is Amount
	NoteRateAssumed      Code = "rate_assumed"       // Debt has no stated rate; Percent a day was assumed
	NoteRateOverCeiling  Code = "rate_over_ceiling"  // Debt costs Percent a year, above the ceiling
	NoteOverCeiling      Code = "over_ceiling"       // what Debt was charged exceeds the ceiling by Amount so far
	NotePenaltyMissing   Code = "penalty_missing"    // Debt is overdue but states no penalty; Amount is expected
	NotePenaltyUnusual   Code = "penalty_unusual"    // Debt's penalty is not near the expected Amount
	NoteBlendedRate      Code = "blended_rate"       // several debts are planned as one at Percent a day
	NoteNeverRepaid      Code = "never_repaid"       // the capacity does not exceed the monthly interest, which is Amount
	NoteTooLong          Code = "too_long"           // even without interest it would take Months, more than is granted
	NoteMinimums         Code = "minimums"           // the minimum payments exceed the capacity by Amount
	NoteWithoutWaiver    Code = "without_waiver"     // if nothing is waived: Months instalments of Amount fit
)

// About one candidate.
const (
	NoteWaivesPenalty   Code = "waives_penalty"    // the lender must waive penalties of Amount
	NoteWaivesInterest  Code = "waives_interest"   // the lender must waive interest and fees of Amount
	NoteStopsInterest   Code = "stops_interest"    // the lender must stop interest
	NoteBelowPrincipal  Code = "below_principal"   // the offer is Amount short of the principal: seldom accepted
	NoteDearerThanLimit Code = "dearer_than_limit" // it costs Percent a year, above the ceiling
	NoteDueAtOnce       Code = "due_at_once"       // all of Amount falls due on Date: a plan is needed before then
	NoteNeedsRecovery   Code = "needs_recovery"    // from Date it takes Amount a month, more than today's budget bears
)

// About an offer, beside [NoteDearerThanLimit] and [NoteTooLong].
const (
	NoteRestWaived  Code = "rest_waived"  // it is Amount less than what is owed: that must be waived in writing
	NoteDownPayment Code = "down_payment" // the payment at once is Amount more than is at hand
)

// Why a candidate is recommended.
const (
	ReasonShortest   Code = "shortest"    // the shortest term that the recommended capacity bears
	ReasonTight      Code = "tight"       // no term fits the recommended capacity; this one fits the maximum
	ReasonStepUp     Code = "step_up"     // no even term fits; begin low and raise it later
	ReasonSettle     Code = "settle"      // the money to settle all but the penalty is there
	ReasonSettleLess Code = "settle_less" // the money covers the principal; ask for the rest to be waived
	ReasonDefer      Code = "defer"       // nothing can be promised now; ask for time
	ReasonNone       Code = "none"        // no plan can be recommended
)

// A Note is a code with the figures its wording needs.
type Note struct {
	Code    Code            `json:"code"`
	Debt    string          `json:"debt,omitzero"` // Debt.ID, or its place such as "debts[1]"
	Amount  Money           `json:"amount,omitzero"`
	Percent decimal.Decimal `json:"percent,omitzero"`
	Months  int             `json:"months,omitzero"`
	Date    Date            `json:"date,omitzero"`
}
