package breakpoint

import "math"

// argmax is the limit distribution of a break date's estimate (Bai 1997):
// the place of the maximum of a two-sided Wiener process with drift, whose sides differ
// where the regressors (xi, later over earlier) or the errors (phi, variance ratio
// times xi) do.
type argmax struct{ xi, phi float64 }

// below is P(V ≤ x).
func (a argmax) below(x float64) float64 {
	xi, phi := a.xi, a.phi
	root := math.Sqrt(math.Abs(x))
	if x < 0 {
		x = -x
		ratio := xi / phi
		return -root*math.Exp(-x/8)/math.Sqrt(2*math.Pi) -
			(phi/xi)*(phi+2*xi)/(phi+xi)*math.Exp(ratio*(1+ratio)*x/2+logNormal(-(0.5+ratio)*root)) +
			(x/2-2+(phi+2*xi)*(phi+2*xi)/((phi+xi)*xi))*math.Exp(logNormal(-root/2))
	}
	ratio := xi * xi / phi
	scaled := math.Sqrt(ratio)
	return 1 + scaled*root*math.Exp(-ratio*x/8)/math.Sqrt(2*math.Pi) +
		(xi/phi)*(2*phi+xi)/(phi+xi)*math.Exp((phi+xi)*x/2+logNormal(-(phi+xi/2)/math.Sqrt(phi)*root)) -
		((2*phi+xi)*(2*phi+xi)/((phi+xi)*phi)-2+ratio*x/2)*math.Exp(logNormal(-scaled*root/2))
}

// quantile solves P(V ≤ x) = p on the side of zero where the solution lies,
// negative where later is false.
func (a argmax) quantile(p float64, later bool) (float64, bool) {
	sign := -1.0
	if later {
		sign = 1
	}
	passed := func(x float64) bool { // beyond the solution, seen from zero
		v := a.below(sign * x)
		return later && v >= p || !later && v <= p
	}
	low, high := 0.0, 1.0
	for !passed(high) {
		low, high = high, 2*high
		if high > 1e12 {
			return 0, false
		}
	}
	for high-low > 1e-12*high {
		middle := low + (high-low)/2
		if middle == low || middle == high {
			break
		}
		if passed(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return sign * high, true
}

// logNormal is ln Φ(z) for z ≤ 0, also where Φ(z) is less than the smallest number.
func logNormal(z float64) float64 {
	if z > -30 {
		return math.Log(math.Erfc(-z/math.Sqrt2) / 2)
	}
	s := 1 / (z * z) // asymptotic series of Mills' ratio
	return -z*z/2 - math.Log(-z) - math.Log(2*math.Pi)/2 + math.Log1p(s*(-1+s*(3+s*(-15+s*(105-945*s)))))
}
