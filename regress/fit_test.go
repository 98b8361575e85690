package regress

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
)

func dataDirectory(t *testing.T) string {
	t.Helper()
	d := os.Getenv("DYAD_DATA")
	if d == "" {
		d = filepath.Join("..", "..", "shared", "data")
	}
	d = filepath.Join(d, "gravity")
	if _, err := os.Stat(d); err != nil {
		t.Skip("no data directory; set DYAD_DATA to one")
	}
	return d
}

// TestPublishedTables estimates the cases of the reference file: Santos Silva
// and Tenreyro (2006), tables 3 and 5; ppmlhdfe's third example; fixest's
// walk-through; gegravity's sample. The oracle is R's fixest 0.12.2 at tight
// tolerance, with the small-sample factors of fixest and of Stata. Errors above
// one are held to 1e-7 of their size: the constant's in table 3, positive flows,
// is 2.1609600902 by Newton's method in numpy on centred regressors, as here,
// where the file has 2.1609599723.
func TestPublishedTables(t *testing.T) {
	dir := dataDirectory(t)
	file, err := os.ReadFile(filepath.Join(dir, "..", "..", "reference", "gravity.json"))
	if err != nil {
		t.Skip(err)
	}
	var cases []struct {
		ID       string
		Data     string
		Used     int `json:"nobs_used"`
		Deviance *float64
		Coef     map[string]float64
		Fixest   map[string]float64 `json:"se_fixest_default"`
		Stata    map[string]float64 `json:"se_stata_GoverGm1_noK"`
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		t.Fatal(err)
	}
	const long = "lypex + lypim + lyex + lyim + ldist + border + comlang + colony + landl_ex + landl_im + lremot_ex + lremot_im + comfrt_wto + open_wto"
	specifications := map[string]FitOptions{
		"sst2006_t3_ppml_all":      {Formula: "trade ~ " + long},
		"sst2006_t3_ppml_pos":      {Formula: "trade ~ " + long, Where: "trade > 0"},
		"sst2006_t3_ols_pos":       {Formula: "log(trade) ~ " + long, Family: "ols"},
		"sst2006_t5_ppml_fe":       {Formula: "trade ~ ldist + border + comlang + colony + comfrt_wto | ex_feenstra + im_feenstra"},
		"ppmlhdfe_example3":        {Formula: "trade ~ fta | isoimp^year + isoexp^year + isoimp^isoexp", Where: "category == 'TOTAL'", Cluster: []string{"isoimp^isoexp"}},
		"fixest_trade_walkthrough": {Formula: "Euros ~ log(dist_km) | Origin + Destination + Product + Year", Cluster: []string{"Origin"}},
		"gegravity_sample_ppml":    {Formula: "trade ~ pta + contiguity + common_language + lndist + international | exporter + importer"},
	}
	for _, c := range cases {
		o, ok := specifications[c.ID]
		if !ok {
			t.Errorf("no specification for %s", c.ID)
			continue
		}
		o.Data = filepath.Join(dir, filepath.Base(c.Data))
		for ssc, errorsOf := range map[string]map[string]float64{"fixest": c.Fixest, "stata": c.Stata} {
			o.SSC = ssc
			e, err := FitFile(context.Background(), o)
			if err != nil {
				t.Errorf("%s: %v", c.ID, err)
				continue
			}
			if e.N != c.Used || !e.Converged || e.N+e.NDropped+e.NExcluded != e.NRead {
				t.Errorf("%s: n %d of %d, dropped %v, excluded %d", c.ID, e.N, e.NRead, e.Dropped, e.NExcluded)
			}
			if c.Deviance != nil && math.Abs(e.Deviance / *c.Deviance - 1) > 1e-9 {
				t.Errorf("%s: deviance %.12g, want %.12g", c.ID, e.Deviance, *c.Deviance)
			}
			for name, want := range c.Coef {
				got, ok := e.Coefficient(name)
				if !ok || math.Abs(got.Estimate-want) > 1e-8 || math.Abs(got.StdError-errorsOf[name]) > 1e-7*math.Max(1, errorsOf[name]) {
					t.Errorf("%s, %s, %s: %.10f (%.10f), want %.10f (%.10f)", c.ID, ssc, name, got.Estimate, got.StdError, want, errorsOf[name])
				}
			}
		}
	}
}

// small writes a panel of 4×4 pairs over three years with faults by choice.
func small(t *testing.T, change func(line []string) []string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("exporter,importer,year,trade,dist,rta,note\n")
	for i := range 4 {
		for j := range 4 {
			for year := 2012; year < 2015; year++ {
				if i == j {
					continue
				}
				line := []string{string(rune('A' + i)), string(rune('A' + j)), fmt.Sprint(year), fmt.Sprint((7*i+5*j+3*year)%11 + 1 + i*j), fmt.Sprint(100 + 37*i*j + 10*i + j), fmt.Sprint((i*j + year) % 2), "x"}
				if change != nil {
					line = change(line)
				}
				b.WriteString(strings.Join(line, ",") + "\n")
			}
		}
	}
	path := filepath.Join(t.TempDir(), "panel.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRowsAreAccountedFor(t *testing.T) {
	n := 0
	path := small(t, func(line []string) []string {
		n++
		switch n {
		case 1:
			line[3] = "NA" // trade
		case 2:
			line[4] = "0" // log(dist)
		case 3:
			line[2] = "" // year: the condition is unknown
		case 4:
			line[0] = "."
		}
		return line
	})
	e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "trade ~ log(dist) + i(year, rta, ref=2012) | exporter + importer", Where: "year != 2014 || rta == 1"})
	if err != nil {
		t.Fatal(err)
	}
	excluded := -1 // pair A, B lost its year 2014
	for i := range 4 {
		for j := range 4 {
			if i != j && (i*j)%2 == 0 {
				excluded++ // 2014 with rta 0
			}
		}
	}
	got := fmt.Sprint(e.Dropped)
	want := "[{the condition is unknown, a value it needs is missing 1} {missing value in trade 1} {log(dist) is undefined 1} {missing value in exporter 1}]"
	if got != want || e.NRead != 36 || e.NExcluded != excluded || e.N != 36-4-excluded || e.NDropped != 4 {
		t.Errorf("read %d, n %d, excluded %d (want %d), dropped %s", e.NRead, e.N, e.NExcluded, excluded, got)
	}
	var names []string
	for _, c := range e.Coef {
		names = append(names, c.Name)
	}
	if s := strings.Join(names, " "); s != "log(dist) year::2013:rta year::2014:rta" && !strings.HasPrefix(s, "log(dist) year::2013:rta") {
		t.Errorf("coefficients %s", s)
	}
}

func TestJSONKeepsTheContract(t *testing.T) {
	e, err := FitFile(context.Background(), FitOptions{Data: small(t, nil), Formula: "trade ~ log(dist) | exporter + importer", Cluster: []string{"exporter^importer"}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var back map[string]any
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"n", "n_dropped", "dropped", "converged", "iterations", "deviance", "coef"} {
		if _, ok := back[key]; !ok {
			t.Errorf("the key %s is missing in %s", key, text)
		}
	}
	if !strings.Contains(string(text), `"dropped":[]`) || !strings.Contains(string(text), `"coef":[{"name":"log(dist)","estimate":`) {
		t.Errorf("%s", text)
	}
	if e.Errors != "clustered" || e.Clusters[0].Name != "exporter^importer" || e.Clusters[0].Groups != 12 {
		t.Errorf("errors %s %v", e.Errors, e.Clusters)
	}
}

func TestFitFaults(t *testing.T) {
	path := small(t, nil)
	broken := small(t, func(line []string) []string {
		if line[0] == "B" && line[1] == "C" && line[2] == "2013" {
			line[3] = "lots"
		}
		return line
	})
	negative := small(t, func(line []string) []string { line[3] = "-1"; return line })
	for _, c := range []struct {
		o    FitOptions
		want string
		try  string
		code hint.Code
	}{
		{FitOptions{Data: path, Formula: "trade ~ rtaa | exporter"}, "there is no column `rtaa`", "did you mean rta?", hint.Data},
		{FitOptions{Data: path, Formula: "trade ~ rta | exporter", Where: "yeer == 2014"}, "there is no column `yeer`", "year", hint.Data},
		{FitOptions{Data: broken, Formula: "trade ~ rta | exporter"}, `line 15, column trade: "lots" is not a number`, "", hint.Data},
		{FitOptions{Data: path, Formula: "trade ~ note | exporter"}, `line 2, column note: "x" is not a number`, "i(note)", hint.Data},
		{FitOptions{Data: negative, Formula: "trade ~ rta | exporter"}, "the outcome trade is negative", "ols", hint.Data},
		{FitOptions{Data: path, Formula: "trade ~ rta | exporter", Where: "year > 3000"}, "no row is left", "condition", hint.Data},
		{FitOptions{Data: path, Formula: "trade ~ rta", Family: "negbin"}, `"negbin" is unknown`, "poisson or ols", hint.Usage},
		{FitOptions{Data: path, Formula: "trade ~ rta", SSC: "sas"}, `"sas" is unknown`, "stata, fixest or reghdfe", hint.Usage},
		{FitOptions{Data: path, Formula: "trade ~ rta", Robust: true, Cluster: []string{"year"}}, "exclude each other", "", hint.Usage},
		{FitOptions{Data: path, Formula: "trade ~ i(year, ref=1999)"}, "the reference 1999 does not occur in year", "2012, 2013, 2014", hint.Data},
		{FitOptions{Data: path, Formula: "exp(1000*trade) ~ rta"}, "is infinite", "--where", hint.Data},
		{FitOptions{Data: path + "x", Formula: "trade ~ rta"}, "there is no such file", "--data", hint.Data},
		{FitOptions{Data: "panel.dta", Formula: "trade ~ rta"}, "not read here", "CSV", hint.Usage},
		{FitOptions{Formula: "trade ~ rta"}, "no data file", "--data", hint.Usage},
	} {
		_, err := FitFile(context.Background(), c.o)
		var e *hint.Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) || !strings.Contains(e.Try, c.try) || e.Code != c.code {
			t.Errorf("%+v:\n  %v\n  try: %s", c.o, err, hint.TryOf(err))
		}
	}
	// What the estimator refuses comes out as bad data, with a reason.
	for _, o := range []FitOptions{
		{Data: path, Formula: "trade ~ dist | exporter^importer"},
		{Data: path, Formula: "I(trade*0 + 1) ~ 1 | exporter", Where: "exporter == 'A'"},
		{Data: path, Formula: "trade ~ rta | exporter^importer^year"},
		{Data: path, Formula: "I(trade*0) ~ rta | exporter"},
	} {
		if _, err := FitFile(context.Background(), o); err == nil || hint.CodeOf(err) != hint.Data {
			t.Errorf("%s: %v", o.Formula, err)
		}
	}
}
