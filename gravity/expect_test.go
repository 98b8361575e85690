package gravity

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/regress"
	"dyad/regress/frame"
)

var codes = []string{"CHN", "RUS", "DEU", "FRA", "USA", "JPN", "KAZ", "IND", "BRA", "ZAF", "POL", "GBR"}

// invented is trade among twelve economies from 2010 to 2014, with size,
// distance and a scatter that dyads share over the years.
func invented() []Flow {
	r := rand.New(rand.NewPCG(1, 2))
	size := map[string]float64{}
	for _, c := range codes {
		size[c] = math.Exp(r.NormFloat64())
	}
	var out []Flow
	for i, a := range codes {
		for j, b := range codes {
			if i == j {
				continue
			}
			own := 0.3 * r.NormFloat64()
			for year := 2010; year < 2015; year++ {
				out = append(out, Flow{a, b, year, 1000 * size[a] * size[b] * math.Exp(own+0.2*r.NormFloat64()-0.05*math.Abs(float64(i-j)))})
			}
		}
	}
	return out
}

// TestExpectAgainstIndicators: leaving a dyad out and predicting it is the same
// as keeping it with an indicator for each of its flows: the indicator's
// coefficient is ln(actual/expected), and its clustered error, in which the
// flow itself has no residual, is that of ln expected. The estimator computes
// these without any of the code under test; it counts one cluster more.
func TestExpectAgainstIndicators(t *testing.T) {
	flows := invented()
	x, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPanel(flows, nil)
	if err != nil {
		t.Fatal(err)
	}
	columns := p.columns()
	distance, border := geography(p)
	columns = append(columns, frame.Column{Name: "dist", Numbers: distance}, frame.Column{Name: "contig", Numbers: border})
	formula := "value ~ log(dist) + contig"
	for year := 2010; year < 2015; year++ {
		for _, exporter := range []string{"CHN", "RUS"} {
			name := fmt.Sprintf("%s%d", exporter, year)
			values := make([]float64, len(p.value))
			for k := range values {
				if p.year[k] == year && p.names[p.exporter[k]] == exporter && p.of(k, p.positions["CHN"], p.positions["RUS"]) {
					values[k] = 1
				}
			}
			columns = append(columns, frame.Column{Name: name, Numbers: values})
			formula += " + " + name
		}
	}
	data, err := frame.New("panel", columns...)
	if err != nil {
		t.Fatal(err)
	}
	e, err := regress.Fit(context.Background(), data, regress.FitOptions{Formula: formula + " | exporter^year + importer^year", Cluster: []string{"dyad"}, Tolerance: 1e-13})
	if err != nil {
		t.Fatal(err)
	}
	groups := float64(len(codes) * (len(codes) - 1) / 2)
	correction := math.Sqrt(((groups - 1) / (groups - 2)) / (groups / (groups - 1)))
	for _, y := range x.Years {
		for exporter, d := range map[string]Direction{"CHN": y.AToB, "RUS": y.BToA} {
			c, ok := e.Coefficient(fmt.Sprintf("%s%d", exporter, y.Year))
			if !ok {
				t.Fatalf("no coefficient for %s in %d", exporter, y.Year)
			}
			if got := math.Log(d.Actual / d.Expected); math.Abs(got-c.Estimate) > 1e-7 {
				t.Errorf("%s %d: ln actual/expected %.10f, the indicator has %.10f", exporter, y.Year, got, c.Estimate)
			}
			if got := d.LogError; math.Abs(got-c.StdError*correction) > 1e-7 {
				t.Errorf("%s %d: error %.10f, the indicator has %.10f", exporter, y.Year, got, c.StdError*correction)
			}
		}
		if !(y.Lower < y.Expected && y.Expected < y.Upper) || y.Dyads != 66 || !(y.Percentile >= 0 && y.Percentile <= 100) {
			t.Errorf("%d: expected %g in [%g, %g], percentile %g of %d", y.Year, y.Expected, y.Lower, y.Upper, y.Percentile, y.Dyads)
		}
	}
	if !x.LeftOut || x.Estimate.N != 132*5-10 || x.InSample.N != 132*5 {
		t.Errorf("left out %v, n %d and %d", x.LeftOut, x.Estimate.N, x.InSample.N)
	}
}

// TestExpectPercentile: tripled trade puts the dyad at the top, and its ratio
// is near three times the earlier one when it is left out, less in the sample.
func TestExpectPercentile(t *testing.T) {
	flows := invented()
	before, err := Expect(context.Background(), flows, "USA", "CHN", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for k := range flows {
		if isDyad(flows[k], "USA", "CHN") {
			flows[k].Value *= 6
		}
	}
	after, err := Expect(context.Background(), flows, "USA", "CHN", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	inSample, err := Expect(context.Background(), flows, "USA", "CHN", ExpectOptions{InSample: true})
	if err != nil {
		t.Fatal(err)
	}
	for k, y := range after.Years {
		if r := y.Ratio / before.Years[k].Ratio; math.Abs(r-6) > 1e-6 {
			t.Errorf("%d: left out, the ratio rises by %g", y.Year, r)
		}
		if y.Percentile < 98 {
			t.Errorf("%d: percentile %g", y.Year, y.Percentile)
		}
		z := inSample.Years[k]
		if z.Ratio >= y.Ratio || math.Abs(z.Ratio-y.InSampleRatio) > 1e-8 {
			t.Errorf("%d: in the sample %g, left out %g, in-sample ratio %g", y.Year, z.Ratio, y.Ratio, y.InSampleRatio)
		}
	}
}

func TestExpectMissing(t *testing.T) {
	var flows []Flow
	for _, f := range invented() {
		switch {
		case f.Exporter == "CHN" && f.Importer == "RUS" && f.Year == 2011: // not observed
		case f.Exporter == "CHN" && f.Importer != "RUS" && f.Year == 2012: // nothing else to go by
		default:
			flows = append(flows, f)
		}
	}
	flows = append(flows, Flow{"DEU", "DEU", 2010, 5}, Flow{"DEU", "AND", 2010, math.NaN()}, Flow{"DEU", "WLD", 2010, 9}, Flow{"DEU", "AUT", 2010, -1})
	x, err := Expect(context.Background(), flows, "RUS", "CHN", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if y := x.Years[1]; !math.IsNaN(y.Actual) || !math.IsNaN(y.Ratio) || !(y.Expected > 0) || !math.IsNaN(y.Percentile) || !strings.Contains(y.Why, "not observed") {
		t.Errorf("2011: %+v", y)
	}
	if y := x.Years[2]; !math.IsNaN(y.Expected) || !math.IsNaN(y.Ratio) || !(y.AToB.Expected > 0) || !strings.Contains(y.Why, "CHN exports to nobody else") {
		t.Errorf("2012: %+v", y)
	}
	if got := fmt.Sprint(x.Estimate.Dropped[:4]); got != "[{an economy and itself 1} {groups, regions and aggregates, which hold others 1} {no value 1} {negative value 1}]" {
		t.Errorf("left out: %s", got)
	}
	if e := x.Estimate; e.NRead != e.N+e.NExcluded+e.NDropped {
		t.Errorf("read %d, n %d, excluded %d, dropped %d", e.NRead, e.N, e.NExcluded, e.NDropped)
	}
	for _, c := range []struct{ a, b, want string }{{"RUS", "RUS", "two economies"}, {"RUS", "CHM", "no trade of this economy"}, {"RUS", "EU", "EU is a group"}} {
		var e *hint.Error
		if _, err := Expect(context.Background(), flows, c.a, c.b, ExpectOptions{}); !errors.As(err, &e) || !strings.Contains(e.What, c.want) {
			t.Errorf("%s-%s: %v", c.a, c.b, err)
		}
	}
	for _, bad := range []Flow{{"CHN", "RUS", 2011, math.Inf(1)}, {"CHN", "RUS", 2010, 3}} {
		if _, err := Expect(context.Background(), append(flows, bad), "RUS", "CHN", ExpectOptions{}); hint.CodeOf(err) != hint.Data {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func TestCovariates(t *testing.T) {
	var b strings.Builder
	b.WriteString("iso3_o,iso3_d,year,lang,dist\n")
	for i, a := range codes {
		for j, c := range codes {
			for year := 2010; year < 2014; year++ { // no 2014
				fmt.Fprintf(&b, "%s,%s,%d,%d,%d\n", a, c, year, (i*j+i+j)%3/2, 100+30*(i+j)+10*i*j)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "cepii.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := ReadCovariates(path, "lang + lang:log(dist)")
	if err != nil {
		t.Fatal(err)
	}
	x, err := Expect(context.Background(), invented(), "CHN", "RUS", ExpectOptions{Covariates: c})
	if err != nil {
		t.Fatal(err)
	}
	if x.Estimate.Formula != "value ~ log(dist) + contig + lang + lang:log(dist) | exporter^year + importer^year" || len(x.Estimate.Coef) != 4 {
		t.Errorf("%s: %v", x.Estimate.Formula, x.Estimate.Coef)
	}
	if y := x.Years[4]; !math.IsNaN(y.Expected) || y.Why == "" || x.Years[3].Ratio <= 0 {
		t.Errorf("a year without covariates: %+v", y)
	}
	// No row of 2014, 66 dyads in both directions.
	if v := x.Coverage; len(v) != 2 || v[0].Column != "lang" || v[0].MissingFlows != 132 || v[0].Flows != 660 || v[0].MissingPairs != 132 || !strings.HasSuffix(v[0].Example, "in 2014") {
		t.Errorf("coverage %v", v)
	}
	if notes := strings.Join(x.Listing().Notes, "\n"); !strings.Contains(notes, "cepii.csv has no lang for 132 of 660 flows, 132 of 132 directed pairs (") {
		t.Errorf("notes %s", notes)
	}
	for _, terms := range []string{"lang | exporter", "nothing", "lgo(lang)"} {
		if _, err := ReadCovariates(path, terms); err == nil {
			t.Errorf("%s is taken", terms)
		}
	}
}

// A table of a few dyads cannot carry an estimate, and the error says what it
// lacks; codes of CEPII's are read as the catalogue's.
func TestSparseCovariates(t *testing.T) {
	read := func(text string) *Covariates {
		path := filepath.Join(t.TempDir(), "ties.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := ReadCovariates(path, "fta")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	few := read("iso3_o,iso3_d,fta\nCHN,RUS,0\nRUS,CHN,1\n")
	for name, err := range map[string]error{
		"expect": func() error {
			_, err := Expect(context.Background(), invented(), "CHN", "RUS", ExpectOptions{Covariates: few})
			return err
		}(),
		"fit": func() error {
			_, err := FitFlows(context.Background(), invented(), few, regress.FitOptions{Formula: "trade ~ fta | exporter^year + importer^year"})
			return err
		}(),
	} {
		var h *hint.Error
		if !errors.As(err, &h) || h.Code != hint.Data || !strings.Contains(h.What, "ties.csv has no fta for 650 of 660 flows, 130 of 132 directed pairs (") || !strings.Contains(h.Try, "0 where there is no tie") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c := read("iso3_o,iso3_d,fta\nROM,ZAR,1\n"); len(c.row) != 1 || c.values["fta"][c.row[covariateKey{"ROU", "COD", 0}]] != 1 {
		t.Errorf("rows %v", c.row)
	}
}

// TestExpectOnRealTrade runs China and Russia in the IMF's Direction of Trade
// (imports as the importer reports). Magnitudes only: what the world's trade
// implies lies within two orders of what they trade, and errors are small.
func TestExpectOnRealTrade(t *testing.T) {
	flows := imfImports(t, 2005, 2100)
	x, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, y := range x.Years {
		t.Logf("%d: actual %.0f, expected %.0f [%.0f, %.0f], ratio %.2f, in sample %.2f, percentile %.0f of %d", y.Year, y.Actual, y.Expected, y.Lower, y.Upper, y.Ratio, y.InSampleRatio, y.Percentile, y.Dyads)
		if y.Year < 2020 && !(y.Ratio > 0.01 && y.Ratio < 100 && y.LogError > 0 && y.LogError < 1 && y.Dyads > 5000) {
			t.Errorf("%d: %+v", y.Year, y)
		}
	}
	t.Log(x.Estimate.Coef, x.Estimate.Dropped)
}
