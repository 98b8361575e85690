package survival

import (
	"math"
	"sort"
)

// Point is a curve at one exit time.
type Point struct {
	Time float64 `json:"time"`
	// AtRisk counts the subjects with entry < Time <= exit.
	AtRisk   int `json:"n_risk"`
	Events   int `json:"n_event"`
	Censored int `json:"n_censor"`
	// Estimate is the curve from Time on.
	Estimate float64 `json:"estimate"`
	// StdError is on the scale of Estimate.
	StdError Value `json:"std_error"`
	Lower    Value `json:"lower"`
	Upper    Value `json:"upper"`
}

// Curve is the survival of one group: 1 before the first point, then a step function.
type Curve struct {
	Group int
	// N counts the subjects, Events those with an event.
	N, Events int
	// Points are in the order of time, one for each distinct exit time.
	Points []Point
}

// KaplanMeier estimates the survival of each group, in the order of the groups'
// numbers; a number that no subject has gives a curve without points. Its error,
// if any, is an *Error.
func KaplanMeier(d Data, o Options) ([]Curve, error) {
	c, err := o.interval()
	if err != nil {
		return nil, err
	}
	cohorts, err := d.cohorts()
	if err != nil {
		return nil, err
	}
	curves := make([]Curve, len(cohorts))
	parallel(len(cohorts), func(g int) { curves[g] = cohorts[g].kaplanMeier(c) })
	return curves, nil
}

func (c *cohort) kaplanMeier(limits interval) Curve {
	curve := Curve{Group: c.group, N: len(c.exit), Points: make([]Point, 0, c.distinct())}
	product := newProduct()
	var p Point
	for w := c.walk(); w.step(); {
		if w.events > 0 || len(curve.Points) == 0 {
			product.times(w.atRisk(), w.events)
			p.Estimate = product.survival
			p.StdError, p.Lower, p.Upper = Missing, Missing, Missing
			if p.Estimate > 0 {
				s := math.Sqrt(product.greenwood)
				p.StdError = Known(p.Estimate * s)
				p.Lower, p.Upper = limits.around(p.Estimate, s)
			}
		}
		p.Time, p.AtRisk, p.Events, p.Censored = w.time(), w.atRisk(), w.events, w.censored()
		curve.Events += w.events
		curve.Points = append(curve.Points, p)
	}
	return curve
}

// product is the product over times of (1 - events/risk), and Greenwood's sum of
// events/(risk (risk - events)). Over times between which nobody is censored and
// nobody enters both are telescopes, of which only the ends are kept: the
// survival of uncensored data is then one division.
type product struct {
	survival, greenwood float64
	before, sum         float64 // the two before the telescope
	top, left           int     // at risk when it began, and now
}

func newProduct() product { return product{survival: 1, before: 1} }

// times goes on by the time at which so many are at risk and have events.
func (p *product) times(risk, events int) {
	if risk != p.left {
		p.before, p.sum, p.top = p.survival, p.greenwood, risk
	}
	p.left = risk - events
	if p.survival == 0 { // nobody comes back, even where others enter later
		return
	}
	top, left := float64(p.top), float64(p.left)
	p.survival = p.before * (left / top)
	if p.left > 0 {
		p.greenwood = p.sum + (top-left)/(top*left)
	}
}

// At is the survival at time t with its standard error and limits: those of the
// last point not after t, and before the first point a certain 1.
func (c Curve) At(t float64) (estimate float64, stdError, lower, upper Value) {
	i := sort.Search(len(c.Points), func(i int) bool { return c.Points[i].Time > t })
	if i == 0 {
		return 1, Known(0), Known(1), Known(1)
	}
	p := c.Points[i-1]
	return p.Estimate, p.StdError, p.Lower, p.Upper
}
