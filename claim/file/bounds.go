package file

import (
	"dyad/claim/problem"
	"dyad/internal/bounded"
)

// Limits of a claim file. They are far above what a person writes.
const (
	MaxBytes  = 4 << 20
	MaxClaims = 20000
	MaxDepth  = 60    // brackets within brackets
	MaxLine   = 20000 // characters
	MaxKeys   = 1000  // of a claim, or of the lets of one
	MaxCheck  = 4000  // characters of one check or let
	MaxQuote  = 20000
)

var bounds = bounded.YAML{Kind: "a claim file", Help: "a claim file is a list of claims; see docs/claims.md",
	Bytes: MaxBytes, Depth: MaxDepth, Line: MaxLine, Keys: MaxKeys}

// guard refuses what would keep the YAML reader busy, before it runs.
func guard(name string, b []byte) error {
	if f := bounds.Check(b); f != nil {
		return problem.List{{File: name, Line: f.Line, Column: f.Column, What: f.What, Try: f.Try}}
	}
	return nil
}
