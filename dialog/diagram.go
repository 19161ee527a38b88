package dialog

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// groups are sets of states that many others lead to; the diagram draws each as one node.
var groups = []struct {
	id, label string
	states    []Name
}{
	{"next_question", "next open question", intakeStates},
	{"any_question", "any question again", caseQuestions},
	{"finer_question", "finer question", detailStates()},
	{"next_term", "next open term", agreementAsks},
	{"home", "where the case stands", homeStates},
}

// Diagram writes the state machine as a Mermaid flowchart, a box for each flow.
func Diagram(w io.Writer, e *Engine) error {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for _, flow := range e.machine.flows() {
		fmt.Fprintf(&b, "  subgraph %s\n", flow)
		for _, name := range e.machine.order {
			if name.Flow() == flow {
				fmt.Fprintf(&b, "    %s[%s]\n", node(name), name)
			}
		}
		b.WriteString("  end\n")
	}
	for _, g := range groups {
		fmt.Fprintf(&b, "  %s{{%s}}\n", g.id, g.label)
		for _, s := range g.states {
			fmt.Fprintf(&b, "  %s --> %s\n", g.id, node(s))
		}
	}
	for _, name := range e.machine.order {
		for _, to := range arrows(e.machine.states[name].Leads) {
			fmt.Fprintf(&b, "  %s --> %s\n", node(name), to)
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write diagram: %w", err)
	}
	return nil
}

// arrows lists where a state leads, with whole groups in place of their members.
func arrows(leads []Name) []string {
	left := slices.Clone(leads)
	var to []string
	for _, g := range groups {
		whole := !slices.ContainsFunc(g.states, func(n Name) bool { return !slices.Contains(left, n) })
		if whole {
			to = append(to, g.id)
			left = slices.DeleteFunc(left, func(n Name) bool { return slices.Contains(g.states, n) })
		}
	}
	for _, n := range left {
		to = append(to, node(n))
	}
	return slices.Compact(to)
}

func node(n Name) string { return strings.ReplaceAll(string(n), ".", "_") }

// flows lists the flows in the order of their first states.
func (m *machine) flows() []string {
	var flows []string
	for _, n := range m.order {
		if !slices.Contains(flows, n.Flow()) {
			flows = append(flows, n.Flow())
		}
	}
	return flows
}
