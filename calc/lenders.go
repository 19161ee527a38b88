package calc

import "fmt"

// A Share is what one lender gets of the monthly capacity.
type Share struct {
	Debt    int    `json:"debt"` // index into Situation.Debts
	Product string `json:"product"`
	Owed    Money  `json:"owed"`
	Amount  Money  `json:"amount"` // per month
}

// A Strategy is an order in which several debts are repaid.
type Strategy struct {
	Name string `json:"name"`
}

func (p *planner) allocation() []Share    { return nil }
func (p *planner) strategies() []Strategy { return nil }
func (p *planner) notes() []Note          { return nil }

// place names a debt as in the JSON of a case.
func place(k int) string { return fmt.Sprintf("debts[%d]", k) }

// label is the debt's ID, or its place if it has none.
func (d Debt) label(k int) string {
	if d.ID != "" {
		return d.ID
	}
	return place(k)
}
