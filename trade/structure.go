package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

var (
	directionParam = measure.Param{Name: "flow", Default: "exports", Choices: []string{"exports", "imports"},
		Doc: "A's exports to B, or its imports from B"}
	denominatorParam = measure.Param{Name: "denominator", Default: "total", Choices: []string{"total", "disclosed"},
		Doc: "share of the whole flow, or of what is disclosed by product"}
)

// Undisclosed labels the part of a flow that no product line explains.
const Undisclosed = "undisclosed"

func (t *Trade) structure() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.structure",
		Zero:    "a line of 0 is a share of 0; a flow of 0 has no structure",
		Groups:  "members' lines are added up; a member without lines makes the shares partial",
		Example: measure.Example{Ask: "trade.structure RUS CHN --years 2017 --basket hydrocarbons", Says: "65.3 %"},
		Title:   "Structure of trade", Unit: "%", Nature: measure.Share, Directed: true,
		Formula: "100 · value of the basket / value of the flow",
		Defined: "Shares of baskets of goods in A's exports to B (or imports from B), as each side reports them. " +
			"Without a basket: the baskets of the structure set, which cover each HS chapter once, and what is not disclosed by product.",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010, ch. III",
		Missing: "a code without any line is missing unless the lines beside it make up all but half a per cent of what it lies within, when it counts as nil recorded; " +
			"a basket with some codes missing is flagged partial, and so is a group with pairs of members without product lines",
		Params: []measure.Param{basketParam, directionParam, denominatorParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		asked, err := t.basketOf(m, q)
		if err != nil {
			return nil, err
		}
		sets := t.structureSet()
		if asked != nil {
			sets = []Basket{*asked}
		}
		from, to := direction(m, q)
		reports, err := t.reports(ctx, from, to, asOf(q))
		if err != nil {
			return nil, err
		}
		disclosed := m.Param(q, "denominator") == "disclosed"
		return rows(m, q, "%", productSeries(reports, func(r *report) map[string]cell {
			out := map[string]cell{}
			for i := range sets {
				out[sets[i].Name] = r.shareOf(&sets[i], disclosed)
			}
			if whole := r.total(); asked == nil && !disclosed && whole > 0 {
				out[Undisclosed] = r.mark(cell{value: percent(whole-r.disclosed(), whole), note: ofTheWhole})
			}
			return out
		}), noLines(from, to)), nil
	}
	m.World = t.worldStructure(m)
	return m
}

const ofTheWhole = "of the whole flow"

// shareOf is the share of a basket, in per cent.
func (r *report) shareOf(b *Basket, disclosed bool) cell {
	c := r.of(b)
	whole, note := r.total(), ofTheWhole
	if disclosed {
		whole, note = r.disclosed(), "of what is disclosed by product"
	}
	switch {
	case c.missing:
		return c
	case whole <= 0:
		return gap("the whole flow is zero in %d: no structure", r.year)
	}
	for _, l := range r.parts { // a sum of lines beneath has the flags of all of them
		if disclosed || !l.hasTotal {
			c.flags = join(c.flags, l.all)
		}
	}
	c.value, c.note = percent(c.value, whole), notes(c.note, note)
	return c
}

func (t *Trade) structureSet() []Basket {
	var out []Basket
	for _, b := range t.baskets.list {
		if b.Structure {
			out = append(out, b)
		}
	}
	return out
}

func direction(m *measure.Measure, q measure.Query) (from, to economy.Code) {
	if m.Param(q, "flow") == "imports" {
		return q.B, q.A
	}
	return q.A, q.B
}
