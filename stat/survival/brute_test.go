package survival_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/stat/survival"
)

// The oracle of this file is a second computation by other means: the product
// integral of matrices, (states by states) at each event time, of subjects with
// weights; and the derivative by each subject's weight taken by a complex step
// (Squire and Trapp 1998), which has no cancellation. Nothing of it is in the package.

// productIntegral gives for each time the probabilities of the states 0 (no event)
// and 1, 2, … (causes).
func productIntegral(d survival.Data, weight []complex128, causes int, times []float64) [][]complex128 {
	state := make([]complex128, causes+1)
	state[0] = 1
	var out [][]complex128
	for _, t := range times {
		risk := complex(0, 0)
		moved := make([]complex128, causes+1)
		for i, exit := range d.Exit {
			if exit < t || d.Entry != nil && d.Entry[i] >= t {
				continue
			}
			risk += weight[i]
			if exit == t && d.Cause[i] > 0 {
				moved[d.Cause[i]] += weight[i]
			}
		}
		transition := make([][]complex128, causes+1)
		for from := range transition {
			transition[from] = make([]complex128, causes+1)
			transition[from][from] = 1
		}
		for k := 1; k <= causes; k++ {
			transition[0][k] = moved[k] / risk
			transition[0][0] -= moved[k] / risk
		}
		next := make([]complex128, causes+1)
		for from, p := range state {
			for to, q := range transition[from] {
				next[to] += p * q
			}
		}
		state = next
		out = append(out, slices.Clone(state))
	}
	return out
}

// brute gives estimate and jackknife standard error by time and state.
func brute(d survival.Data, causes int) (times []float64, estimate, stdError [][]float64) {
	times = slices.Clone(d.Exit)
	slices.Sort(times)
	times = slices.Compact(times)
	weight := make([]complex128, len(d.Exit))
	for i := range weight {
		weight[i] = 1
	}
	for _, state := range productIntegral(d, weight, causes, times) {
		row := make([]float64, len(state))
		for k, p := range state {
			row[k] = real(p)
		}
		estimate = append(estimate, row)
		stdError = append(stdError, make([]float64, len(state)))
	}
	const h = 1e-30
	for i := range weight {
		weight[i] = complex(1, h)
		for r, state := range productIntegral(d, weight, causes, times) {
			for k, p := range state {
				stdError[r][k] = math.Hypot(stdError[r][k], imag(p)/h)
			}
		}
		weight[i] = 1
	}
	return times, estimate, stdError
}

// random gives subjects with ties, as many causes as asked for, and delayed entries.
func random(r *rand.Rand, n, causes, months int, censored float64, delayed bool) survival.Data {
	d := survival.Data{Exit: make([]float64, n), Cause: make([]int, n)}
	if delayed {
		d.Entry = make([]float64, n)
	}
	for i := range n {
		d.Exit[i] = float64(1 + r.IntN(months))
		if r.Float64() >= censored {
			d.Cause[i] = 1 + r.IntN(causes)
		}
		if delayed {
			d.Entry[i] = math.Floor(r.Float64() * d.Exit[i])
		}
	}
	d.Cause[0] = causes // so that all numbers are used
	return d
}

func agrees(t *testing.T, d survival.Data, causes int) {
	t.Helper()
	times, estimate, stdError := brute(d, causes)
	curves, err := survival.AalenJohansen(d, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	km, err := survival.KaplanMeier(d, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for k, curve := range curves {
		for i, p := range curve.Points {
			se, _ := p.StdError.Get()
			if p.Time != times[i] || !near(p.Estimate, estimate[i][k+1]) || !near(se, stdError[i][k+1]) {
				t.Errorf("cause %d of %d at %v: %v (%v), not %v (%v) at %v\n%+v", k+1, causes, p.Time, p.Estimate, se,
					estimate[i][k+1], stdError[i][k+1], times[i], d)
				return
			}
		}
	}
	for i, p := range km[0].Points {
		if !near(p.Estimate, estimate[i][0]) {
			t.Errorf("survival at %v: %v, not %v", p.Time, p.Estimate, estimate[i][0])
		}
		sum := p.Estimate
		for _, curve := range curves {
			sum += curve.Points[i].Estimate
		}
		if !near(sum, 1) {
			t.Errorf("survival and incidences add up to %v at %v", sum, p.Time)
		}
	}
}

func TestAalenJohansenIsTheProductIntegral(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 6))
	for range 300 {
		causes := 1 + r.IntN(4)
		d := random(r, 1+r.IntN(40), causes, 1+r.IntN(30), r.Float64(), r.IntN(2) == 0)
		agrees(t, d, causes)
	}
}

// One cause takes nearly all: its variance is a small difference of large sums.
func TestAalenJohansenOfACommonCause(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for range 20 {
		d := random(r, 120, 1, 60, 0, r.IntN(2) == 0)
		d.Cause[5], d.Cause[6] = 2, 3
		agrees(t, d, 3)
	}
}

// Two causes take half of the subjects each, and both halves are rounded up.
func TestAalenJohansenOfTwoHalves(t *testing.T) {
	agrees(t, survival.Data{
		Exit:  []float64{6, 10, 2, 9, 4, 4, 8, 9, 4, 7},
		Entry: []float64{1, 9, 1, 1, 0, 0, 2, 2, 3, 3},
		Cause: []int{2, 2, 2, 2, 0, 1, 0, 1, 1, 1},
	}, 2)
}

// FuzzAalenJohansen compares with the product integral on whatever subjects.
func FuzzAalenJohansen(f *testing.F) {
	f.Add([]byte{3, 1, 0, 5, 2, 1, 5, 0, 0, 9, 1, 4}, true)
	f.Add([]byte{1, 1, 0, 1, 2, 0, 2, 2, 0}, false)
	f.Fuzz(func(t *testing.T, text []byte, delayed bool) {
		n := min(len(text)/3, 30)
		if n == 0 {
			return
		}
		d := survival.Data{Exit: make([]float64, n), Cause: make([]int, n)}
		if delayed {
			d.Entry = make([]float64, n)
		}
		causes := 0
		for i := range n {
			d.Exit[i] = 1 + float64(text[3*i])
			d.Cause[i] = min(int(text[3*i+1])%4, n)
			causes = max(causes, d.Cause[i])
			if delayed {
				d.Entry[i] = float64(int(text[3*i+2]) % int(d.Exit[i]))
			}
		}
		agrees(t, d, causes)
	})
}

// TestComplexStep makes sure that the oracle differentiates: the variance of an
// uncensored proportion is p(1-p)/n.
func TestComplexStep(t *testing.T) {
	d := survival.Data{Exit: []float64{1, 1, 1, 2}, Cause: []int{1, 2, 2, 1}}
	_, estimate, stdError := brute(d, 2)
	if want := math.Sqrt(0.25 * 0.75 / 4); !near(estimate[0][1], 0.25) || !near(stdError[0][1], want) {
		t.Errorf("%v (%v), not 0.25 (%v)", estimate[0][1], stdError[0][1], want)
	}
}
