package gravity

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// treatedPanel multiplies the trade of a dyad by exp(effect) from a year on;
// without scatter over the years, so that the answer is known.
func treatedPanel(a, b string, from int, effect float64) []Flow {
	base := map[string]float64{}
	for _, f := range invented() {
		if f.Year == 2010 {
			base[f.Exporter+f.Importer] = f.Value
		}
	}
	var out []Flow
	for _, f := range invented() {
		growth := math.Exp(0.05*float64(f.Year-2010)*float64(len(f.Exporter)+int(f.Exporter[0])%5) + 0.1*float64(f.Year-2010)*float64(int(f.Importer[1])%3))
		f.Value = base[f.Exporter+f.Importer] * growth
		if isDyad(f, a, b) && f.Year >= from {
			f.Value *= math.Exp(effect)
		}
		out = append(out, f)
	}
	return out
}

// TestEventStudy: where exporter-year and importer-year effects explain all but
// the event, its indicators find it exactly.
func TestEventStudy(t *testing.T) {
	x, err := EventStudy(context.Background(), treatedPanel("CHN", "RUS", 2013, 0.7), "RUS", "CHN", 2013, EventOptions{Before: 3, After: 1})
	if err != nil {
		t.Fatal(err)
	}
	if x.Reference != 2012 || len(x.Years) != 5 {
		t.Fatalf("%+v", x)
	}
	for _, y := range x.Years {
		want := 0.0
		if y.Year >= 2013 {
			want = 0.7
		}
		if math.Abs(y.Change-want) > 1e-7 {
			t.Errorf("%d: %g, want %g", y.Year, y.Change, want)
		}
		if y.Year >= 2013 && y.Comparable >= 19 && y.Placebo > 0.2 {
			t.Errorf("%d: placebo %g of %d", y.Year, y.Placebo, y.Comparable)
		}
	}
	if _, err := EventStudy(context.Background(), invented(), "RUS", "CHN", 1999, EventOptions{}); hint.CodeOf(err) != hint.Data {
		t.Errorf("a window without data: %v", err)
	}
}

func TestAgreementEffects(t *testing.T) {
	flows := treatedPanel("KAZ", "RUS", 2012, -0.4)
	r, err := AgreementEffects(context.Background(), flows, []Agreement{{A: "RUS", B: "KAZ", From: 2012, Name: "union"}}, AgreementOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c, ok := r.Estimate.Coefficient("union")
	if !ok || math.Abs(c.Estimate+0.4) > 1e-7 || r.Treated[0] != (Treated{"union", 6, 2}) {
		t.Errorf("%v, %v, %v", c, ok, r.Treated)
	}
	// The EU with Russia: Germany, France, Poland, and the United Kingdom, then a member.
	r, err = AgreementEffects(context.Background(), flows, []Agreement{{A: "EU", B: "RUS", From: 2014, Name: "sanction"}, {A: "USA", B: "RUS", From: 2014, To: 2014, Name: "sanction"}}, AgreementOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Treated[0] != (Treated{"sanction", 10, 10}) {
		t.Errorf("%v", r.Treated)
	}
	// China takes no part in this panel's years of the agreement; a name of one's own choice.
	list := []Agreement{{A: "Russia", B: "Kazakhstan", From: 2012, Name: "the union"}, {A: "RUS", B: "CHN", From: 1990, To: 1995, Name: "the union", Where: "list.csv, line 3", Dated: true}}
	r, err = AgreementEffects(context.Background(), flows, list, AgreementOptions{Tolerance: 1e-8})
	if err != nil || len(r.Idle) != 1 || r.Idle[0].Where != "list.csv, line 3" || len(r.Dated) != 1 || r.Estimate.Coef[0].Name != "the union" || r.Treated[0].Pairs != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	// A name that holds nowhere has no coefficient; the others have.
	list = []Agreement{{A: "RUS", B: "KAZ", From: 2012, Name: "union"}, {A: "EU", B: "KAZ", From: 1950, To: 1960, Name: "nothing", Where: "list.csv, line 3"}}
	r, err = AgreementEffects(context.Background(), flows, list, AgreementOptions{})
	if err != nil || len(r.Estimate.Coef) != 1 || r.Treated[1] != (Treated{"nothing", 0, 0}) || len(r.Idle) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if notes := strings.Join(r.Notes(), "\n"); notes != "union holds for 6 observations of 2 directed pairs.\nnothing holds for no observation and has no coefficient.\n"+
		"list.csv, line 3: nothing between EU and KAZ holds for no observation of the panel.\nGroups have the members of 31 December of each year." {
		t.Error(notes)
	}
	for want, a := range map[string]Agreement{
		"nothing holds for no observation": {A: "RUS", B: "KAZ", From: 1950, To: 1960, Name: "nothing"},
		"no economy that the catalogue":    {A: "RUS", B: "XXQ", From: 2012, Name: "nothing"},
		"is a region without members":      {A: "RUS", B: "RU-FE", From: 2012, Name: "nothing"},
		"cannot be named":                  {A: "RUS", B: "KAZ", From: 2012, Name: "year"},
	} {
		if _, err := AgreementEffects(context.Background(), flows, []Agreement{a}, AgreementOptions{}); hint.CodeOf(err) != hint.Data || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", a, err)
		}
	}
}

// Groups have the members of 31 December: the United Kingdom left the European
// Union on 31 January 2020, Croatia came on 1 July 2013.
func TestMembershipOfTheYear(t *testing.T) {
	g := newMembership()
	for _, c := range []struct {
		name string
		year int
		in   bool
	}{{"GBR", 2019, true}, {"GBR", 2020, false}, {"HRV", 2012, false}, {"HRV", 2013, true}} {
		if g.has("EU", c.name, c.year) != c.in {
			t.Errorf("%+v", c)
		}
	}
}

func TestReadAgreements(t *testing.T) {
	read := func(text string) ([]Agreement, error) {
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return ReadAgreements(path)
	}
	got, err := read("name,a,b,from,to\nEAEU,RUS,KAZ,2015-01-01,\n\nold,EU,Russia,1997,2007-11-30\nold,China,DEU,2001,\n")
	for k := range got {
		got[k].Where = filepath.Base(got[k].Where)
	}
	if err != nil || fmt.Sprint(got) != "[{RUS KAZ 2015 0 EAEU list.csv, line 2 true} {EU RUS 1997 2007 old list.csv, line 4 true} {CHN DEU 2001 0 old list.csv, line 5 false}]" {
		t.Errorf("%v, %v", got, err)
	}
	for text, want := range map[string]string{
		"name,a,b,from,to\nx,RUS,KAZ,soon,\n":                        "line 2, column from: from is \"soon\"",
		"name,a,b,from,to\nx,RUS,KAZ,2015,2014\n":                    "lies before",
		"name,a,b,from,to\nx,RUS,,2015,2014\n":                       "must not be empty",
		"name,a,b,start,to\nx,RUS,KAZ,2015,2014\n":                   "no column `from`; a list has the columns a, b, from, to, name (to may be empty, but must be there); columns there are: name, a, b, start, to",
		"name,a,b,from,to\nx,RUS,KAZ,2015,later on\n":                "to is",
		"name,a,b,from,to\nx,RUS,KAZ,2015,\nx,RUS,Kazakstan,2015,\n": "line 3, column b: \"Kazakstan\" is no economy",
		"name,a,b,from,to\nx,WLD,KAZ,2015,\n":                        "WLD is",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error()+"; "+hint.TryOf(err), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
