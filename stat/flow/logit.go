package flow

import (
	"fmt"
	"math"
)

// Choice is how a demand is shared out among alternatives.
type Choice struct {
	// Share is the share of each alternative; shares sum to one.
	Share []float64
	// PathSize is the size of each alternative, where the model has sizes.
	PathSize []float64
	// LogSum is the expected least cost, −ln(Σ exp U)/θ with U the utilities, in units of
	// cost.
	LogSum float64
}

// Logit is the multinomial logit model: an alternative of cost c and constant a has the
// utility a − θ·c, and shares are proportional to exp(utility) (McFadden 1974). Constants may be
// nil. θ is the sensitivity to a unit of cost, and positive.
func Logit(theta float64, cost, constant []float64) (*Choice, error) {
	if err := positive("theta", theta); err != nil {
		return nil, err
	}
	if len(cost) == 0 {
		return nil, &InputError{"cost", -1, 0, "there must be an alternative"}
	}
	if constant != nil && len(constant) != len(cost) {
		return nil, &InputError{"constant", -1, float64(len(constant)), fmt.Sprintf("there must be one value for each of %d alternatives", len(cost))}
	}
	utility := make([]float64, len(cost))
	for i, c := range cost {
		if math.IsNaN(c) || math.IsInf(c, 0) {
			return nil, &InputError{"cost", i, c, "a cost must be a finite number"}
		}
		utility[i] = -theta * c
		if constant != nil {
			if a := constant[i]; math.IsNaN(a) || math.IsInf(a, 0) {
				return nil, &InputError{"constant", i, a, "a constant must be a finite number"}
			}
			utility[i] += constant[i]
		}
	}
	logsum := softmax(utility)
	return &Choice{Share: utility, LogSum: -logsum / theta}, nil
}

// softmax turns utilities into shares and returns ln(Σ exp U).
func softmax(utility []float64) float64 {
	best := math.Inf(-1)
	for _, u := range utility {
		best = max(best, u)
	}
	total := 0.0
	for i, u := range utility {
		utility[i] = math.Exp(u - best)
		total += utility[i]
	}
	for i := range utility {
		utility[i] /= total
	}
	return best + math.Log(total)
}

// PathSize is the size of each path of a choice set, between 0 and 1: the sum over its arcs of
// the arc's share of the path's length, divided by the number of paths of the set that use
// the arc (Ben-Akiva and Bierlaire 1999). length is that of every arc, paths are lists of arcs.
func PathSize(length []float64, paths [][]int) ([]float64, error) {
	total, err := pathLengths(length, paths)
	if err != nil {
		return nil, err
	}
	users := make([]int, len(length))
	for _, p := range paths {
		for _, e := range p {
			users[e]++
		}
	}
	size := make([]float64, len(paths))
	for i, p := range paths {
		if !(total[i] > 0) {
			return nil, &InputError{"paths", i, total[i], "a path without length has no size"}
		}
		for _, e := range p {
			size[i] += length[e] / total[i] / float64(users[e])
		}
	}
	return size, nil
}

// pathLengths sums the lengths along each path.
func pathLengths(length []float64, paths [][]int) ([]float64, error) {
	for e, l := range length {
		if math.IsNaN(l) || math.IsInf(l, 0) || l < 0 {
			return nil, &InputError{"length", e, l, "a length must be finite and not negative"}
		}
	}
	total := make([]float64, len(paths))
	last := make([]int, len(length)) // the path that came by last, from 1
	for i, p := range paths {
		for _, e := range p {
			if e < 0 || e >= len(length) {
				return nil, &InputError{"paths", i, float64(e), fmt.Sprintf("no arc of %d", len(length))}
			}
			if last[e] == i+1 {
				return nil, &InputError{"paths", i, float64(e), "a path uses an arc twice"}
			}
			last[e] = i + 1
			total[i] += length[e]
		}
	}
	return total, nil
}

// PathSizeLogit is the logit model in which paths that overlap count for less: the utility of
// path i is −θ·Lᵢ + β·ln PSᵢ, with Lᵢ its length and PSᵢ its size (Ben-Akiva and Bierlaire
// 1999). With β = 0 it is the logit model.
func PathSizeLogit(theta, beta float64, length []float64, paths [][]int) (*Choice, error) {
	if math.IsNaN(beta) || math.IsInf(beta, 0) {
		return nil, &InputError{"beta", -1, beta, "it must be a finite number"}
	}
	size, err := PathSize(length, paths)
	if err != nil {
		return nil, err
	}
	cost, err := pathLengths(length, paths)
	if err != nil {
		return nil, err
	}
	constant := make([]float64, len(size))
	for i, s := range size {
		constant[i] = beta * math.Log(s)
	}
	c, err := Logit(theta, cost, constant)
	if err != nil {
		return nil, err
	}
	c.PathSize = size
	return c, nil
}

// Mix is the share of each alternative over segments of demand, such as classes of cargo,
// given each segment's weight and shares. Weights are positive or zero and need not sum to
// one.
func Mix(weight []float64, share [][]float64) ([]float64, error) {
	if len(weight) != len(share) || len(share) == 0 {
		return nil, &InputError{"weight", -1, float64(len(weight)), fmt.Sprintf("there must be one for each of %d segments, and a segment", len(share))}
	}
	total := 0.0
	mixed := make([]float64, len(share[0]))
	for i, w := range weight {
		if !(w >= 0) || math.IsInf(w, 1) {
			return nil, &InputError{"weight", i, w, "a weight must be finite and not negative"}
		}
		if len(share[i]) != len(mixed) {
			return nil, &InputError{"share", i, float64(len(share[i])), fmt.Sprintf("there must be one for each of %d alternatives", len(mixed))}
		}
		total += w
		for j, s := range share[i] {
			mixed[j] += w * s
		}
	}
	if err := positive("weight", total); err != nil {
		return nil, err
	}
	for j := range mixed {
		mixed[j] /= total
	}
	return mixed, nil
}

// positive returns an *InputError unless x is a positive number.
func positive(name string, x float64) error {
	if !(x > 0) || math.IsInf(x, 1) {
		return &InputError{name, -1, x, "it must be a positive number"}
	}
	return nil
}
