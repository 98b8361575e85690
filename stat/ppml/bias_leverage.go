package ppml

import (
	"dyad/stat/internal/absorb"
)

// twoWayLeverage returns, for each pair, the diagonal matrix of d V d' of its
// rows: the variance of a row's two effects together. Each time has its own
// system, which is inverted.
func (p *pairs) twoWayLeverage() func(k int) []float64 {
	lever := make([]float64, len(p.score))
	byTime := make([][]int32, p.times)
	for _, list := range p.list {
		for _, i := range list {
			byTime[p.time[i]] = append(byTime[p.time[i]], i)
		}
	}
	absorb.Parallel(p.f.threads, p.times, func(_, t int) {
		index := map[int32]int{}
		place := func(g int32) int {
			at, ok := index[g]
			if !ok {
				at = len(index)
				index[g] = at
			}
			return at
		}
		rows := byTime[t]
		ends := make([][2]int, len(rows))
		for k, i := range rows {
			ends[k] = [2]int{place(p.first[i]), place(int32(p.firsts) + p.second[i])}
		}
		n := len(index)
		matrix := make([]float64, n*n)
		for k, i := range rows {
			a, b := ends[k][0], ends[k][1]
			matrix[a*n+a] += p.weights[i]
			matrix[b*n+b] += p.weights[i]
			matrix[min(a, b)*n+max(a, b)] += p.weights[i]
		}
		inverse := invertDense(matrix, n)
		for k, i := range rows {
			a, b := ends[k][0], ends[k][1]
			lever[i] = inverse[a*n+a] + inverse[b*n+b] + inverse[a*n+b] + inverse[b*n+a]
		}
	})
	return func(k int) []float64 {
		list := p.list[k]
		n := len(list)
		matrix := make([]float64, n*n)
		for s, i := range list {
			matrix[s*n+s] = lever[i]
		}
		return matrix
	}
}

// invertDense returns a generalized inverse of a symmetric positive
// semidefinite matrix, of which the upper triangle is given and overwritten.
func invertDense(matrix []float64, n int) []float64 {
	factor := absorb.Factorize(matrix, n)
	inverse := make([]float64, n*n)
	for k := range n {
		column := inverse[k*n : (k+1)*n]
		column[k] = 1
		factor.Solve(column)
	}
	return inverse
}

// threeWayLeverage returns, for each pair, d V d' of its rows, V being the
// inverse information of the exporter-time and importer-time effects with the
// pair effects profiled out. It also says whether it is exact.
func (p *pairs) threeWayLeverage() (func(k int) []float64, bool) {
	n := p.firsts + p.seconds
	if n > mostExact {
		return p.leadingLeverage(), false
	}
	matrix := make([]float64, n*n)
	for _, list := range p.list {
		h := p.information(list)
		for s, i := range list {
			for t, j := range list {
				v := h[s*len(list)+t]
				for _, a := range []int{int(p.first[i]), p.firsts + int(p.second[i])} {
					for _, b := range []int{int(p.first[j]), p.firsts + int(p.second[j])} {
						if a <= b {
							matrix[a*n+b] += v
						}
					}
				}
			}
		}
	}
	inverse := invertDense(matrix, n)
	return func(k int) []float64 {
		list := p.list[k]
		lever := make([]float64, len(list)*len(list))
		for s, i := range list {
			for t, j := range list {
				a, b := int(p.first[i]), p.firsts+int(p.second[i])
				c, d := int(p.first[j]), p.firsts+int(p.second[j])
				lever[s*len(list)+t] = inverse[a*n+c] + inverse[a*n+d] + inverse[b*n+c] + inverse[b*n+d]
			}
		}
		return lever
	}, true
}

// leadingLeverage takes the exporter's and the importer's information each by
// itself.
func (p *pairs) leadingLeverage() func(k int) []float64 {
	exporters := p.inverses(p.sideInformation(p.exporter, p.exporters))
	importers := p.inverses(p.sideInformation(p.importer, p.importers))
	return func(k int) []float64 {
		list := p.list[k]
		lever := make([]float64, len(list)*len(list))
		a, b := exporters[p.exporter[k]], importers[p.importer[k]]
		for s, i := range list {
			for t, j := range list {
				at := int(p.time[i])*p.times + int(p.time[j])
				lever[s*len(list)+t] = a[at] + b[at]
			}
		}
		return lever
	}
}
