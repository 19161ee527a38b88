package dialog

import "slices"

// faqTopics offers the questions that are asked most.
const faqTopics Name = "faq.topics"

func faqFlow() []State {
	return []State{{
		Name: faqTopics,
		Ask:  line, Choices: faqChoices, Pick: pickFAQ,
		Leads: homeStates,
	}}
}

func faqChoices(t *turn) [][]choice {
	var rows [][]choice
	for pair := range slices.Chunk(t.engine.book.Topics(), 2) {
		var row []choice
		for _, topic := range pair {
			row = append(row, choice{id: topic, label: t.engine.book.TopicLabel(topic, t.print.Language)})
		}
		rows = append(rows, row)
	}
	return append(rows, t.row("home"))
}

func pickFAQ(t *turn, id string) (Name, error) {
	if id == "home" {
		return t.home(), nil
	}
	if answer, ok := t.engine.book.Answer(id, t.print.Language, t.today); ok {
		t.lead = append(t.lead, answer.Text, "")
	}
	return stay, nil
}
