// Package table describes the tables of a lake: columns with their kind and unit,
// key and order. A description is data; the lake stages, checks, sorts, hashes,
// keeps and serves every table alike. Fields declare their tables, readers of
// published formats fill them.
package table

import (
	"fmt"
	"slices"
)

// Kind is what a column holds.
type Kind uint8

// The kinds of columns, with what queries see of them.
const (
	Text    Kind = iota // VARCHAR; NULL where nothing is said
	Code                // VARCHAR: a code of a classification or of the publisher, a text also where it is of digits
	Flag                // VARCHAR: words between commas, '' for none
	Economy             // VARCHAR: a code of the catalogue of economies
	Region              // VARCHAR: a code or name of a part of an economy
	Period              // VARCHAR: 2017, 2017-Q1, 2017-03, 2017-03-05; beside it SMALLINT name_year
	Number              // DOUBLE, in the unit of the column
	Count               // BIGINT
)

// Column is one column of a table.
type Column struct {
	Name string
	Kind Kind
	// Unit of a number: "USD", "TIV", "t", "days", "%", or the name of the
	// column that says it, in brackets: "[unit]". A number without one is a
	// fault; a plain ratio has the unit "1".
	Unit string
	// Required columns are never empty.
	Required bool
	Doc      string
}

// Table describes one kind of row: data, not code. A field declares its tables,
// readers fill them, and the lake stages, checks, sorts, hashes, keeps and
// serves them all alike. The columns source and vintage are added to each.
type Table struct {
	Name    string
	Title   string // what a row is
	Columns []Column
	// Key are the columns that tell rows of one release apart. Two rows with one
	// key that say the same are one; two that say something else are both
	// refused, with their lines. Without a key every row stands for itself.
	Key []string
	// Order are the columns that the files are sorted by; the key where empty.
	Order []string
	// Parts are the columns that tell the files of one release apart, as the
	// year: a further file of a release may bring new parts and no row of one
	// that is there. The key where empty.
	Parts []string
}

// Column finds a column by its name.
func (t *Table) Column(name string) (*Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return nil, false
	}
	return &t.Columns[i], true
}

// SortBy are the columns that the files are sorted by.
func (t *Table) SortBy() []string {
	if len(t.Order) > 0 {
		return t.Order
	}
	return t.Key
}

// ApartBy are the columns that tell the files of one release apart.
func (t *Table) ApartBy() []string {
	if len(t.Parts) > 0 {
		return t.Parts
	}
	return t.Key
}

// Check says what is wrong with the description: a fault of the program.
func (t *Table) Check() error {
	seen := map[string]bool{"source": true, "vintage": true}
	for _, c := range t.Columns {
		if seen[c.Name] {
			return fmt.Errorf("table %s has the column %s twice", t.Name, c.Name)
		}
		seen[c.Name] = true
		if c.Kind == Period {
			seen[c.Name+"_year"] = true
		}
		if c.Kind == Number && c.Unit == "" {
			return fmt.Errorf("table %s: the number %s has no unit", t.Name, c.Name)
		}
	}
	for _, names := range [][]string{t.Key, t.Order, t.Parts} {
		for _, n := range names {
			if !seen[n] {
				return fmt.Errorf("table %s has no column %s to sort or tell rows by", t.Name, n)
			}
		}
	}
	return nil
}
