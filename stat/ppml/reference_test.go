package ppml

import (
	"context"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The oracle is R's fixest 0.12.2 at a tight tolerance; where tables are
// published (Santos Silva and Tenreyro 2006, the walk-throughs of ppmlhdfe and
// fixest) it agrees with them to the last printed digit.
func TestPublishedEstimates(t *testing.T) {
	dir := dataDir(t)
	want := references(t, dir)
	gravity := filepath.Join(dir, "gravity")
	log := readTable(t, filepath.Join(gravity, "log_of_gravity.csv.gz"))
	positive := log.where(func(i int) bool { return log.columns["trade"][i] != "0" })
	agreements := readTable(t, filepath.Join(gravity, "ppmlhdfe_example_trade_fta.csv"))
	agreements = agreements.where(func(i int) bool { return agreements.columns["category"][i] == "TOTAL" })
	products := readTable(t, filepath.Join(gravity, "fixest_trade.csv.gz"))
	sample := readTable(t, filepath.Join(gravity, "gegravity_sample.csv"))

	full := strings.Fields("lypex lypim lyex lyim ldist border comlang colony landl_ex landl_im lremot_ex lremot_im comfrt_wto open_wto")
	logTrade := positive.numbers("trade")
	for i, v := range logTrade {
		logTrade[i] = math.Log(v)
	}
	distance := products.numbers("dist_km")
	for i, v := range distance {
		distance[i] = math.Log(v)
	}
	var destination []Factor
	for _, name := range []string{"Origin", "Destination", "Product", "Year"} {
		destination = append(destination, products.factor(name))
	}
	cases := []struct {
		id      string
		model   Model
		cluster []Factor
	}{
		{"sst2006_t3_ppml_all", Model{Y: log.numbers("trade"), X: log.regressors(full...), Intercept: true}, nil},
		{"sst2006_t3_ppml_pos", Model{Y: positive.numbers("trade"), X: positive.regressors(full...), Intercept: true}, nil},
		{"sst2006_t3_ols_pos", Model{Y: logTrade, X: positive.regressors(full...), Intercept: true, Family: Gaussian}, nil},
		{"sst2006_t5_ppml_fe", Model{Y: log.numbers("trade"), X: log.regressors("ldist", "border", "comlang", "colony", "comfrt_wto"),
			Effects: []Factor{log.factor("ex_feenstra"), log.factor("im_feenstra")}}, nil},
		{"ppmlhdfe_example3", Model{Y: agreements.numbers("trade"), X: agreements.regressors("fta"),
			Effects: []Factor{agreements.factor("isoimp^year"), agreements.factor("isoexp^year"), agreements.factor("isoimp^isoexp")}},
			[]Factor{agreements.factor("isoimp^isoexp")}},
		{"fixest_trade_walkthrough", Model{Y: products.numbers("Euros"), X: []Regressor{{"log(dist_km)", distance}}, Effects: destination},
			[]Factor{products.factor("Origin")}},
		{"gegravity_sample_ppml", Model{Y: sample.numbers("trade"), X: sample.regressors("pta", "contiguity", "common_language", "lndist", "international"),
			Effects: []Factor{sample.factor("exporter"), sample.factor("importer")}}, nil},
	}
	for _, c := range cases {
		for _, convention := range []Convention{Stata, Fixest} {
			t.Run(c.id+"/"+convention.String(), func(t *testing.T) {
				w, ok := want[c.id]
				if !ok {
					t.Skip("no reference")
				}
				o := Options{SmallSample: convention, Clusters: c.cluster}
				if c.cluster != nil {
					o.Errors = Clustered
				}
				r, err := Fit(context.Background(), c.model, o)
				if err != nil {
					t.Fatal(err)
				}
				errors := w.Stata
				if convention == Fixest {
					errors = w.Fixest
				}
				if r.N != w.N || !r.Converged || len(r.Coef) != len(w.Coef) {
					t.Fatalf("n %d, converged %v, %d coefficients; want n %d and %d coefficients", r.N, r.Converged, len(r.Coef), w.N, len(w.Coef))
				}
				for _, b := range r.Coef {
					if d := math.Abs(b.Estimate - w.Coef[b.Name]); !(d < 1e-8) {
						t.Errorf("%s is %.12g, want %.12g", b.Name, b.Estimate, w.Coef[b.Name])
					}
					// Relative for the large error of a constant, which the reference itself
					// has to seven digits only (centred regressors give 2.1609600903).
					if d := math.Abs(b.StdError - errors[b.Name]); !(d < 1e-7*max(1, b.StdError)) {
						t.Errorf("error of %s is %.10g, want %.10g", b.Name, b.StdError, errors[b.Name])
					}
				}
				if w.Deviance != nil && !near(r.Deviance, *w.Deviance, 1e-11) {
					t.Errorf("deviance %s, want %g", strconv.FormatFloat(r.Deviance, 'g', 14, 64), *w.Deviance)
				}
				if w.LogLik != nil && !near(r.LogLikelihood, *w.LogLik, 1e-11) {
					t.Errorf("log-likelihood %.13g, want %.13g", r.LogLikelihood, *w.LogLik)
				}
				t.Logf("%s: %d steps, gradient %.1e, %s", c.id, r.Iterations, r.GradientNorm, r.Structure)
			})
		}
	}
}

func near(a, b, relative float64) bool { return math.Abs(a-b) <= relative*math.Abs(b) }
