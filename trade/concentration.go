package trade

import (
	"context"
	"fmt"
	"slices"

	"dyad/measure"
)

func (t *Trade) concentration() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.concentration",
		Zero:    "partners and goods of 0 add nothing; a trade of 0 has no concentration",
		Groups:  "over partners a group's inner trade is left out",
		Example: measure.Example{Ask: "trade.concentration CHN RUS --years 2017 --set over=partners", Says: "0.047"},
		Title:   "Concentration of trade", Unit: "0–1", Nature: measure.Ratio, Directed: true,
		Formula: "Σ s² over partners, or over the HS chapters of A's exports to B",
		Defined: "Herfindahl–Hirschman index: 1 when all trade is with one partner, or in one chapter; 1/n when it is spread evenly over n. " +
			"Over partners it describes A alone; over products, the flow between A and B.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. VI; Herfindahl (1950)",
		Missing:   "trade not listed by partner or chapter stays in the denominator and adds nothing, so that the index is a lower bound; beyond one per cent it is flagged universe_incomplete",
		Params: []measure.Param{
			{Name: "over", Default: "partners", Choices: []string{"partners", "products"}, Doc: "what trade is concentrated on"},
			flowParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		flow := m.Param(q, "flow")
		if m.Param(q, "over") == "products" {
			return t.productConcentration(ctx, m, q, flow)
		}
		f, err := t.partnersOf(ctx, q.A)
		if err != nil {
			return nil, err
		}
		return rows(m, q, "0–1", t.partnerSeries(f, q.A, asOf(q), func(b *book) cell { return b.concentration(flow) }), absentBook(q.A)), nil
	}
	m.World = t.worldConcentration(m)
	return m
}

func (b *book) concentration(flow string) cell {
	c := b.whole(flow)
	if c.missing {
		return c
	}
	whole, n := c.value, 0
	c.value = 0
	b.partners(flow, func(_ int, v float64) {
		n++
		c.value += v / whole * (v / whole)
	})
	c.note = notes(c.note, fmt.Sprintf("over %d partners", n))
	if rest := 1 - b.listed(flow)/whole; rest > 0.01 {
		c.flags = join(c.flags, []string{UniverseIncomplete})
		c.note += fmt.Sprintf("; %.1f %% of trade is not listed by partner: at most %.4f", 100*rest, c.value+rest*rest)
	}
	return c
}

// herfindahl is Σ (v/whole)², summed from the smallest so that it is exact and
// the same on each run.
func herfindahl(values []float64, whole float64) float64 {
	slices.Sort(values)
	sum := 0.0
	for _, v := range values {
		s := v / whole
		sum += s * s
	}
	return sum
}
