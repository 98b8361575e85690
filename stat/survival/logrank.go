package survival

import (
	"fmt"

	"gonum.org/v1/gonum/mathext"
)

// Test is the log-rank test of the hypothesis that all groups have one hazard.
type Test struct {
	// N, Observed and Expected count, by group, subjects, events, and the events
	// to be expected under the hypothesis.
	N        []int     `json:"n"`
	Observed []int     `json:"observed"`
	Expected []float64 `json:"expected"`
	// Variance is the covariance of Observed under the hypothesis.
	Variance [][]float64 `json:"variance"`
	// ChiSquare has DF degrees of freedom, the number of independent comparisons
	// which the data allow: one less than there are groups with events to be
	// expected, and fewer where groups are never at risk together.
	ChiSquare float64 `json:"chisq"`
	DF        int     `json:"df"`
	// P is missing if there is nothing to compare.
	P Value `json:"p"`
}

// maxGroups bounds the covariance of the groups.
const maxGroups = 1000

// LogRank tests whether the groups of the data have the same hazard, all causes
// taken as one, with delayed entry where the data have it. Its error, if any, is
// an *Error.
func LogRank(d Data) (Test, error) {
	if err := d.check(); err != nil {
		return Test{}, err
	}
	n := d.groups()
	if n < 2 || n > maxGroups {
		return Test{}, &Error{Column: "group", Index: -1,
			Reason: fmt.Sprintf("there are %d groups; from 2 to %d can be compared", n, maxGroups)}
	}
	t := Test{N: make([]int, n), Observed: make([]int, n), Expected: make([]float64, n), Variance: make([][]float64, n)}
	for g := range n {
		t.Variance[g] = make([]float64, n)
	}
	for _, g := range d.Group {
		t.N[g]++
	}
	pooled := Data{Exit: d.Exit, Entry: d.Entry, Cause: d.Cause}
	together := pooled.sorted()
	t.compare(&together[0], d.Group)
	difference := make([]float64, n)
	for g := range difference {
		difference[g] = float64(t.Observed[g]) - t.Expected[g]
	}
	t.ChiSquare, t.DF = quadratic(t.Variance, difference)
	t.P = Missing
	if t.DF > 0 {
		t.P = Known(mathext.GammaIncRegComp(float64(t.DF)/2, t.ChiSquare/2))
	}
	return t, nil
}

// compare sums what is observed and expected at each time. Given who is at risk and
// how many events there are, their distribution over the groups is hypergeometric.
func (t *Test) compare(c *cohort, group []int) {
	risk := make([]int, len(t.N))
	if c.entry == nil {
		copy(risk, t.N)
	}
	share := make([]float64, len(risk))
	for w := c.walk(); w.step(); {
		if c.entry != nil {
			for _, e := range w.entry[w.entered-w.joined : w.entered] {
				risk[group[e.row]]++
			}
		}
		if w.events > 0 {
			all, events := float64(w.atRisk()), float64(w.events)
			spread := 0.0
			if all > 1 {
				spread = events * (all - events) / (all - 1)
			}
			for g, r := range risk {
				share[g] = float64(r) / all
				t.Expected[g] += events * share[g]
			}
			for g, s := range share {
				if s == 0 || spread == 0 {
					continue
				}
				row := t.Variance[g]
				row[g] += spread * s * (float64(int(all)-risk[g]) / all)
				for h, other := range share[:g] {
					row[h] -= spread * s * other
				}
			}
		}
		for _, e := range w.exit[w.first:w.next] {
			g := group[e.row]
			risk[g]--
			if e.cause > 0 {
				t.Observed[g]++
			}
		}
	}
	for g := range t.Variance {
		for h := range g {
			t.Variance[h][g] = t.Variance[g][h]
		}
	}
}

// quadratic is b'V⁻b for a covariance V, with a generalised inverse, and the rank of
// V, by elimination with the largest remaining share of a variance as pivot.
func quadratic(covariance [][]float64, b []float64) (form float64, rank int) {
	const nothing = 1e-10 // of a variance: a difference of others, by rounding
	n := len(b)
	b = append([]float64(nil), b...)
	v := make([][]float64, n)
	for i := range v {
		v[i] = append([]float64(nil), covariance[i]...)
	}
	used := make([]bool, n)
	for {
		p, best := -1, nothing
		for i := range n {
			if covariance[i][i] > 0 && !used[i] && v[i][i]/covariance[i][i] > best {
				p, best = i, v[i][i]/covariance[i][i]
			}
		}
		if p < 0 {
			return form, rank
		}
		used[p] = true
		rank++
		form += b[p] * b[p] / v[p][p]
		for i := range n {
			if used[i] {
				continue
			}
			f := v[i][p] / v[p][p]
			b[i] -= f * b[p]
			for j := range n {
				v[i][j] -= f * v[p][j]
			}
		}
	}
}
