package equilibrium

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// TestNothingChanges: with the old costs the counterfactual is the baseline.
func TestNothingChanges(t *testing.T) {
	for _, closure := range []Closure{Ratio, Deficit} {
		w := randomWorld(20, 3)
		m, err := Solve(w, Options{Reference: -1, Closure: closure})
		if err != nil {
			t.Fatal(err)
		}
		full, err := m.FullEndowment(w.Openness, nil)
		if err != nil {
			t.Fatal(err)
		}
		close(t, "price", full.Price, m.Baseline.Price, 1e-11)
		close(t, "inward", full.Inward, m.Baseline.Inward, 1e-11)
		close(t, "outward", full.Outward, m.Baseline.Outward, 1e-11)
		close(t, "trade", full.Trade, m.Baseline.Trade, 1e-11)
	}
}

// TestMarketsClear checks what the equilibrium promises on its results: rows
// of trade sum to output, columns to expenditure, and world output stays.
func TestMarketsClear(t *testing.T) {
	w := randomWorld(40, 9)
	m, err := Solve(w, Options{Reference: -1})
	if err != nil {
		t.Fatal(err)
	}
	full, err := m.FullEndowment(shocked(w), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []State{m.Baseline, full} {
		n := len(w.Names)
		rows, columns := make([]float64, n), make([]float64, n)
		for i := range n {
			for j := range n {
				rows[i] += s.Trade[i*n+j]
				columns[j] += s.Trade[i*n+j]
			}
		}
		close(t, "output", rows, s.Output, 1e-11)
		close(t, "expenditure", columns, s.Expenditure, 1e-11)
		close(t, "world", []float64{sum(s.Output)}, []float64{sum(w.Output)}, 1e-12)
	}
}

// TestGainsFromTrade: when a country's own costs stay, its real output changes
// by the change of its domestic share to the power 1/(1−σ) (Arkolakis, Costinot
// and Rodríguez-Clare 2012, New trade models, same old gains?), whatever the
// normalisation and the closure.
func TestGainsFromTrade(t *testing.T) {
	w := randomWorld(25, 21)
	n := len(w.Names)
	for _, reference := range []int{-1, 4} {
		for _, closure := range []Closure{Ratio, Deficit} {
			m, err := Solve(w, Options{Reference: reference, Closure: closure})
			if err != nil {
				t.Fatal(err)
			}
			full, err := m.FullEndowment(shocked(w), nil)
			if err != nil {
				t.Fatal(err)
			}
			var real, formula []float64
			for i := range n {
				domestic := func(s State) float64 { return s.Trade[i*n+i] / s.Expenditure[i] }
				real = append(real, full.Price[i]/full.Inward[i]*m.Baseline.Inward[i])
				formula = append(formula, math.Pow(domestic(full)/domestic(m.Baseline), 1/(1-w.Sigma)))
			}
			close(t, "real output", real, formula, 1e-11)
			if reference >= 0 && math.Abs(full.Inward[reference]-1) > 1e-12 {
				t.Errorf("the reference's consumer price is %v", full.Inward[reference])
			}
		}
	}
}

// TestExtremeShocks: near autarky, a hundredfold opening, closed pairs.
func TestExtremeShocks(t *testing.T) {
	w := randomWorld(30, 2)
	w.Expenditure = w.Output // autarky leaves no room for imbalances
	n := len(w.Names)
	for _, factor := range []float64{1e-8, 1e-3, 100} {
		phi := append([]float64(nil), w.Openness...)
		for i := range n {
			for j := range n {
				if i != j {
					phi[i*n+j] *= factor
				}
			}
		}
		phi[1] = 0
		m, err := Solve(w, Options{Reference: 0})
		if err != nil {
			t.Fatal(err)
		}
		full, err := m.FullEndowment(phi, nil)
		if err != nil {
			t.Errorf("factor %g: %v", factor, err)
			continue
		}
		if full.Residual > 1e-12 || full.Trade[1] != 0 {
			t.Errorf("factor %g: residual %g, closed pair %g", factor, full.Residual, full.Trade[1])
		}
	}
}

func TestFaults(t *testing.T) {
	good := func() *World { return randomWorld(3, 1) }
	for _, c := range []struct {
		want   string
		change func(*World)
	}{
		{"two countries or more", func(w *World) { w.Names = w.Names[:1] }},
		{"larger than 1", func(w *World) { w.Sigma = 1 }},
		{"output of BA is 0", func(w *World) { w.Output[1] = 0 }},
		{"expenditure of CA is NaN", func(w *World) { w.Expenditure[2] = math.NaN() }},
		{"differ", func(w *World) { w.Expenditure[0] *= 1.01 }},
		{"openness of BA to AA is -1", func(w *World) { w.Openness[1] = -1 }},
		{"nobody buys from BA", func(w *World) { copy(w.Openness[3:6], []float64{0, 0, 0}) }},
		{"need 3 outputs", func(w *World) { w.Openness = w.Openness[1:] }},
		{"do not trade with each other", func(w *World) { w.Openness = []float64{1, 0, 0, 0, 1, 1, 0, 1, 1}; w.Expenditure = w.Output }},
	} {
		w := good()
		c.change(w)
		if _, err := Solve(w, Options{Reference: -1}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
	m, err := Solve(good(), Options{Reference: -1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.FullEndowment([]float64{1}, nil); err == nil {
		t.Error("costs of the wrong size are taken")
	}
}

func dataDirectory(t *testing.T) string {
	t.Helper()
	d := os.Getenv("DYAD_DATA")
	if d == "" {
		d = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(d); err != nil {
		t.Skip("no data directory; set DYAD_DATA to one")
	}
	return d
}

// TestSample holds the sample of 30 countries that comes with the Python package
// gegravity (Herman 2021) against that package, version 0.3, run with σ = 7,
// the reference DEU and the tolerance 1e-13, on the coefficients below; the
// experiment is an agreement between CAN and JPN. Its numbers for CAN, JPN,
// AUS and USA:
//
//	      baseline imr    baseline omr    conditional imr conditional omr
//	AUS   1.267557046736  2.375732333068  1.267652104765  2.375666721444
//	CAN   1.218215272890  2.256618672172  1.213730354404  2.258663528750
//	JPN   0.973632747243  2.162084080954  0.974875579191  2.158554239246
//	USA   1.081903389042  1.896017426514  1.081661531992  1.896535075614
//
// Its "full" experiment holds the shares in output and expenditure at the
// baseline, so its prices are Π_i before over Π_i after in the conditional
// equilibrium (CAN −0.090533917544 %, JPN 0.163528052440 %): the first step
// towards the equilibrium that this package solves. That step is checked too.
func TestSample(t *testing.T) {
	file, err := os.Open(filepath.Join(dataDirectory(t), "gravity", "gegravity_sample.csv"))
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range records[0] {
		column[name] = i
	}
	index := map[string]int{}
	w := &World{Sigma: 7}
	for _, r := range records[1:] {
		index[r[column["exporter"]]] = 0
	}
	for name := range index {
		w.Names = append(w.Names, name)
	}
	sort.Strings(w.Names)
	n := len(w.Names)
	for i, name := range w.Names {
		index[name] = i
	}
	w.Output, w.Expenditure, w.Openness = make([]float64, n), make([]float64, n), make([]float64, n*n)
	after := make([]float64, n*n)
	number := func(r []string, name string) float64 {
		v, err := strconv.ParseFloat(r[column[name]], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, r := range records[1:] {
		exporter, importer := r[column["exporter"]], r[column["importer"]]
		i, j := index[exporter], index[importer]
		w.Output[i], w.Expenditure[j] = number(r, "Y"), number(r, "E")
		log := -0.3898623131*number(r, "lndist") + 0.8915768982*number(r, "contiguity") + 0.0326249667*number(r, "common_language") - 3.4125844119*number(r, "international")
		pta := number(r, "pta")
		w.Openness[i*n+j] = math.Exp(log + 0.4711383027*pta)
		if exporter+importer == "CANJPN" || exporter+importer == "JPNCAN" {
			pta = 1
		}
		after[i*n+j] = math.Exp(log + 0.4711383027*pta)
	}
	scale := sum(w.Output) / sum(w.Expenditure) // 1.008: the sample's totals differ
	for j := range w.Expenditure {
		w.Expenditure[j] *= scale
	}
	m, err := Solve(w, Options{Reference: index["DEU"]})
	if err != nil {
		t.Fatal(err)
	}
	conditional, err := m.Conditional(after)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][5]float64{
		"AUS": {1.267557046736, 2.375732333068, 1.267652104765, 2.375666721444, 0.002761819360},
		"CAN": {1.218215272890, 2.256618672172, 1.213730354404, 2.258663528750, -0.090533917544},
		"JPN": {0.973632747243, 2.162084080954, 0.974875579191, 2.158554239246, 0.163528052440},
		"USA": {1.081903389042, 1.896017426514, 1.081661531992, 1.896535075614, -0.027294464916},
	} {
		i := index[name]
		close(t, name, []float64{m.Baseline.Inward[i], m.Baseline.Outward[i], conditional.Inward[i], conditional.Outward[i], m.Baseline.Outward[i] / conditional.Outward[i]},
			[]float64{want[0], want[1], want[2], want[3], 1 + want[4]/100}, 1e-10)
	}
	full, err := m.FullEndowment(after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if full.Residual > 1e-12 || math.Abs(full.Factor-1) > 1e-3 {
		t.Errorf("full endowment: residual %g, factor %g", full.Residual, full.Factor)
	}
	// Prices move the same way as in the first step, but not as far.
	for name, first := range map[string]float64{"CAN": -0.090533917544, "JPN": 0.163528052440} {
		p := 100 * (full.Price[index[name]] - 1)
		if p/first < 0.5 || p/first > 1 {
			t.Errorf("price of %s: %+.6f %%, first step %+.6f %%", name, p, first)
		}
	}
}

func ExampleSolve() {
	w := &World{
		Names:       []string{"A", "B", "C"},
		Output:      []float64{100, 50, 25},
		Expenditure: []float64{100, 50, 25},
		Openness:    []float64{1, 0.1, 0.1, 0.1, 1, 0.1, 0.1, 0.1, 1},
		Sigma:       5,
	}
	m, err := Solve(w, Options{Reference: -1})
	if err != nil {
		fmt.Println(err)
		return
	}
	// An agreement between A and B that takes a tenth off the cost of trade.
	cheaper := math.Pow(0.9, 1-w.Sigma)
	phi := []float64{1, 0.1 * cheaper, 0.1, 0.1 * cheaper, 1, 0.1, 0.1, 0.1, 1}
	full, err := m.FullEndowment(phi, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, name := range w.Names {
		fmt.Printf("%s: real output %+.2f %%\n", name, 100*(full.Price[i]/full.Inward[i]*m.Baseline.Inward[i]-1))
	}
	// Output:
	// A: real output +0.77 %
	// B: real output +1.67 %
	// C: real output -0.15 %
}

// BenchmarkCounterfactual200 is a baseline, a conditional and a full-endowment
// counterfactual of 200 countries.
func BenchmarkCounterfactual200(b *testing.B) {
	w := randomWorld(200, 4)
	phi := shocked(w)
	for b.Loop() {
		m, err := Solve(w, Options{Reference: 0})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := m.Conditional(phi); err != nil {
			b.Fatal(err)
		}
		if _, err := m.FullEndowment(phi, nil); err != nil {
			b.Fatal(err)
		}
	}
}
