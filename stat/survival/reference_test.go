package survival_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"dyad/stat/survival"
)

// The oracle of this file is the project's shared reference: R 4.2.2 with survival
// 3.5-3, recomputed independently by its authors to 1e-15. testdata/survfit.json has
// the same cases, so a clone alone is tested too.

func reference(t *testing.T, name string) []byte {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "reference")
	if data := os.Getenv("DYAD_DATA"); data != "" {
		dir = filepath.Join(data, "..", "reference")
	}
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Skip("the shared reference is not here (DYAD_DATA names its neighbour): ", err)
	}
	return text
}

type referenceCurve struct {
	Time      []float64
	NRisk     []int              `json:"n_risk"`
	NEvent    []int              `json:"n_event"`
	NCensor   []int              `json:"n_censor"`
	Surv      []float64          `json:"surv"`
	StdErr    []survival.Value   `json:"std_err"`
	Lower     []survival.Value   `json:"lower"`
	Upper     []survival.Value   `json:"upper"`
	Quartiles map[string]quarter `json:"quartiles"`
}

type quarter []survival.Value

func (c referenceCurve) survfit() survfitCurve {
	return survfitCurve{Time: c.Time, NRisk: c.NRisk, NEvent: c.NEvent, NCensor: c.NCensor, Estimate: c.Surv,
		StdError: c.StdErr, Lower: c.Lower, Upper: c.Upper}
}

func TestReferenceProjects(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(reference(t, "km_projects.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var d survival.Data
	var labels []string
	for _, row := range rows[1:] {
		months, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		event, err := strconv.Atoi(row[3])
		if err != nil {
			t.Fatal(err)
		}
		labels = append(labels, row[1])
		d.Exit, d.Cause = append(d.Exit, months), append(d.Cause, event)
	}
	var names []string
	d.Group, names = survival.Codes(labels)
	var want struct {
		Groups map[string]struct {
			Curves map[string]referenceCurve `json:"by_conf_type"`
			N      int
			RMST   []struct{ Tau, RMean, SE float64 }
		}
		LogRank struct {
			ChiSq, P           float64
			DF                 int
			Observed, Expected []float64
			Groups             []string
		}
		At struct {
			Times        []float64
			Surv         []float64
			NRisk        []int            `json:"n_risk"`
			StdErr       []survival.Value `json:"std_err"`
			Lower, Upper []survival.Value
		} `json:"at_times_all"`
	}
	if err := json.Unmarshal(reference(t, "km_projects.expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Groups) != 3 || len(d.Exit) != 24 {
		t.Fatalf("%d groups, %d rows", len(want.Groups), len(d.Exit))
	}
	whole := survival.Data{Exit: d.Exit, Cause: d.Cause}
	for name, group := range want.Groups {
		for limits, c := range group.Curves {
			kind, err := survival.ParseLimits(limits)
			if err != nil {
				t.Fatal(err)
			}
			data, at := whole, 0
			if name != "all" {
				data = d
				for g, label := range names {
					if label == name {
						at = g
					}
				}
			}
			curves, err := survival.KaplanMeier(data, survival.Options{Limits: kind})
			if err != nil {
				t.Fatal(err)
			}
			curve := curves[at]
			comparePoints(t, name+" "+limits, curve.Points, c.survfit())
			if curve.N != group.N {
				t.Errorf("%s: %d subjects, not %d", name, curve.N, group.N)
			}
			for i, q := range []float64{0.25, 0.5, 0.75} {
				m, l, u := curve.Quantile(q)
				if !same(m, c.Quartiles["quantile"][i]) || !same(l, c.Quartiles["lower"][i]) || !same(u, c.Quartiles["upper"][i]) {
					t.Errorf("%s %s: quantile %v is %v (%v–%v), not %v", name, limits, q, m, l, u, c.Quartiles)
				}
			}
			for _, r := range group.RMST {
				mean, se := curve.RestrictedMean(r.Tau)
				if !same(mean, survival.Known(r.RMean)) || !same(se, survival.Known(r.SE)) {
					t.Errorf("%s: mean to %v is %v (%v), not %v (%v)", name, r.Tau, mean, se, r.RMean, r.SE)
				}
			}
			if name == "all" && kind == survival.Log {
				risk, err := survival.AtRisk(whole, want.At.Times)
				if err != nil {
					t.Fatal(err)
				}
				for i, at := range want.At.Times {
					s, se, l, u := curve.At(at)
					if !near(s, want.At.Surv[i]) || !same(se, want.At.StdErr[i]) || !same(l, want.At.Lower[i]) ||
						!same(u, want.At.Upper[i]) || risk[0][i] != want.At.NRisk[i] {
						t.Errorf("at %v: %v (%v) %v–%v with %d at risk", at, s, se, l, u, risk[0][i])
					}
				}
			}
		}
	}
	test, err := survival.LogRank(d)
	if err != nil {
		t.Fatal(err)
	}
	if !near(test.ChiSquare, want.LogRank.ChiSq) || test.DF != want.LogRank.DF || !same(test.P, survival.Known(want.LogRank.P)) {
		t.Errorf("log-rank %+v, not %+v", test, want.LogRank)
	}
	for g, name := range want.LogRank.Groups {
		if names[g] != name || float64(test.Observed[g]) != want.LogRank.Observed[g] || !near(test.Expected[g], want.LogRank.Expected[g]) {
			t.Errorf("log-rank %+v, not %+v", test, want.LogRank)
		}
	}
}

func TestReferenceEdgeCases(t *testing.T) {
	var want struct {
		Cases map[string]struct {
			Input []struct {
				T float64
				E int
			}
			referenceCurve
		}
	}
	if err := json.Unmarshal(reference(t, "km_edge_cases.expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Cases) != 4 {
		t.Fatalf("%d cases", len(want.Cases))
	}
	for name, c := range want.Cases {
		var d survival.Data
		for _, subject := range c.Input {
			d.Exit, d.Cause = append(d.Exit, subject.T), append(d.Cause, subject.E)
		}
		curves, err := survival.KaplanMeier(d, survival.Options{})
		if err != nil {
			t.Fatal(err)
		}
		comparePoints(t, name, curves[0].Points, c.survfit())
	}
}
