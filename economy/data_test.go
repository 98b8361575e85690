package economy

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Every economy answers to its own code and names, and every code that the
// data files mention exists.
func TestCatalogueHoldsTogether(t *testing.T) {
	all := All()
	if !slices.IsSortedFunc(all, func(a, b Economy) int { return strings.Compare(string(a.Code), string(b.Code)) }) {
		t.Error("All is not ordered by code")
	}
	for _, e := range all {
		for _, in := range append([]string{string(e.Code), e.Name}, e.Aliases...) {
			if got, err := Resolve(in); err != nil || got.Code != e.Code {
				t.Errorf("Resolve(%q) = %q, %v; want %s", in, got.Code, err, e.Code)
			}
		}
		if Label(e.Code) != e.Name || e.Name == "" || e.Source == "" || e.Kind.String() == "" {
			t.Errorf("%s lacks a name, source or kind: %+v", e.Code, e)
		}
		if e.From != 0 && e.To != 0 && e.From > e.To {
			t.Errorf("%s exists from %d to %d", e.Code, e.From, e.To)
		}
		if e.Kind == Former && (len(e.Successors) == 0 || e.To == 0) {
			t.Errorf("%s is former without successors or last year", e.Code)
		}
		if e.Kind == Region && e.Parent == "" {
			t.Errorf("region %s has no parent", e.Code)
		}
		for _, other := range slices.Concat(e.Successors, e.StandsFor, []Code{e.Parent}) {
			if _, ok := Lookup(other); !ok && other != "" {
				t.Errorf("%s mentions unknown %q", e.Code, other)
			}
		}
		if e.HasCapital() != (e.Lat != 0 || e.Lon != 0) || e.Lat < -90 || e.Lat > 90 || e.Lon < -180 || e.Lon > 180 {
			t.Errorf("%s: capital %q at %g, %g", e.Code, e.Capital, e.Lat, e.Lon)
		}
		if e.Kind == State && !e.HasCapital() {
			t.Errorf("state %s has no capital", e.Code)
		}
	}
}

func TestMappingIsOneMeaningPerLabel(t *testing.T) {
	type key struct {
		scheme Scheme
		label  string
	}
	seen := map[key][]LabelRow{}
	for _, row := range Mapping() {
		k := key{row.Scheme, row.Label}
		for _, other := range seen[k] {
			apart := other.To != 0 && row.From != 0 && other.To < row.From || row.To != 0 && other.From != 0 && row.To < other.From
			if !apart {
				t.Errorf("%s %q stands twice for the same year: %+v, %+v", row.Scheme, row.Label, other, row)
			}
		}
		seen[k] = append(seen[k], row)
		year := row.To
		if year == 0 {
			year = 2017
		}
		if got, err := ResolveInYear(row.Scheme, row.Label, year); err != nil || got.Code != row.Code {
			t.Errorf("ResolveInYear(%s, %q, %d) = %q, %v; want %s", row.Scheme, row.Label, year, got.Code, err, row.Code)
		}
	}
	if len(seen) < 4000 {
		t.Errorf("only %d labels", len(seen))
	}
}

func TestMembershipsHoldTogether(t *testing.T) {
	for _, group := range Groups() {
		e, ok := Lookup(group)
		if !ok || e.Kind != Group && e.Kind != Region {
			t.Errorf("%s has members but is no group", group)
		}
		last := map[Code]string{}
		for _, m := range Memberships(group) {
			if _, ok := Lookup(m.Member); !ok {
				t.Errorf("%s has unknown member %q", group, m.Member)
			}
			for _, day := range []string{m.From, m.To} {
				if _, err := time.Parse(time.DateOnly, day); err != nil && (day == m.From || day != "") {
					t.Errorf("%s %s: %v", group, m.Member, err)
				}
			}
			if m.To != "" && m.To < m.From || m.Source == "" {
				t.Errorf("membership %+v", m)
			}
			if to, again := last[m.Member]; again && (to == "" || m.From <= to) {
				t.Errorf("%s is in %s twice at once", m.Member, group)
			}
			last[m.Member] = m.To
		}
	}
	for _, e := range All() {
		if e.Kind == Group && len(Memberships(e.Code)) == 0 {
			t.Errorf("group %s has no members", e.Code)
		}
	}
}

func TestBordersHoldTogether(t *testing.T) {
	for pair := range borders() {
		if pair[0] >= pair[1] {
			t.Errorf("border %v is not in order", pair)
		}
		for _, code := range pair {
			if e, ok := Lookup(code); !ok || e.Kind != State && e.Kind != Territory {
				t.Errorf("border %v: %s is no present state or territory", pair, code)
			}
		}
	}
}

func TestCallersCannotChangeTheCatalogue(t *testing.T) {
	e, _ := Lookup("SUN")
	e.Successors[0], e.Aliases[0] = "XXX", "XXX"
	if again, _ := Lookup("SUN"); again.Successors[0] == "XXX" || again.Aliases[0] == "XXX" {
		t.Error("a caller changed the catalogue")
	}
	Members("EU", 2017)[0] = "XXX"
	Mapping()[0].Label = "XXX"
	if Members("EU", 2017)[0] == "XXX" || Mapping()[0].Label == "XXX" {
		t.Error("a caller changed the indexes")
	}
}

func TestSplitRow(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"a,b", []string{"a", "b"}},
		{"a,", []string{"a", ""}},
		{`"x, y",b`, []string{"x, y", "b"}},
		{`a,"say ""no"""`, []string{"a", `say "no"`}},
		{`a,""`, []string{"a", ""}},
		{`"a",`, []string{"a", ""}},
	} {
		got, err := splitRow(c.in, nil)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("splitRow(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	for _, in := range []string{`"open`, `"a"b,c`} {
		if got, err := splitRow(in, nil); err == nil {
			t.Errorf("splitRow(%q) = %q; want an error", in, got)
		}
	}
	if err := eachRow("x.csv", "a,b\n1\n", 2, func([]string) error { return nil }); err == nil || !strings.Contains(err.Error(), "x.csv:2") {
		t.Errorf("a short row gives %v", err)
	}
}
