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
	// Files say where the person's own chat keeps photos or PDFs of it, so that they can be
	// found again; the bytes are never kept.
	Files []File `json:"files,omitempty"`
}

// File is a file in the chat, known by the number that the front end gave it.
type File struct {
	Ref   string `json:"ref"`
	Photo bool   `json:"photo,omitempty"` // sent as a photo; if not, as a file
}

// MaxFiles is how many files are remembered of one paper.
const MaxFiles = 10

// IdentityPapers are shown to the lender alone: a tick, and never a file.
const IdentityPapers MaterialKind = "identity_papers"

// AgreementPaper is what the lender gave in writing about an agreement.
const AgreementPaper MaterialKind = "agreement_paper"

// Validate reports an unknown kind or status as a *calc.FieldError.
func (m *Material) Validate() error {
	if m.Kind == "" {
		return &calc.FieldError{Field: "kind", Problem: "is empty"}
	}
	if !slices.Contains([]MaterialStatus{Need, Have, NotApplicable}, m.Status) {
		return &calc.FieldError{Field: "status", Problem: fmt.Sprintf("%q is no status", m.Status)}
	}
	switch {
	case len(m.Files) > MaxFiles:
		return &calc.FieldError{Field: "files", Problem: fmt.Sprintf("%d of them, not at most %d", len(m.Files), MaxFiles)}
	case len(m.Files) > 0 && m.Kind == IdentityPapers:
		return &calc.FieldError{Field: "files", Problem: "identity papers are never kept"}
	case slices.ContainsFunc(m.Files, func(f File) bool { return f.Ref == "" }):
		return &calc.FieldError{Field: "files", Problem: "one of them has no number"}
	}
	return nil
}

// commonMaterials support every application; materialsFor adds those of one cause.
var commonMaterials = []MaterialKind{"bill_screenshot", "bank_statements", "budget_sheet", "written_explanation", IdentityPapers}

var materialsFor = map[Cause][]MaterialKind{
	Unemployed:      {"leaving_certificate", "unemployment_benefit", "insurance_stop"},
	IncomeDrop:      {"wage_slips", "employer_notice"},
	WageArrears:     {"wage_slips", "employer_notice"},
	Illness:         {"diagnosis", "medical_bills"},
	FamilyEvent:     {"family_event_proof"},
	BusinessFailure: {"closure_proof", "business_statements"},
}

// Checklist returns the papers that fit a cause, in order, with what is already known of each. Once
// there is an agreement, its own paper is one of them.
// Source: domain reference §4, materials by cause.
func (c *Case) Checklist() []Material {
	var list []Material
	for _, kind := range slices.Concat(commonMaterials, materialsFor[c.Hardship.Cause]) {
		list = append(list, c.Material(kind))
	}
	if c.Agreement != nil {
		list = append(list, c.Material(AgreementPaper))
	}
	return list
}

// Material returns what is known of a paper; one that nothing is known of is needed.
func (c *Case) Material(kind MaterialKind) Material {
	for _, m := range c.Materials {
		if m.Kind == kind {
			return m
		}
	}
	return Material{Kind: kind, Status: Need}
}

// SetMaterial records the status of a paper.
func (c *Case) SetMaterial(kind MaterialKind, status MaterialStatus) {
	c.material(kind).Status = status
}

// material is the entry of a paper, made if there is none.
func (c *Case) material(kind MaterialKind) *Material {
	for i := range c.Materials {
		if c.Materials[i].Kind == kind {
			return &c.Materials[i]
		}
	}
	c.Materials = append(c.Materials, Material{Kind: kind, Status: Need})
	return &c.Materials[len(c.Materials)-1]
}

// KeepFile remembers where a file of a paper is, which is then at hand. It reports false,
// and remembers nothing, when the paper has [MaxFiles] already.
func (c *Case) KeepFile(kind MaterialKind, f File) bool {
	m := c.material(kind)
	if len(m.Files) == MaxFiles {
		return false
	}
	m.Files, m.Status = append(m.Files, f), Have
	return true
}

// ForgetFiles forgets the files of a paper.
func (c *Case) ForgetFiles(kind MaterialKind) { c.material(kind).Files = nil }

// Bundle returns the papers whose files are remembered, in the order of the checklist.
func (c *Case) Bundle() []Material {
	return slices.DeleteFunc(c.Checklist(), func(m Material) bool { return len(m.Files) == 0 })
}
