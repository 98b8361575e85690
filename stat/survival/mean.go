package survival

import "math"

// RestrictedMean is the mean time without event up to the horizon tau, the area
// under the curve, with its standard error by Greenwood's sum (as R's survmean). Both
// are missing if tau is not a positive number or lies beyond the last exit while the
// survival there is not zero.
func (c Curve) RestrictedMean(tau float64) (mean, stdError Value) {
	if !(tau > 0) || math.IsInf(tau, 1) || len(c.Points) == 0 {
		return Missing, Missing
	}
	if last := c.Points[len(c.Points)-1]; tau > last.Time && last.Estimate > 0 {
		return Missing, Missing
	}
	n := len(c.Points)
	for n > 0 && c.Points[n-1].Time > tau {
		n--
	}
	// From the right: the area still to come is what an event takes away.
	var area, variance float64
	end := tau
	for i := n - 1; i >= 0; i-- {
		p := c.Points[i]
		area += p.Estimate * (end - p.Time)
		end = p.Time
		if left := p.AtRisk - p.Events; left > 0 {
			variance += area * area * float64(p.Events) / (float64(p.AtRisk) * float64(left))
		}
	}
	return Known(area + end), Known(math.Sqrt(variance))
}
