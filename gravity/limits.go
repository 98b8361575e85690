package gravity

import (
	"dyad/regress"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// limits give standard errors of ln μ by the delta method.
//
// ln μ of a flow is g'θ with θ the coefficients and all effects. Its variance
// is the sum over clusters of (g'H⁻¹ s_c)², H the information and s_c the sum
// of z (y−μ) over a cluster's rows, times G/(G−1). H splits by year once the
// covariates are projected on the effects (Frisch and Waugh): with x̃ the
// residual of that projection, V⁻¹ = Σ μ x̃x̃', q = V x̃ of the flow, and r the
// solution of the year's own effects for the flow's exporter and importer, a
// row contributes (y−μ)(x̃'q + r_exporter + r_importer), r only in its year.
//
// What a cluster contributes through the coefficients is the same in all
// years, so Σ (q's_c)² is q'Sq with S = Σ s_c s_c', and only clusters with rows
// in the year are visited.
type limits struct {
	m       *expectModel
	size    int    // of the coefficients
	uses    []bool // which covariates have one
	factor  mat.Cholesky
	sound   bool
	systems map[int]*yearSystem
	rows    map[int][]sample // a dyad's rows beside each other
	scores  []float64        // by cluster, size numbers each
	product *mat.SymDense    // S
	cluster map[int][]int32  // of each row
	groups  float64
}

// newLimits prepares the limits of what e expects, x being the covariates with
// a coefficient.
func newLimits(m *expectModel, e *regress.Estimate, years map[int][]sample) *limits {
	l := &limits{m: m, systems: map[int]*yearSystem{}, rows: map[int][]sample{}, cluster: map[int][]int32{}}
	var x [][]float64
	for _, r := range m.x {
		_, ok := e.Coefficient(r.Name)
		l.uses = append(l.uses, ok)
		if ok {
			x = append(x, r.X)
		}
	}
	l.size = len(x)
	information := mat.NewSymDense(max(l.size, 1), nil)
	number := map[int64]int32{}
	for year, list := range years {
		rows := slices.Clone(list)
		slices.SortFunc(rows, func(a, b sample) int {
			return int(m.p.dyadCode(a.row) - m.p.dyadCode(b.row))
		})
		s := newYearSystem(m.p, rows, x)
		ids := make([]int32, len(rows))
		for k, r := range rows {
			code := m.p.dyadCode(r.row)
			id, ok := number[code]
			if !ok {
				id = int32(len(number))
				number[code] = id
				l.scores = append(l.scores, make([]float64, l.size)...)
			}
			ids[k] = id
			t := s.residual[k]
			for a := range l.size {
				l.scores[int(id)*l.size+a] += (m.p.value[r.row] - r.mu) * t[a]
				for b := a; b < l.size; b++ {
					information.SetSym(a, b, information.At(a, b)+r.mu*t[a]*t[b])
				}
			}
		}
		s.residual = nil
		l.systems[year], l.rows[year], l.cluster[year] = s, rows, ids
	}
	l.groups = float64(len(number))
	l.sound = l.size == 0 || l.factor.Factorize(information)
	l.product = mat.NewSymDense(max(l.size, 1), nil)
	for c := range number {
		score := l.scores[int(number[c])*l.size:][:l.size]
		for a := range score {
			for b := a; b < len(score); b++ {
				l.product.SetSym(a, b, l.product.At(a, b)+score[a]*score[b])
			}
		}
	}
	return l
}

// flowInfluence is how ln μ of a flow answers to the scores: q to those of the
// coefficients, the effects to those of the year's rows.
type flowInfluence struct {
	q          []float64
	exporters  []float64
	importers  []float64
	determined bool
}

// influence of the flow from one economy to another with these covariates.
func (l *limits) influence(s *yearSystem, values []float64, from, to int32) (out flowInfluence) {
	a, b := s.exporter[from], s.importer[to]
	if a < 0 || b < 0 || !l.sound {
		return out
	}
	right, left := make([]float64, s.exporters), make([]float64, s.importers)
	right[a], left[b] = 1, 1
	var ok bool
	if out.exporters, out.importers, ok = s.solve(right, left); !ok {
		return out
	}
	out.q = make([]float64, l.size)
	if l.size > 0 {
		own, q := mat.NewVecDense(l.size, nil), mat.NewVecDense(l.size, out.q)
		for k := range l.size {
			own.SetVec(k, values[k]-s.byExporter[k][a]-s.byImporter[k][b])
		}
		if err := l.factor.SolveVecTo(q, own); err != nil {
			if _, illConditioned := err.(mat.Condition); !illConditioned {
				return out
			}
		}
	}
	out.determined = true
	return out
}

// fill adds the errors and limits to a year. The values are the covariates of
// both directions.
func (l *limits) fill(y *ExpectedYear, level float64, values [2][]float64, i, j int32) {
	s := l.systems[y.Year]
	if s == nil || math.IsNaN(y.Expected) {
		return
	}
	f, b := l.influence(s, values[0], i, j), l.influence(s, values[1], j, i)
	if !f.determined || !b.determined {
		return
	}
	forward, both, backward := l.quadratic(f.q, f.q), l.quadratic(f.q, b.q), l.quadratic(b.q, b.q)
	rows, ids := l.rows[y.Year], l.cluster[y.Year]
	for k := 0; k < len(rows); {
		id := ids[k]
		var uf, ub float64
		for ; k < len(rows) && ids[k] == id; k++ {
			r := rows[k]
			residual := l.m.p.value[r.row] - r.mu
			x, m := s.exporter[l.m.p.exporter[r.row]], s.importer[l.m.p.importer[r.row]]
			uf += residual * (f.exporters[x] + f.importers[m])
			ub += residual * (b.exporters[x] + b.importers[m])
		}
		var cf, cb float64
		for c, score := range l.scores[int(id)*l.size:][:l.size] {
			cf += score * f.q[c]
			cb += score * b.q[c]
		}
		forward += uf * (uf + 2*cf)
		backward += ub * (ub + 2*cb)
		both += uf*ub + uf*cb + ub*cf
	}
	share := y.AToB.Expected / y.Expected
	correction := l.groups / (l.groups - 1)
	root := func(v float64) float64 { return math.Sqrt(max(v, 0) * correction) }
	y.AToB.LogError, y.BToA.LogError = root(forward), root(backward)
	y.LogError = root(share*share*forward + 2*share*(1-share)*both + (1-share)*(1-share)*backward)
	critical := distuv.UnitNormal.Quantile(0.5 + level/200)
	y.Lower, y.Upper = y.Expected*math.Exp(-critical*y.LogError), y.Expected*math.Exp(critical*y.LogError)
	y.RatioLower, y.RatioUpper = y.Actual/y.Upper, y.Actual/y.Lower
}

// quadratic is a'Sb.
func (l *limits) quadratic(a, b []float64) float64 {
	v := 0.0
	for i := range a {
		for j := range b {
			v += a[i] * l.product.At(i, j) * b[j]
		}
	}
	return v
}

// covariates keeps those with a coefficient.
func (l *limits) covariates(all []float64) []float64 {
	var out []float64
	for k, v := range all {
		if l.uses[k] {
			out = append(out, v)
		}
	}
	return out
}
