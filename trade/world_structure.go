package trade

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// WorldLine is one HS chapter of the world's exports, as the exporters of a
// source report them.
type WorldLine struct {
	Source, Vintage string
	Year            int
	Chapter         string
	Value           float64 // USD
	Reporters       int     // how many exporters the source has lines of
}

// structureOf are an economy's exports or imports by chapter, as it reports them
// or reconciled, in one year.
type structureOf struct {
	sayer
	year  int
	value map[string]float64
	flags []string
	gap   string // a chapter without a value, "" for none
	thin  string // why the lines do not stand for the whole, "" where they do
}

// Lines that make up less than three quarters of an economy's trade do not show
// its structure, as where a source has those with a few partners alone; beyond
// one per cent what is not there is flagged.
const (
	leastCovered = 0.75
	wellCovered  = 0.99
)

// weigh holds the lines against the economy's whole trade.
func (s *structureOf) weigh(f *Flows, a economy.Code, imports bool) {
	flow, k := "exports", own
	if imports {
		flow = "imports"
	}
	if s.View == measure.Reconciled {
		k = reconciled
	}
	for r, rel := range f.releases {
		if rel.source != s.Source || rel.vintage != s.Vintage {
			continue
		}
		b := f.shelf(a).at(3*r+k, s.year)
		if b == nil {
			return
		}
		whole := b.whole(flow)
		covered := s.total() / whole.value
		switch {
		case whole.missing:
		case covered < leastCovered:
			s.thin = fmt.Sprintf("product lines make up %.1f %% of the %s of %s in %d (%s)", 100*covered, flow, a, s.year, s.Source)
		case covered < wellCovered:
			s.flags = join(s.flags, []string{UniverseIncomplete})
		}
	}
}

// structuresOf reads an economy's trade with the world by chapter: as published
// or, where a source publishes no such lines, as the sum over its partners.
func (t *Trade) structuresOf(ctx context.Context, m *measure.Measure, a economy.Code, imports bool) ([]*structureOf, error) {
	if isGroup(a) {
		return nil, hint.New(hint.Usage, "", m.Name+" is asked of single economies, and "+economy.Label(a)+" is a group", "name one of its members")
	}
	flows, err := t.ledger.Structures(ctx, a)
	if err != nil {
		return nil, err
	}
	type key struct {
		sayer
		year int
	}
	published := map[key]bool{}
	system := map[key]string{}
	keyOf := func(f *Flow) (key, bool) {
		out := f.Exporter == string(a)
		mine := f.View == measure.Reconciled || out == (f.View == measure.ByExporter)
		view := f.View
		if view != measure.Reconciled {
			view = Own
		}
		k := key{sayer{f.Source, f.Vintage, view, f.Reporter(), ""}, f.Year}
		return k, mine && out != imports
	}
	for i := range flows {
		if k, ok := keyOf(&flows[i]); ok && !flows[i].computed() {
			published[k] = true
		}
	}
	for i := range flows {
		f := &flows[i]
		if k, ok := keyOf(f); ok && published[k] != f.computed() {
			if s, known := system[k]; !known || f.Classification < s {
				system[k] = f.Classification
			}
		}
	}
	by := map[key]*structureOf{}
	var out []*structureOf
	for i := range flows {
		f := &flows[i]
		k, ok := keyOf(f)
		if !ok || published[k] == f.computed() || f.Classification != system[k] {
			continue
		}
		s := by[k]
		if s == nil {
			s = &structureOf{sayer: k.sayer, year: k.year, value: map[string]float64{}}
			by[k] = s
			out = append(out, s)
		}
		if f.Missing {
			s.gap = f.Product
			continue
		}
		s.value[f.Product] = f.Value
		for _, w := range f.flags() {
			if w != "aggregate" { // of the world as partner, which is what is asked
				s.flags = join(s.flags, []string{w})
			}
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	f, err := t.partnersOf(ctx, a)
	if err != nil {
		return nil, err
	}
	for _, s := range out {
		s.weigh(f, a, imports)
	}
	slices.SortFunc(out, func(a, b *structureOf) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Vintage, b.Vintage), cmp.Compare(a.View, b.View), cmp.Compare(a.year, b.year))
	})
	return out, nil
}

// total adds the chapters up, in order.
func (s *structureOf) total() float64 {
	sum := 0.0
	for _, c := range s.chapters() {
		sum += s.value[c]
	}
	return sum
}

func (s *structureOf) chapters() []string {
	out := make([]string, 0, len(s.value))
	for c := range s.value {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

// shares are the parts of the chapters in all that is disclosed by chapter.
func (s *structureOf) shares() map[string]float64 {
	whole := s.total()
	out := make(map[string]float64, len(s.value))
	for c, v := range s.value {
		out[c] = v / whole
	}
	return out
}

func (s *structureOf) mark(c cell) cell {
	c.flags = join(c.flags, s.flags)
	if s.gap != "" {
		c.flags = join(c.flags, partial)
		c.note = notes(c.note, "a part: HS "+s.gap+" of "+s.Source+" has no value")
	}
	return c
}
