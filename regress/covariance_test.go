package regress

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fiveByFive is a panel of five exporters and five importers, whose outcome is whole
// numbers.
func fiveByFive(t *testing.T, y func(i, j int) int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("ex,im,y,x1,x2\n")
	for i := range 5 {
		for j := range 5 {
			fmt.Fprintf(&b, "%d,%d,%d,%g,%g\n", i, j, y(i, j), float64((i*i+2*j+i*j)%3)/2, float64((3*i+j*j+i*j)%4)/2)
		}
	}
	path := filepath.Join(t.TempDir(), "panel.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Two-way clustered covariances that are not positive semidefinite: the oracle is
// numpy, the sandwich by inclusion and exclusion and its eigenvalues.
func TestCovarianceIsRepaired(t *testing.T) {
	plus := fiveByFive(t, func(i, j int) int { return (i + j + 1) % 7 })
	times := fiveByFive(t, func(i, j int) int { return (i + j + i*j + 1) % 5 })
	for _, c := range []struct {
		data, formula string
		errors        []float64 // NaN: missing
	}{
		{plus, "y ~ x1 + x2 | ex + im", []float64{0.10976766, 0.34912313}},  // a variance of −0.058 as computed
		{times, "y ~ x1 + x2 | ex + im", []float64{0.26785123, 0.34694726}}, // both positive as computed: 0.2102, 0.3224
		{plus, "y ~ x1 | ex + im", []float64{math.NaN()}},                   // −0.036
		{plus, "y ~ I(x1*1e-9) + I(x2*1e6) | ex + im", nil},                 // whatever the units, told
	} {
		e, err := FitFile(context.Background(), FitOptions{Data: c.data, Formula: c.formula, Cluster: []string{"ex", "im"}})
		if err != nil {
			t.Fatal(err)
		}
		if e.Repair == nil || e.Repair.Eigenvalues != 1 || len(e.Notes) == 0 || !strings.Contains(e.Notes[0], "Standard errors are ") {
			t.Errorf("%s: %+v, %q", c.formula, e.Repair, e.Notes)
		}
		for k, want := range c.errors {
			got := e.Coef[k]
			if math.IsNaN(want) != math.IsNaN(got.StdError) || math.IsNaN(want) != (got.Why != "") || math.Abs(got.StdError-want) > 1e-7 {
				t.Errorf("%s: %+v, want %g", c.formula, got, want)
			}
			if math.IsNaN(want) && !(math.IsNaN(got.Lower) && math.IsNaN(got.Upper) && math.IsNaN(got.PValue)) {
				t.Errorf("%s: limits of nothing: %+v", c.formula, got)
			}
		}
		text, err := json.Marshal(e)
		if err != nil || !strings.Contains(string(text), `"covariance_repaired":{"negative_eigenvalues":1,`) {
			t.Errorf("%v: %s", err, text)
		}
	}
	// One-way covariances are sums of squares.
	e, err := FitFile(context.Background(), FitOptions{Data: plus, Formula: "y ~ x1 + x2 | ex + im", Cluster: []string{"ex"}})
	if err != nil || e.Repair != nil || len(e.Notes) > 0 {
		t.Errorf("%v, %+v, %q", err, e.Repair, e.Notes)
	}
}

// What clusters leave no variance of has none: the scores of each cluster's own
// indicator add up to zero by the first-order condition. So has a combination in
// the direction they say nothing of.
func TestNoVariance(t *testing.T) {
	path := fiveByFive(t, func(i, j int) int { return (i + j + i*j + 1) % 5 })
	for _, family := range []string{"poisson", "ols"} {
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ i(ex)", Cluster: []string{"ex"}, Family: family})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range e.Coef {
			if !math.IsNaN(c.StdError) || !strings.Contains(c.Why, "clustered by ex, is zero but for rounding") {
				t.Errorf("%s: %+v", family, c)
			}
		}
		if err := Combine([]*Estimate{e}, []string{"d = `ex::1` - `ex::2`"}); err != nil {
			t.Fatal(err)
		}
		if c := e.Combinations[0]; !math.IsNaN(c.StdError) || math.IsNaN(c.Estimate) || c.Why == "" {
			t.Errorf("%s: %+v", family, c)
		}
		if e, err = FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ i(ex)", Family: family}); err != nil || len(e.Notes) > 0 || !(e.Coef[1].StdError > 0.01) {
			t.Errorf("%s, robust: %v, %q, %+v", family, err, e.Notes, e.Coef)
		}
	}
}

// caseFile is one of the bad cases kept beside the project.
func caseFile(t *testing.T, name ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{dataDirectory(t), "..", "..", "cases", "gravity"}, name...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the bad cases are not beside the data")
	}
	return path
}

// The cases' README has the right errors, by an implementation of its own.
func TestCovarianceCases(t *testing.T) {
	for _, c := range []struct {
		file, formula string
		cluster       []string
		errors        []float64
	}{
		{"02-twoway-nonpsd/psd0.csv", "y ~ x1 + x2 + x3 | ex + im", []string{"ex", "im"}, []float64{0.1451, 0.2230, 0.1065}},
		{"02-twoway-nonpsd/negdiag4.csv", "y ~ x1 + x2 | ex + im", []string{"ex", "im"}, []float64{0.0530, 0.2130}},
		{"03-se-zero/w3.csv", "y ~ x | ex^yr + im^yr", []string{"ex", "im", "yr"}, []float64{math.NaN()}},
	} {
		e, err := FitFile(context.Background(), FitOptions{Data: caseFile(t, c.file), Formula: c.formula, Cluster: c.cluster})
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range c.errors {
			if got := e.Coef[k].StdError; math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > 0.00005 {
				t.Errorf("%s: %g, want %g", c.file, got, want)
			}
		}
		if e.Repair == nil {
			t.Errorf("%s: not told", c.file)
		}
	}
}
