// Package medium makes a text that others wrote safe where it is shown: titles,
// flags, labels and reasons come from files, and a terminal obeys escapes, a
// spreadsheet formulas, and a Markdown reader raw HTML. What is done to a text is
// decided here, once for each medium; pages are escaped by html/template and JSON
// by encoding/json, which change nothing that can be read.
package medium
