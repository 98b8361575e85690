package ppml

import (
	"math"

	"dyad/stat/internal/kernel"
)

// attainable is the precision to which the effects' equations can be solved for
// the present residual. Their right-hand sides are sums over rows, and those of
// the largest groups may be inconsistent by more than the smallest groups are
// in size: no step can take that out, and conjugate gradients that try go
// astray. Precision is measured as they do, each sum against the root of its
// group's size.
func (f *fitter) attainable() float64 {
	const rounding = 8 * 0x1p-53 // of a sum, relative to the group's size
	left, noise := 0.0, 0.0
	for g, size := range f.size {
		if size > 0 {
			left += f.be[g] * f.be[g] / size
			noise += rounding * rounding * size
		}
	}
	if left <= noise {
		return 1
	}
	return math.Sqrt(noise / left)
}

// balance sets the effects of one factor after the other to their best value
// given all else, the profiled ones last. Where steps solve for all effects
// together, the rounding of the largest groups drowns the smallest; here every
// group is on its own.
func (f *fitter) balance() {
	for k := range f.d.Factors() {
		q := (f.profiled + 1 + k) % f.d.Factors()
		expected := make([]float64, f.groups(q))
		sums := f.workerSums(expected)
		f.d.Each(func(worker, chunk int) {
			low, high := f.d.Chunk(chunk)
			f.d.GatherFactor(q, sums[worker], f.w[low:high], chunk)
		})
		f.collect(sums)
		change, ratio := make([]float64, f.groups(q)), make([]float64, f.groups(q))
		for g, v := range expected {
			ratio[g] = 1
			if r := f.size[f.d.Start[q]+g] / v; r > 0 && !math.IsInf(r, 0) {
				ratio[g], change[g] = r, math.Log(r)
			}
		}
		kernel.Axpy(f.alpha[f.d.Start[q]:f.d.Start[q+1]], change, 1)
		f.chunks(func(_ *space, chunk, low, high int) {
			f.d.AddFactor(q, f.eta[low:high], change, chunk)
			f.d.ScaleFactor(q, f.mu[low:high], ratio, chunk)
			if f.prior != nil {
				kernel.Multiply(f.w[low:high], f.prior[low:high], f.mu[low:high])
			}
		})
	}
}
