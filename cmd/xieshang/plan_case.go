package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"xieshang/calc"
)

// parseCase reads the JSON of a case strictly: known fields only, each at most once and of the
// right type. Money and rates may be strings or numbers and are read as they are written,
// never through floating point. Errors are [*calc.FieldError]s.
func parseCase(text []byte) (s calc.Situation, err error) {
	if err := json.Unmarshal(text, new(json.RawMessage)); err != nil {
		return s, badField("case", "not one JSON object: %v", err)
	}
	r := caseReader{json.NewDecoder(bytes.NewReader(text))}
	r.UseNumber()
	err = r.object("", []string{"today", "debts", "income", "essentials"}, func(path, key string) error {
		switch key {
		case "today":
			return r.date(path, &s.Today)
		case "debts":
			return r.list(path, func(path string) error { return r.debt(path, &s.Debts) })
		case "income":
			return r.money(path, &s.Income)
		case "essentials":
			return r.money(path, &s.Essentials)
		case "priority":
			return r.money(path, &s.Priority)
		case "lump_sum":
			return r.money(path, &s.LumpSum)
		case "goals":
			return r.list(path, func(path string) error { return r.goal(path, &s.Goals) })
		}
		return badField(path, "unknown field")
	})
	return s, err
}

func badField(path, format string, args ...any) error {
	return &calc.FieldError{Field: path, Problem: fmt.Sprintf(format, args...)}
}

// A caseReader takes valid JSON apart token by token. Every path names a value as in
// "debts[0].principal".
type caseReader struct{ *json.Decoder }

// next returns the next token of JSON that is known to be valid.
func (r caseReader) next() json.Token {
	token, _ := r.Token()
	return token
}

// object reads an object, calling value for the value of each key, and asks that the
// required keys were there.
func (r caseReader) object(path string, required []string, value func(path, key string) error) error {
	if r.next() != json.Delim('{') {
		return badField(orCase(path), "not an object")
	}
	var seen []string
	for r.More() {
		key, _ := r.next().(string)
		if slices.Contains(seen, key) {
			return badField(join(path, key), "given twice")
		}
		seen = append(seen, key)
		if err := value(join(path, key), key); err != nil {
			return err
		}
	}
	r.next()
	for _, key := range required {
		if !slices.Contains(seen, key) {
			return badField(join(path, key), "missing")
		}
	}
	return nil
}

func orCase(path string) string {
	if path == "" {
		return "case"
	}
	return path
}

// join appends a key to a path; a key that is no plain word is quoted and cut.
func join(path, key string) string {
	if !plainKey.MatchString(key) {
		key = fmt.Sprintf("%.40q", key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

var plainKey = regexp.MustCompile(`^[a-z_]{1,40}$`)

// list reads an array, calling item for each of its values.
func (r caseReader) list(path string, item func(path string) error) error {
	if r.next() != json.Delim('[') {
		return badField(path, "not a list")
	}
	for k := 0; r.More(); k++ {
		if err := item(fmt.Sprintf("%s[%d]", path, k)); err != nil {
			return err
		}
	}
	r.next()
	return nil
}

// products are the kinds of debt that a case may name.
var products = []string{"huabei", "jiebei", "wangshangdai", "credit_card", "other"}

func (r caseReader) debt(path string, debts *[]calc.Debt) error {
	var d calc.Debt
	err := r.object(path, []string{"principal"}, func(path, key string) error {
		switch key {
		case "product":
			return r.oneOf(path, products, &d.Product)
		case "principal":
			return r.money(path, &d.Principal)
		case "interest":
			return r.money(path, &d.Interest)
		case "penalty":
			return r.money(path, &d.Penalty)
		case "fees":
			return r.money(path, &d.Fees)
		case "overdue_days":
			return r.days(path, &d.OverdueDays)
		case "daily_rate":
			return r.dailyRate(path, &d)
		}
		return badField(path, "unknown field")
	})
	*debts = append(*debts, d)
	return err
}

// text reads a string or a number as it is written.
func (r caseReader) text(path, what string) (string, error) {
	switch token := r.next().(type) {
	case string:
		return token, nil
	case json.Number:
		return token.String(), nil
	}
	return "", badField(path, "not %s", what)
}

func (r caseReader) money(path string, m *calc.Money) error {
	text, err := r.text(path, "an amount")
	if err != nil {
		return err
	}
	*m, err = calc.ParseMoney(text)
	return named(path, err)
}

// dailyRate reads a rate; 0 says that there is no interest, as against a rate that is not known.
func (r caseReader) dailyRate(path string, d *calc.Debt) error {
	text, err := r.text(path, "a rate")
	if err != nil {
		return err
	}
	if len(text) > 80 {
		return badField(path, "%.20q… is too long for a rate", text)
	}
	if d.DailyRate, err = decimal.NewFromString(text); err != nil {
		return badField(path, "%.20q is not a rate such as 0.0005", text)
	}
	d.InterestFree = d.DailyRate.IsZero()
	return nil
}

func (r caseReader) date(path string, d *calc.Date) error {
	text, ok := r.next().(string)
	if !ok {
		return badField(path, "not a date in quotes")
	}
	var err error
	*d, err = calc.ParseDate(text)
	return named(path, err)
}

func (r caseReader) days(path string, n *int) error {
	number, ok := r.next().(json.Number)
	if !ok {
		return badField(path, "not a number of days")
	}
	var err error
	if *n, err = strconv.Atoi(number.String()); err != nil {
		return badField(path, "%.20q is not a whole number of days", number)
	}
	return nil
}

func (r caseReader) goal(path string, goals *[]calc.Goal) error {
	text, ok := r.next().(string)
	if !ok {
		return badField(path, "not a goal in quotes")
	}
	*goals = append(*goals, calc.Goal(text))
	return nil
}

func (r caseReader) oneOf(path string, words []string, word *string) error {
	text, ok := r.next().(string)
	if !ok || !slices.Contains(words, text) {
		return badField(path, "not one of %q", words)
	}
	*word = text
	return nil
}

// named gives an error of a parser that does not know its field the field's name.
func named(path string, err error) error {
	var field *calc.FieldError
	if errors.As(err, &field) {
		return &calc.FieldError{Field: path, Problem: field.Problem}
	}
	return err
}
