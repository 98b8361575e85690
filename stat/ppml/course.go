package ppml

import "math"

// course is what the steps of an iteration so far say about the next.
type course struct {
	settled   bool    // the deviance has
	drift     int     // steps in a row that look like separation
	precision float64 // that the projections need
}

func newCourse() *course { return &course{precision: 1e-2} }

// look judges a step by its objective and Newton decrement, before the progress
// takes them over.
func (c *course) look(f *fitter, p *progress, o Options, objective, decrement float64, whole, first bool) {
	deviance := 2 * (objective - f.saturated)
	if f.family == Gaussian {
		deviance = objective
	}
	change := math.Abs(p.objective - objective)
	c.settled = 2*change <= o.Tolerance*(0.1+math.Abs(deviance))+2*f.slack(*p)
	if first {
		return
	}
	// Separated means shrink by the factor e at every step, and the decrement with
	// them; a sound estimation squares it.
	if ratio := decrement / p.decrement; ratio > 0.34 && ratio < 0.40 && whole {
		c.drift++
	} else {
		c.drift = 0
	}
	// The next step will square the error; ask no more of it, and little where the
	// last ones did not.
	relative := math.Sqrt(math.Abs(decrement) / (math.Abs(deviance) + 0.1))
	const slow = 0.02
	c.precision = min(1e-2, max(1e-6, relative, slow*math.Abs(decrement/p.decrement)))
	p.decrement = decrement
}
