package trade

import (
	"context"
	"slices"
	"sync"

	"dyad/internal/hint"
	"dyad/measure"
)

// slab is every whole flow of one year: for each source and view a square of
// exporters and importers, in USD, NaN where there is no observation.
type slab struct {
	of         *Flows
	year       int
	square     [][]float64 // by 3 · source + view; nil where nothing is said
	turned     [][]float64 // the same by importer and exporter
	made       [][]bool    // by exporter and importer: not the reporter's own figure
	turnedMade [][]bool
}

// slab lays the flows of a year out. Sums over a part of the goods are left out,
// for they compare with nothing.
func (f *Flows) slab(year int) *slab {
	n := len(f.codes)
	s := &slab{of: f, year: year, square: make([][]float64, 3*len(f.releases)), made: make([][]bool, 3*len(f.releases))}
	for _, at := range f.inYear(year) {
		o := f.rows[at.row]
		if o.value != o.value || has(f.stamps[o.stamp].words, measure.Partial) {
			continue
		}
		k := f.key(o.stamp)
		if s.square[k] == nil {
			s.square[k] = slices.Repeat([]float64{nan}, n*n)
			s.made[k] = make([]bool, n*n)
		}
		s.square[k][at.pair] = o.value
		s.made[k][at.pair] = f.derived(o.stamp)
	}
	s.turned, s.turnedMade = make([][]float64, len(s.square)), make([][]bool, len(s.square))
	for k, square := range s.square {
		if square != nil {
			s.turned[k], s.turnedMade[k] = turn(square, n), turn(s.made[k], n)
		}
	}
	return s
}

// derived says whether a figure is made from its mirror or by the publisher: it
// is counted in totals, and among the dyads of the world it is no value.
func (f *Flows) derived(stamp uint16) bool {
	s := &f.stamps[stamp]
	return s.estimate || has(s.words, measure.MirrorImputed)
}

// turn makes columns of a square into rows, so that imports lie side by side too.
func turn[T any](square []T, n int) []T {
	out := make([]T, len(square))
	for x := range n {
		for m := range n {
			out[m*n+x] = square[x*n+m]
		}
	}
	return out
}

// place is where an observation stands, and which exporter · n + importer it is.
type place struct{ row, pair uint32 }

// inYear lists the observations of a year. The list of all years is made when
// the first is asked for.
func (f *Flows) inYear(year int) []place {
	f.byYearOnce.Do(func() {
		years := f.last - f.first + 1
		f.yearStart = make([]uint32, years+1)
		for _, o := range f.rows {
			f.yearStart[int(o.year)-f.first+1]++
		}
		for i := range years {
			f.yearStart[i+1] += f.yearStart[i]
		}
		at := slices.Clone(f.yearStart)
		f.byYear = make([]place, len(f.rows))
		for p := 0; p+1 < len(f.start); p++ {
			for r := f.start[p]; r < f.start[p+1]; r++ {
				y := int(f.rows[r].year) - f.first
				f.byYear[at[y]] = place{r, uint32(p)}
				at[y]++
			}
		}
	})
	if year < f.first || year > f.last || len(f.rows) == 0 {
		return nil
	}
	return f.byYear[f.yearStart[year-f.first]:f.yearStart[year-f.first+1]]
}

// book is the year's book of an economy, for the source k/3 in the way k%3; nil
// where nothing is said. Its sides are those of the slab and must not be changed.
func (s *slab) book(a, k int) *book {
	first, n := k/3*3, len(s.of.codes)
	out, in := first, first+1 // the views that A itself takes
	switch k % 3 {
	case mirror:
		out, in = in, out
	case reconciled:
		out, in = first+2, first+2
	}
	b := &book{of: s.of, year: s.year, inside: []int{a}, worldX: nan, worldM: nan}
	b.x, b.m = side(s.square[out], a, n), side(s.turned[in], a, n)
	b.madeX, b.madeM = madeSide(s.made[out], a, n), madeSide(s.turnedMade[in], a, n)
	if !observed(b.x) && !observed(b.m) {
		return nil
	}
	b.close()
	return b
}

func side(square []float64, a, n int) []float64 {
	if square == nil {
		return slices.Repeat([]float64{nan}, n)
	}
	return square[a*n : (a+1)*n]
}

func madeSide(square []bool, a, n int) []bool {
	if square == nil {
		return make([]bool, n)
	}
	return square[a*n : (a+1)*n]
}

// roles are the ways of reading as the world's values name them.
var roles = [3]string{own: "a", mirror: string(Mirror), reconciled: string(measure.Reconciled)}

// books visits the books of every single economy, source by source.
func (s *slab) books(visit func(a int, source, role string, b *book)) {
	for k := range s.square {
		for a, plain := range s.of.plain {
			if !plain {
				continue
			}
			if b := s.book(a, k); b != nil {
				visit(a, s.of.releases[k/3].source, roles[k%3], b)
			}
		}
	}
}

// dyads visits every ordered pair of single economies.
func (s *slab) dyads(visit func(x, m int)) {
	for x, plain := range s.of.plain {
		for m, alsoPlain := range s.of.plain {
			if plain && alsoPlain && x != m {
				visit(x, m)
			}
		}
	}
}

// slabs keeps the last few years in memory.
type slabs struct {
	sync.Mutex
	kept []*slab
}

const slabsKept = 4

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
	s := flows.slab(year)
	t.slabs.kept = append(t.slabs.kept, s)
	if len(t.slabs.kept) > slabsKept {
		t.slabs.kept = slices.Delete(t.slabs.kept, 0, 1)
	}
	return s, nil
}

// slabOf is the slab of all goods, or of a basket.
func (t *Trade) slabOf(ctx context.Context, b *Basket, year int) (*slab, error) {
	if b == nil {
		return t.slab(ctx, year)
	}
	flows, err := t.chapters(ctx, b, year)
	if err != nil {
		return nil, err
	}
	return b.flows(flows).slab(year), nil
}

// chapters are the product lines of a year, for a basket of whole chapters.
func (t *Trade) chapters(ctx context.Context, b *Basket, year int) ([]Flow, error) {
	if err := wholeChapters(b); err != nil {
		return nil, err
	}
	return t.ledger.Chapters(ctx, year)
}

func wholeChapters(b *Basket) error {
	for _, c := range b.HS {
		if len(c) > 2 {
			return hint.New(hint.Usage, "", "the world can be asked by HS chapter only, and basket "+b.Name+" has finer codes", "name a basket of chapters, as hydrocarbons, or leave out --world")
		}
	}
	return nil
}
