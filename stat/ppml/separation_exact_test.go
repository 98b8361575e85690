package ppml

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// The oracle of which rows are separated is a linear programme in exact
// fractions (see separatedExactly). That of the estimates is their definition:
// on the rows left every score equation holds, also of the regressors that
// are collinear there.
func TestSeparationAgreesWithExactLinearProgramme(t *testing.T) {
	// The plain rectifier needs thousands of rounds for these.
	seeds := []uint64{5668, 6739, 7565, 8168, 9349, 11929}
	for seed := range uint64(400) {
		seeds = append(seeds, seed)
	}
	found, estimated := 0, 0
	for _, seed := range seeds {
		m := randomModel(seed)
		want := separatedExactly(m)
		r, err := Fit(context.Background(), m, Options{Threads: 1, KeepEffects: true})
		var bad *Error
		if errors.As(err, &bad) && (bad.Where == "model" || bad.Where == "standard errors" || bad.Where == "regressors") {
			continue // nothing to estimate, or nothing left over for errors
		}
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		var rows []int
		for _, d := range r.Dropped {
			if d.Why != WhyZeroWeight {
				rows = append(rows, d.Rows...)
			}
		}
		slices.Sort(rows)
		if !slices.Equal(rows, want) {
			t.Errorf("seed %d: dropped %v, want %v", seed, rows, want)
			continue
		}
		checkScores(t, fmt.Sprintf("seed %d", seed), m, r)
		found += len(want)
		estimated += len(r.Coef)
	}
	if found < 500 || estimated < 500 {
		t.Errorf("%d rows separated, %d coefficients: too few to tell", found, estimated)
	}
}

// checkScores asks of a result that its fitted values follow from its
// coefficients and effects, and that they solve every score equation.
func checkScores(t *testing.T, name string, m Model, r *Result) {
	t.Helper()
	predicted, err := r.Predict(m)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	weight := func(i int) float64 {
		if m.Weights == nil {
			return 1
		}
		return m.Weights[i]
	}
	balance := func(what string, value func(i int) float64) {
		sum, size := 0.0, 0.0
		for i, mu := range r.Fitted {
			if !math.IsNaN(mu) {
				sum += weight(i) * (m.Y[i] - mu) * value(i)
				size += weight(i) * (m.Y[i] + mu) * math.Abs(value(i))
			}
		}
		if math.Abs(sum) > 1e-8*size {
			t.Errorf("%s, %s: score %g of %g", name, what, sum, size)
		}
	}
	for i, mu := range r.Fitted {
		if !math.IsNaN(mu) && !near(predicted[i], mu, 1e-7) {
			t.Errorf("%s, row %d: fitted %g, predicted %g", name, i, mu, predicted[i])
		}
	}
	for _, x := range m.X {
		balance(x.Name, func(i int) float64 { return x.X[i] })
	}
	if m.Intercept {
		balance("constant", func(int) float64 { return 1 })
	}
	for _, e := range m.Effects {
		for g := range e.Groups {
			balance(fmt.Sprintf("%s %d", e.Name, g), func(i int) float64 {
				if int(e.ID[i]) == g {
					return 1
				}
				return 0
			})
		}
	}
}

// randomModel has none to three effects, sometimes weights and an offset, and
// regressors of several kinds in any unit; the last may differ from a combination
// of the others only where the outcome is zero.
func randomModel(seed uint64) Model {
	source := rand.New(rand.NewPCG(seed, 13))
	n := 10 + source.IntN(25)
	m := Model{Y: make([]float64, n)}
	zeros := 0.2 + 0.6*source.Float64()
	unit := []float64{1, 1, 1000, 1 << 20, 1.0 / (1 << 20)}[source.IntN(5)]
	for i := range m.Y {
		if source.Float64() > zeros || i == 0 {
			m.Y[i] = unit * float64(1+source.IntN(9))
		}
	}
	regressors := 1 + source.IntN(4)
	sparse := source.IntN(2) == 0
	for k := range regressors {
		x := make([]float64, n)
		for i := range x {
			if sparse {
				if source.IntN(3) == 0 {
					x[i] = float64(source.IntN(5) - 1)
				}
			} else {
				x[i] = float64(source.IntN(1999)-999) / 64
			}
		}
		if k > 0 && k == regressors-1 && source.IntN(2) == 0 {
			for i := range x {
				sum := 0.0
				for c, other := range m.X {
					sum += float64(c-1) / 2 * other.X[i]
				}
				if m.Y[i] > 0 || source.IntN(2) == 0 {
					x[i] = sum
				} else if source.IntN(5) > 0 {
					x[i] = sum + math.Abs(x[i])
				}
			}
		}
		m.X = append(m.X, Regressor{fmt.Sprintf("x%d", k), x})
	}
	if source.IntN(3) == 0 {
		for k := range m.X {
			scale := math.Ldexp(1, 20*(source.IntN(4)-2))
			for i := range m.X[k].X {
				m.X[k].X[i] *= scale
			}
		}
	}
	effects := source.IntN(4)
	for q := range effects {
		f := Factor{Name: fmt.Sprintf("effect%d", q), ID: make([]int32, n), Groups: 2 + source.IntN(3)}
		for i := range f.ID {
			f.ID[i] = int32(source.IntN(f.Groups))
		}
		f.ID[0], f.ID[1] = 0, 1
		m.Effects = append(m.Effects, f)
	}
	m.Intercept = effects == 0 && source.IntN(3) > 0
	if source.IntN(3) == 0 {
		m.Weights = make([]float64, n)
		for i := range m.Weights {
			m.Weights[i] = []float64{0, 0.25, 1, 1, 2, 5}[source.IntN(6)]
		}
		m.Weights[0] = 1
	}
	if source.IntN(3) == 0 {
		m.Offset = make([]float64, n)
		for i := range m.Offset {
			m.Offset[i] = 2 * source.NormFloat64()
		}
	}
	return m
}

// separatedExactly lists the rows on which some combination z of all columns is
// positive that is zero where the outcome is positive and nowhere negative: with
// a basis of the combinations that vanish there, one programme, to maximise the
// sum of s with s <= z, s <= 1, s >= 0. Rows without weight do not count.
func separatedExactly(m Model) []int {
	var columns [][]*big.Rat
	var positive, zero []int
	for i, y := range m.Y {
		if m.Weights != nil && m.Weights[i] == 0 {
			continue
		}
		if y > 0 {
			positive = append(positive, i)
		} else {
			zero = append(zero, i)
		}
	}
	add := func(value func(i int) float64) {
		column := make([]*big.Rat, len(m.Y))
		for i := range column {
			column[i] = new(big.Rat).SetFloat64(value(i))
		}
		columns = append(columns, column)
	}
	for _, x := range m.X {
		add(func(i int) float64 { return x.X[i] })
	}
	for _, e := range m.Effects {
		for g := range e.Groups {
			add(func(i int) float64 {
				if int(e.ID[i]) == g {
					return 1
				}
				return 0
			})
		}
	}
	if m.Intercept {
		add(func(int) float64 { return 1 })
	}
	basis := kernelBasis(columns, positive)
	p, count := len(basis), len(zero)
	if p == 0 || count == 0 {
		return nil
	}
	var rows [][]*big.Rat
	var bounds []*big.Rat
	for k, i := range zero {
		row := zeros(2*p + count)
		for b, vector := range basis {
			z := new(big.Rat)
			for c, column := range columns {
				z.Add(z, new(big.Rat).Mul(column[i], vector[c]))
			}
			row[b], row[p+b] = new(big.Rat).Neg(z), z
		}
		row[2*p+k] = big.NewRat(1, 1)
		cap := zeros(2*p + count)
		cap[2*p+k] = big.NewRat(1, 1)
		rows, bounds = append(rows, row, cap), append(bounds, new(big.Rat), big.NewRat(1, 1))
	}
	objective := zeros(2*p + count)
	for k := range zero {
		objective[2*p+k] = big.NewRat(1, 1)
	}
	var list []int
	solution := simplex(rows, bounds, objective)
	for k, i := range zero {
		if solution[2*p+k].Sign() > 0 {
			list = append(list, i)
		}
	}
	return list
}

func zeros(n int) []*big.Rat {
	list := make([]*big.Rat, n)
	for i := range list {
		list[i] = new(big.Rat)
	}
	return list
}

// kernelBasis is a basis of the combinations of columns that are zero in all
// the rows, by Gauss-Jordan elimination.
func kernelBasis(columns [][]*big.Rat, rows []int) [][]*big.Rat {
	n := len(columns)
	var system [][]*big.Rat
	for _, i := range rows {
		row := make([]*big.Rat, n)
		for c := range row {
			row[c] = new(big.Rat).Set(columns[c][i])
		}
		system = append(system, row)
	}
	var pivots []int
	for c := 0; c < n && len(pivots) < len(system); c++ {
		at := len(pivots)
		k := slices.IndexFunc(system[at:], func(row []*big.Rat) bool { return row[c].Sign() != 0 })
		if k < 0 {
			continue
		}
		system[at], system[at+k] = system[at+k], system[at]
		eliminate(system, at, c)
		pivots = append(pivots, c)
	}
	var basis [][]*big.Rat
	for free := range n {
		if slices.Contains(pivots, free) {
			continue
		}
		vector := zeros(n)
		vector[free] = big.NewRat(1, 1)
		for r, c := range pivots {
			vector[c] = new(big.Rat).Neg(system[r][free])
		}
		basis = append(basis, vector)
	}
	return basis
}

// eliminate makes a column zero in all rows but one, where it becomes one.
func eliminate(system [][]*big.Rat, at, column int) {
	pivot := new(big.Rat).Inv(system[at][column])
	for _, v := range system[at] {
		v.Mul(v, pivot)
	}
	var product big.Rat
	for r, row := range system {
		if r == at || row[column].Sign() == 0 {
			continue
		}
		factor := new(big.Rat).Set(row[column])
		for c, v := range system[at] {
			if v.Sign() != 0 {
				row[c].Sub(row[c], product.Mul(factor, v))
			}
		}
	}
}

// simplex maximises the objective over x >= 0 with rows times x <= bounds, which
// must not be negative, by Bland's rule.
func simplex(rows [][]*big.Rat, bounds, objective []*big.Rat) []*big.Rat {
	n, m := len(objective), len(rows)
	system := make([][]*big.Rat, m+1)
	inside := make([]int, m)
	for i := range rows {
		system[i] = append(append(slices.Clone(rows[i]), zeros(m)...), bounds[i])
		system[i][n+i] = big.NewRat(1, 1)
		inside[i] = n + i
	}
	system[m] = append(slices.Clone(objective), zeros(m+1)...)
	for {
		enter := slices.IndexFunc(system[m][:n+m], func(v *big.Rat) bool { return v.Sign() > 0 })
		if enter < 0 {
			break
		}
		leave := -1
		var least *big.Rat
		for i := range m {
			if system[i][enter].Sign() > 0 {
				ratio := new(big.Rat).Quo(system[i][n+m], system[i][enter])
				if least == nil || ratio.Cmp(least) < 0 || ratio.Cmp(least) == 0 && inside[i] < inside[leave] {
					least, leave = ratio, i
				}
			}
		}
		eliminate(system, leave, enter) // the programme is bounded: there is one
		inside[leave] = enter
	}
	solution := zeros(n)
	for i, column := range inside {
		if column < n {
			solution[column] = system[i][n+m]
		}
	}
	return solution
}
