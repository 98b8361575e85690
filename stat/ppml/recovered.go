package ppml

import (
	"math"

	"dyad/stat/internal/absorb"
)

// recover lists the effects by the caller's groups and pins their level down.
func (f *fitter) recover(m Model) []Recovered {
	list := make([]Recovered, len(m.Effects))
	for q, e := range m.Effects {
		values := make([]float64, e.Groups)
		for g := range values {
			values[g] = math.NaN()
		}
		for k, g := range f.d.Group[q] {
			if g >= 0 {
				values[g] = f.alpha[f.d.Start[q]+k]
			}
		}
		list[q] = Recovered{Name: e.Name, Values: values}
	}
	level := 0.0 // the effects hold what was taken out of the regressors
	for _, column := range f.active {
		level += f.moved[column] * f.beta[column]
	}
	if len(list) > 0 {
		for g := range list[0].Values {
			list[0].Values[g] -= level
		}
	}
	rows := f.rows()
	for second := len(list) - 1; second > 0; second-- {
		for first := range second {
			normalise(&list[first], &list[second], m.Effects[first], m.Effects[second], rows)
		}
	}
	return list
}

// rows lists the caller's rows that take part.
func (f *fitter) rows() []int32 {
	rows := make([]int32, 0, f.d.Positions)
	for p := range f.d.Positions {
		if row := f.d.Row(p); row >= 0 {
			rows = append(rows, int32(row))
		}
	}
	return rows
}

// normalise makes the lowest group of the second factor zero in every
// connected component that the two factors form, moving its value to the
// component's groups of the first factor.
func normalise(first, second *Recovered, a, b Factor, rows []int32) {
	ofA, ofB, count := connectedFactors(a, b, rows)
	level := make([]float64, count)
	seen := make([]bool, count)
	for g, c := range ofB {
		if c >= 0 && !seen[c] {
			seen[c] = true
			level[c] = second.Values[g]
			if !contains(second.Zero, g) {
				second.Zero = append(second.Zero, g)
			}
		}
	}
	for g, c := range ofB {
		if c >= 0 {
			second.Values[g] -= level[c]
		}
	}
	for g, c := range ofA {
		if c >= 0 {
			first.Values[g] += level[c]
		}
	}
}

func contains(list []int, g int) bool {
	for _, v := range list {
		if v == g {
			return true
		}
	}
	return false
}

func connectedFactors(a, b Factor, rows []int32) (ofA, ofB []int32, count int) {
	return absorb.Connected(absorb.Factor{ID: a.ID, Groups: a.Groups}, absorb.Factor{ID: b.ID, Groups: b.Groups}, rows)
}
