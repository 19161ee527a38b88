package dialog

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A group is a set of states that many others lead to; the diagram draws it as one node.
type group struct {
	id, label string
	states    []Name
}

// groups lists the groups, the largest first.
func groups() []group {
	all := []group{
		{"next_question", "next open question", intakeStates},
		{"any_question", "any question again", caseQuestions},
		{"finer_question", "next finer question", detailStates()},
		{"finer", "a finer question", detailQuestions()},
		{"odd", "is this right", doubtStates},
		{"next_term", "next open term", agreementAsks},
		{"urgent", "what is urgent", urgentStates},
		{"home", "where the case stands", homeStates},
		{"told", "what happened", toldStates},
		{"paid", "what a payment leads to", paidStates},
	}
	slices.SortStableFunc(all, func(a, b group) int { return len(b.states) - len(a.states) })
	return all
}

// Diagram writes the state machine as a Mermaid flowchart, a box for each flow: first the
// questions of a flow and the ways among them, then where each leads out of its flow. Its
// arrows are fewer than the 500 that Mermaid draws.
func Diagram(w io.Writer) error {
	m := everyFlow()
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for _, flow := range m.flows() {
		m.box(&b, flow)
	}
	all := groups()
	for i, g := range all {
		fmt.Fprintf(&b, "  %s{{%s}}\n", g.id, g.label)
		arrows(&b, g.id, destinations(g.states, all[i+1:]))
	}
	for _, name := range m.order {
		arrows(&b, node(name), slices.DeleteFunc(m.ways(name), within(name.Flow())))
	}
	return write(w, &b)
}

// mainPath is the way of most conversations, from the first message to the last payment.
var mainPath = []struct {
	from, to Name
	when     string
}{
	{welcomeHello, safetyUrgent, "consent"},
	{safetyUrgent, intakeProduct, "nothing urgent"},
	{intakeProduct, intakeAmount, ""},
	{intakeAmount, intakeOverdue, ""},
	{intakeOverdue, intakeMeans, ""},
	{intakeMeans, intakeCause, ""},
	{intakeCause, planResult, ""},
	{planResult, scriptPage, "the words to ask for it"},
	{scriptPage, contactOutcome, "talked"},
	{contactOutcome, contactHome, "no answer, or refused"},
	{contactHome, scriptPage, "once more"},
	{contactOutcome, contactCheck, "an offer"},
	{contactCheck, agreementConfirm, "accepted"},
	{agreementConfirm, keepingHome, ""},
	{keepingHome, keepingTrouble, "cannot pay"},
	{keepingTrouble, keepingHome, "talked over"},
	{keepingHome, keepingSettled, "all paid"},
}

// MainPath writes the way of most conversations as a Mermaid flowchart. It returns an error if
// the machine does not go that way.
func MainPath(w io.Writer) error {
	m := everyFlow()
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for _, flow := range m.flows() {
		var nodes []string
		for _, way := range mainPath {
			for _, n := range []Name{way.from, way.to} {
				if n.Flow() == flow && !slices.Contains(nodes, node(n)+"["+string(n)+"]") {
					nodes = append(nodes, node(n)+"["+string(n)+"]")
				}
			}
		}
		if nodes != nil {
			fmt.Fprintf(&b, "  subgraph %s\n    %s\n  end\n", flow, strings.Join(nodes, "\n    "))
		}
	}
	for _, way := range mainPath {
		if !slices.Contains(m.states[way.from].Leads, way.to) {
			return fmt.Errorf("main path: %s does not lead to %s", way.from, way.to)
		}
		arrow := "-->"
		if way.when != "" {
			arrow += "|" + way.when + "|"
		}
		fmt.Fprintf(&b, "  %s %s %s\n", node(way.from), arrow, node(way.to))
	}
	return write(w, &b)
}

// box writes the states of a flow and the ways among them.
func (m *machine) box(b *strings.Builder, flow string) {
	fmt.Fprintf(b, "  subgraph %s\n", flow)
	for _, name := range m.order {
		if name.Flow() == flow {
			fmt.Fprintf(b, "    %s[%s]\n", node(name), strings.TrimPrefix(string(name), flow+"."))
		}
	}
	for _, name := range m.order {
		if name.Flow() == flow {
			inside := slices.DeleteFunc(m.ways(name), func(to string) bool { return !within(flow)(to) })
			arrows(b, "  "+node(name), inside)
		}
	}
	b.WriteString("  end\n")
}

// ways lists where a state leads, without the question itself asked again.
func (m *machine) ways(name Name) []string {
	ways := destinations(m.states[name].Leads, groups())
	return slices.DeleteFunc(ways, func(to string) bool { return to == node(name) })
}

// destinations names states as nodes, with whole groups in the place of their members: each
// time the group that stands for the most of what is left.
func destinations(states []Name, of []group) []string {
	var to []string
	left := slices.Clone(states)
	for {
		best, most := group{}, 2
		for _, g := range of {
			whole := !slices.ContainsFunc(g.states, func(n Name) bool { return !slices.Contains(states, n) })
			if n := count(left, g.states); whole && n > most {
				best, most = g, n
			}
		}
		if best.id == "" {
			break
		}
		to = append(to, best.id)
		left = slices.DeleteFunc(left, func(n Name) bool { return slices.Contains(best.states, n) })
	}
	for _, n := range left {
		if !slices.Contains(to, node(n)) {
			to = append(to, node(n))
		}
	}
	return to
}

// count says how many of some states are among others.
func count(states, among []Name) int {
	n := 0
	for _, s := range among {
		if slices.Contains(states, s) {
			n++
		}
	}
	return n
}

// arrows writes the arrows from one node, all on one line.
func arrows(b *strings.Builder, from string, to []string) {
	if len(to) > 0 {
		fmt.Fprintf(b, "  %s --> %s\n", from, strings.Join(to, " & "))
	}
}

// within reports of a node whether it is a state of a flow.
func within(flow string) func(node string) bool {
	return func(node string) bool { return strings.HasPrefix(node, flow+"_") }
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

func write(w io.Writer, b *strings.Builder) error {
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write diagram: %w", err)
	}
	return nil
}
