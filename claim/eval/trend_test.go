package eval

import (
	"math"
	"testing"
)

// By hand: for n rising values S = n(n−1)/2 and Var S = n(n−1)(2n+5)/18; the
// probability from tables of the normal distribution.
func TestMannKendall(t *testing.T) {
	for _, c := range []struct {
		name string
		v    []float64
		z, p float64
	}{
		{"ten rising", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 44 / math.Sqrt(125), 8.30e-05},
		{"ten falling", []float64{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, -44 / math.Sqrt(125), 8.30e-05},
		{"constant", []float64{3, 3, 3, 3, 3}, 0, 1},
		// S = 4 of 6 pairs (one tie, one inversion); Var S = (4·3·13 − 2·1·9)/18 = 138/18
		{"a tie", []float64{1, 2, 2, 3}, 4 / math.Sqrt(138.0/18), 0.1486},
		{"four up and down", []float64{1, 3, 2, 4}, 3 / math.Sqrt(156.0/18), 0.3082},
	} {
		z, p := mannKendall(c.v)
		if math.Abs(z-c.z) > 1e-12 || math.Abs(p-c.p) > 5e-4*math.Max(c.p, 0.1) {
			t.Errorf("%s: z = %.6f, p = %.4g; want %.6f, %.4g", c.name, z, p, c.z, c.p)
		}
	}
}

// The sums of squares are exact by rational arithmetic (normal equations), and for two and m degrees
// of freedom P(F > f) = (1 + 2f/m)^(−m/2) in closed form.
func TestChow(t *testing.T) {
	years := []float64{2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009}
	values := []float64{-1, 2, 1, 3, 2, 9, 12, 11, 15, 16} // a negative one: no logarithm
	b, err := chow(years, values, 2005)
	if err != nil {
		t.Fatal(err)
	}
	rss := func(x, y []float64) float64 {
		n, sx, sy, sxx, sxy, syy := float64(len(x)), 0.0, 0.0, 0.0, 0.0, 0.0
		for i := range x {
			u := x[i] - 2000
			sx, sy, sxx, sxy, syy = sx+u, sy+y[i], sxx+u*u, sxy+u*y[i], syy+y[i]*y[i]
		}
		d := sxy - sx*sy/n
		return syy - sy*sy/n - d*d/(sxx-sx*sx/n)
	}
	whole, parts := rss(years, values), rss(years[:5], values[:5])+rss(years[5:], values[5:])
	f := ((whole - parts) / 2) / (parts / 6)
	p := math.Pow(1+2*f/6, -3)
	if b.logs || math.Abs(b.f-f) > 1e-9 || math.Abs(b.p-p) > 1e-9 {
		t.Errorf("F = %g, p = %g, logs %v; want %g, %g, false", b.f, b.p, b.logs, f, p)
	}
	if b.effect <= 0 {
		t.Errorf("effect %g, want the later line above", b.effect)
	}
	if _, err := chow(years, values, 2008); err == nil {
		t.Error("two years after the break were enough")
	}
}
