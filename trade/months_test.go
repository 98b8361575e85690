package trade

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dyad/lake"
	"dyad/measure"
	"dyad/period"
	"dyad/source"
	"dyad/source/tidy"
)

// monthsLake has China's reports for January 2018 to May 2020 and Russia's
// without April 2019: exports of month m of year y are 100·(y−2000) + m.
func monthsLake(t *testing.T) *lake.Lake {
	t.Helper()
	var b strings.Builder
	b.WriteString("reporter,partner,period,flow,value\n")
	for y := 2018; y <= 2020; y++ {
		for m := 1; m <= 12 && (y < 2020 || m <= 5); m++ {
			fmt.Fprintf(&b, "CHN,RUS,%d-%02d,X,%d\nCHN,RUS,%d-%02d,M,1\n", y, m, 100*(y-2000)+m, y, m)
			if y != 2019 || m != 4 {
				fmt.Fprintf(&b, "RUS,CHN,%d-%02d,X,2\nRUS,CHN,%d-%02d,M,%d\n", y, m, y, m, 200*(y-2000))
			}
		}
	}
	d, err := tidy.Open([]source.File{{Name: "m.csv", Data: []byte(b.String())}}, tidy.Options{Meta: source.Meta{ID: "m", Vintage: "1"}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := lake.Import(context.Background(), dir, d, lake.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	l, err := lake.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// The oracle is the rule by which the file was made.
func TestMonths(t *testing.T) {
	c, err := measure.NewCatalogue(New(FromLake(monthsLake(t))).Measures())
	if err != nil {
		t.Fatal(err)
	}
	ask := func(name string, years measure.Years) map[string]string {
		t.Helper()
		rows, err := c.Eval(context.Background(), name, measure.Query{A: "CHN", B: "RUS", Freq: period.Month, Years: years})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		last := measure.Row{}
		for _, r := range rows {
			if r.Key() == last.Key() && r.Period != last.Period.Add(1) {
				t.Errorf("%s: %v follows %v", name, r.Period, last.Period)
			}
			last = r
			if !strings.Contains(r.Query, fmt.Sprintf("month = %d", r.Month)) {
				t.Errorf("%s of %v names the query %q", name, r.Period, r.Query)
			}
			text := fmt.Sprintf("%.6g", r.Value)
			if r.Missing {
				text = "missing: " + r.Why
			}
			out[r.Period.String()+" "+string(r.View)+r.Reporter] = text
		}
		return out
	}
	exports := ask("trade.exports", measure.Years{})
	for at, want := range map[string]string{"2018-01 exporterCHN": "1801", "2019-12 exporterCHN": "1912", "2020-05 exporterCHN": "2005", "2020-05 importerRUS": "4000"} {
		if exports[at] != want {
			t.Errorf("exports of %s are %q, want %s", at, exports[at], want)
		}
	}
	if len(exports) != 2*29 || !strings.HasPrefix(exports["2019-04 importerRUS"], "missing: April: ") {
		t.Errorf("%d months, and Russia's gap is %q", len(exports), exports["2019-04 importerRUS"])
	}
	totals := ask("trade.total", measure.Years{From: 2019, To: 2019})
	if len(totals) != 24 || totals["2019-03 CHN"] != "1904" || totals["2019-03 RUS"] != "3802" {
		t.Errorf("totals: %v", totals)
	}
	growth := ask("trade.growth", measure.Years{From: 2020})
	if got := growth["2020-03 CHN"]; got != fmt.Sprintf("%.6g", 100*(2004./1904-1)) {
		t.Errorf("March 2020 against March 2019: %s", got)
	}
	if got := growth["2020-04 RUS"]; got != "" && !strings.HasPrefix(got, "missing") {
		t.Errorf("April 2020 against a missing April: %s", got)
	}
	// No month is a year, and what has no monthly form says so.
	if _, err := c.Eval(context.Background(), "trade.multiple", measure.Query{A: "CHN", B: "RUS", Freq: period.Month}); err == nil || !strings.Contains(err.Error(), "no figures by the month") {
		t.Errorf("multiples by the month: %v", err)
	}
	if _, err := c.Eval(context.Background(), "trade.total", measure.Query{A: "CHN", B: "RUS", Freq: period.Month, World: true}); err == nil {
		t.Error("a month has a place among all dyads")
	}
}
