// Package golden keeps what the product said before its walls were moved: the
// dossiers of dyads of different kinds, their measures, the article's claims
// and the answers of the API, on two lakes. It has tests only; they ask the
// program as a user does, by commands and addresses, so that no room's inside
// matters to them.
//
// A kept file is a list of sections. A section that is kept must come out as it
// is kept; one that is new is told, and is kept by
//
//	go test ./internal/golden -update
//
// A change of a kept section is a decision: the commit that updates it says why.
package golden
