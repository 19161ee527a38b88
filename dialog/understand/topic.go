package understand

// TopicReading is what a question is about. Best is empty if nothing is clear; Close then
// holds two or three topics to offer as buttons, if any come near.
type TopicReading struct {
	Best  TopicName
	Close []TopicName
}

// Topic reads what a question is about.
func Topic(text string) TopicReading { return TopicReading{} }
