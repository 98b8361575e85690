// Package project is the field of projects, agreements, contracts and loans: what
// was announced, what was signed, and what became of it.
//
// A status is always according to a source, on a date as precise as the source
// gives it. Sources are never merged: each has its own ratio, its own curve, its
// own portfolio; where two disagree on one thing, project.conflicts says so.
// Ageing, the rule that what nobody has spoken of for years counts as suspended, is
// off unless it is asked for.
package project
