package gravity

import (
	"bufio"
	"compress/gzip"
	"context"
	"dyad/regress"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// imfImports are what importers report to the IMF (Direction of Trade), in US
// dollars.
func imfImports(t *testing.T, from, to int) []Flow {
	t.Helper()
	if testing.Short() {
		t.Skip("reads 2.6 million rows")
	}
	file, err := os.Open(filepath.Join(dataDirectory(t), "..", "imf-dots", "dots_iso3.csv.gz"))
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var flows []Flow
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		f := strings.Split(lines.Text(), ",") // reporter,partner,year,flow,value_musd,flag
		if len(f) < 5 || f[3] != "M" {
			continue
		}
		year, err := strconv.Atoi(f[2])
		if err != nil || year < from || year > to || f[0] == f[1] {
			continue
		}
		if v, err := strconv.ParseFloat(f[4], 64); err == nil {
			flows = append(flows, Flow{f[1], f[0], year, 1e6 * v})
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return flows
}

// One treated dyad among 163,000 flows and more, whose sizes span twelve orders:
// estimates that once stopped short of convergence. The criterion is that of the
// estimator (a relative gradient of 1e-10, or a hundred times it where rounding is
// all that a step would do); the oracle beside it is the first-order condition of an
// indicator: what is fitted in the treated rows sums to what was observed.
func TestOneDyadConverges(t *testing.T) {
	flows := imfImports(t, 2008, 2019)
	check := func(name, a, b string, treated func(year int) bool, e *regress.Estimate, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		t.Logf("%s: %d observations, %d iterations, gradient %.2g", name, e.N, e.Iterations, e.GradientNorm)
		if !e.Converged || !(e.GradientNorm <= 1e-8) {
			t.Errorf("%s: converged %v, gradient %g", name, e.Converged, e.GradientNorm)
		}
		p := e.Places.(panelPlaces).p
		i, j := p.positions[a], p.positions[b]
		actual, fitted := map[int]float64{}, map[int]float64{}
		for at, mu := range e.Result.Fitted {
			row := at
			if e.Rows != nil {
				row = int(e.Rows[at])
			}
			if year := p.year[row]; p.of(row, i, j) && treated(year) {
				actual[year] += p.value[row]
				fitted[year] += mu
			}
		}
		for year, v := range actual {
			if !(math.Abs(fitted[year]/v-1) <= 1e-8) {
				t.Errorf("%s, %d: fitted %.12g, observed %.12g", name, year, fitted[year], v)
			}
		}
		if len(actual) == 0 {
			t.Errorf("%s: no row is treated", name)
		}
	}
	var crisis []Flow
	for _, f := range flows {
		if f.Year <= 2013 {
			crisis = append(crisis, f)
		}
	}
	r, err := AgreementEffects(context.Background(), crisis, []Agreement{{A: "USA", B: "MEX", From: 2009, To: 2009, Name: "e"}}, AgreementOptions{})
	if err != nil {
		t.Fatal(err)
	}
	check("USA and MEX in 2009", "USA", "MEX", func(year int) bool { return year == 2009 }, r.Estimate, err)
	if r.Treated[0] != (Treated{"e", 2, 2}) || r.Estimate.N < 100000 {
		t.Errorf("%+v, %d observations", r.Treated, r.Estimate.N)
	}
	x, err := EventStudy(context.Background(), flows, "CHN", "RUS", 2014, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	check("CHN and RUS around 2014", "CHN", "RUS", func(year int) bool { return year != 2013 }, x.Estimate, err)
	if len(x.Years) != 11 {
		t.Errorf("%d years", len(x.Years))
	}
}
