package flow

import "math"

// sum adds and multiplies as if in twice the precision (Ogita, Rump and Oishi 2005), so that
// a proof is not lost in the rounding of its own check.
type sum struct {
	high, low float64
	// magnitude is the sum of the absolute values of the terms.
	magnitude float64
}

func (s *sum) add(x float64) {
	h := s.high + x
	z := h - s.high
	s.low += (s.high - (h - z)) + (x - z)
	s.high = h
	s.magnitude += math.Abs(x)
}

// product adds x times y.
func (s *sum) product(x, y float64) {
	p := x * y
	s.add(p)
	if !math.IsInf(p, 0) {
		s.low += math.FMA(x, y, -p)
	}
}

func (s *sum) value() float64 { return s.high + s.low }
