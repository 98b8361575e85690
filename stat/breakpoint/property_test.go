package breakpoint

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// directRSS fits a segment by the normal equations of centred sums: a mean, or a
// line in t.
func directRSS(y []float64, first, end int, line bool) float64 {
	n, st, sy := float64(end-first), 0.0, 0.0
	for i := first; i < end; i++ {
		st, sy = st+float64(i), sy+y[i]
	}
	st, sy = st/n, sy/n
	tt, ty, yy := 0.0, 0.0, 0.0
	for i := first; i < end; i++ {
		t, v := float64(i)-st, y[i]-sy
		tt, ty, yy = tt+t*t, ty+t*v, yy+v*v
	}
	if line {
		return yy - ty*ty/tt
	}
	return yy
}

// Every partition of short series, listed one by one, is no better than the
// dynamic programme's.
func TestBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		n := 10 + r.IntN(9)
		y := make([]float64, n)
		for i := range y {
			y[i] = r.NormFloat64() + 2*float64(r.IntN(2))
		}
		for _, line := range []bool{false, true} {
			d, h := Mean(), 2+r.IntN(2)
			if line {
				d, h = Line(), 3
			}
			result, err := Find(y, d, Options{Segment: float64(h)})
			if err != nil {
				t.Fatal(err)
			}
			for m, p := range result.Partitions {
				least, breaks := math.Inf(1), []int(nil)
				var try func(first, left int, sum float64, at []int)
				try = func(first, left int, sum float64, at []int) {
					if left == 0 {
						if n-first >= h {
							if sum += directRSS(y, first, n, line); sum < least {
								least, breaks = sum, slices.Clone(at)
							}
						}
						return
					}
					for end := first + h; end <= n-left*h; end++ {
						try(end, left-1, sum+directRSS(y, first, end, line), append(at, end))
					}
				}
				try(0, m, 0, nil)
				if math.Abs(p.RSS-least) > 1e-9*(1+least) || !slices.Equal(p.After, breaks) {
					t.Errorf("n = %d, h = %d, line %v, m = %d: %v with %g, want %v with %g", n, h, line, m, p.After, p.RSS, breaks, least)
				}
			}
		}
	}
}

// A line is a design like any other: given as columns, in other units and from
// another origin, it has the same partitions, tests and intervals; so has the
// series in other units.
func TestInvariance(t *testing.T) {
	for _, c := range references(t) {
		if c.Model == "columns" {
			continue
		}
		one, years, scaled := make([]float64, len(c.Y)), make([]float64, len(c.Y)), make([]float64, len(c.Y))
		for i, v := range c.Y {
			one[i], years[i], scaled[i] = 1, 1900+float64(i)/12, -1e9*v
		}
		same := Columns(one)
		if c.Model == "line" {
			same = Columns(one, years)
		}
		a, err := Find(c.Y, c.design(), Options{Segment: c.H})
		if err != nil {
			t.Fatal(err)
		}
		b, err := Find(scaled, same, Options{Segment: c.H})
		if err != nil {
			t.Fatal(err)
		}
		if a.Chosen != b.Chosen {
			t.Errorf("%s: %d breaks, and %d in other units", c.Name, a.Chosen, b.Chosen)
		}
		for m := range a.Partitions {
			if !slices.Equal(a.Partitions[m].After, b.Partitions[m].After) {
				t.Errorf("%s, m = %d: %v, and %v in other units", c.Name, m, a.Partitions[m].After, b.Partitions[m].After)
			}
		}
		ia, _ := a.Intervals(a.Chosen, IntervalOptions{})
		ib, _ := b.Intervals(a.Chosen, IntervalOptions{})
		if !slices.Equal(ia, ib) {
			t.Errorf("%s: %v, and %v in other units", c.Name, ia, ib)
		}
		sa, _ := SupF(c.Y, c.design(), Options{Segment: c.H})
		sb, _ := SupF(scaled, same, Options{Segment: c.H})
		if sa.After != sb.After || math.Abs(sa.F-sb.F) > 1e-6*sa.F {
			t.Errorf("%s: %+v, and %+v in other units", c.Name, sa, sb)
		}
	}
}

// Of equal places the earliest is taken, whatever rounding says: 8 9 10 | 9 8 9
// and 8 9 | 10 9 8 9 fit equally well.
func TestTies(t *testing.T) {
	for _, scale := range []float64{1, 0.1, 1.0 / 3, 1e6 + 0.1} {
		y := []float64{0, 1, 0, 1, 8, 9, 10, 9, 8, 20, 21, 20, 21}
		for i := range y {
			y[i] *= scale
		}
		r, err := Find(y, Mean(), Options{Segment: 2})
		if err != nil {
			t.Fatal(err)
		}
		if want := []int{4, 6, 9}; !slices.Equal(r.Partitions[3].After, want) {
			t.Errorf("scale %g: %v, want %v", scale, r.Partitions[3].After, want)
		}
	}
}

// Without differences between the sides the distribution is symmetric; its 95 %
// and 97.5 % points are those of Yao (Approximating the distribution of the maximum
// likelihood estimate of the change-point, Annals of Statistics 15, 1987), 7.687 and 11.033.
// Whatever the sides, it is a distribution: it never falls and stays below one.
func TestArgmax(t *testing.T) {
	even := argmax{1, 1}
	if v := even.below(0); math.Abs(v-0.5) > 1e-12 {
		t.Errorf("P(V ≤ 0) = %g", v)
	}
	for _, c := range []struct{ p, x float64 }{{0.975, 11.033}, {0.95, 7.687}} {
		x, ok := even.quantile(c.p, true)
		back, ok2 := even.quantile(1-c.p, false)
		if !ok || !ok2 || math.Abs(x-c.x) > 0.001 || math.Abs(x+back) > 1e-9 {
			t.Errorf("%g %% point %g and %g, want %g", 100*c.p, x, back, c.x)
		}
	}
	for _, a := range []argmax{{1, 1}, {0.2, 3}, {4, 0.1}, {1, 40}} {
		before := 0.0
		for x := -3000.0; x <= 3000; x += 0.5 {
			v := a.below(x)
			if !(v >= before-1e-9 && v <= 1+1e-9) {
				t.Fatalf("%+v: P(V ≤ %g) = %g after %g", a, x, v, before)
			}
			before = v
		}
	}
}

// ln Φ on either side of the switch to the series, against its continued fraction
// (Abramowitz and Stegun 26.2.14) taken deep.
func TestLogNormal(t *testing.T) {
	for _, z := range []float64{5, 20, 29.99, 30.01, 36, 100, 1e4} {
		fraction := z
		for i := 400; i > 0; i-- {
			fraction = z + float64(i)/fraction
		}
		want := -z*z/2 - math.Log(2*math.Pi)/2 - math.Log(fraction)
		if got := logNormal(-z); math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("ln Φ(%g) = %.15g, want %.15g", -z, got, want)
		}
	}
}
