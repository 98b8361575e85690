package trade

import (
	"context"
	"fmt"

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
		Name: "trade.structure", Title: "Structure of trade", Unit: "%", Directed: true,
		Formula: "100 · value of the basket / value of the flow",
		Defined: "Shares of baskets of goods in A's exports to B (or imports from B), as each side reports them. " +
			"Without a basket: the baskets of the structure set, which cover each HS chapter once, and what is not disclosed by product.",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010, ch. III",
		Missing: "a basket without any line is missing unless the lines make up all but half a per cent of the flow, when it counts as nil recorded; " +
			"a basket with some codes absent is flagged partial",
		Params: []measure.Param{basketParam, directionParam, denominatorParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		asked, err := basketOf(m, q)
		if err != nil {
			return nil, err
		}
		sets := structureSet()
		if asked != nil {
			sets = []Basket{*asked}
		}
		reports, err := t.reports(ctx, m, q)
		if err != nil {
			return nil, err
		}
		by := map[sayer]*series{}
		var order []sayer
		put := func(s sayer, year int, c cell) {
			if by[s] == nil {
				by[s] = &series{sayer: s, cells: map[int]cell{}}
				order = append(order, s)
			}
			by[s].cells[year] = c
		}
		for _, l := range reports {
			who := sayer{l.flow.Source, l.flow.Vintage, l.flow.View, l.flow.Reporter(), ""}
			whole, note := l.total(), "of the whole flow"
			if m.Param(q, "denominator") == "disclosed" {
				whole, note = l.disclosed(), "of what is disclosed by product"
			}
			if whole <= 0 {
				continue
			}
			for i := range sets {
				c := l.of(&sets[i])
				c.value, c.note = percent(c.value, whole), notes(c.note, note)
				s := who
				s.Label = sets[i].Name
				put(s, l.flow.Year, c)
			}
			if asked == nil && m.Param(q, "denominator") == "total" {
				s := who
				s.Label = Undisclosed
				put(s, l.flow.Year, cell{value: percent(whole-l.disclosed(), whole), note: note, flags: l.flow.flags()})
			}
		}
		var out []series
		for _, s := range order {
			out = append(out, *by[s])
		}
		return rows(m, q, "%", out, func(s series, y int) string {
			from, to := direction(m, q)
			return "no product lines: " + what(string(from), string(to), y, s.View) + " (" + s.Source + ")"
		}), nil
	}
	m.World = t.worldStructure(m)
	return m
}

func structureSet() []Basket {
	var out []Basket
	for _, b := range Baskets() {
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

// reports are the product reports of the asked direction, one a source, view
// and year. Groups are summed line by line over their members.
func (t *Trade) reports(ctx context.Context, m *measure.Measure, q measure.Query) ([]*lines, error) {
	from, to := direction(m, q)
	flows, err := t.ledger.Products(ctx, everMembers(q.A), everMembers(q.B))
	if err != nil {
		return nil, err
	}
	var kept []Flow
	for _, f := range flows {
		if !stands(from, f.Exporter, f.Year) || !stands(to, f.Importer, f.Year) {
			continue
		}
		f.Exporter, f.Importer = string(from), string(to)
		kept = append(kept, f)
	}
	if isGroup(from) || isGroup(to) {
		kept = sumTotals(kept)
	}
	return bundle(kept), nil
}

func stands(c economy.Code, code string, year int) bool {
	for _, m := range members(c, year) {
		if string(m) == code {
			return true
		}
	}
	return false
}

// sumTotals adds the totals of the members of a group, which bundle would
// otherwise take for one another.
func sumTotals(flows []Flow) []Flow {
	at := map[string]int{}
	out := flows[:0]
	for _, f := range flows {
		if f.Product == Total {
			k := fmt.Sprint(f.Source, f.Vintage, f.View, f.Year)
			if i, ok := at[k]; ok {
				out[i].Value += f.Value
				continue
			}
			at[k] = len(out)
		}
		out = append(out, f)
	}
	return out
}
