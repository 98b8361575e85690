package trend

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// By hand: for n rising values S = n(n−1)/2 and Var S = n(n−1)(2n+5)/18; the
// probability from tables of the normal distribution.
func TestMannKendallByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		y    []float64
		s    int64
		z, p float64
	}{
		{"ten rising", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 45, 44 / math.Sqrt(125), 8.30e-05},
		{"ten falling", []float64{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, -45, -44 / math.Sqrt(125), 8.30e-05},
		{"constant", []float64{3, 3, 3, 3, 3}, 0, 0, 1},
		// S = 5 of 6 pairs (one tie); Var S = (4·3·13 − 2·1·9)/18 = 138/18
		{"a tie", []float64{1, 2, 2, 3}, 5, 4 / math.Sqrt(138.0/18), 0.1486},
		{"four up and down", []float64{1, 3, 2, 4}, 4, 3 / math.Sqrt(156.0/18), 0.3082},
		{"one pair over", []float64{2, 1, 3}, 1, 0, 1}, // continuity takes the whole of S
	} {
		got, err := MannKendall(c.y)
		if err != nil {
			t.Fatal(err)
		}
		if got.S != c.s || math.Abs(got.Z-c.z) > 1e-12 || math.Abs(got.P-c.p) > 5e-4*math.Max(c.p, 0.1) {
			t.Errorf("%s: S = %d, z = %.6f, p = %.4g; want %d, %.6f, %.4g", c.name, got.S, got.Z, got.P, c.s, c.z, c.p)
		}
	}
}

// S by the definition, all pairs compared, on series with many ties of lengths
// around the switch from insertion to merging.
func TestScoreIsThatOfAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		y := make([]float64, 3+r.IntN(80))
		for i := range y {
			y[i] = float64(r.IntN(1 + r.IntN(40)))
		}
		want := int64(0)
		for i := range y {
			for j := i + 1; j < len(y); j++ {
				if y[j] > y[i] {
					want++
				} else if y[j] < y[i] {
					want--
				}
			}
		}
		if got, _ := score(y); got != want {
			t.Fatalf("%v: S = %d, want %d", y, got, want)
		}
	}
}

// A test of order alone does not see a change of units, and turned round in time
// it has the other sign.
func TestInvariance(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		y := make([]float64, 30)
		same, back := make([]float64, 30), make([]float64, 30)
		for i := range y {
			y[i] = math.Round(8 * r.NormFloat64())
			same[i], back[29-i] = math.Exp(y[i]/8), y[i]
		}
		a, _ := MannKendall(y)
		b, _ := MannKendall(same)
		c, _ := MannKendall(back)
		if a != b || a.S != -c.S || a.P != c.P {
			t.Errorf("%+v, exponentiated %+v, turned round %+v", a, b, c)
		}
	}
}

// The sum over a first-order process has the closed form of Matalas and Langbein (1962):
// Σ(1−k/n)r^k = (r^(n+1) − n r² + (n−1) r) / (n (r−1)²).
func TestYueWangClosedForm(t *testing.T) {
	y := []float64{3, 4, 6, 5, 5, 7, 9, 8, 8, 9, 12, 11, 10, 12, 13, 15, 14, 14, 13, 15}
	rest, err := detrended(y)
	if err != nil {
		t.Fatal(err)
	}
	r, n := autocorrelations(rest, 1)[0], 20.0
	want := 1 + 2*(math.Pow(r, n+1)-n*r*r+(n-1)*r)/(n*(r-1)*(r-1))
	got, err := YueWang(y)
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := MannKendall(y)
	if math.Abs(got.Factor-want) > 1e-12 || math.Abs(got.Variance-plain.Variance*want) > 1e-9 || got.S != plain.S {
		t.Errorf("factor %g, want %g; variance %g, plain %g", got.Factor, want, got.Variance, plain.Variance)
	}
}

// By hand: the slopes of the pairs of (0,1), (2,5), (3,4) are 2, 1 and −1.
func TestSenSlopeUnequalTimes(t *testing.T) {
	got, err := SenSlope([]float64{0, 2, 3}, []float64{1, 5, 4}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Slope{Slope: 1, Intercept: 1, Lower: -1, Upper: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Nothing is NaN or infinite, whatever has no value says why, and bad series are
// errors that errors.Is tells apart.
func TestDegenerate(t *testing.T) {
	alternating := make([]float64, 40)
	line, level := make([]float64, 40), make([]float64, 40)
	for i := range alternating {
		alternating[i], line[i], level[i] = float64(i%2), 2*float64(i), 7
	}
	saw := []float64{9, 15, 1, 11, 8, 13, 2, 16, 4, 17, 3} // found at random: its factor of Hamed and Rao is −0.055
	if got, err := HamedRao(saw); err != nil || got.Missing == "" {
		t.Errorf("a saw: %+v, %v", got, err)
	}
	for name, y := range map[string][]float64{"saw": saw, "alternating": alternating, "line": line, "constant": level, "large": {1e308, -1e308, 3}} {
		for kind, test := range map[string]func([]float64) (Test, error){"plain": MannKendall, "Hamed-Rao": HamedRao, "Yue-Wang": YueWang} {
			got, err := test(y)
			if name == "large" && kind != "plain" {
				if !errors.Is(err, ErrNotFinite) {
					t.Errorf("%s, %s: %v", name, kind, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
			for _, v := range []float64{got.Z, got.P, got.Variance, got.Factor, got.Tau} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("%s, %s: %+v", name, kind, got)
				}
			}
			if (got.Factor <= 0) != (got.Missing != "") {
				t.Errorf("%s, %s: factor %g, missing %q", name, kind, got.Factor, got.Missing)
			}
		}
	}
	if _, err := MannKendall([]float64{1, 2}); !errors.Is(err, ErrTooShort) {
		t.Error(err)
	}
	if _, err := HamedRao([]float64{1, math.NaN(), 2}); !errors.Is(err, ErrNotFinite) {
		t.Error(err)
	}
	var e *Error
	if _, err := MannKendall([]float64{1, 2, math.Inf(1)}); !errors.As(err, &e) || e.At != 2 {
		t.Error(err)
	}
	if _, err := SenSlope([]float64{1, 1, 2}, []float64{1, 2, 3}, 0.95); !errors.Is(err, ErrTimes) {
		t.Error(err)
	}
	if _, err := SenSlope(nil, []float64{1, 2, 3}, 1); !errors.Is(err, ErrLevel) {
		t.Error(err)
	}
	if _, err := SenSlope(nil, make([]float64, MaxPairs+1), 0.95); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
}

func BenchmarkMannKendall60(b *testing.B) {
	y := make([]float64, 60)
	r := rand.New(rand.NewPCG(5, 6))
	for i := range y {
		y[i] = r.NormFloat64()
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := MannKendall(y); err != nil {
			b.Fatal(err)
		}
	}
}
