package survival_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dyad/stat/survival"
)

// Oracle: without censoring Kaplan-Meier is the share of subjects that are still
// there, exactly, and its standard error is that of a proportion.
func TestUncensoredIsTheEmpiricalSurvivor(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 20000
	d := survival.Data{Exit: make([]float64, n), Cause: make([]int, n)}
	for i := range n {
		d.Exit[i], d.Cause[i] = r.ExpFloat64(), 1
		if i%3 == 0 {
			d.Exit[i] = math.Floor(d.Exit[i] * 10)
		}
	}
	curves, err := survival.KaplanMeier(d, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(d.Exit)
	for _, p := range curves[0].Points {
		after, _ := slices.BinarySearchFunc(d.Exit, p.Time, func(x, at float64) int {
			if x <= at {
				return -1
			}
			return 1
		})
		share := float64(n-after) / n
		se, known := p.StdError.Get()
		if p.Estimate != share || known != (share > 0) || !near(se, math.Sqrt(share*(1-share)/n)) {
			t.Fatalf("at %v: %v (%v), not %v", p.Time, p.Estimate, p.StdError, share)
		}
	}
}

// Oracle: with one cause the incidence is one minus the survival, and without
// delayed entry the jackknife's standard error is Greenwood's (the increments of the
// derivatives are uncorrelated over those at risk).
func TestOneCauseIsKaplanMeier(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	d := random(r, 5000, 1, 4000, 0.4, false)
	km, err := survival.KaplanMeier(d, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	aj, err := survival.AalenJohansen(d, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range km[0].Points {
		q := aj[0].Points[i]
		if !near(q.Estimate, 1-p.Estimate) || p.Estimate > 0 && !same(q.StdError, p.StdError) {
			t.Fatalf("%+v beside %+v", q, p)
		}
	}
}

// Oracle: groups apart are what the groups are alone, and the order of the rows
// and the unit of time do not matter.
func TestGroupsOrderAndUnit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	const n, groups = 6000, 3
	d := random(r, n, 3, 50, 0.3, true)
	d.Group = make([]int, n)
	for i := range n {
		d.Group[i] = r.IntN(groups)
	}
	moved := survival.Data{Exit: make([]float64, n), Entry: make([]float64, n), Cause: make([]int, n), Group: make([]int, n)}
	for i, j := range r.Perm(n) {
		moved.Exit[i], moved.Entry[i] = 1024*d.Exit[j], 1024*d.Entry[j]
		moved.Cause[i], moved.Group[i] = d.Cause[j], d.Group[j]
	}
	all, err := survival.AalenJohansen(d, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := survival.AalenJohansen(moved, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for g := range groups {
		var alone survival.Data
		for i := range n {
			if d.Group[i] == g {
				alone.Exit, alone.Entry = append(alone.Exit, d.Exit[i]), append(alone.Entry, d.Entry[i])
				alone.Cause = append(alone.Cause, d.Cause[i])
			}
		}
		single, err := survival.AalenJohansen(alone, survival.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for k := range 3 {
			for i, p := range all[3*g+k].Points {
				q, s := again[3*g+k].Points[i], single[k].Points[i]
				if q.Time != 1024*p.Time || q.Estimate != p.Estimate || !same(q.StdError, p.StdError) || s != p && p.Estimate > 0 {
					t.Fatalf("%+v, %+v, %+v", p, q, s)
				}
			}
		}
	}
}

// Oracle: counting by the definition, entry < t <= exit.
func TestAtRisk(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	d := random(r, 300, 1, 12, 0.5, true)
	d.Group = make([]int, 300)
	for i := range d.Group {
		d.Group[i] = 2 * r.IntN(2)
	}
	times := []float64{0, 1, 1, 3.5, 6, 11, 12, 13}
	counts, err := survival.AtRisk(d, times)
	if err != nil {
		t.Fatal(err)
	}
	for g := range 3 {
		for j, at := range times {
			want := 0
			for i := range d.Exit {
				if d.Group[i] == g && d.Entry[i] < at && at <= d.Exit[i] {
					want++
				}
			}
			if counts[g][j] != want {
				t.Errorf("group %d at %v: %d at risk, not %d", g, at, counts[g][j], want)
			}
		}
	}
	if _, err := survival.AtRisk(d, []float64{2, 1}); err == nil {
		t.Error("times that do not ascend were taken")
	}
}

// Oracle: the contract's rows; what is not known is null, and never NaN.
func TestMissingIsNull(t *testing.T) {
	curves, err := survival.KaplanMeier(survival.Data{Exit: []float64{5}, Cause: []int{1}}, survival.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(curves[0].Points)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"time":5,"n_risk":1,"n_event":1,"n_censor":0,"estimate":0,"std_error":null,"lower":null,"upper":null}]`
	if string(text) != want {
		t.Errorf("%s, not %s", text, want)
	}
	var back []survival.Point
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if _, known := back[0].Lower.Get(); known || back[0].Lower.String() != "missing" {
		t.Errorf("null came back as %v", back[0].Lower)
	}
	if s := survival.Known(0.25).String(); s != "0.25" {
		t.Error(s)
	}
}

// Oracle: worked by hand. A curve that stays above a half has no median; one that ends
// on it has the middle of its last flat piece.
func TestMedian(t *testing.T) {
	for _, c := range []struct {
		exit  []float64
		cause []int
		want  string
	}{
		{[]float64{1, 2, 3}, []int{1, 0, 0}, "missing"},
		{[]float64{1, 2, 6, 9}, []int{1, 1, 0, 0}, "5.5"},
		{[]float64{1, 2, 6, 9}, []int{1, 1, 1, 0}, "4"},
		{[]float64{1, 2, 6}, []int{1, 1, 1}, "2"},
		{[]float64{0, 2, 6}, []int{1, 1, 1}, "2"},
	} {
		curves, err := survival.KaplanMeier(survival.Data{Exit: c.exit, Cause: c.cause}, survival.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if m, _, _ := curves[0].Median(); m.String() != c.want {
			t.Errorf("%v %v: median %v, not %s", c.exit, c.cause, m, c.want)
		}
		for _, q := range []float64{-1, 0, 1.5, math.NaN()} {
			if m, _, _ := curves[0].Quantile(q); m.String() != "missing" {
				t.Errorf("quantile %v is %v", q, m)
			}
		}
	}
}

// Oracle: nothing is known of the time after the last look, unless all had an event.
func TestMeanBeyondTheData(t *testing.T) {
	for last, want := range map[int]string{0: "missing", 1: "1.5"} {
		curves, err := survival.KaplanMeier(survival.Data{Exit: []float64{1, 2}, Cause: []int{1, last}}, survival.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if mean, _ := curves[0].RestrictedMean(3); mean.String() != want {
			t.Errorf("mean %v, not %s", mean, want)
		}
	}
}

func TestCodes(t *testing.T) {
	codes, names := survival.Codes([]string{"rail", "energy", "", "rail"})
	if !slices.Equal(codes, []int{2, 1, 0, 2}) || strings.Join(names, ",") != ",energy,rail" {
		t.Errorf("%v %v", codes, names)
	}
}

// A group number nobody has gives an empty curve, not a wrong one.
func TestEmptyGroup(t *testing.T) {
	d := survival.Data{Exit: []float64{1, 2}, Cause: []int{1, 2}, Group: []int{0, 2}}
	km, err := survival.KaplanMeier(d, survival.Options{})
	if err != nil || len(km) != 3 || km[1].N != 0 || len(km[1].Points) != 0 {
		t.Errorf("%+v %v", km, err)
	}
	aj, err := survival.AalenJohansen(d, survival.Options{})
	if err != nil || len(aj) != 6 || len(aj[2].Points) != 0 || len(aj[5].Points) != 1 {
		t.Errorf("%+v %v", aj, err)
	}
	if m, _, _ := km[1].Median(); m.String() != "missing" {
		t.Error(m)
	}
}
