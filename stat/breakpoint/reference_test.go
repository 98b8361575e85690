package breakpoint

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
)

type referencePartition struct {
	RSS, BIC     float64
	Breaks       []int
	Lower, Upper []*int
	Coefficients [][]float64
}

type reference struct {
	Name, Model string
	H           float64
	Y           []float64
	X           [][]float64
	Chosen      int
	Partitions  []referencePartition
	Lower90     []*int
	Upper90     []*int
	LowerSame   []*int `json:"lower_same"`
	UpperSame   []*int `json:"upper_same"`
	Chow        []struct {
		After int
		F, P  float64
	}
	SupF struct {
		F, P  float64
		After int
	}
	Steps []struct {
		F, P  float64
		After int
	}
}

func (c reference) design() Design {
	switch c.Model {
	case "line":
		return Line()
	case "columns":
		return Columns(c.X...)
	}
	return Mean()
}

func read(t testing.TB, name string, into any) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func references(t testing.TB) []reference {
	var all []reference
	read(t, "strucchange.json", &all)
	if len(all) < 20 {
		t.Fatalf("only %d series", len(all))
	}
	return all
}

// Oracle: strucchange 1.5-3 under R 4.2.2 by testdata/strucchange.R, on the Nile, the
// UK driver deaths (the "seatbelt" model of strucchange's documentation), a series typed by hand and
// fourteen drawn at random: dates and intervals exactly, statistics to 1e-6.
func TestAgainstStrucchange(t *testing.T) {
	for _, c := range references(t) {
		t.Run(c.Name, func(t *testing.T) {
			r, err := Find(c.Y, c.design(), Options{Segment: c.H})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Partitions) != len(c.Partitions) || r.Chosen != c.Chosen {
				t.Fatalf("%d partitions, %d breaks chosen; want %d, %d", len(r.Partitions), r.Chosen, len(c.Partitions), c.Chosen)
			}
			for m, want := range c.Partitions {
				got := r.Partitions[m]
				near(t, "RSS", got.RSS, want.RSS)
				near(t, "BIC", got.BIC.V, want.BIC)
				if !slices.Equal(got.After, want.Breaks) {
					t.Errorf("m = %d: breaks after %v, want %v", m, got.After, want.Breaks)
				}
				if m == 0 {
					continue
				}
				sameIntervals(t, r, m, IntervalOptions{}, want.Lower, want.Upper)
				segments, err := r.Segments(m)
				if err != nil {
					t.Fatal(err)
				}
				for i, s := range segments {
					for j, v := range s.Coefficients {
						near(t, "coefficient", v, want.Coefficients[i][j])
					}
				}
			}
			if c.Chosen > 0 {
				sameIntervals(t, r, c.Chosen, IntervalOptions{Level: 0.9}, c.Lower90, c.Upper90)
				sameIntervals(t, r, c.Chosen, IntervalOptions{SameRegressors: true, SameErrors: true}, c.LowerSame, c.UpperSame)
			}
			for _, want := range c.Chow {
				got, err := Chow(c.Y, c.design(), want.After)
				if err != nil {
					t.Fatal(err)
				}
				near(t, "Chow F", got.F, want.F)
				near(t, "Chow p", got.P, want.P)
			}
			sup, err := SupF(c.Y, c.design(), Options{Segment: c.H})
			if err != nil {
				t.Fatal(err)
			}
			near(t, "sup F", sup.F, c.SupF.F)
			near(t, "sup F p", sup.P, c.SupF.P)
			if sup.After != c.SupF.After {
				t.Errorf("sup F after %d, want %d", sup.After, c.SupF.After)
			}
			for l, want := range c.Steps {
				got, ok := r.step(l)
				if !ok || got.After != want.After {
					t.Errorf("step %d: %+v, want %+v", l, got, want)
				}
				near(t, "step F", got.F, want.F)
				near(t, "step p", got.P, want.P)
			}
		})
	}
}

func sameIntervals(t *testing.T, r *Result, m int, o IntervalOptions, lower, upper []*int) {
	t.Helper()
	got, err := r.Intervals(m, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(lower) || len(got) != len(upper) {
		t.Fatalf("%d intervals, want %d", len(got), len(lower))
	}
	for i, g := range got {
		if (g.Missing != "") != (lower[i] == nil) {
			t.Errorf("m = %d, %+v: want missing %v", m, g, lower[i] == nil)
			continue
		}
		if lower[i] != nil && (g.Lower != *lower[i] || g.Upper != *upper[i]) {
			t.Errorf("m = %d, %+v, want %d to %d", m, g, *lower[i], *upper[i])
		}
	}
}

// Within 1e-6, and better where the size of the number allows it.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-8*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// The figures of the Nile that strucchange's documentation prints, typed: one
// break after 1898, 1895 to 1902 at 95 %, BIC falling from 1318 to 1270.
func TestNile(t *testing.T) {
	c := references(t)[0]
	r, err := Find(c.Y, Mean(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.H != 15 || r.Chosen != 1 || 1870+r.Partitions[1].After[0] != 1898 {
		t.Errorf("%+v", r)
	}
	for m, want := range []float64{1318, 1270, 1276, 1285, 1292, 1311} {
		if got := math.Round(r.Partitions[m].BIC.V); got != want {
			t.Errorf("BIC of %d breaks %g, want %g", m, got, want)
		}
	}
	interval, err := r.Intervals(1, IntervalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Interval{After: 28, Lower: 25, Upper: 32}); interval[0] != want {
		t.Errorf("%+v, want %+v", interval[0], want)
	}
	s, err := r.Sequential(0.05)
	if err != nil || s.Breaks != 1 || len(s.Steps) != 2 {
		t.Errorf("%+v, %v", s, err)
	}
}
