// Package locale holds what the bot says: one catalogue of texts per language
// (zh-Hans.toml, zh-Hant.toml, en.toml) and the [Printer] that fills them in.
//
// Texts are HTML as Telegram understands it; what is filled in is escaped. A key
// missing in a translation is printed from zh-Hans, the language everything is
// written in first; a key missing there is a mistake in the program and panics.
package locale
