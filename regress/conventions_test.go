package regress

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"dyad/internal/hint"
)

// nineRows is a table small enough to be typed into another program.
func nineRows(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nine.csv")
	rows := "y,f,g,x,w\n1,10,a,1,1\n2,1,a,2,2\n6,2,b,4,3\n3,1,b,1,4\n0,1,c,5,5\n4,2,a,2,6\n5,2,c,2,7\n17,10,c,4,8\n9,10,b,3,9\n"
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestErrorsByConvention: the oracle is R 4 on nine rows: vcov() of lm(), and for
// Poisson Newton's method in numpy; vcovHC() and vcovCL() of sandwich, type HC1, which Stata's
// regress gives with robust and with cluster().
func TestErrorsByConvention(t *testing.T) {
	path := nineRows(t)
	for _, c := range []struct {
		o           FitOptions
		constant, x float64
	}{
		{FitOptions{Family: "ols", Classical: true}, 3.89731230592014, 1.30719828683758},
		{FitOptions{Family: "ols", SSC: "reghdfe"}, 3.08315346071935, 1.67358271382457},
		{FitOptions{Family: "ols", SSC: "reghdfe", Cluster: []string{"f"}}, 3.18387658457736, 2.04371366952321},
		{FitOptions{Classical: true}, 0.36121840978152, 0.10711380274998},
	} {
		c.o.Data, c.o.Formula = path, "y ~ x"
		e, err := FitFile(context.Background(), c.o)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := e.Coef[0].StdError, e.Coef[1].StdError; math.Abs(a-c.constant) > 1e-9 || math.Abs(b-c.x) > 1e-9 {
			t.Errorf("%+v: %v %v, want %v %v", c.o, a, b, c.constant, c.x)
		}
	}
	for _, o := range []FitOptions{{Classical: true, Robust: true}, {Classical: true, Cluster: []string{"f"}}, {Classical: true, BiasCorrect: true}} {
		o.Data, o.Formula = path, "y ~ x"
		if _, err := FitFile(context.Background(), o); hint.CodeOf(err) != hint.Usage || hint.TryOf(err) == "" {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
