package scenario

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// worldCSV is an invented square panel of five countries with domestic sales.
func worldCSV() string {
	names := []string{"AAA", "BBB", "CCC", "DDD", "EEE"}
	size := []float64{100, 60, 30, 10, 5}
	var b strings.Builder
	b.WriteString("exporter,importer,trade,fta,lndist,foreign\n")
	for i := range names {
		for j := range names {
			fta, foreign := 0, 1
			if i == j {
				foreign = 0
			}
			if i+j == 1 || i+j == 5 && i != j {
				fta = 1
			}
			distance := 1 + math.Abs(float64(i-j))*0.7
			trade := size[i] * size[j] * math.Exp(0.4*float64(fta)-distance-2*float64(foreign)+0.2*math.Sin(float64(7*i+3*j)))
			fmt.Fprintf(&b, "%s,%s,%.6f,%d,%.4f,%d\n", names[i], names[j], trade, fta, distance, foreign)
		}
	}
	return b.String()
}

func scenarioFile(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "panel.csv"), []byte(worldCSV()), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "scenario.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const estimated = `
data: panel.csv
sigma: 5
estimate:
  formula: trade ~ fta + lndist + foreign | exporter + importer
dyad: [AAA, BBB]
`

func TestRemoveAnAgreement(t *testing.T) {
	path := scenarioFile(t, estimated+`
title: no agreement
changes:
  - {name: end it, between: [AAA, BBB], set: {fta: 0}}
intervals: {draws: 200, seed: 1}
`)
	s, err := SimulateFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if s.Dyad.Full.Value >= 0 || s.Dyad.Conditional.Value >= 0 || s.Dyad.ShareOfBBy.Value >= 0 {
		t.Errorf("the end of an agreement does not lower trade: %+v", s.Dyad)
	}
	for _, c := range s.Countries[:2] {
		if c.RealOutput.Value >= 0 || !(c.RealOutput.Lower <= c.RealOutput.Value && c.RealOutput.Value <= c.RealOutput.Upper) {
			t.Errorf("%s: real output %+v", c.Country, c.RealOutput)
		}
	}
	for _, c := range s.Countries[2:] {
		if c.RealOutput.Value <= 0 {
			t.Errorf("%s stands aside and loses: %+v", c.Country, c.RealOutput)
		}
	}
	if s.Residual > 1e-12 || s.Failed != 0 || s.Changes[0].Pairs != 2 || s.Changes[0].What != "set fta = 0" {
		t.Errorf("residual %g, failed %d, changes %v", s.Residual, s.Failed, s.Changes)
	}
	again, err := SimulateFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(s)
	b, _ := json.Marshal(again)
	if string(a) != string(b) {
		t.Error("the same seed gives other intervals")
	}
}

// A scenario that changes nothing gives zeros, not the solvers' rounding, and
// says so; the oracle is the definition.
func TestScenarioThatChangesNothing(t *testing.T) {
	for name, change := range map[string]string{
		"set":         "{name: same, between: [AAA, BBB], set: {fta: 1}}",
		"cost":        "{name: same, from: all, to: all, cost: +0%}",
		"coefficient": "{name: same, from: [CCC], to: all, coefficient: {estimate: 0}}",
		"no pairs":    "{name: same, from: [AAA], to: [AAA], cost: +50%}",
	} {
		for _, baseline := range []string{"fitted", "observed"} {
			s, err := SimulateFile(context.Background(), scenarioFile(t, estimated+"baseline: "+baseline+"\nchanges: ["+change+"]\nintervals: {draws: 100}\n"))
			if err != nil {
				t.Fatal(err)
			}
			for k, target := range s.targets() {
				if *target != (Interval{}) {
					t.Errorf("%s, %s: number %d is %v", name, baseline, k, *target)
				}
			}
			l := s.Listing()
			if notes := strings.Join(l.Notes, " "); !s.Unchanged || s.Changes[0].Moved != 0 || !strings.Contains(notes, "nothing changes") || strings.Contains(fmt.Sprint(l.Rows), "e−") {
				t.Errorf("%s, %s: %+v, %s", name, baseline, s.Changes, notes)
			}
		}
	}
	s, err := SimulateFile(context.Background(), scenarioFile(t, estimated+"changes: [{between: [AAA, BBB, CCC], set: {fta: 1}}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Unchanged || s.Changes[0].Pairs != 6 || s.Changes[0].Moved != 4 || s.Dyad.Full.Value == 0 {
		t.Errorf("two of three pairs have no agreement yet: %+v", s.Changes)
	}
}

// TestFittedTotals: PPML with exporter and importer effects fits the sums of
// trade exactly (Fally 2015), so structural gravity and the estimate agree:
// the baseline's trade is what the estimator fitted.
func TestFittedTotals(t *testing.T) {
	path := scenarioFile(t, estimated+"changes: [{from: [AAA], to: all, cost: -5%}]\n")
	s, err := SimulateFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	fitted := 0.0
	for k, v := range s.Estimate.Result.Fitted {
		if i, j := k/5, k%5; (i == 0 && j == 1) || (i == 1 && j == 0) {
			fitted += v
		}
	}
	if math.Abs(s.Dyad.Trade/fitted-1) > 1e-8 {
		t.Errorf("the baseline has %.12g, the estimate %.12g", s.Dyad.Trade, fitted)
	}
}

// TestCostsAreCoefficients: a change of costs by a tenth and the coefficient
// (1−σ) ln 1.1 are the same change, and so is a set that moves by as much.
func TestCostsAreCoefficients(t *testing.T) {
	get := func(change string) *Simulation {
		s, err := SimulateFile(context.Background(), scenarioFile(t, estimated+"baseline: observed\nchanges:\n  - {from: [AAA], to: [CCC, DDD], both: true, "+change+"}\n"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	a := get("cost: +10%")
	b := get(fmt.Sprintf("coefficient: {estimate: %.17g}", -4*math.Log(1.1)))
	for k, v := range a.targets() {
		if w := b.targets()[k]; math.Abs(v.Value-w.Value) > 1e-9 {
			t.Errorf("%d: %v and %v", k, *v, *w)
		}
	}
	if a.Changes[0].Pairs != 4 || a.Countries[0].RealOutput.Value >= 0 {
		t.Errorf("pairs %d, real output %v", a.Changes[0].Pairs, a.Countries[0].RealOutput)
	}
	if math.Abs(a.Countries[0].Exports-observedExports(t, "AAA")) > 1e-6 {
		t.Errorf("the observed baseline has exports %v", a.Countries[0].Exports)
	}
}

func observedExports(t *testing.T, name string) float64 {
	t.Helper()
	return observedTrade(t, func(from, to string) bool { return from == name && to != name })
}

// observedTrade sums the file's trade over the directed pairs wanted.
func observedTrade(t *testing.T, wanted func(from, to string) bool) float64 {
	t.Helper()
	out := 0.0
	for _, line := range strings.Split(worldCSV(), "\n") {
		f := strings.Split(line, ",")
		if len(f) > 2 && wanted(f[0], f[1]) {
			v, err := strconv.ParseFloat(f[2], 64)
			if err == nil {
				out += v
			}
		}
	}
	return out
}

func TestScenarioFaults(t *testing.T) {
	const head = "data: panel.csv\nsigma: 5\nestimate: {formula: trade ~ fta + lndist | exporter + importer}\n"
	for _, c := range []struct{ text, where, what, try string }{
		{"sigma: 5\n", "scenario.yaml", "names no data", "domestic"},
		{"data: panel.csv\nsgima: 5\n", "line 2, column 1", "unknown field", "did you mean sigma?"},
		{"data: panel.csv\nsigma: five\n", "line 2, column 8", `sigma is "five"; a number is expected`, "sigma: 5"},
		{"data: panel.csv\nsigma: [5]\n", "line 2, column 8", "sigma is a list; a number is expected", "sigma: 5"},
		{"data: panel.csv\nsigma: 5\nintervals: {draws: many}\n", "line 3, column 20", `draws is "many"; a whole number is expected`, "draws: 500"},
		{"data: panel.csv\nsigma: 5\nyear: 2006.5\n", "line 3, column 7", "year is 2006.5; a whole number", "year: 2006"},
		{"data: panel.csv\nsigma: 5\nintervals: {draws: 500.7}\n", "line 3, column 20", "draws is 500.7; a whole number", "draws: 500"},
		{"data: panel.csv\nsigma: 5\nintervals: {seed: -1}\n", "line 3, column 19", `seed is "-1"; a whole number, zero or more`, "seed: 1"},
		{"data: panel.csv\nsigma: 5\nestimate: 3\n", "line 3, column 11", "a set of keys is expected", "in full"},
		{"data: panel.csv\nsigma: 5\ndyad: CAN\n", "line 3, column 7", `dyad is "CAN"; a list is expected`, "[CHN, RUS]"},
		{"data: panel.csv\nsigma: 5\nchanges:\n  - {from: all, to: all, both: maybe}\n", "line 4, column 32", `both is "maybe"; true or false is expected`, "both: true"},
		{head + "intervals: {draws: 1}\nchanges: [{from: all, to: all, cost: 1%}]\n", "line 4, column 20", "1 draw is too few for limits at 95 %", "draws: 100 or more"},
		{head + "intervals: {draws: 399, level: 99}\nchanges: [{from: all, to: all, cost: 1%}]\n", "line 4, column 20", "399 draws are too few for limits at 99 %", "draws: 400 or more"},
		{strings.Replace(head, "trade ~", "log(trade) ~", 1) + "changes: [{from: all, to: all, cost: 1%}]\n", "line 3, column 21", "the outcome is log(trade)", "trade ~"},
		{strings.Replace(head, "trade ~", "fta ~", 1) + "changes: [{from: all, to: all, cost: 1%}]\n", "line 3, column 21", "the outcome is fta", "trade ~"},
		{"data: panel.csv\nsigma: 0.5\n", "line 2, column 8", "larger than 1", ""},
		{"data: panel.csv\n", "scenario.yaml", "elasticity of substitution is missing", "sigma: 5"},
		{head, "scenario.yaml", "changes nothing", ""},
		{head + "changes:\n  - {between: [AAA, BBB], cost: 30}\n", "line 5", `"30" is not a change of costs`, "+30%"},
		{head + "changes:\n  - {between: [AAA, BBB], set: {fta: 0}, cost: 3%}\n", "line 5", "one thing", ""},
		{head + "changes:\n  - {between: [AAA, BXB], set: {fta: 0}}\n", "line 5, column 21", "no country BXB", "BBB"},
		{head + "changes:\n  - {between: [AAA, BBB], set: {ftaa: 0}}\n", "line 5", "no column ftaa", "did you mean fta?"},
		{head + "changes:\n  - {from: [AAA], set: {fta: 0}}\n", "line 5", "go together", ""},
		{head + "changes:\n  - {between: [AAA, BBB], from: all, to: all, cost: 1%}\n", "line 5", "in one way", ""},
		{head + "dyad: [AAA, ZZZ]\nchanges: [{from: all, to: all, cost: 1%}]\n", "line 4, column 13", "no country ZZZ", "5 countries"},
		{head + "reference: X\nchanges: [{from: all, to: all, cost: 1%}]\n", "line 4, column 12", "no country X", ""},
		{head + "closure: open\nchanges: [{from: all, to: all, cost: 1%}]\n", "line 4, column 10", "unknown", "ratio or deficit"},
		{head + "where: exporter != importer\nchanges: [{from: all, to: all, cost: 1%}]\n", "panel.csv", "no domestic sales", "gross output"},
		{head + "where: fta == 1 || exporter == importer\nchanges: [{from: all, to: all, cost: 1%}]\n", "panel.csv", "directed pairs have no row", "every pair"},
		{"data: panel.csv\nsigma: 5\nestimate: {formula: trade ~ fta | exporter + importer + exporter^importer}\nchanges: [{from: all, to: all, cost: 1%}]\n", "line 3", "does not say what trade costs are", "observed"},
		{head + "changes:\n  - {between: [AAA], cost: 3%}\n", "line 5", "two economies", ""},
		{head + "changes:\n  - {from: EU, to: [AAA], cost: 3%}\n", "line 5", "EU is a group", "year"},
		{head + "year: 2006\nchanges: [{from: all, to: all, cost: 1%}]\n", "panel.csv", "no column `year`", ""},
		{"data: panel.csv\nsigma: [1\n", "scenario.yaml", "", ""},
	} {
		_, err := SimulateFile(context.Background(), scenarioFile(t, c.text))
		var e *hint.Error
		if !errors.As(err, &e) || !strings.Contains(e.Where, c.where) || !strings.Contains(e.What, c.what) || !strings.Contains(e.Try, c.try) {
			t.Errorf("%q:\n  %v\n  try: %s", c.text, err, hint.TryOf(err))
		}
	}
}

// The scenario of docs/gravity.md can be run on gegravity's sample, and each of
// its changes moves something.
func TestScenarioOfTheDocumentation(t *testing.T) {
	sample, err := filepath.Abs(filepath.Join(dataDirectory(t), "gegravity_sample.csv"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "gravity.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, yaml, _ := strings.Cut(string(text), "```yaml\n")
	yaml, _, _ = strings.Cut(yaml, "```")
	s, err := SimulateFile(context.Background(), scenarioFile(t, strings.Replace(yaml, "panel.csv ", sample+" ", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Changes) != 4 || s.Unchanged || s.Failed != 0 || !(s.Dyad.Full.Upper < 0) {
		t.Errorf("%+v, dyad %+v", s.Changes, s.Dyad)
	}
	for _, c := range s.Changes {
		if c.Moved == 0 || c.Moved != c.Pairs {
			t.Errorf("%+v", c)
		}
	}
}

// TestGroup raises costs between the European Union of 2006 and China in the
// sample: 13 of its 25 members are in it.
func TestGroup(t *testing.T) {
	dir, err := filepath.Abs(dataDirectory(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "scenario.yaml")
	text := "data: " + filepath.Join(dir, "gegravity_sample.csv") + `
year: 2006
columns: {output: Y, expenditure: E}
sigma: 5
estimate:
  coefficients: [{name: lndist, estimate: -0.4, std_error: 0.1}, {name: international, estimate: -3.4, std_error: 0.2}]
changes:
  - {name: tariff, from: EU, to: CHN, both: true, cost: +10%}
dyad: [DEU, CHN]
intervals: {draws: 100}
`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := SimulateFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	members := 0
	for _, c := range s.Countries {
		switch c.Country {
		case "AUT", "BEL", "DEU", "DNK", "ESP", "FIN", "FRA", "GBR", "IRL", "ITA", "NLD", "POL", "SWE":
			members++
		}
	}
	if s.Changes[0].Pairs != 2*members || !(s.Dyad.Full.Upper < 0) || len(s.Listing().Rows) != 30 {
		t.Errorf("%d pairs for %d members, dyad %v", s.Changes[0].Pairs, members, s.Dyad.Full)
	}
}

// TestSampleScenario runs the sample of gegravity with its own coefficients;
// the oracle for the conditional trade changes is gegravity 0.3 (see
// dyad/gravity/equilibrium), whose exports of CAN and JPN to each other and
// at home, at shares held at the baseline, are reproduced from its resistances.
func TestSampleScenario(t *testing.T) {
	dir, err := filepath.Abs(dataDirectory(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "scenario.yaml")
	text := "data: " + filepath.Join(dir, "gegravity_sample.csv") + `
columns: {output: Y, expenditure: E}
sigma: 7
reference: DEU
estimate:
  formula: trade ~ pta + contiguity + common_language + lndist + international | exporter + importer
changes:
  - {name: agreement, between: [CAN, JPN], set: {pta: 1}}
dyad: [CAN, JPN]
`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := SimulateFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Countries {
		want := map[string][2]float64{"CAN": {1.218215272890, 2.256618672172}, "JPN": {0.973632747243, 2.162084080954}, "AUS": {1.267557046736, 2.375732333068}}[c.Country]
		if want[0] != 0 && (math.Abs(c.Inward/want[0]-1) > 1e-8 || math.Abs(c.Outward/want[1]-1) > 1e-8) {
			t.Errorf("%s: inward %.12f, outward %.12f, gegravity has %.12f, %.12f", c.Country, c.Inward, c.Outward, want[0], want[1])
		}
	}
	// 0.3's coefficient of pta, 0.4711383027, and its resistances before and
	// after: X'/X = exp(β) (Π P)^(1−σ) before over after.
	ratio := func(inBefore, inAfter, outBefore, outAfter float64) float64 {
		return math.Exp(0.4711383027) * math.Pow(inBefore*outBefore/(inAfter*outAfter), -6)
	}
	canada := ratio(0.973632747243, 0.974875579191, 2.256618672172, 2.258663528750)
	japan := ratio(1.218215272890, 1.213730354404, 2.162084080954, 2.158554239246)
	const toJapan, toCanada = 4871.826471199, 16311.78720897
	want := 100 * ((toJapan*canada+toCanada*japan)/(toJapan+toCanada) - 1)
	if math.Abs(s.Dyad.Conditional.Value-want) > 1e-6 {
		t.Errorf("conditional trade of the dyad %+.9f %%, gegravity %+.9f %%", s.Dyad.Conditional.Value, want)
	}
}

func ExampleParse() {
	_, err := Parse([]byte("data: panel.csv\nsigma: 5\nbaseline: observed\nchanges:\n  - between: [CHN, RUS]\n    cots: +30%\n"), "sanction.yaml")
	fmt.Println(err)
	fmt.Println("try:", hint.TryOf(err))
	// Output:
	// sanction.yaml, line 6, column 5: unknown field "cots"
	// try: did you mean cost?
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("data: p.csv\nsigma: 5\nbaseline: observed\nchanges:\n  - {from: [A], to: all, cost: +3%}\n"))
	f.Add([]byte(estimated + "changes:\n - {pairs: [[A, B]], coefficient: {estimate: 1, std_error: 2}}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := Parse(text, "f.yaml"); err != nil && hint.CodeOf(err) != hint.Usage {
			t.Fatal(err)
		}
	})
}
