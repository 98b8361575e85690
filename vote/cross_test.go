package vote

import (
	"fmt"
	"math"
	"testing"
)

// The tables are worked by hand. One is published: two raters' diagnoses in
// Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, table
// 18.1: agreement 0.89, by chance 0.80·0.80 + 0.10·0.05 + 0.10·0.15 = 0.66, and
// kappa 0.68.
func TestMeasuresByHand(t *testing.T) {
	fleiss := Cross{{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}
	even := Cross{{75, 1, 4}, {5, 4, 1}, {0, 5, 5}} // both sides have the margins 80 10 10: E = 0.66
	small := Cross{{4, 1, 1}, {1, 1, 0}, {0, 0, 2}} // ten roll calls; margins of the first 6 2 2, of the second 5 2 3
	for _, c := range []struct {
		name string
		in   Cross
		of   func(Cross) (float64, error)
		want float64
	}{
		{"agreement", fleiss, Cross.Agreement, 0.89},
		{"kappa", fleiss, Cross.Kappa, 0.23 / 0.34},
		{"kappa", even, Cross.Kappa, (0.84 - 0.66) / 0.34},
		{"pi", even, Cross.Pi, (0.84 - 0.66) / 0.34}, // of equal margins kappa and pi are one
		{"agreement", small, Cross.Agreement, 0.7},
		{"coincidence", small, Cross.Coincidence, 6.0 / 7},
		{"s", small, Cross.S, 1 - 4.0/10}, // steps apart: 1 + 2 + 1
		{"kappa", small, Cross.Kappa, (0.7 - 0.4) / 0.6},
		{"pi", small, Cross.Pi, (0.7 - 0.405) / 0.595}, // 0.55² + 0.2² + 0.25²
		{"opposed", small, Cross.Opposed, 0.1},
		{"s", Cross{{0, 0, 3}}, Cross.S, -1},
		{"s", Cross{{0, 3}}, Cross.S, 0},
	} {
		if got, err := c.of(c.in); err != nil || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s of %v is %v, %v; want %v", c.name, c.in, got, err, c.want)
		}
	}
	for name, c := range map[string]struct {
		in Cross
		of func(Cross) (float64, error)
	}{
		"agreement of nothing":        {Cross{}, Cross.Agreement},
		"coincidence of abstentions":  {Cross{{0, 1}, {1, 1}}, Cross.Coincidence},
		"kappa of two who always say": {Cross{{9}}, Cross.Kappa},
		"pi of two who always say":    {Cross{{9}}, Cross.Pi},
	} {
		if v, err := c.of(c.in); err == nil {
			t.Errorf("%s is %v", name, v)
		}
	}
}

// Who is first does not matter, and no measure leaves its range: over every table
// of up to two roll calls a cell of a small pattern.
func TestSymmetryAndRange(t *testing.T) {
	for code := range 19683 { // 3⁹
		var c, turned Cross
		for i, rest := 0, code; i < 9; i, rest = i+1, rest/3 {
			c[i/3][i%3], turned[i%3][i/3] = rest%3, rest%3
		}
		for _, k := range kinds {
			a, err1 := k.of(c)
			b, err2 := k.of(turned)
			low := 0.0
			if k.unit == "−1–1" {
				low = -1
			}
			if fmt.Sprint(err1) != fmt.Sprint(err2) || math.Abs(a-b) > 1e-12 || a < low-1e-12 || a > 1+1e-12 {
				t.Fatalf("%s of %v is %v, %v and turned %v, %v", k.name, c, a, err1, b, err2)
			}
		}
	}
}
