package trade

import (
	"context"
	"fmt"
	"strings"

	"dyad/measure"
)

// fewExporters: with fewer the reporters of a source are not the world.
const fewExporters = 50

// balassa holds a share in an economy's exports against that in the world's.
func balassa(share, worldShare float64) float64 { return share / worldShare }

func (t *Trade) rca() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.rca",
		Zero:    "a chapter that A does not export has an index of 0; one that nobody exports has none",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "trade.rca CHN RUS --years 2017", Says: "no source in the lake gives"},
		Title:   "Revealed comparative advantage", Unit: "×", Nature: measure.Ratio, Directed: true,
		Formula: "(X(A, basket) / X(A)) / (X(world, basket) / X(world))",
		Defined: "How many times the share of a basket in A's exports is its share in the world's: above one, A is specialised in it. " +
			"Shares of what is disclosed by HS chapter; the world is all exporters with product lines in the source. It describes A alone; B plays no part. Without a basket: those of the structure set.",
		Reference: "Balassa (1965), Trade Liberalisation and “Revealed” Comparative Advantage, The Manchester School 33(2)",
		Missing:   "missing where A has no product lines of its exports to the world, where these make up less than three quarters of A's exports, or where the source has those of fewer than fifty exporters; baskets finer than a chapter are not answered; no place among all dyads: it is a figure of A alone, and takes the product lines of every economy with the world, which sources seldom hold",
		Params:    []measure.Param{basketParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		asked, err := t.basketOf(m, q)
		if err != nil {
			return nil, err
		}
		sets := t.structureSet()
		if asked != nil {
			if err := wholeChapters(asked); err != nil {
				return nil, err
			}
			sets = []Basket{*asked}
		}
		mine, err := t.structuresOf(ctx, m, q.A, false)
		if err != nil {
			return nil, err
		}
		world, err := t.worldExports(ctx)
		if err != nil {
			return nil, err
		}
		at := map[sayer]int{}
		var out []series
		for _, s := range mine {
			w := world[worldKey{release{s.Source, s.Vintage}, s.year}]
			for i := range sets {
				who := s.sayer
				who.Label = sets[i].Name
				k, ok := at[who]
				if !ok {
					k = len(out)
					at[who] = k
					out = append(out, newSeries(who, firstYear(mine), lastYear(mine)))
				}
				out[k].set(s.year, s.rca(&sets[i], w))
			}
		}
		return rows(m, q, "×", out, func(s series, y int) string {
			return "no product lines: exports of " + string(q.A) + " to the world in " + itoa(y) + " (" + s.Source + ")"
		}), nil
	}
	return m
}

type worldKey struct {
	release
	year int
}

// worldExports are the world's exports by chapter, by source and year.
func (t *Trade) worldExports(ctx context.Context) (map[worldKey]*structureOf, error) {
	lines, err := t.ledger.WorldLines(ctx)
	if err != nil {
		return nil, err
	}
	out := map[worldKey]*structureOf{}
	for _, l := range lines {
		k := worldKey{release{l.Source, l.Vintage}, l.Year}
		if out[k] == nil {
			out[k] = &structureOf{year: l.Year, value: map[string]float64{}}
			if l.Reporters < fewExporters {
				out[k].gap = fmt.Sprintf("%s has product lines of %d exporters in %d, which are not the world", l.Source, l.Reporters, l.Year)
			}
		}
		out[k].value[l.Chapter] = l.Value
	}
	return out, nil
}

func (s *structureOf) rca(b *Basket, world *structureOf) cell {
	switch {
	case world == nil || world.total() <= 0:
		return gap("no product lines: exports of the world in %d (%s)", s.year, s.Source)
	case world.gap != "":
		return gap("%s", world.gap)
	case s.thin != "":
		return gap("%s", s.thin)
	case s.total() <= 0:
		return gap("exports are zero in %d", s.year)
	case world.in(b) <= 0:
		return gap("nobody exports HS %s in %d (%s)", strings.Join(b.HS, ", "), s.year, s.Source)
	}
	return s.mark(cell{value: balassa(s.in(b)/s.total(), world.in(b)/world.total())})
}

// in is the value of a basket of whole chapters.
func (s *structureOf) in(b *Basket) float64 {
	sum := 0.0
	for _, c := range s.chapters() {
		if b.has(c) {
			sum += s.value[c]
		}
	}
	return sum
}
