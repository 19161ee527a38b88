package casefile

import (
	"errors"
	"fmt"

	"xieshang/calc"
)

// within prefixes the field of a *calc.FieldError with the path that leads to it.
func within(path string, err error) error {
	var field *calc.FieldError
	if !errors.As(err, &field) {
		return err
	}
	return &calc.FieldError{Field: path + "." + field.Field, Problem: field.Problem}
}

// notNegative checks that an amount lies between nothing and [calc.MaxMoney].
func notNegative(field string, m calc.Money) error {
	switch {
	case m < 0:
		return &calc.FieldError{Field: field, Problem: fmt.Sprintf("%s is negative", m)}
	case m > calc.MaxMoney:
		return &calc.FieldError{Field: field, Problem: fmt.Sprintf("%s is more than %s", m, calc.MaxMoney)}
	}
	return nil
}
