package regress

import (
	"context"
	"fmt"
	"math"
	"slices"

	"dyad/internal/numeral"
	"dyad/stat/ppml"
)

// Separating is a regressor that was left out because the rows that it sets
// apart have no positive outcome: its estimate would be infinite, and once these
// rows are dropped nothing of it varies. It is in Estimate.Collinear too.
type Separating struct {
	Name string `json:"name"`
	// N counts the rows it separates by itself; 0 where it does so only together
	// with other regressors or effects.
	N int `json:"n"`
}

// Note says so.
func (x Separating) Note() string {
	if x.N == 0 {
		return x.Name + ": no estimate; it is collinear only once the separated rows are left out."
	}
	rows := "rows"
	if x.N == 1 {
		rows = "row"
	}
	return fmt.Sprintf("%s: no finite estimate; it separates %s %s.", x.Name, numeral.Thousands(x.N), rows)
}

// separating finds among the regressors left out as collinear those that were
// not so with the separated rows. These are told by least squares of each on the
// others, one after the other, with these rows; what the least squares leave of a
// collinear one is rounding.
func (s *specification) separating(ctx context.Context, r *ppml.Result) ([]Separating, error) {
	at := slices.IndexFunc(r.Dropped, func(d ppml.Drop) bool { return d.Why == ppml.WhySeparated })
	if at < 0 || len(r.Collinear) == 0 {
		return nil, nil
	}
	data, err := s.reread()
	if err != nil {
		return nil, err
	}
	d, err := newDesign(s, data) // the regressors of the first are let go of
	if err != nil {
		return nil, err
	}
	separated := r.Dropped[at].Rows
	if len(r.Fitted) != len(d.model.Y) {
		return nil, nil // the file has changed
	}
	var kept []int
	for i, fitted := range r.Fitted {
		if !math.IsNaN(fitted) {
			kept = append(kept, i)
		}
	}
	both := slices.Concat(kept, separated)
	slices.Sort(both)
	m := ppml.Model{Family: ppml.Gaussian, Intercept: d.model.Intercept, Y: make([]float64, len(both))}
	for _, e := range d.model.Effects {
		m.Effects = append(m.Effects, ppml.Factor{Name: e.Name, ID: pick(e.ID, both), Groups: e.Groups})
	}
	for _, x := range d.model.X {
		if !slices.Contains(r.Collinear, x.Name) {
			m.X = append(m.X, ppml.Regressor{Name: x.Name, X: pick(x.X, both)})
		}
	}
	var out []Separating
	for _, x := range d.model.X {
		if !slices.Contains(r.Collinear, x.Name) {
			continue
		}
		m.Y = pick(x.X, both)
		if slices.ContainsFunc(m.Effects, func(e ppml.Factor) bool { return constantWithin(e, m.Y) }) {
			continue // as distance within pairs: the usual case, and quickly seen
		}
		independent, err := leaves(ctx, m)
		if err != nil {
			return nil, err
		}
		if independent {
			out = append(out, Separating{x.Name, apart(x.X, kept, separated)})
			m.X = append(m.X, ppml.Regressor{Name: x.Name, X: m.Y})
		}
	}
	return out, nil
}

// leaves says whether least squares leave anything of the outcome. Where they
// cannot tell, for want of rows, they do not.
func leaves(ctx context.Context, m ppml.Model) (bool, error) {
	const rounding = 1e-9 // as a share of the sum of squares
	total := 0.0
	for _, y := range m.Y {
		total += y * y
	}
	if slices.Max(m.Y) == slices.Min(m.Y) {
		return total > 0 && !m.Intercept && len(m.Effects) == 0, nil
	}
	if len(m.X) == 0 && len(m.Effects) == 0 {
		return true, nil // it varies, and a constant is all there is beside it
	}
	r, err := ppml.Fit(ctx, m, ppml.Options{Errors: ppml.Classical, AllowUnconverged: true})
	if err != nil {
		return false, ctx.Err()
	}
	return r.Deviance > rounding*total, nil
}

// constantWithin says whether each group of a factor has one value.
func constantWithin(f ppml.Factor, x []float64) bool {
	first := make([]float64, f.Groups)
	for g := range first {
		first[g] = math.NaN()
	}
	for i, g := range f.ID {
		if math.IsNaN(first[g]) {
			first[g] = x[i]
		} else if first[g] != x[i] {
			return false
		}
	}
	return true
}

// apart counts the separated rows in which a regressor has another value than
// in all rows kept; 0 where it varies among these or lies on both sides.
func apart(x []float64, kept, separated []int) int {
	if len(kept) == 0 {
		return 0
	}
	level, above, below := x[kept[0]], 0, 0
	for _, i := range kept {
		if x[i] != level {
			return 0
		}
	}
	for _, i := range separated {
		switch {
		case x[i] > level:
			above++
		case x[i] < level:
			below++
		}
	}
	if above > 0 && below > 0 {
		return 0
	}
	return above + below
}

func pick[T any](from []T, rows []int) []T {
	out := make([]T, len(rows))
	for k, i := range rows {
		out[k] = from[i]
	}
	return out
}
