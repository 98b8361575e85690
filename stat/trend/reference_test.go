package trend

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

type reference struct {
	Name                string
	Y                   []float64
	S                   int64
	Variance, Z, P, Tau float64
	Slope               float64
	HamedRao            struct{ Factor, Variance, Z, P float64 } `json:"hamed_rao"`
	Sen                 struct{ Slope, Lower, Upper, Intercept float64 }
}

// Oracle: R 4.2.2 with mmkh of modifiedmk (Hamed and Rao, and the plain test) and
// SciPy 1.17.1's theilslopes (Sen's slope and its interval at 95 %); the plain z also
// agreed with pymannkendall 1.4.3. Series: Nile, LakeHuron, nhtemp and discoveries
// of R's datasets, and three drawn with set.seed(1204) and rounded.
func TestAgainstReference(t *testing.T) {
	text, err := os.ReadFile("testdata/trends.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []reference
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 7 {
		t.Fatalf("only %d series", len(all))
	}
	for _, c := range all {
		t.Run(c.Name, func(t *testing.T) {
			plain, err := MannKendall(c.Y)
			if err != nil {
				t.Fatal(err)
			}
			if plain.S != c.S {
				t.Errorf("S = %d, want %d", plain.S, c.S)
			}
			near(t, "variance", plain.Variance, c.Variance)
			near(t, "z", plain.Z, c.Z)
			near(t, "p", plain.P, c.P)
			near(t, "tau", plain.Tau, c.Tau)
			hr, err := HamedRao(c.Y)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "Hamed-Rao factor", hr.Factor, c.HamedRao.Factor)
			near(t, "Hamed-Rao variance", hr.Variance, c.HamedRao.Variance)
			near(t, "Hamed-Rao z", hr.Z, c.HamedRao.Z)
			near(t, "Hamed-Rao p", hr.P, c.HamedRao.P)
			sen, err := SenSlope(nil, c.Y, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "slope", sen.Slope, c.Sen.Slope)
			near(t, "lower", sen.Lower, c.Sen.Lower)
			near(t, "upper", sen.Upper, c.Sen.Upper)
			near(t, "intercept", sen.Intercept, c.Sen.Intercept)
		})
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1e-3, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}
