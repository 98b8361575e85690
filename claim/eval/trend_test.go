package eval

import (
	"math"
	"testing"
)

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
