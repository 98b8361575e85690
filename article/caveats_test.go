package article_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"dyad/article"
)

// book looks up totals in US dollars: "imf RUS CHN 2016 M".
func book(t *testing.T) func(key string) float64 {
	t.Helper()
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, d := range sets {
		scale, err := strconv.ParseFloat(d.Scale, 64)
		if err != nil {
			t.Fatal(err)
		}
		short := map[string]string{"imf-dots-extract": "imf", "comtrade-extract": "comtrade"}[d.Meta.ID]
		at, rows := table(t, d)
		for _, r := range rows {
			if i, ok := at["product"]; ok && r[i] != "TOTAL" {
				continue
			}
			v, err := strconv.ParseFloat(r[at[d.Map["value"]]], 64)
			if err != nil {
				t.Fatal(err)
			}
			values[fmt.Sprint(short, " ", r[at["reporter"]], " ", r[at["partner"]], " ", r[at["year"]], " ", r[at["flow"]])] = v * scale
		}
	}
	return func(key string) float64 {
		v, ok := values[key]
		if !ok {
			t.Errorf("no observation %s", key)
		}
		return v
	}
}

// The caveats and docs/article.md state how far reports lie apart; the numbers
// are computed here from the rows.
func TestGapsAreAsStated(t *testing.T) {
	get := book(t)
	for _, c := range []struct {
		over, under string
		percent     float64
	}{
		{"comtrade RUS CHN 2016 M", "imf RUS CHN 2016 M", 22},
		{"comtrade RUS CHN 2017 M", "imf RUS CHN 2017 M", 19},
		{"comtrade RUS CHN 2016 X", "imf RUS CHN 2016 X", 7},
		{"comtrade RUS CHN 2017 X", "imf RUS CHN 2017 X", 7},
		{"comtrade RUS CHN 2016 M", "imf CHN RUS 2016 X", 23},
		{"comtrade RUS CHN 2017 M", "imf CHN RUS 2017 X", 31},
		{"imf CHN RUS 2002 X", "comtrade RUS CHN 2002 M", 47}, // notes of C051
	} {
		if got := 100 * (get(c.over)/get(c.under) - 1); math.Abs(got-c.percent) > 0.5 {
			t.Errorf("%s lies %.2f %% above %s, the caveat says %g", c.over, got, c.under, c.percent)
		}
	}
	total := func(source, a, b string, year int) float64 {
		return get(fmt.Sprintf("%s %s %s %d X", source, a, b, year)) + get(fmt.Sprintf("%s %s %s %d M", source, a, b, year))
	}
	for _, c := range []struct {
		got, want float64
		what      string
	}{
		{total("comtrade", "RUS", "CHN", 2017) / 1e9, 98.6, "total of 2017, Comtrade"},
		{total("imf", "RUS", "CHN", 2017) / 1e9, 86.9, "total of 2017, IMF, Russia"},
		{total("imf", "CHN", "RUS", 2017) / 1e9, 84.4, "total of 2017, IMF, China"},
		{total("imf", "RUS", "CHN", 2014) / total("imf", "RUS", "CHN", 2001), 15.7, "multiple, IMF, Russia"},
		{total("comtrade", "RUS", "CHN", 2014) / total("comtrade", "RUS", "CHN", 2001), 12.2, "multiple, Comtrade"},
		{total("imf", "CHN", "RUS", 2014) / total("imf", "CHN", "RUS", 2001), 8.9, "multiple, IMF, China"},
	} {
		if math.Abs(c.got-c.want) > 0.05 {
			t.Errorf("%s is %.3f, stated as %g", c.what, c.got, c.want)
		}
	}
	if x := get("imf RUS CHN 2001 X") / 1e9; math.Abs(x-4.02) > 0.005 {
		t.Errorf("exports of 2001: %g", x)
	}
}

// The notes of C100 say in whose own report Russia's share rose.
func TestRussiaInCentralAsiaByOwnReports(t *testing.T) {
	get := book(t)
	share := func(state string, year int) float64 {
		with, all := 0.0, 0.0
		for _, flow := range []string{"X", "M"} {
			with += get(fmt.Sprintf("imf %s RUS %d %s", state, year, flow))
			all += get(fmt.Sprintf("imf %s WLD %d %s", state, year, flow))
		}
		return with / all
	}
	for _, state := range []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"} {
		if rose := share(state, 2017) > share(state, 1995); rose != (state == "TJK") {
			t.Errorf("%s: rose %v, from %.3f to %.3f", state, rose, share(state, 1995), share(state, 2017))
		}
	}
}

// Six printed digits allow 1.1e-5 of rounding.
func TestTurkmenistanIsFilledIn(t *testing.T) {
	get := book(t)
	filled := func(x, m string) bool { return math.Abs(get(m)/get(x)/1.06-1) < 1.1e-5 }
	for partner, last := range map[string]int{"CHN": 2019, "RUS": 2020} {
		for year := 2004; year <= last; year++ {
			out := filled(fmt.Sprintf("imf TKM %s %d X", partner, year), fmt.Sprintf("imf %s TKM %d M", partner, year))
			back := filled(fmt.Sprintf("imf %s TKM %d X", partner, year), fmt.Sprintf("imf TKM %s %d M", partner, year))
			if !out || !back {
				t.Errorf("%s %d: exports filled %v, imports filled %v", partner, year, out, back)
			}
		}
	}
}
