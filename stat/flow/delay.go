package flow

import "math"

// Delay is a cost that grows with flow, Free · (1 + Alpha · (flow/Capacity)^Beta), the form of
// the Bureau of Public Roads (1964), whose Alpha and Beta were 0.15 and 4. With Alpha zero
// the cost is Free at any flow.
type Delay struct {
	Free     float64 // cost without flow
	Capacity float64 // flow at which the cost is 1 + Alpha times Free
	Alpha    float64
	Beta     float64 // at least 1
}

// Cost is the cost of a unit at a flow.
func (d Delay) Cost(flow float64) float64 {
	if d.Alpha == 0 {
		return d.Free
	}
	return d.Free * (1 + d.Alpha*math.Pow(flow/d.Capacity, d.Beta))
}

// slope is the derivative of Cost.
func (d Delay) slope(flow float64) float64 {
	if d.Alpha == 0 {
		return 0
	}
	return d.Free * d.Alpha * d.Beta / d.Capacity * math.Pow(flow/d.Capacity, d.Beta-1)
}

// total is the integral of Cost from no flow to this one.
func (d Delay) total(flow float64) float64 {
	if d.Alpha == 0 {
		return d.Free * flow
	}
	return d.Free * flow * (1 + d.Alpha/(d.Beta+1)*math.Pow(flow/d.Capacity, d.Beta))
}

// grows says whether the cost depends on the flow.
func (d Delay) grows() bool { return d.Alpha != 0 && d.Free != 0 && !math.IsInf(d.Capacity, 1) }

// validate returns an *InputError for the first delay that is none.
func validateDelays(delays []Delay) error {
	for i, d := range delays {
		switch {
		case !(d.Free >= 0) || math.IsInf(d.Free, 1):
			return &InputError{"Free", i, d.Free, "a cost must be finite and not negative"}
		case !(d.Alpha >= 0) || math.IsInf(d.Alpha, 1):
			return &InputError{"Alpha", i, d.Alpha, "it must be finite and not negative"}
		case d.Alpha > 0 && !(d.Capacity > 0):
			return &InputError{"Capacity", i, d.Capacity, "a cost that grows with flow needs a positive capacity"}
		case d.Alpha > 0 && (!(d.Beta >= 1) || math.IsInf(d.Beta, 1)):
			return &InputError{"Beta", i, d.Beta, "it must be finite and at least 1"}
		}
	}
	return nil
}
