package trade

import (
	"context"
	"math"

	"dyad/economy"
	"dyad/measure"
)

// intensityOf holds the partner's share in A's exports against the partner's
// share in the imports of the world without A.
func intensityOf(toB, exportsA, importsB, importsWorld, importsA float64) float64 {
	return toB / exportsA / (importsB / (importsWorld - importsA))
}

func (t *Trade) intensity() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.intensity",
		Zero:    "any of the totals being 0 makes the index missing",
		Groups:  "members are added up, trade within a group left out",
		Example: measure.Example{Ask: "trade.intensity CHN RUS --years 2017", Says: "no observation: the world's imports"},
		Title:   "Trade intensity", Unit: "×", Nature: measure.Ratio, Directed: true,
		Formula: "(X(A→B) / X(A)) / (M(B) / (M(world) − M(A)))",
		Defined: "How many times B's share in A's exports is B's share in the imports of the world outside A: above one, A sells B more than B's size explains. " +
			"Exports as A reports them and imports as B and the world report them; under the view mirror all of it as the partners report.",
		Reference: "Kojima (1964), The Pattern of International Trade among Advanced Countries, Hitotsubashi Journal of Economics 5(1); Drysdale and Garnaut (1982), Trade Intensities and the Analysis of Bilateral Trade Flows in a Many-Country World, Hitotsubashi Journal of Economics 22(2)",
		Missing:   "missing where any of the five totals is; the world's imports are those the source publishes, never a sum over the reporters that happen to be there",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		f, err := t.partnersOf(ctx, q.A, q.B, worldCode)
		if err != nil {
			return nil, err
		}
		partner := f.shelfAs(q.B, asOf(q))
		var out []series
		for k, years := range f.shelfAs(q.A, asOf(q)).books {
			if years == nil {
				continue
			}
			s := f.seriesOf(k, q.A)
			for _, b := range years {
				if b != nil {
					s.set(b.year, b.intensity(q.B, partner.at(k, b.year), k, asOf(q)))
				}
			}
			out = append(out, s)
		}
		return rows(m, q, "×", inOrder(out), absentBook(q.A)), nil
	}
	m.World = t.worldIntensity
	return m
}

// intensity is one year's, from A's book and B's of the same way of reading.
func (b *book) intensity(partner economy.Code, other *book, k, asOf int) cell {
	world := b.of.worldImports(k, b.year)
	if math.IsNaN(world) {
		return gap("no observation: the world's imports in %d (%s)", b.year, b.of.releases[k/3].source)
	}
	if other == nil {
		return gap("no observation: the imports of %s in %d", partner, b.year)
	}
	imports, exports := other.whole("imports"), b.whole("exports")
	mine := b.whole("imports")
	c := combine(combine(b.with(partner, "exports", asOf), exports, percent), combine(imports, mine, func(x, _ float64) float64 { return x }), func(x, _ float64) float64 { return x })
	if c.missing {
		return c
	}
	if world <= mine.value || imports.value <= 0 {
		return gap("the world's imports outside the exporter are not above zero in %d", b.year)
	}
	c.value = intensityOf(b.with(partner, "exports", asOf).value, exports.value, imports.value, world, mine.value)
	return c
}

// worldImports are the published imports of the whole world, NaN for none: as
// the reporters give them, or for the mirror as the exporters do.
func (f *Flows) worldImports(k, year int) float64 {
	view := [3]int{own: 1, mirror: 0, reconciled: 2}[k%3]
	if o, ok := f.find(worldCode, worldCode, k/3*3+view, year); ok {
		return o.value
	}
	return nan
}

func (t *Trade) worldIntensity(ctx context.Context, _ measure.Query, year int) ([]measure.WorldValue, error) {
	s, err := t.slab(ctx, year)
	if err != nil {
		return nil, err
	}
	n := len(s.of.codes)
	var out []measure.WorldValue
	for k := range s.square {
		world := s.of.worldImports(k, year)
		if math.IsNaN(world) {
			continue
		}
		books, imports := make([]*book, n), make([]cell, n)
		for a, plain := range s.of.plain {
			if plain {
				books[a] = s.book(a, k)
			}
			if books[a] != nil {
				imports[a] = books[a].whole("imports")
			}
		}
		for a, b := range books {
			if b == nil {
				continue
			}
			exports := b.whole("exports")
			if exports.missing || imports[a].missing {
				continue
			}
			b.complete("exports", func(p int, v float64) {
				if books[p] != nil && !imports[p].missing && imports[p].value > 0 && world > imports[a].value {
					out = append(out, measure.WorldValue{A: string(s.of.codes[a]), B: string(s.of.codes[p]), Role: roles[k%3], Source: s.of.releases[k/3].source,
						Value: intensityOf(v, exports.value, imports[p].value, world, imports[a].value)})
				}
			})
		}
	}
	return out, nil
}
