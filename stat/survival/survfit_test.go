package survival_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"dyad/stat/survival"
)

// The oracle of this file is R's survival package: testdata/survfit.json, written by
// testdata/survfit.R, holds its answers to 17 digits.

type survfitCurve struct {
	Group, Cause  int
	Limits        string
	Time          []float64
	NRisk         []int            `json:"n_risk"`
	NEvent        []int            `json:"n_event"`
	NCensor       []int            `json:"n_censor"`
	Estimate      []float64        `json:"estimate"`
	StdError      []survival.Value `json:"std_error"`
	Lower, Upper  []survival.Value
	Quantile      []survival.Value
	QuantileLower []survival.Value `json:"quantile_lower"`
	QuantileUpper []survival.Value `json:"quantile_upper"`
	Mean          []float64
	MeanSE        []float64 `json:"mean_se"`
}

type survfitCase struct {
	Name         string
	Exit, Entry  []float64
	Cause, Group []int
	Taus         []float64
	KM, AJ       []survfitCurve
	LogRank      *struct {
		ChiSq, P           float64
		DF                 int
		Observed, Expected []float64
	}
}

func survfitCases(t *testing.T) (probs []float64, cases []survfitCase) {
	t.Helper()
	text, err := os.ReadFile("testdata/survfit.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Probs []float64
		Cases []survfitCase
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Cases) < 12 {
		t.Fatalf("%d cases", len(all.Cases))
	}
	return all.Probs, all.Cases
}

const tolerance = 1e-12

func near(a, b float64) bool { return math.Abs(a-b) <= tolerance*max(1, math.Abs(b)) }

func same(a, b survival.Value) bool {
	x, okX := a.Get()
	y, okY := b.Get()
	return okX == okY && near(x, y)
}

func comparePoints(t *testing.T, what string, got []survival.Point, want survfitCurve) {
	t.Helper()
	if len(got) != len(want.Time) {
		t.Fatalf("%s: %d points, not %d", what, len(got), len(want.Time))
	}
	for i, p := range got {
		if p.Time != want.Time[i] || p.AtRisk != want.NRisk[i] || p.Events != want.NEvent[i] || p.Censored != want.NCensor[i] {
			t.Errorf("%s: point %d is %+v, not at %v with %d at risk, %d events, %d censored", what, i, p,
				want.Time[i], want.NRisk[i], want.NEvent[i], want.NCensor[i])
		}
		if !near(p.Estimate, want.Estimate[i]) || !same(p.StdError, want.StdError[i]) ||
			!same(p.Lower, want.Lower[i]) || !same(p.Upper, want.Upper[i]) {
			t.Errorf("%s at %v: %v (%v) %v–%v, not %v (%v) %v–%v", what, p.Time, p.Estimate, p.StdError, p.Lower, p.Upper,
				want.Estimate[i], want.StdError[i], want.Lower[i], want.Upper[i])
		}
	}
}

func TestSurvfit(t *testing.T) {
	probs, cases := survfitCases(t)
	for _, c := range cases {
		d := survival.Data{Exit: c.Exit, Entry: c.Entry, Cause: c.Cause, Group: c.Group}
		t.Run(c.Name, func(t *testing.T) {
			for _, want := range c.KM {
				limits, err := survival.ParseLimits(want.Limits)
				if err != nil {
					t.Fatal(err)
				}
				curves, err := survival.KaplanMeier(d, survival.Options{Limits: limits})
				if err != nil {
					t.Fatal(err)
				}
				curve := curves[want.Group]
				what := fmt.Sprintf("group %d, %s", want.Group, want.Limits)
				comparePoints(t, what, curve.Points, want)
				for i, q := range probs {
					m, l, u := curve.Quantile(q)
					if !same(m, want.Quantile[i]) || !same(l, want.QuantileLower[i]) || !same(u, want.QuantileUpper[i]) {
						t.Errorf("%s: quantile %v is %v (%v–%v), not %v (%v–%v)", what, q, m, l, u,
							want.Quantile[i], want.QuantileLower[i], want.QuantileUpper[i])
					}
				}
				for i, tau := range c.Taus {
					mean, se := curve.RestrictedMean(tau)
					if !same(mean, survival.Known(want.Mean[i])) || !same(se, survival.Known(want.MeanSE[i])) {
						t.Errorf("%s: mean to %v is %v (%v), not %v (%v)", what, tau, mean, se, want.Mean[i], want.MeanSE[i])
					}
				}
			}
			for _, want := range c.AJ {
				limits, _ := survival.ParseLimits(want.Limits)
				curves, err := survival.AalenJohansen(d, survival.Options{Limits: limits})
				if err != nil {
					t.Fatal(err)
				}
				causes := 0
				for _, cause := range c.Cause {
					causes = max(causes, cause)
				}
				curve := curves[want.Group*causes+want.Cause-1]
				if curve.Group != want.Group || curve.Cause != want.Cause {
					t.Fatalf("curves are out of order: %d %d", curve.Group, curve.Cause)
				}
				comparePoints(t, fmt.Sprintf("group %d, cause %d, %s", want.Group, want.Cause, want.Limits), curve.Points, want)
			}
			if c.LogRank == nil {
				return
			}
			test, err := survival.LogRank(d)
			if err != nil {
				t.Fatal(err)
			}
			if !near(test.ChiSquare, c.LogRank.ChiSq) || test.DF != c.LogRank.DF || !same(test.P, survival.Known(c.LogRank.P)) {
				t.Errorf("log-rank %v (%d), p %v; not %v (%d), p %v", test.ChiSquare, test.DF, test.P,
					c.LogRank.ChiSq, c.LogRank.DF, c.LogRank.P)
			}
			for g, want := range c.LogRank.Expected {
				if !near(test.Expected[g], want) || float64(test.Observed[g]) != c.LogRank.Observed[g] {
					t.Errorf("group %d: %d observed, %v expected; not %v and %v", g, test.Observed[g], test.Expected[g],
						c.LogRank.Observed[g], want)
				}
			}
		})
	}
}
