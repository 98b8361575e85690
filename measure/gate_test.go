package measure

import (
	"context"
	"math"
	"slices"
	"testing"

	"dyad/period"
)

// The oracle is the rule: what is not finite is missing, with a reason, and no
// place in the world; what is finite passes as it is.
func TestTheCatalogueIsTheGate(t *testing.T) {
	values := []float64{1, 0, math.NaN(), math.Inf(1), math.Inf(-1), -5e-324}
	kept := []WorldValue{{A: "X", Value: 1}, {A: "Y", Value: math.NaN()}, {A: "Z", Value: math.Inf(1)}}
	c, err := NewCatalogue([]*Measure{{Name: "m", Eval: func(ctx context.Context, _ Query) ([]Row, error) {
		Ran(ctx, func() string { return "SELECT 1\n" })
		Ran(ctx, func() string { return "SELECT 1" })
		Ran(ctx, func() string { return "SELECT 2" })
		var rows []Row
		for i, v := range values {
			rows = append(rows, Row{Period: period.Of(2000 + i), Value: v, Bounds: &Bounds{v, v, "x"}})
		}
		rows[0].Query = "its own"
		return rows, nil
	}, World: func(context.Context, Query, int) ([]WorldValue, error) { return kept, nil }}})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := c.Eval(context.Background(), "m", Query{})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		finite := !math.IsNaN(values[i]) && !math.IsInf(values[i], 0)
		if r.Missing == finite || finite && r.Value != values[i] || !finite && (r.Why == "" || r.Value != 0 || r.Bounds != nil) {
			t.Errorf("%v leaves as %+v", values[i], r)
		}
	}
	if rows[0].Query != "its own" || rows[1].Query != "SELECT 1\n;\nSELECT 2" {
		t.Errorf("queries %q and %q", rows[0].Query, rows[1].Query)
	}
	m, _ := c.Get("m")
	world, err := m.World(context.Background(), Query{}, 2000)
	if err != nil || len(world) != 1 || !slices.Equal([]string{kept[0].A, kept[1].A, kept[2].A}, []string{"X", "Y", "Z"}) {
		t.Errorf("the world is %v, and the measure's own %v, %v", world, kept, err)
	}
}

func TestSubjects(t *testing.T) {
	for _, c := range []struct {
		of   Subject
		a, b string
		want string // "" is refused
	}{
		{Dyad, "china", "643", "CHN RUS"}, {Dyad, "CHN", "", ""}, {Dyad, "CHN", "CHN", ""},
		{Economy, "russia", "", "RUS "}, {Economy, "RUS", "CHN", ""}, {Economy, "", "", ""},
		{Region, " Primorsky Krai ", "", "Primorsky Krai "}, {Project, "blagoveshchensk-bridge", "", "blagoveshchensk-bridge "},
		{Route, "Shanghai", "Brest", "Shanghai Brest"}, {Route, "Shanghai", "", ""}, {Route, "", "Brest", ""},
	} {
		m := &Measure{Name: "m", Subject: c.of}
		q, err := Words{A: c.a, B: c.b}.Query(m)
		if got := string(q.A) + " " + string(q.B); (err != nil) != (c.want == "") || err == nil && got != c.want {
			t.Errorf("%s of %q and %q: %q, %v", c.of, c.a, c.b, got, err)
		}
	}
}

func TestFrequencies(t *testing.T) {
	yearly, monthly := &Measure{Name: "y"}, &Measure{Name: "m", Freqs: []period.Unit{period.Year, period.Month}}
	for _, c := range []struct {
		m    *Measure
		freq string
		ok   bool
	}{{yearly, "", true}, {yearly, "year", true}, {yearly, "month", false}, {monthly, "month", true}, {monthly, "quarter", false}, {monthly, "", true}} {
		q, err := Words{A: "CHN", B: "RUS", Freq: c.freq}.Query(c.m)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.m.Check(q); (err == nil) != c.ok {
			t.Errorf("%s by the %q: %v", c.m.Name, c.freq, err)
		}
	}
	if _, err := (Words{A: "CHN", B: "RUS", Freq: "fortnight"}).Query(monthly); err == nil {
		t.Error("a fortnight is a frequency")
	}
}
