// Package casefile is the domain: what the bot knows about one person's debts and how
// the negotiation over them stands.
//
// A [Case] holds debts, means, cause, materials, the log of contacts, rounds of offers,
// and in the end an [Agreement] with its instalments and payments. Amounts are
// [calc.Money], days are [calc.Date] in the person's own time zone. Nothing in it
// identifies the person: there is no field for a name, a number or an account.
//
// Types validate themselves; their errors are [*calc.FieldError] naming the field.
package casefile
