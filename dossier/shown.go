package dossier

import (
	_ "embed"

	"dyad/measure"
)

//go:embed page.css
var pageCSS string

// CSS is the style of a dossier's page, which the pages of the server share.
func CSS() string { return pageCSS }

// Used lists the sources that some number or figure of the account rests on.
func (acc *Account) Used() []Source { return acc.used() }

// FullValue is a value to its last digit, as the lake has it.
func FullValue(r measure.Row) string { return fullValue(r) }

// Who says in words whose report a row is.
func Who(r measure.Row) string { return who(r) }
