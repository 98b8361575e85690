package dossier

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"dyad/desk"
	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/tidy"
)

// wideEnv is trade among forty-two economies, wide enough for an estimate.
func wideEnv(t *testing.T) Env {
	t.Helper()
	var codes []economy.Code
	for _, e := range economy.All() {
		if e.Kind == economy.State && e.HasCapital() && e.Code != "CHN" && e.Code != "RUS" && len(codes) < 40 {
			codes = append(codes, e.Code)
		}
	}
	codes = append(codes, "CHN", "RUS")
	var b strings.Builder
	b.WriteString("reporter,partner,year,flow,value\n")
	for i, from := range codes {
		for j, to := range codes {
			if km, ok := economy.Distance(from, to); ok && km > 0 {
				fmt.Fprintf(&b, "%s,%s,2017,M,%.3f\n", to, from, 1e12*float64(1+i%7)*float64(1+j%5)/km*math.Exp(0.5*math.Sin(float64(3*i+7*j))))
			}
		}
	}
	d, err := tidy.Open([]source.File{{Name: "wide.csv", Data: []byte(b.String())}}, tidy.Options{Meta: source.Meta{ID: "wide", Title: "Wide", Vintage: "v1"}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := lake.Import(context.Background(), dir, d, lake.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	open, err := desk.Open(context.Background(), dir, desk.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { open.Close() })
	return Env{Desk: open}
}

// Every figure of the section but a premise leads to a row with measure,
// source, vintage, file, unit, view and query.
func TestGravitySectionIsTraced(t *testing.T) {
	e := wideEnv(t)
	m := &maker{Env: e, a: "CHN", b: "RUS", trace: newTrace(e)}
	s, err := gravitySection(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	premise := strings.NewReplacer("2017", "", "10 % lower (elasticity of substitution 5)", "", "95 % limits of the estimate", "")
	digits := regexp.MustCompile(`[0-9]`)
	traced := 0
	for _, p := range s.Text {
		for _, sp := range p {
			if sp.N > 0 {
				traced++
			} else if digits.MatchString(premise.Replace(sp.Text)) {
				t.Errorf("a figure without a trace: %q", sp.Text)
			}
		}
	}
	// Ratio, its two limits, dyads, percentile and model; of two counterfactuals each: after,
	// before, change, four shares and the third party's trade.
	if traced != 6+2*8 || len(s.Text) != 5 {
		t.Errorf("%d traced figures in %d paragraphs", traced, len(s.Text))
	}
	names := map[string]int{}
	for _, en := range m.trace.entries {
		names[en.Row.Measure]++
		if en.Measure == nil || en.Row.Source != "wide" || en.Row.Vintage != "v1" || en.Source.SHA256() == "" || en.Row.Unit == "" || en.Row.View != measure.ByImporter || !strings.Contains(en.Row.Query, "FROM trade_total") {
			t.Errorf("number %d (%s) does not lead to its source: %+v", en.N, en.Text, en.Row)
		}
	}
	if fmt.Sprint(names) != "map[gravity.counterfactual:3 gravity.counterfactual_share:6 gravity.diverted:2 gravity.ratio:3]" {
		t.Errorf("entries %v", names)
	}
	text := prose(&Account{Sections: []Section{s}})
	for _, want := range []string{"In 2017 China and Russia traded ", " (95 % limits of the estimate ", " of their size and distance, and like them with or without a common land border, ", "“dyad gravity expect CHN RUS”", " dyads ", "If their ties were those of the average dyad", "(+", "Among the dyads of the estimate, as importers report, the share of Russia in the trade of China would go from ", "Most would change in the trade of "} {
		if !strings.Contains(text, want) {
			t.Errorf("the section lacks %q:\n%s", want, text)
		}
	}
}

func TestInWords(t *testing.T) {
	for code, want := range map[string]string{"USA": "the United States", "CHN": "China", "SLB": "the Solomon Islands", "ALA": "Åland Islands", "SUN": "the Soviet Union", "COG": "Congo"} {
		if got := inSentence(code); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
	if grouped(11867) != "11,867" || grouped(999) != "999" || counted(1, "caveat") != "1 caveat" || counted(2, "caveat") != "2 caveats" {
		t.Error(grouped(11867), grouped(999), counted(1, "caveat"), counted(2, "caveat"))
	}
	if stated("", "Licence") != "Licence not stated" || stated("CC_0", "Licence") != `CC\_0` {
		t.Error(stated("", "Licence"), stated("CC_0", "Licence"))
	}
	if apart(2.61, 2.64) != 2 || apart(2.6, 3.1) != 1 || apart(2.5, 2.5) != 4 {
		t.Error(apart(2.61, 2.64), apart(2.6, 3.1), apart(2.5, 2.5))
	}
}
