package panel

import (
	"math"
	"math/rand/v2"
)

// world is what the panels have in common: economies on a sphere.
type world struct {
	source   *rand.Rand
	n, years int
	size     [][]float64 // log of economic size, by year
	distance [][]float64 // log of distance
	border   [][]float64
	language [][]float64
	colony   [][]float64
	since    [][]int // year from which an agreement is in force
	currency [][]int
	banned   [][]int // year from which sanctions apply; they end after six
	member   []int   // year of joining the trade organisation
}

func newWorld(n, years int, seed uint64) *world {
	w := &world{source: rand.New(rand.NewPCG(seed, seed+1)), n: n, years: years}
	r := w.source
	type place struct{ x, y, z float64 }
	where := make([]place, n)
	tongue := make([]int, n)
	for i := range n {
		x, y, z := r.NormFloat64(), r.NormFloat64(), r.NormFloat64()
		length := math.Sqrt(x*x + y*y + z*z)
		where[i] = place{x / length, y / length, z / length}
		tongue[i] = r.IntN(9)
		w.member = append(w.member, r.IntN(2*years)-years)
		level := 2.2*r.NormFloat64() + 10
		path := make([]float64, years)
		for t := range path {
			level += 0.03 + 0.05*r.NormFloat64()
			path[t] = level
		}
		w.size = append(w.size, path)
	}
	square := func() [][]float64 {
		m := make([][]float64, n)
		for i := range m {
			m[i] = make([]float64, n)
		}
		return m
	}
	never := func() [][]int {
		m := make([][]int, n)
		for i := range m {
			m[i] = make([]int, n)
			for j := range m[i] {
				m[i][j] = years
			}
		}
		return m
	}
	w.distance, w.border, w.language, w.colony = square(), square(), square(), square()
	w.since, w.currency, w.banned = never(), never(), never()
	for i := range n {
		w.distance[i][i] = math.Log(200)
		w.language[i][i] = 1
		for j := range i {
			a, b := where[i], where[j]
			d := math.Max(6371*math.Acos(math.Max(-1, math.Min(1, a.x*b.x+a.y*b.y+a.z*b.z))), 150)
			set := func(m [][]float64, v float64) { m[i][j], m[j][i] = v, v }
			begin := func(m [][]int, v int) { m[i][j], m[j][i] = v, v }
			set(w.distance, math.Log(d))
			if d < 900 {
				set(w.border, 1)
			}
			if tongue[i] == tongue[j] {
				set(w.language, 1)
			}
			if r.Float64() < 0.02 {
				set(w.colony, 1)
			}
			if r.Float64() < 0.75*math.Exp(-d/4000) {
				begin(w.since, r.IntN(years))
			}
			if r.Float64() < 0.04 {
				begin(w.currency, r.IntN(years))
			}
			if r.Float64() < 0.05 {
				begin(w.banned, r.IntN(years))
			}
		}
	}
	return w
}

func after(t, year int) float64 {
	if t >= year {
		return 1
	}
	return 0
}

func (w *world) organisation(i, j, t int) float64 {
	if i == j {
		return 0
	}
	return after(t, w.member[i]) * after(t, w.member[j])
}

func (w *world) sanction(i, j, t int) float64 {
	if t >= w.banned[i][j] && t < w.banned[i][j]+6 {
		return 1
	}
	return 0
}

// flow is the log of expected trade without noise.
func (w *world) flow(i, j, t int) float64 {
	v := 0.8*w.size[i][t] + 0.8*w.size[j][t] - 0.9*w.distance[i][j] + 0.5*w.border[i][j] + 0.3*w.language[i][j] +
		0.2*w.colony[i][j] + 0.35*after(t, w.since[i][j]) + 0.2*after(t, w.currency[i][j]) - 0.5*w.sanction(i, j, t) + 0.1*w.organisation(i, j, t)
	if i == j {
		v += 2.5
	}
	return v - 8
}

// outcome draws trade around its expectation: a multiplicative error of which
// part persists, then zero where little is left.
func (w *world) outcome(logFlow, persistent float64) float64 {
	v := math.Exp(logFlow + 0.6*persistent + 0.5*w.source.NormFloat64())
	if v < 0.02 || w.source.Float64() > v/(v+0.05) {
		return 0
	}
	return math.Round(v*1000) / 1000
}
