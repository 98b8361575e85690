package regress

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestPrintedTables holds estimates to the last digit printed. The oracles are
// the tables themselves: Santos Silva and Tenreyro (2006), the columns of tables 3
// and 5 that TestPublishedTables does not have (their OLS errors are those of
// Stata's regress), and the walk-through of fixest 0.12: two-way and other
// clusters, effects one after the other, OLS with its measures of fit.
func TestPrintedTables(t *testing.T) {
	dir := dataDirectory(t)
	log, trade := filepath.Join(dir, "log_of_gravity.csv.gz"), filepath.Join(dir, "fixest_trade.csv.gz")
	const table5 = "ldist + border + comlang + colony + comfrt_wto | ex_feenstra + im_feenstra"
	for _, c := range []struct {
		name string
		o    FitOptions
		want string // coefficient estimate error; …
		fit  string // r2 adjusted_r2 within_r2 pseudo_r2 squared correlation, "-" for none printed
	}{
		{"table 3, ln(1 + T)", FitOptions{Data: log, Family: "ols", SSC: "reghdfe", Formula: "log(1 + trade) ~ lypex + lypim + lyex + lyim + ldist + border + comlang + colony + landl_ex + landl_im + lremot_ex + lremot_im + comfrt_wto + open_wto"},
			"lypex 1.128 0.011; lypim 0.866 0.012; lyex 0.277 0.018; lyim 0.217 0.018; ldist -1.151 0.040; border -0.241 0.201; comlang 0.742 0.067; colony 0.392 0.070; landl_ex 0.106 0.054; landl_im -0.278 0.055; lremot_ex 0.526 0.087; lremot_im -0.109 0.091; comfrt_wto 1.289 0.124; open_wto 0.739 0.050", "- - - - -"},
		{"table 5, ln T", FitOptions{Data: log, Family: "ols", SSC: "reghdfe", Formula: "log(trade) ~ " + table5},
			"ldist -1.347 0.031; border 0.174 0.130; comlang 0.406 0.068; colony 0.666 0.070; comfrt_wto 0.310 0.098", "- - - - -"},
		{"table 5, ln(1 + T)", FitOptions{Data: log, Family: "ols", SSC: "reghdfe", Formula: "log1p(trade) ~ " + table5},
			"ldist -1.332 0.036; border -0.399 0.189; comlang 0.550 0.066; colony 0.693 0.067; comfrt_wto 0.174 0.138", "- - - - -"},
		{"table 5, PPML, T > 0", FitOptions{Data: log, Where: "trade > 0", Formula: "trade ~ " + table5},
			"ldist -0.770 0.042; border 0.352 0.090; comlang 0.418 0.094; colony 0.038 0.134; comfrt_wto 0.374 0.076", "- - - - -"},
		{"by product", FitOptions{Data: trade, SSC: "fixest", Cluster: []string{"Product"}, Formula: "Euros ~ log(dist_km) | Origin + Destination + Product + Year"},
			"log(dist_km) -1.52787 0.098294", "- - - 0.76403 0.612021"},
		{"two-way", FitOptions{Data: trade, SSC: "fixest", Cluster: []string{"Origin", "Destination"}, Formula: "Euros ~ log(dist_km) | Origin + Destination + Product + Year"},
			"log(dist_km) -1.52787 0.130734", "- - - 0.76403 0.612021"},
		{"no effects", FitOptions{Data: trade, SSC: "fixest", Cluster: []string{"Origin", "Destination"}, Formula: "Euros ~ log(dist_km)"},
			"(Intercept) 24.71 1.125; log(dist_km) -1.029 0.1580", "- - - 0.18502 0.05511"},
		{"one effect", FitOptions{Data: trade, SSC: "fixest", Cluster: []string{"Origin", "Destination"}, Formula: "Euros ~ log(dist_km) | Year"},
			"log(dist_km) -1.029 0.1581", "- - - 0.18833 0.05711"},
		{"two effects", FitOptions{Data: trade, SSC: "fixest", Cluster: []string{"Origin", "Destination"}, Formula: "Euros ~ log(dist_km) | Year + Destination"},
			"log(dist_km) -1.226 0.2045", "- - - 0.35826 0.16420"},
		{"three effects", FitOptions{Data: trade, SSC: "fixest", Cluster: []string{"Origin", "Destination"}, Formula: "Euros ~ log(dist_km) | Year + Destination + Origin"},
			"log(dist_km) -1.518 0.1282", "- - - 0.59312 0.38479"},
		{"OLS", FitOptions{Data: trade, Family: "ols", SSC: "fixest", Cluster: []string{"Origin", "Destination"}, Formula: "log(Euros) ~ log(dist_km) | Origin + Destination + Product + Year"},
			"log(dist_km) -2.16988 0.171367", "0.705577 0.705139 0.219322 - 0.70558"},
	} {
		e, err := FitFile(context.Background(), c.o)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for _, line := range strings.Split(c.want, "; ") {
			w := strings.Fields(line)
			got, ok := e.Coefficient(w[0])
			if !ok || !prints(got.Estimate, w[1]) || !prints(got.StdError, w[2]) {
				t.Errorf("%s: %s %.7g (%.7g), printed %s (%s)", c.name, w[0], got.Estimate, got.StdError, w[1], w[2])
			}
		}
		s, err := e.FitStatistics(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		fit := strings.Fields(c.fit)
		for k, x := range []float64{s.R2, s.AdjustedR2, s.WithinR2, s.PseudoR2, e.SquaredCorrelation} {
			if fit[k] != "-" && !prints(x, fit[k]) {
				t.Errorf("%s: fit %d is %.7g, printed %s", c.name, k, x, fit[k])
			}
		}
	}
}

// prints says whether a number rounds to the digits of the text.
func prints(x float64, text string) bool {
	_, decimals, _ := strings.Cut(text, ".")
	printed, err := strconv.ParseFloat(text, 64)
	return err == nil && math.Abs(printed-x) <= 0.5*math.Pow(10, -float64(len(decimals)))+1e-12
}

func TestPrints(t *testing.T) {
	for _, c := range []struct {
		x    float64
		text string
		want bool
	}{{0.1266, "0.127", true}, {0.1264, "0.127", false}, {-1.3474, "-1.347", true}, {-1.3476, "-1.347", false}, {math.NaN(), "0.1", false}} {
		if got := prints(c.x, c.text); got != c.want {
			t.Error(fmt.Sprint(c))
		}
	}
}
