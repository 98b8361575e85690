package regress

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress/formula"
	"dyad/stat/ppml"
)

// repeatedPair is the error of a three-way model in which a pair has several
// rows at one time, as in a panel of several products: the bias correction has
// no formula for it. The rows are those in use.
func (s *specification) repeatedPair(d *design, r *ppml.Result, pair ppml.Factor) error {
	var sides []int // the effects of exporter and time, importer and time
	for k, e := range d.model.Effects {
		if e.Name != pair.Name {
			sides = append(sides, k)
		}
	}
	if len(sides) != 2 || len(d.model.Effects) != 3 {
		return nil
	}
	a, b := d.model.Effects[sides[0]], d.model.Effects[sides[1]]
	first := map[[3]int32]int{}
	again, repeated := -1, 0
	for i, fitted := range r.Fitted {
		if math.IsNaN(fitted) {
			continue
		}
		key := [3]int32{pair.ID[i], a.ID[i], b.ID[i]}
		if _, ok := first[key]; !ok {
			first[key] = i
			continue
		}
		if repeated++; again < 0 {
			again = i
		}
	}
	if again < 0 {
		return nil
	}
	at := []int{first[[3]int32{pair.ID[again], a.ID[again], b.ID[again]}], again}
	for k := range at {
		if d.rows != nil {
			at[k] = int(d.rows[at[k]])
		}
	}
	where, unit, lines := s.options.Data, "row", []string{fmt.Sprint(at[0] + 1), fmt.Sprint(at[1] + 1)}
	if s.places != nil {
		names, err := s.places.Name([]int32{int32(at[0]), int32(at[1])})
		if err != nil {
			return err
		}
		unit = s.places.Header()[0]
		for k, n := range names {
			lines[k] = strings.Join(n, " ")
		}
	}
	where += fmt.Sprintf(", %ss %s and %s", unit, lines[0], lines[1])
	what := "two rows of one pair at one time"
	if data, err := s.reread(); err == nil {
		what = s.pairAndTime(pair.Name, s.formula.Effects[sides[0]], s.formula.Effects[sides[1]], at[1], data)
	}
	if repeated > 1 {
		what += fmt.Sprintf("; %s rows repeat another's pair and time", numeral.Thousands(repeated))
	}
	return hint.New(hint.Data, where, what, "the bias correction takes one row for each exporter, importer and time: choose among several products or flows with a condition, as in --where 'category == \"TOTAL\"', or add them up")
}

// pairAndTime names the pair and the time of a row: the time is what both
// effects beside the pair have in common.
func (s *specification) pairAndTime(pair string, a, b formula.Interaction, row int, data formula.Data) string {
	text := "the pair has two rows at one time"
	for _, x := range slices.Concat(s.formula.Effects, s.clusters) {
		if x.String() == pair {
			text = groupOf(x, data, row) + " has two rows at one time"
		}
	}
	var time formula.Interaction
	for _, c := range a.Columns {
		if slices.Contains(columnNames(b), c.Name) {
			time.Columns = append(time.Columns, c)
		}
	}
	if len(time.Columns) > 0 {
		text += " (" + groupOf(time, data, row) + ")"
	}
	return text
}
