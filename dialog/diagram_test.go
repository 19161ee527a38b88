package dialog

import (
	"slices"
	"strings"
	"testing"
)

// TestDiagram: the diagram says of every state where it leads, no more and no less, whatever
// groups it draws; and Mermaid, which stops at 500 arrows, draws it.
func TestDiagram(t *testing.T) {
	t.Parallel()
	m := everyFlow()
	var b strings.Builder
	if err := Diagram(&b); err != nil {
		t.Fatal(err)
	}
	ways, arrows := map[string][]string{}, 0
	for line := range strings.Lines(b.String()) {
		if from, to, ok := strings.Cut(strings.TrimSpace(line), " --> "); ok {
			ways[from] = append(ways[from], strings.Split(to, " & ")...)
			arrows += strings.Count(to, " & ") + 1
		}
	}
	if arrows >= 500 {
		t.Errorf("%d arrows, more than Mermaid draws: form a group of states that lead to the same ones", arrows)
	}
	states := map[string]Name{}
	for _, name := range m.order {
		states[node(name)] = name
	}
	for _, name := range m.order {
		drawn := reached(ways, states, node(name))
		leads := slices.DeleteFunc(slices.Clone(m.states[name].Leads), func(n Name) bool { return n == name })
		slices.Sort(leads)
		if leads = slices.Compact(leads); !slices.Equal(drawn, leads) {
			t.Errorf("%s leads to\n%v\nand is drawn to lead to\n%v", name, leads, drawn)
		}
	}
}

// reached lists the states that the arrows from a node lead to, through groups.
func reached(ways map[string][]string, states map[string]Name, from string) []Name {
	var names []Name
	for _, to := range ways[from] {
		if state, ok := states[to]; ok {
			names = append(names, state)
		} else {
			names = append(names, reached(ways, states, to)...)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(n Name) bool { return node(n) == from })
}
