// Package eval computes checks: what an analyst writes after `check:` and
// `let:`, asked of one sayer at a time.
//
// A check is an expression of CEL (cel.dev/cel-go), typed before it runs and
// limited in size and cost, with three things of dyad's own: measures of the
// catalogue are functions under their own names; `X is WORDS` holds X against
// package wording; numbers are one kind, so that 2014 and 2014.0, 9 and 9.0
// are the same. Truth is three-valued after Kleene: an absent observation makes
// a comparison unknown and is named; false && unknown is false.
//
// Compile checks a claim once against a catalogue and lists the measure calls
// it makes. Run evaluates it for one sayer, given the rows of that sayer.
package eval
