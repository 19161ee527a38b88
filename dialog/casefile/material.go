package casefile

import (
	"fmt"
	"slices"

	"xieshang/calc"
)

// MaterialKind names a paper that supports the application, such as "wage_slips".
type MaterialKind string

// MaterialStatus says whether the person has the paper.
type MaterialStatus string

// The states of a material.
const (
	Need          MaterialStatus = "need"
	Have          MaterialStatus = "have"
	NotApplicable MaterialStatus = "not_applicable"
)

// Material is one paper on the checklist: a tick, never the paper itself.
type Material struct {
	Kind   MaterialKind   `json:"kind"`
	Status MaterialStatus `json:"status"`
}

// Validate reports an unknown kind or status as a *calc.FieldError.
func (m *Material) Validate() error {
	if m.Kind == "" {
		return &calc.FieldError{Field: "kind", Problem: "is empty"}
	}
	if !slices.Contains([]MaterialStatus{Need, Have, NotApplicable}, m.Status) {
		return &calc.FieldError{Field: "status", Problem: fmt.Sprintf("%q is no status", m.Status)}
	}
	return nil
}

// commonMaterials support every application; materialsFor adds those of one cause.
var commonMaterials = []MaterialKind{"bill_screenshot", "bank_statements", "budget_sheet", "written_explanation"}

var materialsFor = map[Cause][]MaterialKind{
	Unemployed:      {"leaving_certificate", "unemployment_benefit", "insurance_stop"},
	IncomeDrop:      {"wage_slips", "employer_notice"},
	WageArrears:     {"wage_slips", "employer_notice"},
	Illness:         {"diagnosis", "medical_bills"},
	FamilyEvent:     {"family_event_proof"},
	BusinessFailure: {"closure_proof", "business_statements"},
}

// Checklist returns the papers that fit a cause, in order, with what is already known of each.
// Source: domain reference §4, materials by cause.
func (c *Case) Checklist() []Material {
	var list []Material
	for _, kind := range slices.Concat(commonMaterials, materialsFor[c.Hardship.Cause]) {
		list = append(list, Material{kind, c.material(kind)})
	}
	return list
}

func (c *Case) material(kind MaterialKind) MaterialStatus {
	for _, m := range c.Materials {
		if m.Kind == kind {
			return m.Status
		}
	}
	return Need
}

// SetMaterial records the status of a paper.
func (c *Case) SetMaterial(kind MaterialKind, status MaterialStatus) {
	for i := range c.Materials {
		if c.Materials[i].Kind == kind {
			c.Materials[i].Status = status
			return
		}
	}
	c.Materials = append(c.Materials, Material{kind, status})
}
