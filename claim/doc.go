// Package claim judges quantitative sentences against data, sayer by sayer.
//
// A claim file (see docs/claims.md and package claim/file) quotes sentences
// from a text and gives each a check. Judge asks the catalogue of measures for
// the numbers, lets every reporter and view that has data judge for itself, and
// says what they make of the sentence together: supported, contradicted, mixed
// (and who says what), or not testable (and which observation is missing).
// Nothing is merged across reporters or sources, and what is missing never
// counts as zero.
//
// The parts: claim/wording reads words such as "nine-fold"; claim/eval computes
// checks; claim/review prints what came out; claim/skeleton proposes claims.
package claim
