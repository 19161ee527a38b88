// Package dialog is the conversation as a state machine.
//
// [Engine.Step] takes what is kept of a person, one thing they did and the time, and
// gives back what to keep and what to say. It is pure: it knows no Telegram, no
// database and no clock, so a conversation is a function that a test can read.
//
// A state is one question (see [State]); the states stand in tables, one file per
// flow: welcome.go, intake.go, plan.go, script.go, contact.go, agreement.go,
// keeping.go. What is said stands in the catalogues of package locale.
package dialog
