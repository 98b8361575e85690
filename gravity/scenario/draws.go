package scenario

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sort"
	"sync"

	"dyad/internal/hint"
	"dyad/stat/quantile"

	"gonum.org/v1/gonum/mat"
)

// intervals draws the coefficients from the normal distribution of the
// estimates, solves again for each draw, and takes percentiles.
func (x *experiment) intervals(ctx context.Context, point *solution, out *Simulation) error {
	draws := x.scenario.Intervals.Draws
	parameters, err := x.draw(draws)
	if err != nil {
		return err
	}
	results := make([][]float64, draws)
	next := make(chan int)
	var group sync.WaitGroup
	for range max(1, runtime.GOMAXPROCS(0)) {
		group.Add(1)
		go func() {
			defer group.Done()
			for d := range next {
				if p, err := x.solve(parameters[d], point); err == nil {
					results[d] = x.metrics(p)
				}
			}
		}()
	}
	for d := 0; d < draws && ctx.Err() == nil; d++ {
		next <- d
	}
	close(next)
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	var solved [][]float64
	for _, r := range results {
		if r != nil {
			solved = append(solved, r)
		}
	}
	out.Draws, out.Failed, out.Level = draws, draws-len(solved), x.scenario.Intervals.Level
	if 20*out.Failed > draws {
		return hint.New(hint.Data, x.scenario.source, fmt.Sprintf("%d of %d draws have no solution, so the intervals would mislead", out.Failed, draws), "the coefficients are too uncertain for this scenario")
	}
	tail := (1 - out.Level/100) / 2
	column := make([]float64, len(solved))
	for k, target := range out.targets() {
		for d, r := range solved {
			column[d] = r[k]
		}
		sort.Float64s(column)
		target.Lower, target.Upper = quantile.Of(column, tail), quantile.Of(column, 1-tail)
	}
	return nil
}

// draw makes the coefficients of every draw, by the symmetric square root of
// the covariance, which a clustered covariance of low rank has too.
func (x *experiment) draw(draws int) ([][]float64, error) {
	size := len(x.parameters)
	root := mat.NewDense(max(size, 1), max(size, 1), nil)
	if size > 0 {
		symmetric := mat.NewSymDense(size, nil)
		for a, row := range x.covariance {
			for b, v := range row[:a+1] {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					return nil, hint.New(hint.Data, x.scenario.source, "the covariance of the estimates is not known", "check the clusters of the estimate")
				}
				symmetric.SetSym(a, b, v)
			}
		}
		var eigen mat.EigenSym
		if !eigen.Factorize(symmetric, true) {
			return nil, hint.New(hint.Data, x.scenario.source, "the covariance of the estimates cannot be factorised", "check the regressors of the estimate; without intervals there is an answer")
		}
		var vectors mat.Dense
		eigen.VectorsTo(&vectors)
		for k, value := range eigen.Values(nil) {
			scale := math.Sqrt(math.Max(value, 0))
			for a := range size {
				root.Set(a, k, vectors.At(a, k)*scale)
			}
		}
	}
	random := rand.New(rand.NewPCG(x.scenario.Intervals.Seed, 0))
	out := make([][]float64, draws)
	z := make([]float64, size)
	for d := range out {
		out[d] = append([]float64(nil), x.parameters...)
		for k := range z {
			z[k] = random.NormFloat64()
		}
		for a := range size {
			for k, v := range z {
				out[d][a] += root.At(a, k) * v
			}
		}
	}
	return out, nil
}
