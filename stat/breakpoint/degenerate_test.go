package breakpoint

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func finite(t *testing.T, what string, vs ...float64) {
	t.Helper()
	for _, v := range vs {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Errorf("%s: %g", what, v)
		}
	}
}

// A constant series has no break, and no BIC, which would be −∞; two levels
// without scatter have exactly one.
func TestExactFits(t *testing.T) {
	constant, levels, ramp := make([]float64, 40), make([]float64, 40), make([]float64, 40)
	for i := range constant {
		constant[i], levels[i], ramp[i] = 0.1, 0.1, 0.1*float64(i)
		if i >= 22 {
			levels[i], ramp[i] = 0.7, 0.1*float64(i)+5
		}
	}
	for _, c := range []struct {
		name   string
		y      []float64
		design Design
		breaks int
		after  int
	}{
		{"constant", constant, Mean(), 0, 0},
		{"constant, a line", constant, Line(), 0, 0},
		{"zero", make([]float64, 40), Mean(), 0, 0},
		{"two levels", levels, Mean(), 1, 22},
		{"two levels, a line", levels, Line(), 1, 22},
		{"two ramps", ramp, Line(), 1, 22},
	} {
		r, err := Find(c.y, c.design, Options{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		last := r.Partitions[len(r.Partitions)-1]
		if r.Chosen != c.breaks || len(r.Partitions) != c.breaks+1 || last.BIC.Missing == "" || last.BIC.V != 0 || last.RSS != 0 {
			t.Errorf("%s: %+v", c.name, r)
		}
		if c.breaks == 1 && last.After[0] != c.after {
			t.Errorf("%s: after %d, want %d", c.name, last.After[0], c.after)
		}
		s, err := r.Sequential(0.05)
		if err != nil || s.Breaks != c.breaks || c.breaks == 1 && (!s.Steps[0].Exact || s.Steps[0].After != c.after) {
			t.Errorf("%s: %+v, %v", c.name, s, err)
		}
		intervals, err := r.Intervals(r.Chosen, IntervalOptions{})
		if err != nil || len(intervals) != c.breaks || c.breaks == 1 && intervals[0].Missing == "" {
			t.Errorf("%s: %+v, %v", c.name, intervals, err)
		}
		at := max(c.after, 10)
		if _, err := Chow(c.y, c.design, at); !errors.Is(err, ErrExact) {
			t.Errorf("%s: Chow %v", c.name, err)
		}
		if _, err := SupF(c.y, c.design, Options{}); !errors.Is(err, ErrExact) {
			t.Errorf("%s: sup-F %v", c.name, err)
		}
	}
}

func TestErrors(t *testing.T) {
	y := []float64{1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7, 9, 8, 10, 9, 11, 10, 12}
	bad := append([]float64{}, y...)
	bad[7] = math.NaN()
	huge := append([]float64{}, y...)
	huge[3] = 1e200
	one, same := make([]float64, 20), make([]float64, 20)
	for i := range one {
		one[i], same[i] = 1, 3
	}
	many := make([][]float64, MaxSupF+1)
	r := rand.New(rand.NewPCG(9, 9))
	long := make([]float64, 200)
	for i := range many {
		many[i] = make([]float64, 200)
		for j := range many[i] {
			many[i][j] = r.NormFloat64()
			long[j] = r.NormFloat64()
		}
	}
	find := func(y []float64, d Design, o Options) error { _, err := Find(y, d, o); return err }
	sup := func(y []float64, d Design, o Options) error { _, err := SupF(y, d, o); return err }
	chow := func(y []float64, d Design, at int) error { _, err := Chow(y, d, at); return err }
	for name, c := range map[string]struct{ got, want error }{
		"NaN":               {find(bad, Mean(), Options{}), ErrNotFinite},
		"infinite":          {chow([]float64{1, 2, math.Inf(1), 3, 4, 5}, Mean(), 3), ErrNotFinite},
		"huge":              {sup(huge, Mean(), Options{}), ErrMagnitude},
		"tiny":              {find([]float64{0, 1e-200, 0, 1e-200}, Mean(), Options{Segment: 2}), ErrMagnitude},
		"empty":             {find(nil, Mean(), Options{}), ErrTooShort},
		"short for its h":   {find(y[:10], Mean(), Options{}), ErrTooShort},
		"short for a count": {find(y[:5], Mean(), Options{Segment: 3}), ErrTooShort},
		"short for a line":  {find(y, Line(), Options{Segment: 0.1}), ErrTooShort},
		"wide segment":      {find(y, Mean(), Options{Segment: 0.6}), ErrSegment},
		"one observation":   {find(y, Mean(), Options{Segment: 1}), ErrSegment},
		"half observations": {find(y, Mean(), Options{Segment: 2.5}), ErrSegment},
		"negative":          {find(y, Mean(), Options{Segment: -1}), ErrSegment},
		"NaN segment":       {find(y, Mean(), Options{Segment: math.NaN()}), ErrSegment},
		"negative breaks":   {find(y, Mean(), Options{MaxBreaks: -1}), ErrBreaks},
		"collinear":         {find(y, Columns(one, same), Options{}), ErrCollinear},
		"ragged":            {find(y, Columns(one, same[:4]), Options{}), ErrShape},
		"no column":         {find(y, Columns([][]float64{}...), Options{}), ErrShape},
		"long":              {find(make([]float64, MaxObservations+1), Mean(), Options{}), ErrTooLong},
		"at the start":      {chow(y, Mean(), 1), ErrPoint},
		"at the end":        {chow(y, Mean(), 19), ErrPoint},
		"many coefficients": {sup(long, Columns(many...), Options{Segment: 50}), ErrMany},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	var e *Error
	if err := find(bad, Mean(), Options{}); !errors.As(err, &e) || e.At != 7 {
		t.Errorf("%v at %d", err, e.At)
	}
	found, err := Find(y, Mean(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := found.Intervals(99, IntervalOptions{}); !errors.Is(err, ErrBreaks) {
		t.Error(err)
	}
	if _, err := found.Intervals(1, IntervalOptions{Level: 2}); !errors.Is(err, ErrLevel) {
		t.Error(err)
	}
	if _, err := found.Sequential(0); !errors.Is(err, ErrLevel) {
		t.Error(err)
	}
	if _, err := found.Segments(-1); !errors.Is(err, ErrBreaks) {
		t.Error(err)
	}
}

// A regressor that is zero in one segment leaves it without coefficients, and the dates beside
// it without intervals, but not the partition.
func TestCollinearSegment(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	one, dummy, y := make([]float64, 60), make([]float64, 60), make([]float64, 60)
	for i := range y {
		one[i], y[i] = 1, r.NormFloat64()
		if i >= 30 {
			y[i] += 9
		}
		if i >= 33 { // not at once: its first value would fit an observation alone
			dummy[i] = r.NormFloat64()
		}
	}
	found, err := Find(y, Columns(one, dummy), Options{MaxBreaks: 1})
	if err != nil || found.Partitions[1].After[0] != 30 {
		t.Fatalf("%+v, %v", found, err)
	}
	segments, _ := found.Segments(1)
	intervals, _ := found.Intervals(1, IntervalOptions{})
	if segments[0].Missing == "" || segments[1].Missing != "" || intervals[0].Missing == "" {
		t.Errorf("%+v, %+v", segments, intervals)
	}
}

// No series, however odd, leaks NaN or an infinite number.
func FuzzFind(f *testing.F) {
	f.Add(uint64(1), uint8(30), uint8(3), 0.0, false)
	f.Add(uint64(2), uint8(60), uint8(2), 1e12, true)
	f.Add(uint64(3), uint8(12), uint8(0), -5.0, false)
	f.Fuzz(func(t *testing.T, seed uint64, n, levels uint8, offset float64, line bool) {
		r := rand.New(rand.NewPCG(seed, 0))
		y := make([]float64, n)
		for i := range y {
			y[i] = offset
			if levels > 0 {
				y[i] += float64(r.IntN(int(levels)))
			}
			if levels > 100 {
				y[i] *= math.Exp(40 * r.NormFloat64())
			}
		}
		d := Mean()
		if line {
			d = Line()
		}
		found, err := Find(y, d, Options{})
		if err != nil {
			return
		}
		for m, p := range found.Partitions {
			finite(t, "partition", p.RSS, p.BIC.V)
			segments, _ := found.Segments(m)
			for _, s := range segments {
				finite(t, "segment", s.RSS)
				finite(t, "coefficients", s.Coefficients...)
				finite(t, "standard errors", s.StdErr...)
			}
			if _, err := found.Intervals(m, IntervalOptions{}); err != nil {
				t.Error(err)
			}
		}
		s, err := found.Sequential(0.05)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range s.Steps {
			finite(t, "step", step.F, step.P)
		}
		if sup, err := SupF(y, d, Options{}); err == nil {
			finite(t, "sup-F", sup.F, sup.P)
		}
		if c, err := Chow(y, d, len(y)/2); err == nil {
			finite(t, "Chow", c.F, c.P)
		}
	})
}
