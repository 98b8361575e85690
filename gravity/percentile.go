package gravity

import "math"

// percentiles places the dyad's ratio of actual to expected trade among the
// ratios of all dyads observed in both directions that year, all in the sample.
func (m *expectModel) percentiles(out *Expectation, i, j int32) {
	e := out.InSample
	type sums struct {
		actual, expected float64
		directions       int
	}
	years := map[int]map[int64]*sums{}
	own := int64(-1)
	for k, mu := range e.Result.Fitted {
		row := k
		if e.Rows != nil {
			row = int(e.Rows[k])
		}
		if math.IsNaN(mu) {
			continue
		}
		code := m.p.dyadCode(row)
		if m.p.of(row, i, j) {
			own = code
		}
		byDyad := years[m.p.year[row]]
		if byDyad == nil {
			byDyad = map[int64]*sums{}
			years[m.p.year[row]] = byDyad
		}
		s := byDyad[code]
		if s == nil {
			s = &sums{}
			byDyad[code] = s
		}
		s.actual += m.p.value[row]
		s.expected += mu
		s.directions++
	}
	for k := range out.Years {
		y := &out.Years[k]
		mine := years[y.Year][own]
		if own < 0 || mine == nil || mine.directions < 2 {
			continue
		}
		y.InSampleRatio = mine.actual / mine.expected
		below, equal := 0.0, 0.0
		for code, s := range years[y.Year] {
			if s.directions < 2 {
				continue
			}
			y.Dyads++
			r := s.actual / s.expected
			switch {
			case code == own:
			case r < y.InSampleRatio:
				below++
			case r == y.InSampleRatio:
				equal++
			}
		}
		if y.Dyads > 1 {
			y.Percentile = 100 * (below + equal/2) / float64(y.Dyads-1)
		}
	}
}
