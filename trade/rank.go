package trade

import (
	"context"
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/measure"
)

// NarrowLead flags a rank that a change of two per cent would alter.
const NarrowLead = "narrow_lead"

var universeParam = measure.Param{Name: "universe", Default: "economies", Choices: []string{"economies", "blocs"},
	Doc: "whom the partner is ranked among: single economies, or with the European Union as one; a group that is itself ranked always stands as one in place of its members"}

func (t *Trade) rank() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.rank",
		Zero:    "a partner with a printed 0 ranks behind all that trade",
		Groups:  "with universe=blocs groups rank as one partner; by default their members rank alone",
		Example: measure.Example{Ask: "trade.rank RUS CHN --years 2017", Says: "1st"},
		Title:   "Partner's rank", Unit: "rank", Nature: measure.Rank, Directed: true,
		Formula: "1 + number of partners of A whose trade with A exceeds B's",
		Defined: "B's place among A's partners by exports, imports or trade: 1 is the largest. As A reports it, and under the view mirror as A's partners do. " +
			"The universe is stated in the note, with the neighbours in the ranking; a lead or a lag under two per cent is flagged narrow_lead.",
		Reference: "Competition rank (1, 2, 2, 4)",
		Missing:   "missing where A's trade with B has no observation, or where the partners listed make up less than a third of the published total or, where none is published, are fewer than ten; other partners count with what is observed of them",
		Params:    []measure.Param{flowParam, universeParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		flow, universe := m.Param(q, "flow"), m.Param(q, "universe")
		f, err := t.partnersOf(ctx, q.A)
		if err != nil {
			return nil, err
		}
		return rows(m, q, "rank", t.partnerSeries(f, q.A, asOf(q), func(b *book) cell { return b.rank(q.B, flow, universe, asOf(q)) }), absentBook(q.A)), nil
	}
	m.World = t.worldRanks(m)
	return m
}

// rivals visits the partners other than the ranked one, and in the universe of
// blocs the European Union in place of its members.
func (b *book) rivals(ranked economy.Code, flow, universe string, asOf int, visit func(code economy.Code, value float64)) {
	apart := numbersOf(b.of, unitsAs(ranked, asOf, b.year))
	var union []int
	if universe == "blocs" && ranked != "EU" {
		union = numbersOf(b.of, unitsAs("EU", asOf, b.year))
	}
	sum, any := 0.0, false
	b.partners(flow, func(p int, v float64) {
		switch {
		case slices.Contains(apart, p):
		case slices.Contains(union, p):
			sum, any = sum+v, true
		default:
			visit(b.of.codes[p], v)
		}
	})
	if any {
		visit("EU", sum)
	}
}

// numbersOf are the economies of a side and their stand-ins.
func numbersOf(f *Flows, us []unit) []int {
	var out []int
	for _, u := range us {
		for _, c := range []economy.Code{u.code, u.standIn} {
			if n, ok := f.number[c]; ok && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func (b *book) rank(ranked economy.Code, flow, universe string, asOf int) cell {
	c := b.with(ranked, flow, asOf)
	if c.missing {
		return c
	}
	if universe == "blocs" && !isGroup(ranked) &&
		slices.ContainsFunc(unitsAs("EU", asOf, b.year), func(u unit) bool { return u.code == ranked || u.standIn == ranked }) {
		return gap("%s is part of the EU in the universe of blocs", ranked)
	}
	own := c.value
	type rival struct {
		code  economy.Code
		value float64
	}
	var next, after rival // the nearest above and below
	above, others := 0, 0
	b.rivals(ranked, flow, universe, asOf, func(code economy.Code, v float64) {
		others++
		switch {
		case v > own:
			above++
			if next.code == "" || v < next.value {
				next = rival{code, v}
			}
		case after.code == "" || v > after.value:
			after = rival{code, v}
		}
	})
	c.value = float64(above + 1)
	c.note = notes(c.note, fmt.Sprintf("among %d %s", others+1, universe))
	if next.code != "" && own > 0 {
		c.note += fmt.Sprintf("; next above %s, %s", next.code, more(next.value/own))
	}
	if after.code != "" && own > 0 {
		c.note += fmt.Sprintf("; next below %s, %.1f %% less", after.code, 100*(1-after.value/own))
	}
	if narrow(next.value, own) && next.code != "" || narrow(own, after.value) {
		c.flags = join(c.flags, []string{NarrowLead})
	}
	return b.completeness(c, flow, own)
}

// more says by how much a rival is ahead; past ten times as much a percentage
// tells nothing, and of next to nothing it would not be finite.
func more(ratio float64) string {
	if ratio > 10 {
		return "more than ten times as much"
	}
	return fmt.Sprintf("%.1f %% more", 100*(ratio-1))
}

// narrow says whether a is less than two per cent above b.
func narrow(a, b float64) bool { return b > 0 && a/b-1 < 0.02 }

// completeness says how much of the published total the partners listed make
// up, and flags where an unlisted one could hold more than the given value. A
// list of less than a third of the total holds no ranking: the place is missing.
func (b *book) completeness(c cell, flow string, value float64) cell {
	w := b.whole(flow)
	if w.missing {
		return w
	}
	if !has(w.flags, measure.FromWorld) || has(w.flags, measure.FromSum) {
		return c
	}
	rest := w.value - b.listed(flow)
	if listed := 1 - rest/w.value; listed < 10 {
		c.note += fmt.Sprintf("; the partners listed make up %.1f %% of the published total", 100*listed)
	} else {
		c.note += "; the partners listed add up to far more than the published total"
	}
	if rest <= value {
		return c
	}
	if rest > w.value*2/3 {
		return gap("the partners listed make up only %.1f %% of the published total, too little for a ranking", 100*(1-rest/w.value))
	}
	c.flags = join(c.flags, []string{UniverseIncomplete})
	return c
}
