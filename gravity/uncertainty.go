package gravity

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// uncertainty fills the standard errors of ln Expected by the delta method.
//
// ln μ of a flow is g'θ with θ the coefficients and all effects. Its variance
// is the sum over clusters of (g'H⁻¹ s_c)², H the information and s_c the sum
// of z (y−μ) over a cluster's rows, times G/(G−1). H splits by year once the
// covariates are projected on the effects (Frisch and Waugh): with x̃ the
// residual of that projection, V⁻¹ = Σ μ x̃x̃', q = V x̃ of the flow, and r the
// solution of the year's own effects for the flow's exporter and importer, a
// row contributes (y−μ)(x̃'q + r_exporter + r_importer), r only in its year.
func (m *expectModel) uncertainty(out *Expectation, years map[int][]sample, i, j int32) {
	e := out.Estimate
	var x [][]float64 // covariates with a coefficient
	for _, r := range m.x {
		if _, ok := e.Coefficient(r.Name); ok {
			x = append(x, r.X)
		}
	}
	size := len(x)
	information := mat.NewSymDense(max(size, 1), nil)
	scores := map[int64][]float64{} // by dyad: Σ (y−μ) x̃
	systems := map[int]*yearSystem{}
	for year, rows := range years {
		s := newYearSystem(m.p, rows, x)
		systems[year] = s
		for k, r := range rows {
			t := s.residual[k]
			code := m.p.dyadCode(r.row)
			if scores[code] == nil {
				scores[code] = make([]float64, size)
			}
			for a := range size {
				scores[code][a] += (m.p.value[r.row] - r.mu) * t[a]
				for b := a; b < size; b++ {
					information.SetSym(a, b, information.At(a, b)+r.mu*t[a]*t[b])
				}
			}
		}
	}
	var factor mat.Cholesky
	if size > 0 && !factor.Factorize(information) {
		return // leaves the errors missing
	}
	groups := float64(len(scores))
	critical := distuv.UnitNormal.Quantile(0.5 + out.Level/200)
	for k := range out.Years {
		y := &out.Years[k]
		if math.IsNaN(y.Expected) || systems[y.Year] == nil {
			continue
		}
		var parts [2]map[int64]float64
		for d, pair := range [2][2]int32{{i, j}, {j, i}} {
			parts[d] = m.influence(systems[y.Year], years[y.Year], &factor, scores, x, y.Year, pair[0], pair[1])
		}
		if parts[0] == nil || parts[1] == nil {
			continue
		}
		share := y.AToB.Expected / y.Expected
		var forward, backward, both float64
		for code := range scores {
			f, b := parts[0][code], parts[1][code]
			forward += f * f
			backward += b * b
			both += (share*f + (1-share)*b) * (share*f + (1-share)*b)
		}
		correction := groups / (groups - 1)
		y.AToB.LogError, y.BToA.LogError = math.Sqrt(forward*correction), math.Sqrt(backward*correction)
		y.LogError = math.Sqrt(both * correction)
		y.Lower, y.Upper = y.Expected*math.Exp(-critical*y.LogError), y.Expected*math.Exp(critical*y.LogError)
		y.RatioLower, y.RatioUpper = y.Actual/y.Upper, y.Actual/y.Lower
	}
}

// influence is every cluster's part in ln μ of the flow from one economy to
// another in the year of the system.
func (m *expectModel) influence(s *yearSystem, rows []sample, factor *mat.Cholesky, scores map[int64][]float64, x [][]float64, year int, from, to int32) map[int64]float64 {
	a, b := s.exporter[from], s.importer[to]
	row, ok := m.own[dyadRow{year, from}]
	if a < 0 || b < 0 || !ok {
		return nil
	}
	right, left := make([]float64, s.exporters), make([]float64, s.importers)
	right[a], left[b] = 1, 1
	ri, rj, ok := s.solve(right, left)
	if !ok {
		return nil
	}
	out := make(map[int64]float64, len(scores))
	if len(x) > 0 {
		own := mat.NewVecDense(len(x), nil)
		for k := range x {
			own.SetVec(k, x[k][row]-s.byExporter[k][a]-s.byImporter[k][b])
		}
		var q mat.VecDense
		if err := factor.SolveVecTo(&q, own); err != nil {
			if _, illConditioned := err.(mat.Condition); !illConditioned {
				return nil
			}
		}
		for code, score := range scores {
			for k, v := range score {
				out[code] += v * q.AtVec(k)
			}
		}
	}
	for _, r := range rows {
		effect := ri[s.exporter[m.p.exporter[r.row]]] + rj[s.importer[m.p.importer[r.row]]]
		out[m.p.dyadCode(r.row)] += (m.p.value[r.row] - r.mu) * effect
	}
	return out
}
