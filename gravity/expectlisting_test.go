package gravity

import (
	"context"
	"errors"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// with is invented trade without the flows refused.
func with(keep func(Flow) bool) []Flow {
	var out []Flow
	for _, f := range invented() {
		if keep(f) {
			out = append(out, f)
		}
	}
	return out
}

// A listing goes from the first to the last year with a number, says which it
// leaves out, and names coefficients, unit and economies left out.
func TestExpectationListing(t *testing.T) {
	flows := with(func(f Flow) bool { return f.Exporter != "RUS" && f.Importer != "RUS" || f.Year > 2011 })
	for k := range flows { // in 1990, when Russia was not yet there, and after
		if flows[k].Year == 2010 {
			flows[k].Year = 1990
		}
		flows[k].Value *= 1e6
	}
	for _, code := range codes[2:] { // borders of an economy without a capital are not known
		flows = append(flows, Flow{"SUN", code, 1990, 4e8}, Flow{code, "SUN", 1990, 5e8}, Flow{"XXQ", code, 2012, 1e8}, Flow{code, "XXQ", 2012, 2e8})
	}
	x, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	x.Origin = &Origin{Source: "mine", View: "importer", Unit: "USD"}
	l := x.Listing()
	if len(x.Years) != 5 || len(l.Rows) != 3 || l.Rows[0][0] != "2012" || l.Header[1] != "actual, US$" || !strings.HasSuffix(l.Rows[0][1], "n") || len(x.Records()) != 6 {
		t.Errorf("%v\n%v", l.Header, l.Rows)
	}
	notes := strings.Join(l.Notes, "\n")
	for _, want := range []string{"not listed: 1990 to 2011", "RUS begins in 1991; before that SUN (Soviet Union)", "log(dist) ", "contig ", "missing value in dist (of or with XXQ)"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes lack %q:\n%s", want, notes)
		}
	}
}

// Where one side reports nothing a view has one direction only.
func TestOneWayListing(t *testing.T) {
	flows := with(func(f Flow) bool { return f.Importer != "RUS" })
	x, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	x.Origin = &Origin{Source: "mine", View: "importer", Unit: "USD"}
	if notes := strings.Join(x.Listing().Notes, "\n"); !strings.Contains(notes, "RUS to CHN in 2014: actual ") || !strings.Contains(notes, "--view exporter may have the other direction") {
		t.Error(notes)
	}
}

// Only a name the catalogue does not know can be misspelt.
func TestAbsentEconomy(t *testing.T) {
	old := invented()[:0]
	for _, f := range with(func(f Flow) bool {
		return f.Exporter != "RUS" && f.Importer != "RUS" && f.Exporter != "USA" && f.Importer != "USA"
	}) {
		f.Year -= 30
		old = append(old, f)
	}
	old = append(old, Flow{"SUN", "CHN", 1984, 3}, Flow{"AUS", "CHN", 1984, 3})
	for name, want := range map[string][2]string{
		"RUS": {"in 1980 to 1984", "RUS begins in 1991; before that SUN (Soviet Union), which the data have"},
		"USA": {"in 1980 to 1984", "--view exporter"},
		"CNH": {"in 1980 to 1984", "did you mean CHN?"},
	} {
		_, err := Expect(context.Background(), old, "DEU", name, ExpectOptions{})
		var h *hint.Error
		if !errors.As(err, &h) || !strings.Contains(h.What, want[0]) || !strings.Contains(h.Try, want[1]) || name != "CNH" && strings.Contains(h.Try, "did you mean") {
			t.Errorf("%s: %v; %s", name, err, hint.TryOf(err))
		}
	}
	if got := Absent("SUN", []string{"KAZ", "RUS"}, 2000, 2005); got != "SUN ends in 1991; after that KAZ (Kazakhstan), RUS (Russia), which the data have" {
		t.Error(got)
	}
}
