package ppml

import (
	"gonum.org/v1/gonum/mat"
)

// bias is the incidental-parameter bias of a three-way model's coefficients.
// With H, S and x the information, score and within-transformed regressor of a
// pair, and H_i, S_i sums over the partners of exporter i, exporter i adds
//
//	-tr[H_i^+ sum_j (H x) S'] + 1/2 tr[H_i^+ (sum_j G x) H_i^+ sum_j S S'],
//
// G being the third derivative; the importers add the same. Since the weighted
// regressor sums to zero over each exporter-time, G x may be written as
// -H_st (x_s + x_t) in these sums.
func (p *pairs) bias(bread [][]float64) []float64 {
	terms := make([]float64, p.k)
	count := float64(len(p.list))
	for _, side := range []struct {
		of    []int32
		count int
	}{{p.exporter, p.exporters}, {p.importer, p.importers}} {
		inverse := p.inverses(p.sideInformation(side.of, side.count))
		scores := p.side(side.of, side.count, func(list []int32, _ []float64, s, t int) float64 {
			return p.score[list[s]] * p.score[list[t]]
		})
		own := float64(side.count)
		partners := count / own
		for k := range p.k {
			x := p.x[k]
			hx := p.side(side.of, side.count, func(list []int32, h []float64, s, t int) float64 {
				sum := 0.0
				for u, i := range list {
					sum += h[t*len(list)+u] * x[i]
				}
				return p.score[list[s]] * sum
			})
			gx := p.side(side.of, side.count, func(list []int32, h []float64, s, t int) float64 {
				return -h[s*len(list)+t] * (x[list[s]] + x[list[t]])
			})
			first, second := 0.0, 0.0
			for i, v := range inverse {
				first += traceOfProduct(hx[i], v, p.times)
				middle := multiply(multiply(v, gx[i], p.times), v, p.times)
				second += traceOfProduct(middle, scores[i], p.times)
			}
			// The mean over the side, its finite-sample factor, and 1/partners.
			terms[k] += (-first + second/2) / own * own / (own - 1) / partners
		}
	}
	bias := make([]float64, p.k)
	for a := range bias {
		for b := range terms {
			bias[a] += count * bread[a][b] * terms[b]
		}
	}
	return bias
}

// side adds a T x T matrix of each pair by exporter or importer.
func (p *pairs) side(of []int32, count int, entry func(list []int32, h []float64, s, t int) float64) [][]float64 {
	sums := make([][]float64, count)
	for i := range sums {
		sums[i] = make([]float64, p.times*p.times)
	}
	for g, list := range p.list {
		h := p.information(list)
		sum := sums[of[g]]
		for s, i := range list {
			for t, j := range list {
				sum[int(p.time[i])*p.times+int(p.time[j])] += entry(list, h, s, t)
			}
		}
	}
	return sums
}

func (p *pairs) sideInformation(of []int32, count int) [][]float64 {
	return p.side(of, count, func(list []int32, h []float64, s, t int) float64 { return h[s*len(list)+t] })
}

// inverses are Moore-Penrose inverses: each matrix has at least the constant in
// its null space.
func (p *pairs) inverses(list [][]float64) [][]float64 {
	out := make([][]float64, len(list))
	for i, m := range list {
		out[i] = pseudoInverse(m, p.times)
	}
	return out
}

func pseudoInverse(m []float64, n int) []float64 {
	symmetric := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			symmetric.SetSym(i, j, (m[i*n+j]+m[j*n+i])/2)
		}
	}
	inverse := make([]float64, n*n)
	var eigen mat.EigenSym
	if !eigen.Factorize(symmetric, true) {
		return inverse
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	for k, v := range values {
		if v <= 1e-12*values[n-1] {
			continue
		}
		for i := range n {
			for j := range n {
				inverse[i*n+j] += vectors.At(i, k) * vectors.At(j, k) / v
			}
		}
	}
	return inverse
}

func multiply(a, b []float64, n int) []float64 {
	c := make([]float64, n*n)
	for i := range n {
		for k := range n {
			v := a[i*n+k]
			for j := range n {
				c[i*n+j] += v * b[k*n+j]
			}
		}
	}
	return c
}

// traceOfProduct is tr(ab).
func traceOfProduct(a, b []float64, n int) float64 {
	sum := 0.0
	for i := range n {
		for j := range n {
			sum += a[i*n+j] * b[j*n+i]
		}
	}
	return sum
}
