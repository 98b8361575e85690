// Package skeleton reads a sentence or a text and proposes claims: it finds
// numbers, years, names of economies and wording, and writes a claim file whose
// claims are marked as proposed. It proposes; a person decides.
package skeleton
