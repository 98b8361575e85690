package trade

import (
	"context"
	"sync"

	"dyad/internal/hint"
	"dyad/measure"
)

// slabs keeps the last few years of the whole world's flows in memory.
type slabs struct {
	sync.Mutex
	kept []*slab
}

const slabsKept = 6

// slab is every flow of one year, and each economy's own part of it.
type slab struct {
	year  int
	flows []Flow
	of    map[string][]Flow // by economy, on either side
}

func (t *Trade) slab(ctx context.Context, year int) (*slab, error) {
	t.slabs.Lock()
	defer t.slabs.Unlock()
	for _, s := range t.slabs.kept {
		if s.year == year {
			return s, nil
		}
	}
	flows, err := t.ledger.Year(ctx, year)
	if err != nil {
		return nil, err
	}
	s := &slab{year: year, flows: flows, of: map[string][]Flow{}}
	for _, f := range flows {
		s.of[f.Exporter] = append(s.of[f.Exporter], f)
		s.of[f.Importer] = append(s.of[f.Importer], f)
	}
	t.slabs.kept = append(t.slabs.kept, s)
	if len(t.slabs.kept) > slabsKept {
		t.slabs.kept = t.slabs.kept[1:]
	}
	return s, nil
}

// yearFlows are the flows of a year, of all goods or of a basket.
func (t *Trade) yearFlows(ctx context.Context, b *Basket, year int) ([]Flow, error) {
	if b == nil {
		s, err := t.slab(ctx, year)
		if err != nil {
			return nil, err
		}
		return s.flows, nil
	}
	for _, c := range b.HS {
		if len(c) > 2 {
			return nil, hint.New(hint.Usage, "", "the world can be asked by HS chapter only, and basket "+b.Name+" has finer codes", "ask it without --world")
		}
	}
	flows, err := t.ledger.Chapters(ctx, year)
	if err != nil {
		return nil, err
	}
	return b.sum(flows), nil
}

type pair struct{ a, b string }

// ledgerPage is one source's flows of a year, by view.
type ledgerPage struct {
	source string
	view   map[measure.View]map[pair]float64
}

func pages(flows []Flow) []*ledgerPage {
	var out []*ledgerPage
	at := map[string]*ledgerPage{}
	for i := range flows {
		f := &flows[i]
		if f.Missing || f.Aggregate() || has(f.flags(), measure.Partial) {
			continue
		}
		p := at[f.Source]
		if p == nil {
			p = &ledgerPage{f.Source, map[measure.View]map[pair]float64{}}
			at[f.Source] = p
			out = append(out, p)
		}
		if p.view[f.View] == nil {
			p.view[f.View] = map[pair]float64{}
		}
		p.view[f.View][pair{f.Exporter, f.Importer}] = f.Value
	}
	return out
}
