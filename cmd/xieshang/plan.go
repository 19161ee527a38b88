package main

import (
	"encoding/json"
	"fmt"
	"io"

	"xieshang/calc"
)

// planCommand reads one case as JSON and answers which plans are worth asking for.
type planCommand struct {
	Table bool `help:"Print a table for people instead of JSON."`
}

// maxCaseSize is the largest case that is read.
const maxCaseSize = 1 << 20

// run reads the case from in and writes the answer to out. A case that makes no sense is
// answered with a [*calc.FieldError] that names the field.
func (c *planCommand) run(in io.Reader, out io.Writer) error {
	situation, err := readCase(in)
	if err != nil {
		return err
	}
	suggestion, err := calc.Suggest(situation)
	if err != nil {
		return err
	}
	if c.Table {
		return writePlanTable(out, suggestion)
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(planAnswerOf(suggestion))
}

// A planAnswer is the JSON that the command prints.
type planAnswer struct {
	Surplus     calc.Money        `json:"surplus"`
	Capacity    calc.Capacity     `json:"capacity"`
	Candidates  []calc.Candidate  `json:"candidates"`
	Recommended int               `json:"recommended"`
	DoNothing   []calc.Projection `json:"do_nothing"`
	Allocation  []calc.Share      `json:"allocation"`
	Notes       []planNote        `json:"notes"`
}

// A planNote is a note on the case or, with an index, on one candidate.
type planNote struct {
	calc.Note
	Candidate *int `json:"candidate,omitempty"`
}

func planAnswerOf(s calc.Suggestion) planAnswer {
	a := planAnswer{
		Surplus:     s.Capacity.Surplus,
		Capacity:    s.Capacity,
		Candidates:  s.Candidates,
		Recommended: s.Recommended,
		DoNothing:   s.DoNothing,
		Allocation:  s.Allocation,
		Notes:       []planNote{},
	}
	if s.Recommended >= 0 {
		a.Notes = append(a.Notes, planNote{calc.Note{Code: s.Reason}, &s.Recommended})
	}
	for _, note := range s.Notes {
		a.Notes = append(a.Notes, planNote{Note: note})
	}
	for _, strategy := range s.Strategies { // its interest is the amount
		a.Notes = append(a.Notes, planNote{Note: calc.Note{Code: calc.Code(strategy.Name), Amount: strategy.Interest, Months: strategy.Months}})
	}
	for k, c := range s.Candidates {
		for _, note := range c.Notes {
			if note.Code != calc.NoteWaivesPenalty && note.Code != calc.NoteStopsInterest { // "waived" and "interest" say so
				a.Notes = append(a.Notes, planNote{note, &k})
			}
		}
	}
	return a
}

// readCase reads exactly one JSON object and nothing after it.
func readCase(in io.Reader) (calc.Situation, error) {
	text, err := io.ReadAll(io.LimitReader(in, maxCaseSize+1))
	if err != nil {
		return calc.Situation{}, fmt.Errorf("reading the case: %w", err)
	}
	if len(text) > maxCaseSize {
		return calc.Situation{}, &calc.FieldError{Field: "case", Problem: "larger than 1 MiB"}
	}
	return parseCase(text)
}
