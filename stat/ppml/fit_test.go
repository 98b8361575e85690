package ppml

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestBadDataGiveClearErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	y := []float64{1, 2, 0, 4, 3, 1}
	x := []float64{1, 2, 3, 1, 5, 2}
	two := ids("g", 0, 0, 0, 1, 1, 1)
	model := func(change func(m *Model)) Model {
		m := Model{Y: slices.Clone(y), X: []Regressor{{"x", slices.Clone(x)}}, Effects: []Factor{two}}
		change(&m)
		return m
	}
	cases := []struct {
		name  string
		model Model
		want  string
	}{
		{"no rows", Model{}, "no rows"},
		{"negative outcome", model(func(m *Model) { m.Y[2] = -1 }), "row 2: negative value"},
		{"missing outcome", model(func(m *Model) { m.Y[2] = nan }), "row 2: not a number"},
		{"infinite regressor", model(func(m *Model) { m.X[0].X[3] = inf }), "regressor x, row 3: infinite"},
		{"constant outcome", model(func(m *Model) { m.Y = []float64{2, 2, 2, 2, 2, 2} }), "constant"},
		{"only zeros", model(func(m *Model) { m.Y = make([]float64, 6) }), "constant"},
		{"short regressor", model(func(m *Model) { m.X[0].X = x[:4] }), "has 4 rows, the outcome has 6"},
		{"one group", model(func(m *Model) { m.Effects[0] = Factor{"g", make([]int32, 6), 1} }), "one group"},
		{"group out of range", model(func(m *Model) { m.Effects[0] = Factor{"g", []int32{0, 0, 0, 1, 1, 7}, 2} }), "row 5: group 7"},
		{"collinear with the effects", model(func(m *Model) { m.X[0].X = []float64{1, 1, 1, 2, 2, 2} }), "all are collinear"},
		{"more effects than rows", model(func(m *Model) {
			m.Effects = []Factor{ids("a", 0, 0, 1, 1, 2, 2), ids("b", 0, 1, 1, 2, 2, 0)}
			m.X = append(m.X, Regressor{"z", []float64{3, 1, 4, 1, 5, 9}})
		}), "more effects"},
		{"negative weight", model(func(m *Model) { m.Weights = []float64{1, 1, -1, 1, 1, 1} }), "negative weight"},
		{"no weight at all", model(func(m *Model) { m.Weights = make([]float64, 6) }), "no rows left"},
		{"infinite offset", model(func(m *Model) { m.Offset = []float64{0, 0, inf, 0, 0, 0} }), "offset, row 2"},
		{"twice the same name", model(func(m *Model) { m.X = append(m.X, m.X[0]) }), "named twice"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Fit(context.Background(), c.model, Options{})
			var fault *Error
			if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want one with %q", err, c.want)
			}
		})
	}
	_, err := Fit(context.Background(), model(func(*Model) {}), Options{Errors: Clustered})
	if err == nil || !strings.Contains(err.Error(), "without a cluster") {
		t.Errorf("clustered without clusters: %v", err)
	}
}

func TestCancelledContextStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m, _ := trade(1, 6, 2, func(i, j, t int) bool { return true })
	if _, err := Fit(ctx, m, Options{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
}

// With too few steps there is no answer, unless asked for.
func TestNotConvergedIsAnError(t *testing.T) {
	m, _ := trade(1, 8, 3, func(i, j, t int) bool { return true })
	if _, err := Fit(context.Background(), m, Options{MaxIterations: 1}); err == nil || !strings.Contains(err.Error(), "did not converge") {
		t.Fatalf("error %v", err)
	}
	r, err := Fit(context.Background(), m, Options{MaxIterations: 1, AllowUnconverged: true})
	if err != nil || r.Converged {
		t.Fatalf("%v, converged %v", err, r != nil && r.Converged)
	}
}

// Collinear regressors are named and the others are what they are without them.
func TestCollinearRegressorsAreNamed(t *testing.T) {
	m, _ := trade(2, 13, 2, func(i, j, t int) bool { return true })
	plain, err := Fit(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum, gdp := make([]float64, len(m.Y)), make([]float64, len(m.Y))
	for i := range sum {
		sum[i] = 2*m.X[0].X[i] - m.X[1].X[i]
		gdp[i] = 20 + math.Sin(float64(m.Effects[0].ID[i])) + 3*math.Cos(float64(m.Effects[1].ID[i]))
	}
	m.X = []Regressor{{"gdp", gdp}, m.X[0], m.X[1], {"sum", sum}}
	r, err := Fit(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Collinear, []string{"gdp", "sum"}) {
		t.Fatalf("collinear: %v", r.Collinear)
	}
	for a, b := range r.Coef {
		if math.Abs(b.Estimate-plain.Coef[a].Estimate) > 1e-10 {
			t.Errorf("%v, want %v", b, plain.Coef[a])
		}
	}
}

// A weight of two is the same as the row twice (estimates), and an offset the
// same as a regressor with coefficient one.
func TestWeightsAndOffset(t *testing.T) {
	m, _ := trade(4, 8, 2, func(i, j, t int) bool { return true })
	double := m
	double.Y, double.X, double.Effects = slices.Clone(m.Y), nil, nil
	weighted := m
	weighted.Weights = make([]float64, len(m.Y))
	for i := range weighted.Weights {
		weighted.Weights[i] = 1 + float64(i%2)
	}
	repeat := func(i int) bool { return i%2 == 1 }
	for i, y := range m.Y {
		if repeat(i) {
			double.Y = append(double.Y, y)
		}
	}
	for _, x := range m.X {
		column := slices.Clone(x.X)
		for i, v := range x.X {
			if repeat(i) {
				column = append(column, v)
			}
		}
		double.X = append(double.X, Regressor{x.Name, column})
	}
	for _, f := range m.Effects {
		id := slices.Clone(f.ID)
		for i, g := range f.ID {
			if repeat(i) {
				id = append(id, g)
			}
		}
		double.Effects = append(double.Effects, Factor{f.Name, id, f.Groups})
	}
	a, errA := Fit(context.Background(), weighted, Options{})
	b, errB := Fit(context.Background(), double, Options{})
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	for k := range a.Coef {
		if math.Abs(a.Coef[k].Estimate-b.Coef[k].Estimate) > 1e-10 {
			t.Errorf("%v and %v", a.Coef[k], b.Coef[k])
		}
	}
	if !near(a.Deviance, b.Deviance, 1e-12) || !near(a.LogLikelihood, b.LogLikelihood, 1e-12) {
		t.Errorf("deviance %g and %g, log-likelihood %g and %g", a.Deviance, b.Deviance, a.LogLikelihood, b.LogLikelihood)
	}

	shifted := m
	shifted.Offset = m.X[0].X
	c, errC := Fit(context.Background(), m, Options{})
	d, errD := Fit(context.Background(), shifted, Options{})
	if errC != nil || errD != nil {
		t.Fatal(errC, errD)
	}
	if math.Abs(c.Coef[0].Estimate-1-d.Coef[0].Estimate) > 1e-10 {
		t.Errorf("offset moved %g to %g", c.Coef[0].Estimate, d.Coef[0].Estimate)
	}
}

// Fitted totals equal actual totals in every group, the normalisation holds, and
// Predict repeats the fitted values.
func TestEffectsAndPredictions(t *testing.T) {
	m, pair := trade(6, 9, 4, func(i, j, t int) bool { return i != j })
	for _, three := range []bool{false, true} {
		if three {
			m.Effects = append(m.Effects, pair)
		}
		r, err := Fit(context.Background(), m, Options{KeepEffects: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range m.Effects {
			actual, fitted := make([]float64, f.Groups), make([]float64, f.Groups)
			for i, g := range f.ID {
				if v := r.Fitted[i]; !math.IsNaN(v) {
					actual[g] += m.Y[i]
					fitted[g] += v
				}
			}
			for g := range actual {
				if math.Abs(actual[g]-fitted[g]) > 1e-8*(1+actual[g]) {
					t.Fatalf("%s %d: fitted %g, actual %g", f.Name, g, fitted[g], actual[g])
				}
			}
		}
		for _, e := range r.Effects[1:] {
			if len(e.Zero) == 0 {
				t.Errorf("%s: nothing was set to zero", e.Name)
			}
		}
		for _, g := range r.Effects[len(r.Effects)-1].Zero {
			if v := r.Effects[len(r.Effects)-1].Values[g]; !three && v != 0 {
				t.Errorf("reference group %d is %g", g, v)
			}
		}
		predicted, err := r.Predict(m)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range predicted {
			if math.IsNaN(v) != math.IsNaN(r.Fitted[i]) || !math.IsNaN(v) && math.Abs(v-r.Fitted[i]) > 1e-9*(1+v) {
				t.Fatalf("row %d: predicted %g, fitted %g", i, v, r.Fitted[i])
			}
		}
		unknown := Model{X: []Regressor{{"x", []float64{0}}, {"z", []float64{0}}}}
		for _, f := range m.Effects {
			unknown.Effects = append(unknown.Effects, Factor{f.Name, []int32{-1}, f.Groups})
		}
		if v, err := r.Predict(unknown); err != nil || !math.IsNaN(v[0]) {
			t.Errorf("an unknown group predicts %v (%v)", v, err)
		}
	}
	r, err := Fit(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Predict(m); err == nil {
		t.Error("predicted without effects")
	}
}

// The statistic for one coefficient is its squared t ratio; the oracle of the
// probability is the chi-squared table (3.841 at 5 %).
func TestWald(t *testing.T) {
	m, _ := trade(6, 9, 4, func(i, j, t int) bool { return i != j })
	r, err := Fit(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, err := r.Wald("x")
	if err != nil {
		t.Fatal(err)
	}
	ratio := r.Coef[0].Estimate / r.Coef[0].StdError
	if !near(one.Statistic, ratio*ratio, 1e-12) || one.DegreesOfFreedom != 1 {
		t.Errorf("%+v, want %g", one, ratio*ratio)
	}
	// Choose the value that makes the statistic 3.841.
	value := r.Coef[0].Estimate - math.Sqrt(3.841458820694124)*r.Coef[0].StdError
	at, err := r.WaldLinear([][]float64{{1, 0}}, []float64{value})
	if err != nil || math.Abs(at.P-0.05) > 1e-9 {
		t.Errorf("p %g (%v), want 0.05", at.P, err)
	}
	both, err := r.Wald()
	if err != nil || both.DegreesOfFreedom != 2 || both.Statistic < one.Statistic {
		t.Errorf("%+v (%v)", both, err)
	}
	if _, err := r.Wald("nobody"); err == nil {
		t.Error("tested a coefficient that is not there")
	}
	if _, err := r.WaldLinear([][]float64{{1, 0}, {2, 0}}, []float64{0, 0}); err == nil {
		t.Error("collinear restrictions passed")
	}
}

// Two-way clusters by exporter-year and importer-year: the sum of both less
// the covariance of their intersections, which are the rows here.
func TestTwoWayClusters(t *testing.T) {
	m, _ := trade(8, 12, 2, func(i, j, t int) bool { return true })
	fit := func(clusters ...Factor) *Result {
		o := Options{Errors: Clustered, Clusters: clusters}
		if clusters == nil {
			o = Options{}
		}
		r, err := Fit(context.Background(), m, o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	a, b, both, rows := fit(m.Effects[0]), fit(m.Effects[1]), fit(m.Effects...), fit()
	for k := range both.Coef {
		want := a.VCov[k][k]/a.Factor + b.VCov[k][k]/b.Factor - rows.VCov[k][k]/rows.Factor
		if !near(both.VCov[k][k]/both.Factor, want, 1e-9) {
			t.Errorf("variance %g, want %g", both.VCov[k][k]/both.Factor, want)
		}
	}
	if len(both.Clusters) != 2 || both.Clusters[0].Groups != 24 || !near(both.Factor, 24.0/23, 1e-12) {
		t.Errorf("clusters %v, factor %g", both.Clusters, both.Factor)
	}
}

func TestSingletonsAreDroppedWhenAsked(t *testing.T) {
	m := Model{Y: []float64{1, 2, 3, 4, 5, 9}, X: []Regressor{{"x", []float64{1, 0, 2, 3, 1, 5}}}, Effects: []Factor{ids("g", 0, 0, 0, 1, 1, 2)}}
	keep, err := Fit(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	drop, err := Fit(context.Background(), m, Options{DropSingletons: true})
	if err != nil {
		t.Fatal(err)
	}
	if keep.N != 6 || drop.N != 5 || drop.Dropped[0].Why != WhySingleton || !slices.Equal(drop.Dropped[0].Rows, []int{5}) {
		t.Errorf("n %d and %d, dropped %v", keep.N, drop.N, drop.Dropped)
	}
	if math.Abs(keep.Coef[0].Estimate-drop.Coef[0].Estimate) > 1e-10 {
		t.Errorf("%v and %v", keep.Coef, drop.Coef)
	}
}

func TestSameResultEveryTime(t *testing.T) {
	m, pair := trade(3, 30, 12, func(i, j, t int) bool { return true })
	m.Effects = append(m.Effects, pair)
	var first *Result
	for range 3 {
		r, err := Fit(context.Background(), m, Options{Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r
		}
		if r.Coef[0] != first.Coef[0] || r.Deviance != first.Deviance {
			t.Fatalf("%v, before %v", r.Coef[0], first.Coef[0])
		}
	}
}

// A model with as many parameters as rows has coefficients and no errors. The
// oracle is elimination by hand: y less the effects leaves (1-2-3+5)/(1-3-2+9).
func TestSaturatedModelHasNoErrors(t *testing.T) {
	m := Model{Y: []float64{1, 2, 3, 5}, Family: Gaussian, X: []Regressor{{"x", []float64{1, 3, 2, 9}}},
		Effects: []Factor{{"a", []int32{0, 0, 1, 1}, 2}, {"b", []int32{0, 1, 0, 1}, 2}}}
	for _, convention := range []Convention{Stata, Fixest, Reghdfe} {
		r, err := Fit(context.Background(), m, Options{Errors: Robust, SmallSample: convention})
		if err != nil {
			t.Fatal(err)
		}
		if c := r.Coef[0]; !r.Saturated || math.Abs(c.Estimate-0.2) > 1e-12 || !math.IsNaN(c.StdError) {
			t.Errorf("convention %v: saturated %v, %+v", convention, r.Saturated, c)
		}
	}
}
