package breakpoint

import (
	"math"
	"testing"
)

// Oracle: strucchange's pvalue.Fstats on a grid of coefficients, trimmings and statistics
// (testdata/strucchange.R pvalues).
func TestHansen(t *testing.T) {
	var grid []struct {
		K            int
		Lambda, F, P float64
	}
	read(t, "hansen.json", &grid)
	if len(grid) != 6*9*5 {
		t.Fatalf("%d cases", len(grid))
	}
	for _, c := range grid {
		got := upperSupF(c.F, c.K, 1/(1+math.Sqrt(c.Lambda)))
		if math.Abs(got-c.P) > 1e-10 {
			t.Errorf("k = %d, λ = %g, F = %g: p = %.12g, want %.12g", c.K, c.Lambda, c.F, got, c.P)
		}
	}
}

// Every row of the table is there, in its place, and is a decreasing function of
// the statistic between zero and one.
func TestHansenTable(t *testing.T) {
	rows := hansenRows()
	if len(rows) != MaxSupF*trimmings {
		t.Fatalf("%d rows", len(rows))
	}
	for i, r := range rows {
		if r.b1 < 0.5 || r.b1 > 2 || r.df < 1 || math.Abs(r.b0) > 40 {
			t.Errorf("row %d: %+v", i, r)
		}
	}
}

// Oracle: the asymptotic critical values of sup-F(l+1 | l) at 5 % with 15 %
// trimmed, printed by Bai and Perron (Critical values for multiple structural change tests,
// Econometrics Journal 6, 2003), simulated by them. Our
// probability of the largest of l+1 segments is 5 % there, as nearly as two approximations
// of so rare events agree.
func TestSequentialCriticalValues(t *testing.T) {
	for k, values := range map[int][]float64{
		1: {8.58, 10.13, 11.14, 11.83, 12.25, 12.66},
		2: {11.47, 12.95, 14.03, 14.85, 15.29, 15.80},
		3: {13.98, 15.72, 16.83, 17.61, 18.14, 18.74},
		5: {18.23, 19.91, 20.99, 21.71, 22.37, 22.77},
	} {
		for l, x := range values {
			p := -math.Expm1(float64(l+1) * math.Log1p(-upperSupF(x, k, 0.15)))
			if math.Abs(p-0.05) > 0.0125 {
				t.Errorf("k = %d, l = %d: p(%g) = %.4f, want 0.05", k, l, x, p)
			}
		}
	}
}
