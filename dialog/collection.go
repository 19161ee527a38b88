package dialog

import (
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// How collection is going on: kinds, hours and counts, no names.
const (
	collectionCaller Name = "collection.caller"
	collectionNight  Name = "collection.night"
	collectionCalls  Name = "collection.calls"
	collectionOthers Name = "collection.others"
)

func collectionFlow() []State {
	return []State{
		finer(State{Name: collectionCaller, Ask: line, Choices: pick("lender agency", "lawyer official", "nobody"), Pick: pickCaller}),
		finer(State{Name: collectionNight, Ask: line, Choices: pick("no yes"), Pick: pickNight, Read: readYesNo(pickNight)}),
		finer(State{Name: collectionCalls, Ask: line, Choices: pick("3 6 10"), Pick: pickCalls, Read: readCalls}),
		finer(State{Name: collectionOthers, Ask: line, Choices: pick("no yes"), Pick: pickOthersCalled, Read: readYesNo(pickOthersCalled)}),
	}
}

// collection is what is known of it, ready to be added to.
func (t *turn) collection() *casefile.Collection {
	c := t.file()
	if c.Collection == nil {
		c.Collection = &casefile.Collection{}
	}
	return c.Collection
}

func pickCaller(t *turn, id string) (Name, error) {
	t.collection().Caller = casefile.Caller(id)
	if id == string(casefile.OfficeCalls) || id == string(casefile.LawyerCalls) {
		t.note("collection.verify", locale.Args{"Court": t.fact("H12368")})
	}
	return t.further(), nil
}

func pickNight(t *turn, id string) (Name, error) {
	night := id == "yes"
	t.collection().Night = &night
	if night {
		t.note("collection.beyond", locale.Args{"Rule": t.cited("K1")})
	}
	return t.further(), nil
}

// pickCalls takes how often they call a day; the answers are the upper ends of spans.
func pickCalls(t *turn, id string) (Name, error) {
	t.calls(map[string]int{"3": 3, "6": 6, "10": 10}[id])
	return t.further(), nil
}

func readCalls(t *turn, text string) (Name, error) {
	n, ok := understand.Count(text)
	if !ok || n > casefile.MaxCalls {
		return stay, &understand.Unclear{Code: understand.Nonsense}
	}
	t.calls(n)
	return t.further(), nil
}

// usualCalls is how many calls a day are within the standard: fact K1.
const usualCalls = 3

func (t *turn) calls(n int) {
	t.collection().Calls = n
	if n > usualCalls {
		t.note("collection.beyond", locale.Args{"Rule": t.cited("K1")})
	}
}

func pickOthersCalled(t *turn, id string) (Name, error) {
	others := id == "yes"
	t.collection().Others = &others
	if others {
		t.note("collection.beyond", locale.Args{"Rule": t.cited("K2-contacts")})
	}
	return t.further(), nil
}

// readYesNo takes yes or no in words for the answers "yes" and "no".
func readYesNo(answer func(*turn, string) (Name, error)) func(*turn, string) (Name, error) {
	return func(t *turn, text string) (Name, error) {
		said, err := understand.YesNo(text)
		switch {
		case err != nil:
			return stay, err
		case said.Kind == understand.Unknown:
			return leaveOpen(t), nil
		case said.Value:
			return answer(t, "yes")
		}
		return answer(t, "no")
	}
}
