package trade

import (
	"bufio"
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dyad/economy"
	"dyad/measure"
)

func init() { fewPartners = 1 } // the worlds of these tests are small

// memory is a ledger over a slice, for tests.
type memory []Flow

func (l memory) pick(keep func(*Flow) bool) []Flow {
	var out []Flow
	for i := range l {
		if keep(&l[i]) {
			out = append(out, l[i])
		}
	}
	return out
}

// flows packs a part of the whole flows as a ledger does that can ask for the rest.
func (l memory) flows(keep func(*Flow) bool) *Flows {
	whole := func(f *Flow) bool { return f.Product == Total }
	return newFlows(l.pick(func(f *Flow) bool { return whole(f) && keep(f) }), evidence{
		counts: func([]economy.Code) (*activity, error) { return NewFlows(l.pick(whole)).activity(), nil },
	})
}

func among(cs []economy.Code, c string) bool { return slices.Contains(cs, economy.Code(c)) }

func (l memory) Between(_ context.Context, as, bs []economy.Code) (*Flows, error) {
	return l.flows(func(f *Flow) bool {
		return among(as, f.Exporter) && among(bs, f.Importer) || among(bs, f.Exporter) && among(as, f.Importer)
	}), nil
}

func (l memory) Of(_ context.Context, as []economy.Code) (*Flows, error) {
	return l.flows(func(f *Flow) bool { return among(as, f.Exporter) || among(as, f.Importer) }), nil
}

func (l memory) Products(_ context.Context, as, bs []economy.Code) ([]Flow, error) {
	return l.pick(func(f *Flow) bool {
		return among(as, f.Exporter) && among(bs, f.Importer) || among(bs, f.Exporter) && among(as, f.Importer)
	}), nil
}

func (l memory) Year(_ context.Context, year int) (*Flows, error) {
	return l.flows(func(f *Flow) bool { return f.Year == year }), nil
}

func (l memory) Chapters(_ context.Context, year int) ([]Flow, error) {
	return l.pick(func(f *Flow) bool { return f.Year == year && (f.Product == Total || len(f.Product) == 2) }), nil
}

// Structures and WorldLines know published lines with the world alone.
func (l memory) Structures(_ context.Context, a economy.Code) ([]Flow, error) {
	return l.pick(func(f *Flow) bool {
		return f.Product != Total && (f.Exporter == string(a) && f.Importer == worldCode || f.Importer == string(a) && f.Exporter == worldCode)
	}), nil
}

func (l memory) WorldLines(context.Context) ([]WorldLine, error) {
	var out []WorldLine
	for _, f := range l {
		if f.Exporter == worldCode && f.Importer == worldCode && f.Product != Total && f.View == measure.ByExporter {
			out = append(out, WorldLine{Source: f.Source, Vintage: f.Vintage, Year: f.Year, Chapter: f.Product, Value: f.Value, Reporters: 60})
		}
	}
	return out, nil
}

// ledgerOf reads lines "reporter flow partner year product value [flags]" with
// flow X for exports (exporter view) or M for imports (importer view); a value
// "." is a published gap.
func ledgerOf(t testing.TB, source, text string) memory {
	t.Helper()
	var l memory
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		w := strings.Fields(sc.Text())
		if len(w) == 0 {
			continue
		}
		year, err := strconv.Atoi(w[3])
		if err != nil {
			t.Fatal(err)
		}
		f := Flow{Exporter: w[0], Importer: w[2], Year: year, Product: w[4], View: measure.ByExporter, Source: source, Vintage: "v1"}
		if w[1] == "M" {
			f.Exporter, f.Importer, f.View = w[2], w[0], measure.ByImporter
		}
		if w[5] == "." {
			f.Missing = true
		} else if f.Value, err = strconv.ParseFloat(w[5], 64); err != nil {
			t.Fatal(err)
		}
		if len(w) > 6 {
			f.Flags = w[6]
		}
		if (w[0] == "WLD" || w[2] == "WLD") && f.Product == Total {
			f.Flags = strings.Trim(f.Flags+",aggregate", ",")
		}
		l = append(l, f)
	}
	return l
}

func ask(t testing.TB, l Ledger, name string, q measure.Query) []measure.Row {
	t.Helper()
	c, err := measure.NewCatalogue(New(l).Measures())
	if err != nil {
		t.Fatal(err)
	}
	rs, err := c.Eval(context.Background(), name, q)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// at finds the one row of a year and a sayer ("CHN", "exporter", "mirror" …).
func at(t testing.TB, rs []measure.Row, year int, who string) measure.Row {
	t.Helper()
	var found []measure.Row
	for _, r := range rs {
		if r.Year == year && (r.Reporter == who || string(r.View) == who || r.Label == who) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d rows for %d by %s in %v", len(found), year, who, rs)
	}
	return found[0]
}

func ecode(s string) economy.Code { return economy.Code(s) }
