package survival_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"dyad/stat/survival"
)

// Oracle: the faults are put there by hand, one in each table.
func TestFaultsAreNamed(t *testing.T) {
	good := func() survival.Data {
		return survival.Data{Exit: []float64{3, 4, 5}, Entry: []float64{0, 1, 2}, Cause: []int{1, 0, 2}, Group: []int{0, 1, 0}}
	}
	for _, c := range []struct {
		name   string
		spoil  func(*survival.Data)
		column string
		index  int
	}{
		{"no rows", func(d *survival.Data) { *d = survival.Data{} }, "exit", -1},
		{"short causes", func(d *survival.Data) { d.Cause = d.Cause[:2] }, "cause", -1},
		{"short entries", func(d *survival.Data) { d.Entry = d.Entry[:2] }, "entry", -1},
		{"short groups", func(d *survival.Data) { d.Group = []int{} }, "group", -1},
		{"NaN exit", func(d *survival.Data) { d.Exit[1] = math.NaN() }, "exit", 1},
		{"infinite exit", func(d *survival.Data) { d.Exit[2] = math.Inf(1) }, "exit", 2},
		{"negative exit", func(d *survival.Data) { d.Exit[0] = -1 }, "exit", 0},
		{"NaN entry", func(d *survival.Data) { d.Entry[1] = math.NaN() }, "entry", 1},
		{"infinite entry", func(d *survival.Data) { d.Entry[1] = math.Inf(-1) }, "entry", 1},
		{"negative entry", func(d *survival.Data) { d.Entry[2] = -0.5 }, "entry", 2},
		{"entry at exit", func(d *survival.Data) { d.Entry[1] = 4 }, "entry", 1},
		{"entry after exit", func(d *survival.Data) { d.Entry[2] = 6 }, "entry", 2},
		{"negative cause", func(d *survival.Data) { d.Cause[1] = -2 }, "cause", 1},
		{"stray cause", func(d *survival.Data) { d.Cause[2] = 1 << 40 }, "cause", 2},
		{"negative group", func(d *survival.Data) { d.Group[0] = -1 }, "group", 0},
		{"stray group", func(d *survival.Data) { d.Group[1] = 1 << 40 }, "group", 1},
	} {
		d := good()
		c.spoil(&d)
		_, km := survival.KaplanMeier(d, survival.Options{})
		_, aj := survival.AalenJohansen(d, survival.Options{})
		_, rank := survival.LogRank(d)
		_, risk := survival.AtRisk(d, nil)
		for _, err := range []error{km, aj, rank, risk} {
			var fault *survival.Error
			if !errors.As(err, &fault) || fault.Column != c.column || fault.Index != c.index || fault.Reason == "" {
				t.Errorf("%s: %v", c.name, err)
			}
		}
	}
	d := good()
	if _, err := survival.KaplanMeier(d, survival.Options{}); err != nil {
		t.Error(err)
	}
	if _, err := survival.LogRank(d); err != nil {
		t.Error(err)
	}
	d.Entry[1] = 4
	_, err := survival.KaplanMeier(d, survival.Options{})
	if want := "survival: entry of row 1 is 4: it is not before the exit, 4"; err.Error() != want {
		t.Errorf("%v, not %s", err, want)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	d := survival.Data{Exit: []float64{1}, Cause: []int{1}}
	for _, o := range []survival.Options{{Level: 1}, {Level: -0.1}, {Level: math.NaN()}, {Limits: 7}} {
		if _, err := survival.KaplanMeier(d, o); err == nil {
			t.Errorf("%+v was taken", o)
		}
		if _, err := survival.AalenJohansen(d, o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
	if _, err := survival.ParseLimits("loglog"); err == nil {
		t.Error("loglog was taken")
	}
	many := survival.Data{Exit: []float64{1, 2}, Cause: []int{1, 300}}
	if _, err := survival.AalenJohansen(many, survival.Options{}); err == nil {
		t.Error("300 causes were taken")
	}
	if _, err := survival.LogRank(survival.Data{Exit: []float64{1}, Cause: []int{1}, Group: []int{2000}}); err == nil {
		t.Error("2001 groups were taken")
	}
}

// What is passed in stays as it is.
func TestDataIsNotChanged(t *testing.T) {
	d := survival.Data{Exit: []float64{5, 3, 4}, Entry: []float64{2, 0, 1}, Cause: []int{1, 0, 2}, Group: []int{0, 1, 0}}
	if _, err := survival.AalenJohansen(d, survival.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := survival.LogRank(d); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.Exit, []float64{5, 3, 4}) || !slices.Equal(d.Entry, []float64{2, 0, 1}) {
		t.Errorf("%+v", d)
	}
}
