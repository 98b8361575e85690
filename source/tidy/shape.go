package tidy

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

// most is how many lines may stand before a header.
const most = 30

// shape finds the header of a text: behind a line sep= and a preamble, and with
// years or flows as columns. Where none is found the shape stays plain, and the
// first line is what messages speak of.
func shape(f *source.File, given, constants map[source.Field]string) (found bool, err error) {
	lines, err := source.Lines(*f, most)
	if err != nil || len(lines) == 0 {
		return false, err
	}
	at := 0
	var said rune
	if sep, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(lines[0])), "sep="); ok && len([]rune(sep)) <= 1 {
		at, said = 1, '\t' // sep= and a tab, which was trimmed
		if sep != "" {
			said = []rune(sep)[0]
		}
		if said == '"' || said == '\r' || said == '\n' {
			return false, hint.New(hint.Data, f.Label()+":1", "no columns are separated so", "take the line sep= out")
		}
	}
	for skip := at; skip < len(lines); skip++ {
		header, delimiter := cut(lines[skip], said)
		if len(header) < 3 {
			continue
		}
		plain := source.Shape{Encoding: f.Shape.Encoding, Skip: skip, Delimiter: said}
		if _, err := match(header, given, constants); err == nil {
			f.Shape = plain
			return true, nil
		}
		if w := wide(header, given, constants); w != nil {
			if _, err := match(w.Long(), given, constants); err == nil {
				plain.Wide, plain.Delimiter = w, delimiter
				f.Shape = plain
				return true, nil
			}
		}
	}
	f.Shape.Skip, f.Shape.Delimiter = at, said
	return false, nil
}

// cut gives the columns of a line by the delimiter that makes the most.
func cut(line string, said rune) (header []string, delimiter rune) {
	delimiters := []rune{',', ';', '\t', '|'}
	if said != 0 {
		delimiters = []rune{said}
	}
	for _, d := range delimiters {
		r := csv.NewReader(bytes.NewReader([]byte(strings.TrimRight(line, "\r"))))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = d, true, -1
		if columns, err := r.Read(); err == nil && len(columns) > len(header) {
			header, delimiter = columns, d
		}
	}
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	return header, delimiter
}

var yearColumn = regexp.MustCompile(`^(?:[XxYy]_?|[Yy][Rr]_?)?((?:18|19|20)[0-9][0-9])(?: \[YR[0-9]{4}\])?$`)

// wide understands a header whose values stand in a column a year, or in one for
// exports and one for imports.
func wide(header []string, given, constants map[source.Field]string) *source.Wide {
	taken := func(f source.Field) bool { return given[f] != "" || constants[f] != "" }
	if taken(source.Value) {
		return nil
	}
	w := &source.Wide{Header: header, Means: map[string]string{}, Value: "value"}
	if !taken(source.Year) {
		w.Name = "year"
		for i, h := range header {
			if m := yearColumn.FindStringSubmatch(h); m != nil {
				w.Columns, w.Means[h] = append(w.Columns, i), m[1]
			}
		}
		if len(w.Columns) > 0 && len(w.Means) == len(w.Columns) {
			return w
		}
	}
	if taken(source.Flow) || taken(source.View) {
		return nil
	}
	exports, imports := flowColumn(header, "x"), flowColumn(header, "m")
	if exports < 0 || imports < 0 {
		return nil
	}
	x, m := source.DeclaredIn(header[exports]), source.DeclaredIn(header[imports])
	if x.Currency != m.Currency || x.Power != m.Power || x.Weight != m.Weight {
		return nil
	}
	w.Name, w.Columns = "flow", []int{exports, imports}
	slices.Sort(w.Columns)
	w.Means = map[string]string{header[exports]: "X", header[imports]: "M"}
	w.Value = strings.TrimSpace("value " + map[int]string{3: "thousand ", 6: "million ", 9: "billion "}[x.Power] + x.Currency + x.Weight)
	return w
}

// about are the words that may stand beside exports or imports in a header.
var about = strings.Fields("goods value values of trade total free on board fob cif cost insurance freight and in us dollars merchandise txg mtg tmg fobusd")

// flowColumn finds the one column of exports (x) or imports (m), -1 for none or
// several. Where imports stand both with and without freight, those with are
// meant, as customs value them.
func flowColumn(header []string, flow string) int {
	words := map[string][]string{"x": {"export", "exports", "exp", "exported", "txg", "xg"}, "m": {"import", "imports", "imp", "imported", "tmg", "mg"}}[flow]
	found := -1
	cif := func(i int) bool { return strings.Contains(strings.ToLower(header[i]), "cif") }
	for i, h := range header {
		hit, other := false, false
		for _, word := range strings.Fields(source.DeclaredIn(h).Rest) {
			switch {
			case slices.Contains(words, word):
				hit = true
			case !slices.Contains(about, word):
				other = true
			}
		}
		switch {
		case !hit || other:
		case found < 0 || cif(i) && !cif(found):
			found = i
		case cif(found) && !cif(i):
		default:
			return -1
		}
	}
	return found
}

// columnsOf are the headers of the columns that hold values.
func columnsOf(w *source.Wide) []string {
	var out []string
	for _, i := range w.Columns {
		out = append(out, w.Header[i])
	}
	return out
}
