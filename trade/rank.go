package trade

import (
	"context"
	"fmt"
	"sort"

	"dyad/economy"
	"dyad/measure"
)

// NarrowLead flags a rank that a change of two per cent would alter.
const NarrowLead = "narrow_lead"

var universeParam = measure.Param{Name: "universe", Default: "economies", Choices: []string{"economies", "blocs"},
	Doc: "whom the partner is ranked among: single economies, or with the European Union as one; a group that is itself ranked always stands as one in place of its members"}

func (t *Trade) rank() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.rank", Title: "Partner's rank", Unit: "rank", Directed: true,
		Formula: "1 + number of partners of A whose trade with A exceeds B's",
		Defined: "B's place among A's partners by exports, imports or trade: 1 is the largest. As A reports it, and under the view mirror as A's partners do. " +
			"The universe is stated in the note, with the neighbours in the ranking; a lead or a lag under two per cent is flagged narrow_lead.",
		Reference: "Competition rank (1, 2, 2, 4)",
		Missing:   "missing where A's trade with B has no observation; other partners count with what is observed of them",
		Params:    []measure.Param{flowParam, universeParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		flow, universe := m.Param(q, "flow"), m.Param(q, "universe")
		ss, err := t.partnerSeries(ctx, q.A, func(b *book, _ sayer, y int) cell {
			return b.rank(q.B, y, flow, universe)
		})
		return rows(m, q, "rank", ss, absentBook(q.A)), err
	}
	m.World = t.worldRanks(m)
	return m
}

// rivals lists what the partners other than the ranked one trade.
func (b *book) rivals(ranked economy.Code, year int, flow, universe string) map[string]float64 {
	out := map[string]float64{}
	take := func(by map[string]float64) {
		for p, v := range by {
			out[p] += v
		}
	}
	if flow != "imports" {
		take(b.x)
	}
	if flow != "exports" {
		take(b.m)
	}
	if universe == "blocs" && ranked != "EU" {
		sum, any := 0.0, false
		for _, p := range economy.Members("EU", year) {
			if v, ok := out[string(p)]; ok {
				sum, any = sum+v, true
				delete(out, string(p))
			}
		}
		if any {
			out["EU"] = sum
		}
	}
	for _, p := range members(ranked, year) {
		delete(out, string(p))
	}
	return out
}

func (b *book) rank(ranked economy.Code, year int, flow, universe string) cell {
	own := b.with(ranked, year, flow)
	if own.missing {
		return own
	}
	if universe == "blocs" && !isGroup(ranked) {
		for _, p := range economy.Members("EU", year) {
			if p == ranked {
				return gap("%s is part of the EU in the universe of blocs", ranked)
			}
		}
	}
	type rival struct {
		code  string
		value float64
	}
	var order []rival
	above := 0
	for p, v := range b.rivals(ranked, year, flow, universe) {
		order = append(order, rival{p, v})
		if v > own.value {
			above++
		}
	}
	sort.Slice(order, func(i, j int) bool {
		return order[i].value > order[j].value || order[i].value == order[j].value && order[i].code < order[j].code
	})
	c := cell{value: float64(above + 1), flags: own.flags, note: own.note}
	c.note = notes(c.note, fmt.Sprintf("among %d %s", len(order)+1, universe))
	narrow := func(a, b float64) bool { return b > 0 && a/b-1 < 0.02 }
	if above > 0 {
		r := order[above-1]
		c.note += fmt.Sprintf("; next above %s, %.1f %% more", r.code, 100*(r.value/own.value-1))
		if narrow(r.value, own.value) {
			c.flags = join(c.flags, []string{NarrowLead})
		}
	}
	if above < len(order) {
		r := order[above]
		c.note += fmt.Sprintf("; next below %s, %.1f %% less", r.code, 100*(1-r.value/own.value))
		if narrow(own.value, r.value) {
			c.flags = join(c.flags, []string{NarrowLead})
		}
	}
	return b.completeness(c, flow, year, own.value)
}

// completeness says how much of the published total the partners listed make
// up, and flags where an unlisted one could hold more than the given value.
func (b *book) completeness(c cell, flow string, year int, value float64) cell {
	w := b.whole(flow, year)
	if w.missing || !has(w.flags, measure.FromWorld) {
		return c
	}
	rest := w.value - b.listed(flow)
	c.note += fmt.Sprintf("; the partners listed make up %.1f %% of the published total", 100*(1-rest/w.value))
	if rest > value {
		c.flags = join(c.flags, []string{UniverseIncomplete})
	}
	return c
}
