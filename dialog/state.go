package dialog

// Name names a state: "intake.amount". The part before the dot is its flow.
type Name string
