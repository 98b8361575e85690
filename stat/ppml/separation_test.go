package ppml

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// separated returns the rows that Fit drops for any kind of separation.
func separated(t *testing.T, m Model) ([]int, *Result) {
	t.Helper()
	r, err := Fit(context.Background(), m, Options{AllowUnconverged: true, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	var rows []int
	for _, d := range r.Dropped {
		rows = append(rows, d.Rows...)
	}
	slices.Sort(rows)
	return rows, r
}

func ids(name string, id ...int32) Factor {
	return Factor{Name: name, ID: id, Groups: int(slices.Max(id)) + 1}
}

// In each case it can be seen by hand which rows are separated.
func TestSeparationByHand(t *testing.T) {
	cases := []struct {
		name      string
		model     Model
		want      []int
		collinear []string
	}{
		{
			"a group of zeros",
			Model{Y: []float64{1, 2, 3, 0, 0, 4, 5, 2}, X: []Regressor{{"x", []float64{1, 2, 4, 1, 5, 7, 1, 3}}},
				Effects: []Factor{ids("g", 0, 0, 0, 1, 1, 2, 2, 2)}},
			[]int{3, 4}, nil,
		},
		{
			"a regressor that is positive for zeros alone",
			Model{Y: []float64{0, 0, 0, 1, 2, 3, 5}, X: []Regressor{{"x", []float64{2, 1, 0, 0, 0, 0, 0}}}, Intercept: true},
			[]int{0, 1}, []string{"x"},
		},
		{
			"a regressor of both signs for zeros alone separates nothing",
			Model{Y: []float64{0, 0, 0, 1, 2, 3, 5}, X: []Regressor{{"x", []float64{2, -1, 0, 0, 0, 0, 0}}}, Intercept: true},
			nil, nil,
		},
		{
			"the difference of two regressors", // x1 - x2 is 1 in row 0, else 0
			Model{Y: []float64{0, 0, 1, 2, 3, 5, 2}, X: []Regressor{
				{"x1", []float64{4, 2, 5, 1, 2, 7, 3}}, {"x2", []float64{3, 2, 5, 1, 2, 7, 3}}}, Intercept: true},
			[]int{0}, []string{"x2"},
		},
		{
			"a zero that alone joins two positive components", // exporters 0 1, importers 0 1
			Model{Y: []float64{3, 2, 0, 1, 4, 6, 2, 2}, X: []Regressor{{"x", []float64{1, 3, 2, 5, 4, 1, 7, 2}}},
				Effects: []Factor{ids("exporter", 0, 0, 0, 1, 1, 0, 1, 1), ids("importer", 0, 0, 1, 1, 1, 0, 1, 1)}},
			[]int{2}, nil,
		},
		{
			"zeros both ways between two components are not separated",
			Model{Y: []float64{3, 2, 0, 1, 4, 6, 2, 0}, X: []Regressor{{"x", []float64{1, 3, 2, 5, 4, 1, 7, 2}}},
				Effects: []Factor{ids("exporter", 0, 0, 0, 1, 1, 0, 1, 1), ids("importer", 0, 0, 1, 1, 1, 0, 1, 0)}},
			nil, nil,
		},
		{
			"an effect and a regressor together", // x = 1 in group 0 except row 1, where the outcome is zero
			Model{Y: []float64{2, 0, 4, 3, 1, 2, 5, 2}, X: []Regressor{{"x", []float64{1, 0, 1, 1, 0, 0, 0, 0}}, {"v", []float64{1, 3, 2, 5, 2, 4, 7, 1}}},
				Effects: []Factor{ids("g", 0, 0, 0, 0, 1, 1, 1, 1)}},
			[]int{1}, []string{"x"},
		},
		{
			"only equal outcomes are left",
			Model{Y: []float64{1, 1, 1, 1, 1, 0, 1, 1, 1}, Effects: []Factor{ids("a", 0, 0, 0, 1, 1, 0, 1, 0, 1), ids("b", 0, 0, 0, 1, 1, 1, 1, 0, 1)}},
			[]int{5}, nil,
		},
		{
			"very different sizes",
			Model{Y: []float64{2e9, 0, 4e8, 3e-3, 1e-4, 2e3, 5, 0, 1e-2}, X: []Regressor{
				{"x", []float64{1, 3, 1, 2, 4, 6, 0, 2, 5}}, {"z", []float64{0, 1e-3, 0, 0, 0, 0, 0, 0, 0}}},
				Effects: []Factor{ids("g", 0, 0, 0, 0, 1, 1, 1, 1, 1)}},
			[]int{1}, []string{"z"},
		},
		{
			"three regressors together", // x1 + x2 - 2 x3 is 1 in row 0, 2 in row 3, else 0
			Model{Y: []float64{0, 4, 1, 0, 3, 5, 2, 6, 0}, X: []Regressor{
				{"x1", []float64{3, 2, 5, 1, 2, 7, 3, 4, 0}}, {"x2", []float64{4, 4, 1, 7, 2, 3, 1, 0, 6}}, {"x3", []float64{3, 3, 3, 3, 2, 5, 2, 2, 3}}}, Intercept: true},
			[]int{0, 3}, []string{"x3"},
		},
		{
			"three regressors together separate nothing when the signs differ", // 1 in row 0, -2 in row 3
			Model{Y: []float64{0, 4, 1, 0, 3, 5, 2, 6, 0}, X: []Regressor{
				{"x1", []float64{3, 2, 5, 1, 2, 7, 3, 4, 0}}, {"x2", []float64{4, 4, 1, 3, 2, 3, 1, 0, 6}}, {"x3", []float64{3, 3, 3, 3, 2, 5, 2, 2, 3}}}, Intercept: true},
			nil, nil,
		},
		{
			"without effects or a constant", // all is separated that x is positive in; z is zero there
			Model{Y: []float64{0, 0, 3, 2, 5}, X: []Regressor{{"x", []float64{2, 1, 0, 0, 0}}, {"z", []float64{0, 1, 1, 2, 1}}}},
			[]int{0, 1}, []string{"x"},
		},
		{
			"without a constant nothing else is", // the same with x of both signs
			Model{Y: []float64{0, 0, 3, 2, 5}, X: []Regressor{{"x", []float64{2, -1, 0, 0, 0}}, {"z", []float64{1, 1, 1, 2, 1}}}},
			nil, nil,
		},
		{
			"a narrow cone", // (1, -1) and (0, 0.0002) have positive combinations, but barely
			Model{Y: []float64{0, 0, 1, 2, 3, 5, 4}, X: []Regressor{
				{"x1", []float64{1, -1, 0, 0, 0, 0, 0}}, {"x2", []float64{0, 0.0002, 0, 0, 0, 0, 0}}, {"v", []float64{1, 2, 1, 3, 2, 5, 4}}}, Intercept: true},
			[]int{0, 1}, []string{"x1", "x2"},
		},
		{
			"several sets, one after the other", // group 2 has no outcome; p is for zeros alone; then q is (row 1 is gone)
			Model{Y: []float64{0, 0, 2, 1, 3, 0, 4, 6, 0, 0, 0}, X: []Regressor{
				{"p", []float64{1, 2, 0, 0, 0, 0, 0, 0, 5, -1, 0}}, {"q", []float64{0, -1, 0, 0, 0, 3, 0, 0, 0, 1, 0}}, {"v", []float64{1, 2, 3, 1, 4, 2, 1, 2, 3, 1, 3}}},
				Effects: []Factor{ids("g", 0, 1, 0, 0, 0, 1, 1, 1, 2, 2, 1)}},
			[]int{0, 1, 5, 8, 9}, []string{"p", "q"},
		},
		{
			"weights that hide what tells two regressors apart",
			Model{Y: []float64{0, 2e6, 1e6, 2, 3, 5, 2}, X: []Regressor{
				{"x1", []float64{4, 2, 5, 1, 2, 7, 3}}, {"x2", []float64{3, 2, 5, 1, 2, 7, 3}}}, Intercept: true,
				Weights: []float64{1e-9, 1, 3, 2, 1, 1, 1}},
			[]int{0}, []string{"x2"},
		},
		{
			"an offset",
			Model{Y: []float64{0, 0, 0, 1, 2, 3, 5}, X: []Regressor{{"x", []float64{2, 1, 0, 0, 0, 0, 0}}}, Intercept: true,
				Offset: []float64{30, -40, 2, 0.5, 1, -3, 1}},
			[]int{0, 1}, []string{"x"},
		},
		{
			"a weight of zero is no row", // row 2 would make x an ordinary regressor
			Model{Y: []float64{0, 0, 7, 1, 2, 3, 5}, X: []Regressor{{"x", []float64{2, 1, 3, 0, 0, 0, 0}}}, Intercept: true,
				Weights: []float64{1, 2, 0, 1, 2, 1, 1}},
			[]int{0, 1, 2}, []string{"x"},
		},
		{
			"three effects together", // rows 0 and 5 alone have a = 1 without b = 1 or c = 1
			Model{Y: []float64{0, 3, 2, 4, 1, 0, 2, 5, 3, 6, 2, 1}, Effects: []Factor{
				ids("a", 1, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0),
				ids("b", 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0),
				ids("c", 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0)}},
			[]int{0, 5}, nil,
		},
	}
	for _, c := range slices.Clone(cases) {
		for _, unit := range []float64{1e200, 1e-200} { // of the outcome, which a constant or effects take up
			if c.model.Intercept || len(c.model.Effects) > 0 {
				other := c
				other.name += fmt.Sprintf(", in units of %g", unit)
				other.model = scaledBy(c.model, unit, 1)
				cases = append(cases, other)
			}
		}
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows, r := separated(t, c.model)
			if !slices.Equal(rows, c.want) {
				t.Errorf("dropped %v, want %v", rows, c.want)
			}
			if !slices.Equal(r.Collinear, c.collinear) {
				t.Errorf("collinear %v, want %v", r.Collinear, c.collinear)
			}
			if !r.Converged {
				t.Error("did not converge after dropping")
			}
		})
	}
}

// With two factors and no regressors the separated rows are known exactly: take
// the components that positive outcomes form as nodes and every zero as an edge
// from its exporter's to its importer's; the zeros between different strongly
// connected components are separated. The oracle is that closure, by brute force.
func TestSeparationOfTwoEffectsAgreesWithGraph(t *testing.T) {
	for seed := range uint64(60) {
		source := rand.New(rand.NewPCG(seed, 7))
		const side = 12
		var m Model
		a, b := Factor{Name: "a", Groups: side}, Factor{Name: "b", Groups: side}
		add := func(i, j int, y float64) {
			a.ID, b.ID, m.Y = append(a.ID, int32(i)), append(b.ID, int32(j)), append(m.Y, y)
		}
		for i := range side { // every group has a positive outcome
			add(i, i, 1+source.Float64())
			if source.IntN(3) == 0 {
				add(i, (i+1)%side, 1+source.Float64())
			}
		}
		for range 14 {
			add(source.IntN(side), source.IntN(side), 0)
		}
		m.Effects = []Factor{a, b}
		want := graphSeparated(m)
		r, err := Fit(context.Background(), m, Options{Threads: 1})
		var bad *Error
		if errors.As(err, &bad) {
			continue // the model is saturated
		}
		var rows []int
		for _, d := range r.Dropped {
			rows = append(rows, d.Rows...)
		}
		slices.Sort(rows)
		if !slices.Equal(rows, want) {
			t.Fatalf("seed %d: dropped %v, want %v", seed, rows, want)
		}
	}
}

// graphSeparated knows only the graph.
func graphSeparated(m Model) []int {
	side := m.Effects[0].Groups
	node := make([]int, 2*side)
	for i := range node {
		node[i] = i
	}
	for changed := true; changed; {
		changed = false
		for i, y := range m.Y {
			p, q := int(m.Effects[0].ID[i]), side+int(m.Effects[1].ID[i])
			if y > 0 && node[p] != node[q] {
				low := min(node[p], node[q])
				node[p], node[q] = low, low
				changed = true
			}
		}
	}
	reach := make([][]bool, 2*side)
	for i := range reach {
		reach[i] = make([]bool, 2*side)
		reach[i][i] = true
	}
	for i, y := range m.Y {
		if y == 0 {
			reach[node[m.Effects[0].ID[i]]][node[side+int(m.Effects[1].ID[i])]] = true
		}
	}
	for k := range reach {
		for i := range reach {
			for j := range reach {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	var rows []int
	for i, y := range m.Y {
		from, to := node[m.Effects[0].ID[i]], node[side+int(m.Effects[1].ID[i])]
		if y == 0 && !reach[to][from] {
			rows = append(rows, i)
		}
	}
	return rows
}

// The caller's columns stay as they were, and the result is that of a fit
// without the separated rows.
func TestDroppingSeparatedRowsLeavesTheRestAlone(t *testing.T) {
	m, _ := trade(31, 9, 3, func(i, j, t int) bool { return (i*j+t)%3 != 0 })
	// A regressor's group of positive values for zeros alone, in some rows.
	spike := make([]float64, len(m.Y))
	for i, y := range m.Y {
		if y == 0 && i%2 == 0 {
			spike[i] = 1
		}
	}
	m.X = append(m.X, Regressor{"spike", spike})
	m.Weights = make([]float64, len(m.Y))
	for i := range m.Weights {
		m.Weights[i] = 1 + float64(i%3)
	}
	rows, r := separated(t, m)
	for i, w := range m.Weights {
		if w != 1+float64(i%3) {
			t.Fatalf("weight %d is now %g", i, w)
		}
	}
	rest := Model{Effects: slices.Clone(m.Effects), X: slices.Clone(m.X[:2])}
	for q := range rest.Effects {
		rest.Effects[q].ID = nil
	}
	for k := range rest.X {
		rest.X[k].X = nil
	}
	for i, y := range m.Y {
		if slices.Contains(rows, i) {
			continue
		}
		rest.Y, rest.Weights = append(rest.Y, y), append(rest.Weights, m.Weights[i])
		for q := range rest.Effects {
			rest.Effects[q].ID = append(rest.Effects[q].ID, m.Effects[q].ID[i])
		}
		for k := range rest.X {
			rest.X[k].X = append(rest.X[k].X, m.X[k].X[i])
		}
	}
	want, err := Fit(context.Background(), rest, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 || want.N != r.N || len(r.Coef) != 2 {
		t.Fatalf("%d rows dropped, n %d and %d, %d coefficients", len(rows), r.N, want.N, len(r.Coef))
	}
	for a, b := range r.Coef {
		if w := want.Coef[a]; math.Abs(b.Estimate-w.Estimate) > 1e-9 || math.Abs(b.StdError-w.StdError) > 1e-9 {
			t.Errorf("%v, want %v", b, w)
		}
	}
}

// The oracle is enumeration: a row of zero is separated by two factors' effects
// if some vector of small integers, one a group, has a(g) - b(h) zero at every
// positive outcome, nowhere negative, and positive at the row.
func TestSeparationByEffectsAlone(t *testing.T) {
	source := rand.New(rand.NewPCG(11, 12))
	separated := 0
	for range 900 {
		const groups, levels = 3, 4 // at most three components have a positive outcome
		var a, b []int32
		var y []float64
		for g := range int32(groups) {
			for h := range int32(groups) {
				if source.IntN(4) == 0 {
					continue
				}
				a, b = append(a, g), append(b, h)
				y = append(y, float64(max(0, source.IntN(3)-1)))
			}
		}
		want := make([]bool, len(y))
		var z [2 * groups]int
		var try func(k int)
		try = func(k int) {
			if k < len(z) {
				for z[k] = range levels {
					try(k + 1)
				}
				return
			}
			for i := range y {
				if d := z[a[i]] - z[groups+b[i]]; d < 0 || d > 0 && y[i] > 0 {
					return
				}
			}
			for i := range y {
				want[i] = want[i] || z[a[i]] > z[groups+b[i]]
			}
		}
		try(0)
		s := newSelection(len(y))
		sides := []Factor{{ID: a, Groups: groups}, {ID: b, Groups: groups}}
		s.dropSeparatedByEffects(Model{Y: y, Effects: sides}, 1)
		got := make([]bool, len(y))
		for _, d := range s.drops {
			for _, i := range d.Rows {
				got[i] = true
				if d.Why == WhySeparated {
					separated++
				}
			}
		}
		for i := range y {
			if got[i] != want[i] {
				t.Fatalf("row %d of a %v, b %v, y %v: separated %v, want %v", i, a, b, y, got[i], want[i])
			}
		}
	}
	if separated < 100 {
		t.Errorf("only %d separated rows tried", separated)
	}
}
