// Package locale holds what the bot says: a folder of texts per language (zh-Hans, zh-Hant,
// en), in it a file for each flow of the conversation, and the [Printer] that fills them in.
//
// A key is the state that says it, or what it names. Texts are HTML as Telegram understands
// it; what is filled in is escaped. Everything is written in zh-Hans first; a key missing
// there is a mistake in the program and panics. What is said to the lender stands in zh-Hans
// only, because lenders read mainland Chinese: it is printed from there in every language.
// In English, counts that may be 1 are worded so that the noun needs no plural.
package locale
