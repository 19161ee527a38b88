package understand

const exampleCause = "失业了"

// ReadCause reads why a person cannot pay.
func ReadCause(text string) (Reading[Cause], error) {
	m, err := answer(text, exampleCause)
	if err != nil {
		return Reading[Cause]{}, err
	}
	if c := causeOf(squeeze(m.rs)); c != "" {
		return exactly(c), nil
	}
	if m.saysUnknown() {
		return unknown[Cause](), nil
	}
	return Reading[Cause]{}, m.unclear(Nonsense, exampleCause)
}

func causeOf(s squeezed) Cause  { return "" }
func goalsOf(s squeezed) []Goal { return nil }

// Goals reads what a person wants from the lender.
func Goals(text string) []Goal { return goalsOf(squeeze(newMessage(text).rs)) }
