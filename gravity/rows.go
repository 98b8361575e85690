package gravity

import (
	"fmt"
	"math"

	"dyad/gravity/formula"
	"dyad/internal/hint"
	"dyad/stat/ppml"
)

// Dropped counts rows that were left out for one reason; Estimate.DroppedRows
// has them.
type Dropped struct {
	Why string `json:"why"`
	N   int    `json:"n"`
}

// selectRows decides which rows are used. The first reason found, in the order
// of the formula, is the one that counts.
func (d *design) selectRows(s *specification, data formula.Data, vectors []*vector, weights *vector, coded []string) error {
	n := data.Rows()
	if n == 0 {
		return hint.New(hint.Data, s.options.Data, "the file has no rows", "")
	}
	reason := make([]uint16, n) // 0: used
	const excluded = 1
	whys := []string{"", ""}
	if s.where != nil {
		truths, err := formula.Truths(s.where, data)
		if err != nil {
			return err
		}
		whys = append(whys, "the condition is unknown, a value it needs is missing")
		for i, t := range truths {
			switch t {
			case formula.False:
				reason[i] = excluded
			case formula.Unknown:
				reason[i] = 2
			}
		}
	}
	mark := func(why string, missing func(i int) bool) {
		code := uint16(len(whys))
		used := false
		for i := range reason {
			if reason[i] == 0 && missing(i) {
				reason[i] = code
				used = true
			}
		}
		if used {
			whys = append(whys, why)
		}
	}
	seen := map[string]bool{}
	for _, v := range vectors {
		for _, c := range v.columns {
			if seen[c] {
				continue
			}
			seen[c] = true
			x, err := data.Numbers(c)
			if err != nil {
				if codes, _, other := data.Codes(c); other == nil { // a text column in a comparison
					mark("missing value in "+c, func(i int) bool { return codes[i] < 0 })
					continue
				}
				return err
			}
			mark("missing value in "+c, func(i int) bool { return math.IsNaN(x[i]) })
		}
		mark(v.name+" is undefined", func(i int) bool { return math.IsNaN(v.values[i]) })
	}
	for _, c := range coded {
		if seen[c] {
			continue
		}
		seen[c] = true
		codes, _, err := data.Codes(c)
		if err != nil {
			return err
		}
		mark("missing value in "+c, func(i int) bool { return codes[i] < 0 })
	}
	for _, v := range vectors {
		for i, r := range reason {
			if r == 0 && math.IsInf(v.values[i], 0) {
				return hint.New(hint.Data, s.place(i, v), v.name+" is infinite", "leave such rows out with --where, or write the value as missing: an empty field, NA or .")
			}
		}
	}
	return d.count(s, reason, whys, vectors[0], weights)
}

// place says where an observation stands, with the columns of an expression.
func (s *specification) place(row int, v *vector) string {
	where := s.options.Data
	if s.places != nil {
		if name, err := s.places.name([]int32{int32(row)}); err == nil {
			where += ", " + s.places.header()[0] + " " + name[0][0]
		}
	} else {
		where += fmt.Sprintf(", row %d", row+1)
	}
	return atColumns(where, v.columns)
}

func (d *design) count(s *specification, reason []uint16, whys []string, outcome, weights *vector) error {
	counts := make([]int, len(whys))
	for i, r := range reason {
		counts[r]++
		if r != 0 {
			continue
		}
		if s.family == ppml.Poisson && outcome.values[i] < 0 {
			return hint.New(hint.Data, s.place(i, outcome), fmt.Sprintf("the outcome %s is negative: %g", outcome.name, outcome.values[i]),
				fmt.Sprintf("a Poisson model needs outcomes of zero or more: correct the value, leave such rows out with --where '%s >= 0', or use --family ols", outcome.name))
		}
		if weights != nil && weights.values[i] < 0 {
			return hint.New(hint.Data, s.place(i, weights), fmt.Sprintf("the weight %s is negative: %g", weights.name, weights.values[i]), "weights are zero or more")
		}
	}
	d.excluded = counts[1]
	position := make([]int, len(whys))
	for r := 2; r < len(whys); r++ {
		if counts[r] > 0 {
			position[r] = len(d.dropped)
			d.dropped = append(d.dropped, Dropped{whys[r], counts[r]})
			d.droppedRows = append(d.droppedRows, make([]int32, 0, counts[r]))
		}
	}
	if counts[0] == 0 {
		what := "no row is left"
		for _, w := range d.dropped {
			what += fmt.Sprintf("; %s rows: %s", thousands(w.N), w.Why)
		}
		if d.excluded > 0 {
			what += fmt.Sprintf("; %s rows: the condition is false", thousands(d.excluded))
		}
		return hint.New(hint.Data, s.options.Data, what, "check the condition and the columns of the formula")
	}
	if counts[0] == len(reason) {
		return nil
	}
	d.rows = make([]int32, 0, counts[0])
	for i, r := range reason {
		switch {
		case r == 0:
			d.rows = append(d.rows, int32(i))
		case r > 1:
			d.droppedRows[position[r]] = append(d.droppedRows[position[r]], int32(i))
		}
	}
	return nil
}
