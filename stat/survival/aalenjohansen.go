package survival

import (
	"fmt"
	"math"
)

// Incidence is the cumulative incidence of one cause in one group: 0 before the
// first point, then a step function.
type Incidence struct {
	Group, Cause int
	// N counts the group's subjects, Events those with an event of this cause.
	N, Events int
	// Points are in the order of time, one for each distinct exit time of the
	// group. Their Events are those of this cause.
	Points []Point
}

// maxCauses keeps a column of names, taken for causes, from asking for as many curves.
const maxCauses = 255

// AalenJohansen estimates the cumulative incidence of each cause in each group: for
// group 0 causes 1, 2, …, then for group 1, and so on, every cause that occurs in any
// group. With the probability of no event they add up to one. Its error, if any, is
// an *Error.
func AalenJohansen(d Data, o Options) ([]Incidence, error) {
	c, err := o.interval()
	if err != nil {
		return nil, err
	}
	cohorts, err := d.cohorts()
	if err != nil {
		return nil, err
	}
	causes := d.causes()
	if causes > maxCauses {
		return nil, &Error{Column: "cause", Index: -1,
			Reason: fmt.Sprintf("%d causes; no more than %d can compete", causes, maxCauses)}
	}
	if d.Entry != nil {
		since := make([]uint32, len(d.Entry))
		for g := range cohorts {
			cohorts[g].since = since
		}
	}
	curves := make([]Incidence, len(cohorts)*causes)
	parallel(len(cohorts), func(g int) {
		cohorts[g].aalenJohansen(curves[g*causes:(g+1)*causes], c)
	})
	return curves, nil
}

// aalenJohansen fills a curve for each cause, estimates first, since the variance asks
// which cause most have in the end.
func (c *cohort) aalenJohansen(curves []Incidence, limits interval) {
	times := c.distinct()
	for k := range curves {
		curves[k] = Incidence{Group: c.group, Cause: k + 1, N: len(c.exit), Points: make([]Point, 0, times)}
	}
	events := make([]int, len(curves)+1)
	incidence := make([]float64, len(curves))
	product := newProduct()
	for w := c.walk(); w.step(); {
		w.byCause(events)
		before := product.survival
		product.times(w.atRisk(), w.events)
		for k := range curves {
			if events[k+1] > 0 {
				incidence[k] += before * (float64(events[k+1]) / float64(w.atRisk()))
				curves[k].Events += events[k+1]
			}
			curves[k].Points = append(curves[k].Points, Point{Time: w.time(), AtRisk: w.atRisk(),
				Events: events[k+1], Censored: w.censored(), Estimate: min(incidence[k], 1)})
		}
	}
	c.jackknife(curves)
	for k := range curves {
		points := curves[k].Points
		for i := range points {
			p := &points[i]
			if i > 0 && p.StdError == points[i-1].StdError && p.Estimate == points[i-1].Estimate {
				p.Lower, p.Upper = points[i-1].Lower, points[i-1].Upper
				continue
			}
			relative := 0.0
			if p.StdError.number > 0 {
				relative = p.StdError.number / p.Estimate
			}
			p.Lower, p.Upper = limits.around(p.Estimate, relative)
		}
	}
}

// byCause counts the exits of this time by cause, the censored as 0.
func (w *walk) byCause(counts []int) {
	clear(counts)
	for _, t := range w.exit[w.first:w.next] {
		counts[t.cause]++
	}
}

// jackknife sets the standard errors of the curves.
func (c *cohort) jackknife(curves []Incidence) {
	if len(curves) == 0 || len(c.exit) == 0 {
		return
	}
	j := newJackknife(c, curves)
	events := make([]int, len(curves)+1)
	row := 0
	for w := c.walk(); w.step(); row++ {
		w.byCause(events)
		j.step(&w, events)
		for k := range curves {
			p := &curves[k].Points[row]
			p.StdError = Known(math.Sqrt(max(0, j.variance(k, p.Estimate))))
		}
	}
}
