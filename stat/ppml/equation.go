package ppml

import (
	"fmt"
	"math"
	"slices"
)

// Equation is one of the score equations: that of a regressor, whose product
// with the residuals adds up to zero in an estimate, or that of a group of an
// effect, whose fitted total is then its actual one.
type Equation struct {
	Regressor string // or else
	Effect    string
	Group     int     // of the effect, as the caller numbers it
	Row       int     // the first of the caller's rows in the group; -1 for a regressor
	Gap       float64 // what it lacks, relative to the size of its terms
}

// String names the equation.
func (e Equation) String() string {
	if e.Effect == "" {
		return "regressor " + e.Regressor
	}
	return fmt.Sprintf("effect %s, group %d", e.Effect, e.Group)
}

// failure is the error of an estimation that did not converge.
func (p progress) failure(worst *Equation, vanishing []int) error {
	what := fmt.Sprintf("did not converge in %d iterations (relative gradient %.2g, of %s)", p.iterations, p.gradient, worst)
	if p.halt != "" {
		what += ": " + p.halt
	}
	return &Error{Where: "estimation", What: what, Try: "more iterations, or look for separation or near collinearity", Worst: worst, Vanishing: vanishing}
}

// vanishing are the caller's rows of zero whose means are less than this share of
// the smallest positive outcome, ascending.
func (f *fitter) vanishing() []int {
	const share = 1e-10
	if f.family != Poisson {
		return nil
	}
	smallest := math.Inf(1)
	for _, y := range f.y {
		if y > 0 {
			smallest = min(smallest, y)
		}
	}
	var rows []int
	for i, y := range f.y {
		if row := f.d.Row(i); row >= 0 && y == 0 && f.weight(i) > 0 && f.mu[i] < share*smallest {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows
}

// worst is the equation that lacks most, at the last gradient.
func (f *fitter) worst(m Model) *Equation {
	e := &Equation{Row: -1}
	at := -1
	for g, size := range f.size {
		if gap := math.Abs(f.be[g]) / size; size > 0 && !(gap <= e.Gap) {
			e.Gap, at = gap, g
		}
	}
	residual := 0.0 // of all rows together
	if f.d.Factors() > 0 {
		for _, b := range f.be[:f.d.Start[1]] {
			residual += b
		}
	} else if a := slices.IndexFunc(f.active, func(column int) bool { return f.names[column] == InterceptName }); a >= 0 {
		residual = f.moments.score[a]
	}
	for a, column := range f.active {
		size := f.scale * f.moments.spread(a, f.shift[column]) / f.reach[column]
		gap := math.Abs(f.moments.score[a]-f.shift[column]*residual) / size
		if size > 0 && !(gap <= e.Gap) {
			e.Gap, e.Regressor, at = gap, f.names[column], -1
		}
	}
	if at < 0 {
		return e
	}
	q := 0
	for at >= f.d.Start[q+1] {
		q++
	}
	e.Effect, e.Group, e.Regressor = m.Effects[q].Name, int(f.d.Group[q][at-f.d.Start[q]]), ""
	for _, row := range f.rows() {
		if int(m.Effects[q].ID[row]) == e.Group && (e.Row < 0 || int(row) < e.Row) {
			e.Row = int(row)
		}
	}
	return e
}
