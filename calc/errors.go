package calc

import "errors"

// A FieldError says which input field makes no sense and why. Field is a path as in
// the JSON of a case, such as "debts[0].principal"; it is empty while the caller that
// knows the name has not filled it in.
type FieldError struct {
	Field   string
	Problem string
}

// Error names the field and what is wrong with it.
func (e *FieldError) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}

// within puts a prefix before the field that err names.
func within(prefix string, err error) error {
	var field *FieldError
	if errors.As(err, &field) {
		return &FieldError{prefix + field.Field, field.Problem}
	}
	return err
}
