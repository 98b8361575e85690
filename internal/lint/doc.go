// Package lint holds the walls of the house as a test: which room may know
// which, where cobra and database/sql may be used.
package lint
