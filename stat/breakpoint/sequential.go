package breakpoint

import "math"

// Step is one test of the sequential procedure: breaks against one more.
type Step struct {
	// Breaks is the number under the hypothesis.
	Breaks int
	// F is the largest sup-F of the segments, k times an F statistic, and After where
	// it would break; P its approximate probability under the hypothesis.
	F     float64
	After int
	P     float64
	// Exact says that the segment would fit within rounding if broken there: F has
	// no bound and is given as zero, and P is zero.
	Exact bool
}

// Sequence is the outcome of the sequential procedure.
type Sequence struct {
	// Breaks is the number found; the best partition with so many stands in
	// Result.Partitions.
	Breaks int
	Steps  []Step
}

// Sequential finds the number of breaks by the tests sup-F(l+1 | l) of Bai and
// Perron (1998, 2003): one more break is accepted while the largest sup-F statistic of the
// segments of the best partition with l breaks is significant at the level alpha.
// A break within a segment leaves H observations on either side, as in Bai and
// Perron's programs; segments of less than 2H are not tried. Each segment has its
// own variance. The probability of the largest is 1 − Π(1 − pᵢ), pᵢ the one of Hansen
// (1997) for the places tried in segment i, which is the limit distribution of
// Bai and Perron (1998, proposition 7) without its tables.
func (r *Result) Sequential(alpha float64) (Sequence, error) {
	if !(alpha > 0 && alpha < 1) {
		return Sequence{}, fault(ErrLevel, "%g", alpha)
	}
	if err := enoughKnown(r.K); err != nil {
		return Sequence{}, err
	}
	var s Sequence
	for l := range len(r.Partitions) - 1 {
		step, ok := r.step(l)
		if !ok {
			break
		}
		s.Steps = append(s.Steps, step)
		if step.P > alpha {
			break
		}
		s.Breaks = l + 1
	}
	return s, nil
}

// step tests l breaks against one more; not where no segment has room for it.
func (r *Result) step(l int) (Step, bool) {
	out := Step{Breaks: l}
	ends := append(append([]int{}, r.Partitions[l].After...), r.N)
	var tried []split
	first := 0
	for _, end := range ends {
		if end-first >= 2*r.H && !r.data.exact(r.data.rss(first, end), end-first) {
			tried = append(tried, r.data.split(first, end, r.H))
		}
		first = end
	}
	for i, s := range tried {
		if s.exact {
			return Step{Breaks: l, After: s.after, Exact: true}, true
		}
		if i == 0 || s.f > out.F {
			out.F, out.After = s.f, s.after
		}
	}
	none := 0.0 // logarithm of the probability that none is larger
	for _, s := range tried {
		none += math.Log1p(-upperSupF(out.F, r.K, s.trimming))
	}
	out.P = -math.Expm1(none)
	return out, len(tried) > 0
}
