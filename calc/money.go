package calc

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Money is an exact amount in fen (1 yuan = 100 fen). It may be negative.
// The zero value is 0.00. Add, subtract and compare it with the ordinary operators.
type Money int64

// MaxMoney is the largest amount accepted from outside: ten billion yuan.
// A thousand such amounts still fit a Money without overflow.
const MaxMoney Money = 1_000_000_000_000

// Yuan returns n whole yuan.
func Yuan(n int64) Money { return Money(n * 100) }

// RoundMoney turns an amount in yuan into Money, half-up to the fen (a tie goes away from zero).
// Amounts of 10^16 yuan and more become the largest Money of their sign.
func RoundMoney(yuan decimal.Decimal) Money {
	switch magnitude := yuan.NumDigits() + int(yuan.Exponent()); {
	case yuan.IsZero() || magnitude < -2:
		return 0
	case magnitude > 16:
		return Money(yuan.Sign()) * math.MaxInt64
	}
	return Money(yuan.Shift(2).Round(0).IntPart())
}

// ParseMoney reads a plain decimal number of yuan with at most two decimals,
// such as "14000", "560.5" or "-0.01". It accepts no sign but '-', no exponent, no
// separators, and nothing beyond [MaxMoney] either way; what people type is read by
// the understand package. The error is a [*FieldError] without a field name.
func ParseMoney(s string) (Money, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, cents, hasPoint := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 11 || (hasPoint && cents == "") || len(cents) > 2 {
		return 0, &FieldError{Problem: fmt.Sprintf("%.20q is not an amount in yuan such as 14000 or 560.50", s)}
	}
	fen := Money(0)
	for _, c := range whole + (cents + "00")[:2] {
		if c < '0' || c > '9' {
			return 0, &FieldError{Problem: fmt.Sprintf("%.20q is not an amount in yuan such as 14000 or 560.50", s)}
		}
		fen = fen*10 + Money(c-'0')
	}
	if fen > MaxMoney {
		return 0, &FieldError{Problem: fmt.Sprintf("%s is more than %s", s, MaxMoney)}
	}
	if negative {
		fen = -fen
	}
	return fen, nil
}

// Decimal returns the amount in yuan.
func (m Money) Decimal() decimal.Decimal { return decimal.New(int64(m), -2) }

// String prints yuan with two decimals and no separators: "1040.00".
func (m Money) String() string { return string(m.text()) }

func (m Money) text() []byte {
	b, fen := make([]byte, 0, 24), uint64(m)
	if m < 0 {
		b, fen = append(b, '-'), -fen
	}
	b = strconv.AppendUint(b, fen/100, 10)
	return append(b, '.', byte('0'+fen/10%10), byte('0'+fen%10))
}

// Grouped prints yuan with two decimals and thousands separators: "14,560.00".
func (m Money) Grouped() string {
	s := m.String()
	from := 0
	if m < 0 {
		from = 1
	}
	for i := len(s) - 6; i > from; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// MarshalText writes yuan as [Money.String] does, so that JSON carries "1040.00".
func (m Money) MarshalText() ([]byte, error) { return m.text(), nil }

// UnmarshalText reads what [ParseMoney] reads.
func (m *Money) UnmarshalText(text []byte) error {
	parsed, err := ParseMoney(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}
