package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dyad/economy"
)

// The words are those of the publishers' own code lists: Comtrade and Eurostat
// (1 import, 2 export), IMF (TXG_FOB_USD, TMG_CIF_USD), SDMX observation status.
func TestFlowOf(t *testing.T) {
	d := Dataset{Flows: map[string]string{"Ausfuhr": Exports, "RX": "RX"}}
	for label, want := range map[string]string{"X": "X", "e": "X", "Exports": "X", " export ": "X", "2": "X", "TXG_FOB_USD": "X",
		"M": "M", "I": "M", "imports": "M", "1": "M", "TMG_CIF_USD": "M", "Ausfuhr": "X"} {
		if got, ok := d.FlowOf(label); got != want || !ok {
			t.Errorf("%q is %q, %v; want %q", label, got, ok, want)
		}
	}
	for _, label := range []string{"", "RX", "RM", "3", "Re-export", "total"} {
		if got, ok := d.FlowOf(label); ok {
			t.Errorf("%q passes as %q", label, got)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	for _, c := range []struct {
		label       string
		year, month int
		ok          bool
	}{
		{"2017", 2017, 0, true}, {" 1870 ", 1870, 0, true}, {"20017", 20017, 0, true}, {"2017-03", 2017, 3, true}, {"2017M12", 2017, 12, true},
		{"201701", 2017, 1, true}, {"2017m1", 2017, 1, true}, {"201713", 0, 0, false}, {"2017-00", 0, 0, false}, {"", 0, 0, false},
		{"2017.0", 2017, 0, true}, {"-2017", 0, 0, false}, {"20170101", 0, 0, false}, {"2017Q1", 0, 0, false}, {"+2017", 0, 0, false},
	} {
		year, month, ok := PeriodOf(c.label)
		if year != c.year || month != c.month || ok != c.ok {
			t.Errorf("%q is %d, %d, %v", c.label, year, month, ok)
		}
	}
}

func TestUnitOf(t *testing.T) {
	for label, want := range map[string]int{"USD": 0, "US$": 0, "current US dollars": 0, "USD million": 6, "US dollars, Millions": 6,
		"Thousands of US dollars": 3, "1000 USD": 3, "USD billion": 9} {
		if got, ok := UnitOf(label); got != want || !ok {
			t.Errorf("%q is 10^%d, %v", label, got, ok)
		}
	}
	for _, label := range []string{"", "EUR", "million", "EUR million", "USD per tonne", "tonnes", "million million USD"} {
		if got, ok := UnitOf(label); ok {
			t.Errorf("%q passes as 10^%d dollars", label, got)
		}
	}
}

func TestParseScale(t *testing.T) {
	for _, c := range []struct {
		text string
		want Scale
	}{
		{"", Scale{1, 0, true}}, {"1", Scale{1, 0, true}}, {"1e6", Scale{1e6, 6, true}}, {"1000", Scale{1000, 3, true}},
		{"0.001", Scale{0.001, -3, true}}, {"1.25", Scale{1.25, 0, false}}, {"1e-3", Scale{0.001, -3, true}},
	} {
		if got, err := ParseScale(c.text); got != c.want || err != nil {
			t.Errorf("%q is %+v, %v", c.text, got, err)
		}
	}
	for _, text := range []string{"0", "-1", "x", "NaN", "Inf", "1e400", "1e999999999", "0x10", "1_000", "1,000", "1/3"} {
		if got, err := ParseScale(text); err == nil {
			t.Errorf("%q passes as %+v", text, got)
		}
	}
}

func TestPartyAndFlags(t *testing.T) {
	d := Dataset{Aggregates: []string{"Asia"}, Aliases: map[string]economy.Code{"Rossiya": "RUS", "All": "WLD"}}
	for label, want := range map[string]Party{
		"CHN": {Code: "CHN"}, " china": {Code: "CHN"}, "Rossiya": {Code: "RUS"}, "All": {Code: "WLD", Aggregate: true},
		"World": {Code: "WLD", Aggregate: true}, "EU": {Code: "EU", Aggregate: true}, "_0": {Code: "_0", Aggregate: true}, "Asia": {Code: "Asia", Aggregate: true},
	} {
		if got, err := d.Party(label); got != want || err != nil {
			t.Errorf("%q is %+v, %v", label, got, err)
		}
	}
	var unknown *economy.UnknownError
	if _, err := d.Party("Rusia"); !errors.As(err, &unknown) || len(unknown.Suggestions) == 0 {
		t.Errorf("Rusia gives %v", err)
	}
	for label, want := range map[string]string{"": "", "e": "estimate", " E ": "estimate", "p": "provisional", "x;y": "x,y", "R": "R"} {
		if got := d.FlagsOf(label); got != want {
			t.Errorf("flag %q is %q", label, got)
		}
	}
}

func TestGoodID(t *testing.T) {
	for s, want := range map[string]bool{"imf-dots": true, "V202401b": true, "2024.1": true, "": false, "a/b": false, "..": false, "-x": false,
		"a..b": false, "ü": false, "a b": false, string(make([]byte, 65)): false} {
		if GoodID(s) != want {
			t.Errorf("GoodID(%q) is %v", s, !want)
		}
	}
}

// Dates are read together: the oracle is the calendar.
func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		labels string
		yearly bool
		want   string
	}{
		{"2016-12-31 2017-12-31", false, "2016/0 2017/0"},
		{"2016-01-01 2017-01-01", false, "2016/0 2017/0"},
		{"2016-01-01 2016-02-01", false, "2016/1 2016/2"},
		{"2016-01-31 2016-02-29", false, "2016/1 2016/2"},
		{"2016-12-31", false, "unclear"},
		{"2016-12-31", true, "2016/0"},
		{"2016-12-31 2017-12-31 2018", false, "2016/0 2017/0 2018/0"},
		{"2016-03-15", false, "-"},
		{"2017-12-31T00:00:00 2016-12-31T00:00:00", false, "2017/0 2016/0"},
	} {
		labels := strings.Fields(c.labels)
		when, unclear := Periods(labels, c.yearly)
		var got []string
		for _, l := range labels {
			if w, ok := when[l]; ok {
				got = append(got, fmt.Sprintf("%d/%d", w.Year, w.Month))
			} else {
				got = append(got, "-")
			}
		}
		if unclear != "" {
			got = []string{"unclear"}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.labels, s, c.want)
		}
	}
}

// FuzzLabels puts any text through everything that understands labels without an
// engine: nothing panics, and what is understood keeps its rules.
func FuzzLabels(f *testing.F) {
	for _, s := range []string{"2017-12-31", "201713", "US$ Mil", "RX", "EU27_2020", "0", "Re-Import", "52", "VALUE_IN_EUROS", "1,5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, label string) {
		var d Dataset
		if flow, ok := d.FlowOf(label); ok != (flow == Exports || flow == Imports) {
			t.Errorf("%q is the flow %q, %v", label, flow, ok)
		}
		if _, apart := ApartFlow(label); apart {
			if _, ok := d.FlowOf(label); ok {
				t.Errorf("%q is a flow and kept apart", label)
			}
		}
		if m, ok := MonthOf(label); ok && (m < 0 || m > 12) {
			t.Errorf("%q is month %d", label, m)
		}
		when, _ := Periods([]string{label, "2017-01-01", "2018-01-01"}, false)
		for l, w := range when {
			if w.Month < 0 || w.Month > 12 || w.Year < 0 {
				t.Errorf("%q is %+v", l, w)
			}
		}
		if p, err := d.Party(label); err == nil && p.Code == "" {
			t.Errorf("%q is an economy without a code", label)
		}
		if n, ok := UnitOf(label); ok && (n < 0 || n > 9) {
			t.Errorf("%q is 1e%d dollars", label, n)
		}
		d.FlagsOf(label)
	})
}
