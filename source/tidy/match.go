package tidy

import (
	"fmt"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

// match finds the columns of a header. given are the columns that a user named.
func match(header []string, given, constants map[source.Field]string) (source.Columns, error) {
	columns := source.Columns{}
	taken := map[string]source.Field{}
	for _, f := range source.Fields() {
		name, ok := given[f]
		if !ok {
			continue
		}
		column, err := named(header, name)
		if err != nil {
			return nil, err
		}
		columns[f], taken[column] = column, f
	}
	for _, f := range source.Fields() {
		_, constant := constants[f]
		if columns[f] != "" || constant {
			continue
		}
		column, err := byName(header, f, taken)
		if err != nil {
			return nil, err
		}
		if column != "" {
			columns[f], taken[column] = column, f
		}
	}
	return columns, complete(header, columns, constants)
}

// named finds the column a user asked for: as printed, else without regard to
// case and punctuation.
func named(header []string, name string) (string, error) {
	if slices.Contains(header, name) {
		return name, twice(header, name)
	}
	for _, h := range header {
		if plain(h) == plain(name) && plain(name) != "" {
			return h, twice(header, h)
		}
	}
	try := "the header has " + list(header)
	if near := hint.Suggest(name, header); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "", hint.New(hint.Data, "", fmt.Sprintf("there is no column %q", name), try)
}

func twice(header []string, name string) error {
	n := 0
	for _, h := range header {
		if h == name {
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return hint.New(hint.Data, "", fmt.Sprintf("the header names the column %q %d times", name, n), "rename one of them")
}

// byName takes the first of the field's names that the header has.
func byName(header []string, f source.Field, taken map[string]source.Field) (string, error) {
	for _, name := range names[f] {
		for _, h := range header {
			if plain(h) != plain(name) {
				continue
			}
			if _, used := taken[h]; !used {
				return h, twice(header, h)
			}
		}
	}
	if f != source.Value {
		return "", nil
	}
	// A value's header may name its unit too: "Trade Value 1000USD", "US$ Mil".
	for _, h := range header {
		d := source.DeclaredIn(h)
		if _, used := taken[h]; used || d.Currency == "" {
			continue
		}
		if d.Rest == "" || slices.ContainsFunc(names[f], func(name string) bool { return plain(name) == plain(d.Rest) }) {
			return h, twice(header, h)
		}
	}
	return "", nil
}

// complete says which fields are still needed.
func complete(header []string, columns source.Columns, constants map[source.Field]string) error {
	has := func(f source.Field) bool {
		_, constant := constants[f]
		return constant || columns[f] != ""
	}
	var missing []source.Field
	need := []source.Field{source.Reporter, source.Partner, source.Flow}
	if has(source.Exporter) || has(source.Importer) {
		need = []source.Field{source.Exporter, source.Importer, source.View}
	}
	for _, f := range append(need, source.Year, source.Value) {
		if !has(f) {
			missing = append(missing, f)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return lacking(header, missing, columns)
}

// lacking is the error of a header without some fields, with what it could be.
func lacking(header []string, missing []source.Field, columns source.Columns) error {
	var texts, tries []string
	var free []string
	for _, h := range header {
		if !used(columns, h) {
			free = append(free, h)
		}
	}
	for _, f := range missing {
		texts = append(texts, string(f))
		if near := similar(free, f); near != "" {
			tries = append(tries, fmt.Sprintf("--map %s=%s", f, near))
		} else if f == source.Flow || f == source.View {
			tries = append(tries, fmt.Sprintf("--set %s=%s where it is the same in every row", f, example[f]))
		} else {
			tries = append(tries, fmt.Sprintf("--map %s=COLUMN", f))
		}
	}
	return hint.New(hint.Data, "", fmt.Sprintf("the header has no column for %s; it has %s", strings.Join(texts, ", "), list(header)),
		strings.Join(tries, ", "))
}

var example = map[source.Field]string{source.Flow: "X", source.View: "exporter"}

func used(columns source.Columns, header string) bool {
	for _, c := range columns {
		if c == header {
			return true
		}
	}
	return false
}

// similar finds a column whose name holds the field's name, or nearly is it.
func similar(free []string, f source.Field) string {
	for _, h := range free {
		if p := plain(h); p != "" && strings.Contains(p, string(f)) {
			return h
		}
	}
	if near := hint.Suggest(string(f), free); len(near) > 0 {
		return near[0]
	}
	return ""
}

func list(header []string) string {
	if len(header) > 12 {
		return strings.Join(header[:12], ", ") + fmt.Sprintf(" and %d more", len(header)-12)
	}
	return strings.Join(header, ", ")
}
