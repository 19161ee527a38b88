// Package calc is the loan mathematics: schedules, rates, penalties, payment
// allocation, affordability and the choice between plans.
//
// Everything is exact. Money is a whole number of fen ([Money]); rates are
// decimals, as a fraction per day, month or year as their names say; days are
// civil days without a time zone ([Date]). Where a formula leaves a fraction of a
// fen it is rounded half-up once, at the place the documentation names.
//
// Floating point only finds where the exact step that solves for a rate begins (seed.go).
//
// [Suggest] compares the plans worth asking for, [CheckOffer] judges what a lender proposes,
// and [Post] says where an agreement stands; the schedules, rates, penalties and allocations
// that they are made of stand in files of those names.
//
// The package is pure and imports nothing of ours. Input that makes no sense is
// answered with a [*FieldError] that names the field.
package calc
