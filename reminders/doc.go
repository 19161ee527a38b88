// Package reminders says which reminder is due when, and drives the clock that sends them.
//
// [Due] derives every reminder of a case from the case alone, so that it can be worked out
// again whenever the case changes. The [Runner] only ticks; what has fallen due is found in
// the store, never in a cron entry of its own.
package reminders
