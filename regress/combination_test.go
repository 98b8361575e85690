package regress

import (
	"context"
	"math"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// TestCombine: the oracle is numpy on the nine rows: Newton's method, the
// covariance clustered by g times 3/2, and derivatives worked by hand.
func TestCombine(t *testing.T) {
	path := nineRows(t)
	fit := func(f string) *Estimate {
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: f, Cluster: []string{"g"}})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	full, short := fit("y ~ x + I(f == 10)"), fit("y ~ x")
	err := Combine([]*Estimate{short, full}, []string{"total = x + `I(f == 10)`", "100*(`I(f == 10)`/x - 1)", "effect, % = 100*(exp(x) - 1)", "odd = log(I(f + 10 - 10))^2/2"})
	if err == nil || !strings.Contains(err.Error(), "there is no coefficient f") {
		t.Errorf("%v", err)
	}
	full.Combinations, short.Combinations = nil, nil
	if err := Combine([]*Estimate{short, full}, []string{"total = x + `I(f == 10)`", "100*(`I(f == 10)`/x - 1)", "effect, % = 100*(exp(x) - 1)", "odd = log(`I(f == 10)`)^2/2 - 3*`(Intercept)`"}); err != nil {
		t.Fatal(err)
	}
	want := []Coefficient{
		{Name: "total", Estimate: 1.2568567254022, StdError: 0.3489851326461},
		{Name: "100*(`I(f == 10)`/x - 1)", Estimate: 307.3670624741021, StdError: 496.4574634355022},
		{Name: "effect, %", Estimate: 28.1102950797803, StdError: 24.1113956688975},
		{Name: "odd", Estimate: -1.4463818791317, StdError: 1.4504007432196},
	}
	if len(full.Combinations) != len(want) || len(short.Combinations) != 1 {
		t.Fatalf("%v, %v", full.Combinations, short.Combinations)
	}
	for k, w := range want {
		c := full.Combinations[k]
		if c.Name != w.Name || math.Abs(c.Estimate-w.Estimate) > 1e-8 || math.Abs(c.StdError-w.StdError) > 1e-7*w.StdError || math.Abs(c.Statistic-w.Estimate/w.StdError) > 1e-6 {
			t.Errorf("%+v, want %+v", c, w)
		}
	}
	for combination, what := range map[string]string{
		"x + z": "there is no coefficient z", "a = 3": "no coefficient in it", "a = x >": "something is missing", "total == x": "no coefficient total", "x > 2": "no derivative",
		"x = x + 2*x": "a row \"x\" already", "t = log(0*x - 1)": "has no value",
	} {
		if err := Combine([]*Estimate{short, full}, []string{combination}); hint.CodeOf(err) != hint.Usage || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", combination, err)
		}
	}
}
