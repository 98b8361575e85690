package medium

import (
	"regexp"
	"strings"
)

// number is what a spreadsheet reads as a number and not as a formula.
var number = regexp.MustCompile(`^[+-]?([0-9][0-9 ,.]*|[.,][0-9]+)([eE][+-]?[0-9]+)?\s*%?$`)

// Cell is a cell of a CSV file. One that a spreadsheet would take for a formula
// has an apostrophe before it, which spreadsheets take for the sign of a text
// (OWASP, CSV injection); numbers stay numbers.
func Cell(s string) string {
	begin := strings.TrimLeft(s, " \t\r\n\uFEFF\u00A0")
	if begin == "" || begin == "-" || begin == "+" || !strings.ContainsRune("=+-@＝＋－＠", []rune(begin)[0]) || number.MatchString(begin) {
		return s
	}
	return "'" + s
}

// Cells are those of a row; the row given is not changed.
func Cells(row []string) []string {
	out := make([]string, len(row))
	for i, s := range row {
		out[i] = Cell(s)
	}
	return out
}
