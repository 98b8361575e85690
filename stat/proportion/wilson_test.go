package proportion_test

import (
	"errors"
	"math"
	"testing"

	"dyad/stat/proportion"
)

func within(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// Oracle: Newcombe (1998), table I, method 3, to the four digits printed there.
func TestNewcombe(t *testing.T) {
	for _, c := range []struct {
		k, n         int
		lower, upper float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		got, err := proportion.Wilson(c.k, c.n, 0.95)
		if err != nil || !within(got.Lower, c.lower, 5e-5) || !within(got.Upper, c.upper, 5e-5) {
			t.Errorf("%d of %d: %+v %v, not %v to %v", c.k, c.n, got, err, c.lower, c.upper)
		}
	}
}

// Oracle: prop.test(k, n, conf.level, correct = FALSE)$conf.int of R 4.2.2.
func TestPropTest(t *testing.T) {
	for _, c := range []struct {
		k, n                int
		level, lower, upper float64
	}{
		{10, 21, 0.95, 0.2834400610153417, 0.6763046541715557},
		{22, 160, 0.95, 0.09258754865124484, 0.1994109428480965},
		{22, 94, 0.95, 0.1599421995334497, 0.3290269899833295},
		{22, 94, 0.9, 0.1702742191755845, 0.3126923387473933},
		{1, 1000000, 0.99, 1.174054749996325e-07, 8.517433834755594e-06},
		{7, 7, 0.95, 0.6456695649333126, 1},
		{3, 9, 0.5, 0.2376376313760691, 0.4450677972226589},
	} {
		got, err := proportion.Wilson(c.k, c.n, c.level)
		if err != nil || !within(got.Lower, c.lower, 1e-13) || !within(got.Upper, c.upper, 1e-13) {
			t.Errorf("%d of %d at %v: %+v %v, not %v to %v", c.k, c.n, c.level, got, err, c.lower, c.upper)
		}
	}
}

// Oracle: the definition. At either limit the score test is on the edge: n (p - k/n)² =
// z² p (1-p); the limits of k are those of n-k turned round; none and all are sharp.
func TestDefinition(t *testing.T) {
	const z = 1.959963984540054
	for n := 1; n < 60; n++ {
		for k := 0; k <= n; k++ {
			got, err := proportion.Wilson(k, n, 0)
			if err != nil {
				t.Fatal(err)
			}
			turned, err := proportion.Wilson(n-k, n, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range []float64{got.Lower, got.Upper} {
				if d := p - got.Estimate; !within(float64(n)*d*d, z*z*p*(1-p), 1e-13) {
					t.Errorf("%d of %d: %v is not on the edge", k, n, p)
				}
			}
			if !within(turned.Lower, 1-got.Upper, 1e-15) || !within(turned.Upper, 1-got.Lower, 1e-15) {
				t.Errorf("%d of %d: %+v and %+v", k, n, got, turned)
			}
			if !(got.Lower < got.Estimate || k == 0 && got.Lower == 0) || !(got.Upper > got.Estimate || k == n && got.Upper == 1) {
				t.Errorf("%d of %d: %+v", k, n, got)
			}
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		k, n     int
		level    float64
		argument string
	}{
		{0, 0, 0, "n"}, {1, -3, 0, "n"}, {-1, 5, 0, "k"}, {6, 5, 0, "k"}, {1, 5, 1, "level"}, {1, 5, math.NaN(), "level"},
	} {
		_, err := proportion.Wilson(c.k, c.n, c.level)
		var fault *proportion.Error
		if !errors.As(err, &fault) || fault.Argument != c.argument || fault.Reason == "" {
			t.Errorf("%d of %d at %v: %v", c.k, c.n, c.level, err)
		}
	}
}
