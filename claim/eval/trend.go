package eval

import (
	"errors"
	"fmt"
	"math"

	"cel.dev/cel-go/common/types/ref"

	"dyad/stat/breakpoint"
	"dyad/stat/trend"
)

func trendProbability(s *Series) ref.Val {
	ns := s.over()
	out := &Num{Missing: gaps(ns)}
	var vs []float64
	for _, n := range ns {
		vs = append(vs, n.V)
		out.Rows = joinRows(out.Rows, n.Rows)
	}
	if len(out.Missing) == 0 && len(vs) < 4 {
		out.Missing = []string{s.Name + ": a trend test needs four years"}
	}
	if len(out.Missing) == 0 {
		test, err := trend.MannKendall(vs)
		if err != nil {
			out.Missing = []string{s.Name + ": " + err.Error()}
			return out
		}
		out.V = test.P
	}
	return out
}

// breakTest is what a Chow test found.
type breakTest struct {
	f, p   float64
	effect float64 // later line minus earlier line, in the middle of the later years
	logs   bool
}

// chow tests whether one straight line in time serves the years before `since`
// and those from it on (breakpoint.Chow). Four years are needed on either side.
func chow(years, values []float64, since int) (breakTest, error) {
	b := breakTest{logs: true}
	for _, v := range values {
		if v <= 0 {
			b.logs = false
		}
	}
	n := len(values)
	y, one, time := make([]float64, n), make([]float64, n), make([]float64, n)
	split := 0
	for i, v := range values {
		if y[i] = v; b.logs {
			y[i] = math.Log(v)
		}
		one[i], time[i] = 1, years[i]-epoch
		if years[i] < float64(since) {
			split++
		}
	}
	if split < 4 || n-split < 4 {
		return b, fmt.Errorf("a break test at %d needs four years on either side; there are %d and %d", since, split, n-split)
	}
	t, err := breakpoint.Chow(y, breakpoint.Columns(one, time), split)
	if errors.Is(err, breakpoint.ErrExact) {
		return b, errors.New("two straight lines without any scatter: the test has no meaning")
	}
	if err != nil {
		return b, err
	}
	b.f, b.p = t.F, t.P
	middle := (time[split] + time[n-1]) / 2
	before, later := t.Before.Coefficients, t.Since.Coefficients
	b.effect = (later[0] + later[1]*middle) - (before[0] + before[1]*middle)
	return b, nil
}

// epoch keeps the years small, for the sake of the fit.
const epoch = 2000.0

func breakProbability(s *Series, year int) ref.Val {
	ns := s.over()
	out := &Num{Missing: gaps(ns)}
	var xs, ys []float64
	for _, n := range ns {
		xs, ys = append(xs, float64(n.Year)), append(ys, n.V)
		out.Rows = joinRows(out.Rows, n.Rows)
	}
	if len(out.Missing) > 0 {
		return out
	}
	b, err := chow(xs, ys, year)
	if err != nil {
		out.Missing = []string{s.Name + ": " + err.Error()}
		return out
	}
	out.V = b.p
	return out
}
