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

// Offer reads an offer such as 客服说12期每期1030还要299会员费. It is a [*Doubt] when two numbers
// of instalments are named, [*Unclear] when neither a number of instalments nor an amount is.
func Offer(text string) (OfferReading, error) {
	m, err := answer(text, exampleOffer)
	if err != nil {
		return OfferReading{}, err
	}
	r := offerReader{tokens: scan(m.rs, false)}
	for i := range r.tokens {
		if err := r.read(i); err != nil {
			return OfferReading{}, err
		}
	}
	switch {
	case len(r.counts) > 1:
		return OfferReading{}, termsDoubt(r.counts)
	case len(r.counts) == 1 && r.counts[0].Kind != Exact:
		return OfferReading{}, &Unclear{Vague, exampleOffer}
	case len(r.counts) == 1:
		r.offer.Count = r.counts[0].Value
	}
	if r.offer.Count == 0 && r.offer.Amount == nil && r.offer.Total == nil {
		return OfferReading{}, m.unclear(Nonsense, exampleOffer)
	}
	return r.offer, nil
}

// offerReader walks over the tokens of an offer.
type offerReader struct {
	tokens []token
	last   tag // the last telling word
	offer  OfferReading
	counts []Reading[int]
}

func (r *offerReader) read(i int) error {
	t := r.tokens[i]
	switch t.kind {
	case tokenWord:
		if offerWord(t.tag) {
			r.last = t.tag
		}
	case tokenTerms, tokenDuration:
		if n, ok := t.termMonths(); ok && (len(r.counts) == 0 || r.counts[0] != n) {
			r.counts = append(r.counts, n)
		}
	case tokenMoney, tokenNumber:
		return r.amount(i)
	}
	return nil
}

// offerWord tells words that say what the next amount is.
func offerWord(tg tag) bool {
	switch tg {
	case tagPerTerm, tagMonthly, tagMustPay, tagTotal, tagDown, tagLump, tagFees, tagIgnore, tagPrincipal:
		return true
	}
	return false
}

// amount gives one amount its place; a word right behind it, as in 299会员费, comes first.
func (r *offerReader) amount(i int) error {
	said := r.last
	if i+1 < len(r.tokens) && r.tokens[i+1].kind == tokenWord && r.tokens[i+1].start-r.tokens[i].end <= 1 && offerWord(r.tokens[i+1].tag) {
		if behind := r.tokens[i+1].tag; behind == tagFees || said == tagNone {
			said = behind
		}
	}
	r.last = tagNone
	reading, err := r.tokens[i].reading()
	if err != nil {
		return err
	}
	if reading.Kind != Exact {
		return &Unclear{Vague, exampleOffer}
	}
	v := &reading.Value
	switch said {
	case tagFees:
		r.offer.MonthlyFee = v
	case tagDown, tagLump:
		r.offer.Down = v
	case tagTotal, tagPrincipal:
		r.offer.Total = v
	case tagIgnore:
	default:
		if r.offer.Amount == nil {
			r.offer.Amount = v
		}
	}
	return nil
}
