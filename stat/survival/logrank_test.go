package survival_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/stat/survival"
)

// Oracle: with two groups the statistic is (O-E)²/V of the hypergeometric
// distribution at each event time, counted here by the definition; its p is that of
// a normal deviate.
func TestLogRankOfTwoGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for trial := range 50 {
		d := random(r, 2+r.IntN(60), 1, 20, 0.3, trial%2 == 0)
		d.Group = make([]int, len(d.Exit))
		for i := range d.Group {
			d.Group[i] = r.IntN(2)
		}
		d.Group[0], d.Group[1] = 0, 1
		times := slices.Clone(d.Exit)
		slices.Sort(times)
		var difference, variance float64
		for _, at := range slices.Compact(times) {
			var risk, events, riskOne, eventsOne float64
			for i := range d.Exit {
				if d.Exit[i] < at || d.Entry != nil && d.Entry[i] >= at {
					continue
				}
				one := float64(d.Group[i])
				risk, riskOne = risk+1, riskOne+one
				if d.Exit[i] == at && d.Cause[i] > 0 {
					events, eventsOne = events+1, eventsOne+one
				}
			}
			difference += eventsOne - events*riskOne/risk
			if risk > 1 {
				variance += events * riskOne / risk * (1 - riskOne/risk) * (risk - events) / (risk - 1)
			}
		}
		test, err := survival.LogRank(d)
		if err != nil {
			t.Fatal(err)
		}
		if variance < 1e-9 {
			if test.DF != 0 || test.P.String() != "missing" {
				t.Errorf("nothing to compare gave %+v", test)
			}
			continue
		}
		want := difference * difference / variance
		if !near(test.ChiSquare, want) || test.DF != 1 || !same(test.P, survival.Known(math.Erfc(math.Sqrt(want/2)))) {
			t.Errorf("%v, p %v, not %v", test.ChiSquare, test.P, want)
		}
	}
}

// Oracle: with two degrees of freedom the tail of chi-square is exp(-x/2); and the
// statistic does not depend on which group comes first.
func TestLogRankOfThreeGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	d := random(r, 200, 1, 40, 0.3, true)
	d.Group = make([]int, len(d.Exit))
	turned := d
	turned.Group = make([]int, len(d.Exit))
	for i := range d.Group {
		d.Group[i] = r.IntN(3)
		turned.Group[i] = (d.Group[i] + 1) % 3
	}
	test, err := survival.LogRank(d)
	if err != nil {
		t.Fatal(err)
	}
	other, err := survival.LogRank(turned)
	if err != nil {
		t.Fatal(err)
	}
	if test.DF != 2 || !same(test.P, survival.Known(math.Exp(-test.ChiSquare/2))) || !near(other.ChiSquare, test.ChiSquare) {
		t.Errorf("%+v and %+v", test, other)
	}
}

// Oracle: by hand. Groups 0 and 1 are never at risk together with 2 and 3, so of
// four groups only two comparisons can be made, and they add up.
func TestLogRankOfGroupsApart(t *testing.T) {
	early := survival.Data{Exit: []float64{2, 3, 4, 2, 5}, Entry: []float64{0, 0, 0, 0, 1},
		Cause: []int{1, 1, 0, 1, 1}, Group: []int{0, 0, 0, 1, 1}}
	late := survival.Data{Exit: []float64{12, 13, 14, 12, 17}, Entry: []float64{10, 10, 10, 11, 11},
		Cause: []int{1, 1, 1, 0, 1}, Group: []int{0, 0, 1, 1, 1}}
	both := survival.Data{Exit: append(slices.Clone(early.Exit), late.Exit...),
		Entry: append(slices.Clone(early.Entry), late.Entry...), Cause: append(slices.Clone(early.Cause), late.Cause...),
		Group: []int{0, 0, 0, 1, 1, 2, 2, 3, 3, 3}}
	var sum float64
	for _, d := range []survival.Data{early, late} {
		test, err := survival.LogRank(d)
		if err != nil || test.DF != 1 {
			t.Fatal(test, err)
		}
		sum += test.ChiSquare
	}
	test, err := survival.LogRank(both)
	if err != nil || test.DF != 2 || !near(test.ChiSquare, sum) {
		t.Errorf("%+v %v, not %v", test, err, sum)
	}
}
