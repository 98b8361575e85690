package claim

import (
	"dyad/claim/file"
	"dyad/claim/problem"
	"dyad/claim/review"
	"dyad/claim/skeleton"
	"dyad/measure"
)

// The parts of the package, under one roof for its users.
type (
	File     = file.File
	Claim    = file.Claim
	Problem  = problem.Problem
	Problems = problem.List
	Review   = review.Review
)

// Load reads a claim file. The error is Problems: every mistake with its place
// and what to try.
func Load(path string) (*File, error) { return file.Load(path) }

// Parse reads a claim file held in memory; name is for messages.
func Parse(name string, b []byte) (*File, error) { return file.Parse(name, b) }

// Skeleton reads a sentence or a text and writes a claim file that proposes a
// check for each sentence with something to test, marked proposed: true.
// What the sentences speak of is told by the measures of the catalogue.
func Skeleton(text string, c *measure.Catalogue) ([]byte, error) {
	return skeleton.Propose(text, skeleton.NewLexicon(c))
}
