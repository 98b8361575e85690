package eval

import (
	"errors"
	"fmt"
	"math"

	"cel.dev/cel-go/common/types/ref"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

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

// chow tests (Chow 1960) whether one straight line in time serves the years
// before `since` and those from it on. Four years are needed on either side.
func chow(years, values []float64, since int) (breakTest, error) {
	b := breakTest{logs: true}
	for _, v := range values {
		if v <= 0 {
			b.logs = false
		}
	}
	y := make([]float64, len(values))
	split := 0
	for i, v := range values {
		if y[i] = v; b.logs {
			y[i] = math.Log(v)
		}
		if years[i] < float64(since) {
			split++
		}
	}
	if split < 4 || len(y)-split < 4 {
		return b, fmt.Errorf("a break test at %d needs four years on either side; there are %d and %d", since, split, len(y)-split)
	}
	_, _, whole := line(years, y)
	a1, b1, first := line(years[:split], y[:split])
	a2, b2, second := line(years[split:], y[split:])
	const k = 2.0
	df := float64(len(y)) - 2*k
	if first+second <= 0 {
		return b, errors.New("two straight lines without any scatter: the test has no meaning")
	}
	b.f = ((whole - first - second) / k) / ((first + second) / df)
	b.p = distuv.F{D1: k, D2: df}.Survival(math.Max(0, b.f))
	middle := (years[split] + years[len(years)-1]) / 2
	b.effect = (a2 + b2*(middle-epoch)) - (a1 + b1*(middle-epoch))
	return b, nil
}

// epoch keeps the years small, for the sake of the fit.
const epoch = 2000.0

// line is the least-squares line a + b (x − epoch) through the points, and its
// residual sum of squares.
func line(x, y []float64) (a, b, rss float64) {
	n := len(x)
	design := mat.NewDense(n, 2, nil)
	for i := range x {
		design.SetRow(i, []float64{1, x[i] - epoch})
	}
	var beta mat.VecDense
	if err := beta.SolveVec(design, mat.NewVecDense(n, y)); err != nil {
		return 0, 0, math.NaN()
	}
	for i := range x {
		e := y[i] - beta.AtVec(0) - beta.AtVec(1)*(x[i]-epoch)
		rss += e * e
	}
	return beta.AtVec(0), beta.AtVec(1), rss
}

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
