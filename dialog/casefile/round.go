package casefile

import (
	"time"

	"xieshang/calc"
)

// Outcome is what came of a contact with the lender.
type Outcome string

// The outcomes of a contact.
const (
	Accepted    Outcome = "accepted"
	RefusedIt   Outcome = "refused"
	CounterMade Outcome = "counter_offer"
	NoAnswer    Outcome = "no_answer"
)

// Contact is one entry of the log of calls and chats with the lender.
type Contact struct {
	At      time.Time `json:"at"`
	Outcome Outcome   `json:"outcome"`
}

// Terms are instalment terms that one side has named.
type Terms struct {
	Count       int        `json:"count"`
	Amount      calc.Money `json:"amount"`
	DownPayment calc.Money `json:"down_payment"`
	MonthlyFee  calc.Money `json:"monthly_fee"`
}

// Round is one exchange: what the lender put on the table.
type Round struct {
	On    calc.Date `json:"on"`
	Offer Terms     `json:"offer"`
}
