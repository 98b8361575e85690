package trade

import (
	"context"

	"dyad/measure"
)

func (t *Trade) complementarity() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.complementarity",
		Zero:    "a chapter of 0 is a share of 0; an economy whose trade is 0 has none",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "trade.complementarity CHN RUS --years 2017", Says: "no source in the lake gives"},
		Title:   "Trade complementarity", Unit: "0–1", Nature: measure.Ratio, Directed: true,
		Formula: "1 − ½ Σ |m(B) − x(A)| over HS chapters",
		Defined: "How well what A sells to the world matches what B buys from the world: 1 the same structure, 0 no chapter in common. " +
			"Each economy's structure is by its own report, in shares of what it discloses by chapter.",
		Reference: "Michaely (1996), Trade Preferential Agreements in Latin America: An Ex-Ante Assessment, World Bank Policy Research Working Paper 1583",
		Missing:   "missing where either has no product lines of its trade with the world, or lines of less than three quarters of it; no place among all dyads: it is a figure of each economy's trade with the world, and takes the product lines of every economy with the world, which sources seldom hold",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		sells, err := t.structuresOf(ctx, m, q.A, false)
		if err != nil {
			return nil, err
		}
		buys, err := t.structuresOf(ctx, m, q.B, true)
		if err != nil {
			return nil, err
		}
		var out []series
		at := map[sayer]int{}
		for _, x := range sells {
			who := sayer{x.Source, x.Vintage, OwnAccounts, "", ""}
			if x.View == measure.Reconciled {
				who.View = measure.Reconciled
			}
			i, ok := at[who]
			if !ok {
				i = len(out)
				at[who] = i
				out = append(out, newSeries(who, firstYear(sells), lastYear(sells)))
			}
			c := gap("no product lines: imports of %s from the world in %d (%s)", q.B, x.year, x.Source)
			for _, b := range buys {
				if b.Source != x.Source || b.Vintage != x.Vintage || b.View != x.View || b.year != x.year {
					continue
				}
				switch {
				case x.thin != "" || b.thin != "":
					c = gap("%s", notes(x.thin, b.thin))
				case b.total() > 0 && x.total() > 0:
					c = x.mark(b.mark(cell{value: 1 - dissimilarity(b.shares(), x.shares())}))
				}
			}
			out[i].set(x.year, c)
		}
		return rows(m, q, "0–1", out, func(s series, y int) string {
			return "no product lines: exports of " + string(q.A) + " to the world in " + itoa(y) + " (" + s.Source + ")"
		}), nil
	}
	return m
}

func firstYear(ss []*structureOf) int {
	first := 0
	for _, s := range ss {
		if first == 0 || s.year < first {
			first = s.year
		}
	}
	return first
}

func lastYear(ss []*structureOf) int {
	last := 0
	for _, s := range ss {
		last = max(last, s.year)
	}
	return last
}
