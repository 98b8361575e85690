package regress

import (
	"fmt"
	"math"

	"dyad/internal/hint"
	"dyad/stat/ppml"
)

// faults are values that no estimation can use, in rows that are to be used:
// infinite ones, and negative outcomes and weights.
type faults struct {
	s                *specification
	vectors          []*vector
	outcome, weights *vector // where negative ones are faults; nil: nowhere
	first            []int   // the first row of each fault, -1: none
}

func newFaults(s *specification, vectors []*vector, weights *vector) *faults {
	f := &faults{s: s, vectors: vectors, weights: weights}
	if s.family == ppml.Poisson {
		f.outcome = vectors[0]
	}
	f.first = f.none()
	return f
}

// none is a list of no faults: for infinite values of each vector, then for a
// negative outcome and a negative weight.
func (f *faults) none() []int {
	list := make([]int, len(f.vectors)+2)
	for k := range list {
		list[k] = -1
	}
	return list
}

// find looks at the rows from low on.
func (f *faults) find(reason []uint16, low int) []int {
	found := f.none()
	look := func(k int, v *vector, wrong func(x float64) bool) {
		for i, x := range v.values[low : low+len(reason)] {
			if wrong(x) && reason[i] == 0 {
				found[k] = low + i
				return
			}
		}
	}
	for k, v := range f.vectors {
		look(k, v, func(x float64) bool { return math.IsInf(x, 0) })
	}
	negative := func(x float64) bool { return x < 0 }
	if f.outcome != nil {
		look(len(f.vectors), f.outcome, negative)
	}
	if f.weights != nil {
		look(len(f.vectors)+1, f.weights, negative)
	}
	return found
}

// keep remembers the first of each fault.
func (f *faults) keep(found []int) {
	for k, row := range found {
		if row >= 0 && (f.first[k] < 0 || row < f.first[k]) {
			f.first[k] = row
		}
	}
}

// err is the error of the first fault, nil without one.
func (f *faults) err() error {
	for k, v := range f.vectors {
		if row := f.first[k]; row >= 0 {
			return hint.New(hint.Data, f.s.place(row, v), v.name+" is infinite", "leave such rows out with --where, or write the value as missing: an empty field, NA or .")
		}
	}
	row, weight := f.first[len(f.vectors)], f.first[len(f.vectors)+1]
	switch {
	case row >= 0 && (weight < 0 || row <= weight):
		v := f.outcome
		return hint.New(hint.Data, f.s.place(row, v), fmt.Sprintf("the outcome %s is negative: %g", v.name, v.values[row]),
			fmt.Sprintf("a Poisson model needs outcomes of zero or more: correct the value, leave such rows out with --where '%s >= 0', or use --family ols", v.name))
	case weight >= 0:
		v := f.weights
		return hint.New(hint.Data, f.s.place(weight, v), fmt.Sprintf("the weight %s is negative: %g", v.name, v.values[weight]), "weights are zero or more")
	}
	return nil
}

// place says where an observation stands, with the columns of an expression.
func (s *specification) place(row int, v *vector) string {
	where := s.options.Data
	if s.places != nil {
		if name, err := s.places.Name([]int32{int32(row)}); err == nil {
			where += ", " + s.places.Header()[0] + " " + name[0][0]
		}
	} else {
		where += fmt.Sprintf(", row %d", row+1)
	}
	return AtColumns(where, v.columns)
}
