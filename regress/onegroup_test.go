package regress

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
)

// An effect of one group is the constant. The oracle is the same model without
// it: with another effect nothing changes, without one there is a constant.
func TestEffectOfOneGroup(t *testing.T) {
	path, _ := bothFiles(t, soundPanel)
	fit := func(f, where, family string) *Estimate {
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: f, Where: where, Family: family})
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		return e
	}
	for _, family := range []string{"poisson", "ols"} {
		for _, c := range [][3]string{
			{"trade ~ rta | exporter + year", "trade ~ rta | exporter", "year == 2000"},
			{"trade ~ rta | year", "trade ~ rta", "year == 2000"},
			{"trade ~ 0 + rta | year", "trade ~ rta", "year == 2000"},
		} {
			with, without := fit(c[0], c[2], family), fit(c[1], c[2], family)
			if len(with.Coef) != len(without.Coef) || len(with.Effects) != len(without.Effects) || !slices.ContainsFunc(with.Notes, func(n string) bool { return strings.Contains(n, "is left out: all 6 rows in use are of year 200") }) {
				t.Errorf("%s: %+v, %+v, %q", c[0], with.Coef, with.Effects, with.Notes)
				continue
			}
			for k, b := range without.Coef {
				if a := with.Coef[k]; a.Name != b.Name || math.Abs(a.Estimate-b.Estimate) > 1e-9 || math.Abs(a.StdError-b.StdError) > 1e-9 {
					t.Errorf("%s: %+v, want %+v", c[0], a, b)
				}
			}
		}
	}
}

// The cases' README: the effect equals the constant, left out with a note.
func TestEffectOfOneGroupCase(t *testing.T) {
	path := caseFile(t, "06-one-group-effect", "onefe.csv")
	with, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ x | ex + yr"})
	if err != nil {
		t.Fatal(err)
	}
	without, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ x | ex"})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(with.Coef[0].Estimate-without.Coef[0].Estimate) > 1e-10 || len(with.Notes) != 1 {
		t.Errorf("%+v, %+v, %q", with.Coef, without.Coef, with.Notes)
	}
}
