// Package playbook is what we advise: dated facts, answers to questions, cards for
// alarms, and what to say when the lender objects.
//
// A few files hold it. facts.toml is the registry: every law, figure, hotline and date
// with its source, its validity and the day it was checked. answers.toml and cards.toml
// are prose that takes each figure from the registry with {{.Fact "L1"}}, so that a
// figure is corrected in one place, and every answer ends with its sources and their
// date. objections.toml holds what a lender says and what to answer; its figures are
// those of the person's own plan. letters.toml holds the papers to hand in, and guides.toml
// what to know along the way.
//
// An operator may hand [Load] a newer registry; its entries replace those of the same id.
package playbook
