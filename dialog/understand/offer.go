package understand

import "xieshang/calc"

// OfferReading is what the lender offered. Nil and zero mean: not said.
type OfferReading struct {
	Count      int         // instalments
	Amount     *calc.Money // each instalment
	Total      *calc.Money // all of them
	Down       *calc.Money // to be paid first
	MonthlyFee *calc.Money // charged beside each instalment
}

const exampleOffer = "12期 每期1030"

// Offer reads an offer such as 客服说12期每期1030还要299会员费.
func Offer(text string) (OfferReading, error) {
	m, err := answer(text, exampleOffer)
	if err != nil {
		return OfferReading{}, err
	}
	return OfferReading{}, m.unclear(Nonsense, exampleOffer)
}
