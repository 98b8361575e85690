package regress

import (
	"fmt"
	"math"
	"sync"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress/formula"
)

// Dropped counts rows that were left out for one reason; Estimate.DroppedRows
// has them.
type Dropped struct {
	Why string `json:"why"`
	N   int    `json:"n"`
}

// check is a reason to leave out the rows where a column is missing.
type check struct {
	why     string
	numbers []float64
	codes   []int32
}

// selectRows decides which rows are used. The first reason found, in the order
// of the formula, is the one that counts.
func (d *design) selectRows(s *specification, data formula.Data, vectors []*vector, weights *vector, coded []string) error {
	n := data.Rows()
	if n == 0 {
		return hint.New(hint.Data, s.options.Data, "the file has no rows", "")
	}
	var truths []formula.Truth
	var err error
	if s.where != nil {
		if truths, err = formula.Truths(s.where, data); err != nil {
			return err
		}
	}
	checks, err := checksOf(data, vectors, coded)
	if err != nil {
		return err
	}
	reason := make([]uint16, n)
	var one sync.Mutex
	counts := make([]int, firstCheck+len(checks))
	faults := newFaults(s, vectors, weights)
	formula.InBlocks(n, func() func(low, high int) {
		return func(low, high int) {
			mark(reason[low:high], truths, checks, low)
			found := faults.find(reason[low:high], low)
			one.Lock()
			defer one.Unlock()
			for _, r := range reason[low:high] {
				counts[r]++
			}
			faults.keep(found)
		}
	})
	if err := faults.err(); err != nil {
		return err
	}
	return d.count(s, reason, counts, checks)
}

// reasons of a row: 0 when it is used, then these, then those of the checks.
const (
	excluded = 1 + iota
	undecided
	firstCheck
)

func mark(reason []uint16, truths []formula.Truth, checks []check, low int) {
	if truths != nil {
		for i, t := range truths[low : low+len(reason)] {
			switch t {
			case formula.False:
				reason[i] = excluded
			case formula.Unknown:
				reason[i] = undecided
			}
		}
	}
	for k, c := range checks {
		if c.numbers != nil {
			for i, x := range c.numbers[low : low+len(reason)] {
				if math.IsNaN(x) && reason[i] == 0 {
					reason[i] = uint16(firstCheck + k)
				}
			}
			continue
		}
		for i, code := range c.codes[low : low+len(reason)] {
			if code < 0 && reason[i] == 0 {
				reason[i] = uint16(firstCheck + k)
			}
		}
	}
}

// checksOf lists what a row must have.
func checksOf(data formula.Data, vectors []*vector, coded []string) ([]check, error) {
	var out []check
	seen := map[string]bool{}
	for _, v := range vectors {
		for _, c := range v.columns {
			if seen[c] {
				continue
			}
			seen[c] = true
			why := "missing value in " + c
			x, err := data.Numbers(c)
			if err == nil {
				out = append(out, check{why: why, numbers: x})
				continue
			}
			codes, _, other := data.Codes(c)
			if other != nil {
				return nil, err
			}
			out = append(out, check{why: why, codes: codes}) // a text column in a comparison
		}
		if n := len(out); n == 0 || len(v.values) > 0 && (out[n-1].numbers == nil || &out[n-1].numbers[0] != &v.values[0]) { // no lone column
			out = append(out, check{why: v.name + " is undefined", numbers: v.values})
		}
	}
	for _, c := range coded {
		if seen[c] {
			continue
		}
		seen[c] = true
		codes, _, err := data.Codes(c)
		if err != nil {
			return nil, err
		}
		out = append(out, check{why: "missing value in " + c, codes: codes})
	}
	return out, nil
}

// count sums up the reasons and lists the rows in use.
func (d *design) count(s *specification, reason []uint16, counts []int, checks []check) error {
	d.excluded = counts[excluded]
	position := make([]int, len(counts))
	for r := undecided; r < len(counts); r++ {
		if counts[r] > 0 {
			why := "the condition is unknown, a value it needs is missing"
			if r >= firstCheck {
				why = checks[r-firstCheck].why
			}
			position[r] = len(d.dropped)
			d.dropped = append(d.dropped, Dropped{why, counts[r]})
			d.droppedRows = append(d.droppedRows, make([]int32, 0, counts[r]))
		}
	}
	if counts[0] == 0 {
		what := "no row is left"
		for _, w := range d.dropped {
			what += fmt.Sprintf("; %s rows: %s", numeral.Thousands(w.N), w.Why)
		}
		if d.excluded > 0 {
			what += fmt.Sprintf("; %s rows: the condition is false", numeral.Thousands(d.excluded))
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
		case r >= undecided:
			d.droppedRows[position[r]] = append(d.droppedRows[position[r]], int32(i))
		}
	}
	return nil
}
