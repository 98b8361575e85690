package regress

import (
	"fmt"
	"slices"
	"strings"

	"dyad/internal/numeral"
	"dyad/stat/ppml"
)

// unconverged says in terms of the file where an estimation stopped: the group
// whose equation lacks most by its values, and the rows in the way.
func (s *specification) unconverged(e *ppml.Error) string {
	what := e.What
	data, err := s.reread()
	if err != nil {
		return what
	}
	d, err := newDesign(s, data)
	if err != nil {
		return what
	}
	if w := e.Worst; w != nil && w.Row >= 0 && w.Row < len(d.model.Y) {
		row := w.Row
		if d.rows != nil {
			row = int(d.rows[row])
		}
		for _, x := range s.formula.Effects {
			if x.String() == w.Effect {
				what = strings.Replace(what, w.String(), groupOf(x, data, row), 1)
			}
		}
	}
	if n := len(e.Vanishing); n > 0 && e.Vanishing[n-1] < len(d.model.Y) {
		what += "; " + s.inTheWay(d, e.Vanishing)
	}
	return what
}

// inTheWay names rows of zero, as numbered in the estimation, whose expected
// values vanish.
func (s *specification) inTheWay(d *design, vanishing []int) string {
	rows := make([]int32, len(vanishing))
	for k, at := range vanishing {
		if rows[k] = int32(at); d.rows != nil {
			rows[k] = d.rows[at]
		}
	}
	n := len(rows)
	return fmt.Sprintf("in the way %s %s %s of zero whose expected %s, though nothing proves %s separated%s", numeral.Plural(n, "is", "are"), numeral.Thousands(n), numeral.Plural(n, "row", "rows"),
		numeral.Plural(n, "value vanishes", "values vanish"), numeral.Plural(n, "it", "them"), s.listed(rows))
}

// listed names the first rows of several, after a colon; "" where they have no
// names.
func (s *specification) listed(rows []int32) string {
	const most = 10
	if s.places == nil {
		return ""
	}
	rows = slices.Clone(rows)
	slices.Sort(rows)
	names, err := s.places.Name(rows[:min(len(rows), most)])
	if err != nil {
		return ""
	}
	var list []string
	for _, name := range names {
		list = append(list, strings.Join(name, " "))
	}
	unit := s.places.Header()[0] + "s"
	if len(rows) == 1 {
		unit = s.places.Header()[0]
	}
	text := fmt.Sprintf(": %s %s", unit, strings.Join(list, ", "))
	if len(rows) > most {
		text += ", …"
	}
	return text
}
