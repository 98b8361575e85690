package breakpoint

import "gonum.org/v1/gonum/mathext"

// Test is the outcome of a Chow test.
type Test struct {
	// After is the last observation before the change tested, counted from one.
	After int
	// F has DF1 and DF2 degrees of freedom; P is its probability without a change.
	F        float64
	DF1, DF2 int
	P        float64
	// Before and Since are the two regressions.
	Before, Since Segment
}

// Chow tests (Chow 1960) whether one regression serves the observations up to and
// with number after, and those from the next on:
//
//	F = ((RSS − RSS₁ − RSS₂)/k) / ((RSS₁ + RSS₂)/(n − 2k))
//
// Either side needs k+1 observations (ErrPoint). Errors have one variance on both
// sides, and the date is given: a date that was sought in the data wants SupF.
func Chow(y []float64, d Design, after int) (Test, error) {
	data, err := prepare(y, d)
	if err != nil {
		return Test{}, err
	}
	n, k := len(y), data.k
	if after <= k || after >= n-k {
		return Test{}, fault(ErrPoint, "after observation %d of %d; either side of a change needs %d", after, n, k+1)
	}
	t := Test{After: after, DF1: k, DF2: n - 2*k, Before: data.segment(0, after), Since: data.segment(after, n)}
	parts := t.Before.RSS + t.Since.RSS
	if data.exact(parts, n) {
		return Test{}, fault(ErrExact, "two regressions, split after observation %d", after)
	}
	t.F = max(0, (data.rss(0, n)-parts)/float64(k)/(parts/float64(t.DF2)))
	t.P = upperF(t.F, float64(t.DF1), float64(t.DF2))
	return t, nil
}

// upperF is P(F > f), exact in the tail, where 1 − P(F ≤ f) is not.
func upperF(f, df1, df2 float64) float64 {
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}
