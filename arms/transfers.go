package arms

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
)

//go:embed sql/*.sql
var queries embed.FS

func query(name string) string {
	b, err := queries.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the files are embedded, their names fixed
	}
	return strings.TrimSpace(string(b))
}

const reference = "SIPRI Arms Transfers Database, Sources and methods; Holtom, Bromley and Simmel (2012), Measuring international arms transfers, SIPRI Fact Sheet"

var (
	yearParam  = measure.Param{Name: "year", Default: "delivery", Choices: []string{"delivery", "order"}, Doc: "the year that a delivery is counted in: its own, or that of the order it fills"}
	unionParam = measure.Param{Name: "ussr", Default: "apart", Choices: []string{"apart", "with"}, Doc: "the Soviet Union is an economy of its own, or counted with Russia"}
)

func (f *Field) transfers() *measure.Measure {
	m := &measure.Measure{
		Name: "arms.transfers", Title: "Arms supplied", Unit: "TIV", Nature: measure.Amount, Directed: true,
		Formula:   "Σ TIV of what A delivered to B in the year",
		Defined:   "The volume of major conventional arms that the first supplied to the second, in millions of SIPRI's trend-indicator values, by year of delivery or of order. TIV is no price and is never added to trade. Deliveries over several years that the register does not split stand in a row of their own, with their span.",
		Reference: reference,
		Missing:   "a year in which an unsplit delivery may fall is missing; what the register does not know (before its first year, after its last) has no row",
		Zero:      "a year within the register with no delivery identified is 0, resting on no observation",
		Groups:    "a group supplies and receives by its own name only, as the register has NATO; its members are not added up",
		Example:   measure.Example{Ask: "arms.transfers RUS CHN", Says: "no register of arms"},
		Params: []measure.Param{yearParam, unionParam,
			{Name: "by", Choices: []string{"category", "licensed", "status"}, Doc: "a row for each category, for licensed production and direct transfers, or for new and second-hand arms"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		extents, err := f.extents(ctx)
		if err != nil {
			return nil, err
		}
		found, err := f.deliveries(ctx, m, q)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, hint.New(hint.Data, "", fmt.Sprintf("no register in the lake has a delivery of arms from %s to %s", economy.Label(q.A), economy.Label(q.B)), "the other direction is a question of its own")
		}
		return rowsOf(m, q, extents, found), nil
	}
	return m
}

// delivery is a row of the register, as measures need it.
type delivery struct {
	source, vintage             string
	from, to, ordered           int
	category, licensed, status  string
	value                       float64
	known                       bool
	designation, flags, splitBy string
}

// with lists an economy and its predecessor, if asked for; always two.
func with(c economy.Code, union string) (string, string) {
	if union == "with" && c == "RUS" {
		return "RUS", "SUN"
	}
	return string(c), string(c)
}

func (f *Field) deliveries(ctx context.Context, m *measure.Measure, q measure.Query) ([]delivery, error) {
	a1, a2 := with(q.A, m.Param(q, "ussr"))
	b1, b2 := with(q.B, m.Param(q, "ussr"))
	sql := query("deliveries")
	measure.Ran(ctx, func() string { return sql + "\n-- ? " + strings.Join([]string{a1, a2, b1, b2}, ", ") })
	var out []delivery
	err := f.lake.Each(ctx, sql, []any{a1, a2, b1, b2}, func(r *lake.Row) error {
		d := delivery{source: r.Text(0), vintage: r.Text(1), from: int(r.Int(2)), to: int(r.Int(3)), ordered: int(r.Int(4)),
			category: r.Text(5), licensed: r.Text(6), status: r.Text(7), designation: r.Text(9), flags: r.Text(10)}
		d.value, d.known = r.Number(8)
		switch m.Param(q, "by") {
		case "category":
			d.splitBy = cmp.Or(d.category, "category not given")
		case "licensed":
			d.splitBy = map[string]string{"yes": "licensed production", "no": "direct transfer", "": "licence not given"}[d.licensed]
		case "status":
			d.splitBy = cmp.Or(d.status, "status not given")
		}
		if len(q.Sources) == 0 || slices.Contains(q.Sources, d.source) {
			out = append(out, d)
		}
		return nil
	})
	return out, err
}

// extent is how far a register reaches.
type extent struct {
	from, to, suppliers, unsplit int
}

func (f *Field) extents(ctx context.Context) (map[string]extent, error) {
	out := map[string]extent{}
	err := f.lake.Each(ctx, query("extent"), nil, func(r *lake.Row) error {
		out[r.Text(0)+"|"+r.Text(1)] = extent{int(r.Int(2)), int(r.Int(3)), int(r.Int(4)), int(r.Int(5))}
		return nil
	})
	if err == nil && len(out) == 0 {
		return nil, hint.New(hint.Data, "", "no register of arms is in the lake", "dyad import sipri FILE brings SIPRI's")
	}
	return out, err
}

// rowsOf adds deliveries up: a row a year from the register's first to its last,
// and one for each span that is not split.
func rowsOf(m *measure.Measure, q measure.Query, extents map[string]extent, all []delivery) []measure.Row {
	byOrder := m.Param(q, "year") == "order"
	series := map[string][]delivery{}
	var keys []string
	for _, d := range all {
		k := d.source + "|" + d.vintage + "|" + d.splitBy
		if series[k] == nil {
			keys = append(keys, k)
		}
		series[k] = append(series[k], d)
	}
	slices.Sort(keys)
	var out []measure.Row
	for _, k := range keys {
		of := series[k]
		e := extents[of[0].source+"|"+of[0].vintage]
		base := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: of[0].source, Vintage: of[0].vintage, Label: of[0].splitBy}
		if byOrder {
			e.from, e.to = ordersOf(of)
		}
		for y := max(e.from, q.Years.From, 1); y <= e.to && q.Years.Has(y); y++ {
			r := yearRow(base, of, y, byOrder)
			if r.N == 0 && !r.Missing && m.Param(q, unionParam.Name) != "with" && !existed(r.A, y) {
				r.Missing, r.Why, r.Note = true, fmt.Sprintf("%s was no supplier of its own in %d", r.A, y), ""
			}
			out = append(out, r)
		}
		if !byOrder {
			out = append(out, spans(base, of, q.Years)...)
		}
	}
	return out
}

// ordersOf are the first and last years of orders that are known.
func ordersOf(of []delivery) (from, to int) {
	for _, d := range of {
		if d.ordered > 0 && (from == 0 || d.ordered < from) {
			from = d.ordered
		}
		to = max(to, d.ordered)
	}
	return from, to
}

// existed says whether an economy was there in a year: nobody published a zero
// for Russia before the Soviet Union ended, nor for this one after.
func existed(code string, year int) bool {
	e, known := economy.Lookup(economy.Code(code))
	if !known {
		return true
	}
	if e.In(year) {
		for _, p := range economy.Predecessors(e.Code) {
			if old, ok := economy.Lookup(p); ok && old.To != 0 && year <= old.To && len(old.Successors) > 1 {
				return false
			}
		}
		return true
	}
	return false
}

func yearRow(base measure.Row, of []delivery, year int, byOrder bool) measure.Row {
	r := base
	r.Period = period.Of(year)
	estimated, open, most := 0, 0, 0.0
	for _, d := range of {
		switch {
		case byOrder && d.ordered == year, !byOrder && d.from == d.to && d.from == year:
		case !byOrder && d.from < d.to && d.from <= year && year <= d.to:
			open++
			most += d.value
			continue
		default:
			continue
		}
		if !d.known {
			r.Missing, r.Why = true, fmt.Sprintf("the register has no TIV for the %s delivered", d.designation)
			continue
		}
		r.Value += d.value
		r.N++
		if d.flags != "" {
			estimated++
		}
		r.Inputs = append(r.Inputs, measure.Input{Table: "arms", Key: r.A + " → " + r.B, Item: d.designation, Period: r.Period, By: d.source, Value: d.value, Unit: r.Unit})
	}
	switch {
	case open > 0:
		r.Bounds = &measure.Bounds{Lower: r.Value, Upper: r.Value + most, Kind: "none to all of the unsplit deliveries"}
		r.Missing, r.Why = true, fmt.Sprintf("%d deliveries over several years are not split by year: between %.4g and %.4g TIV", open, r.Value, r.Value+most)
		r.Value, r.Inputs = 0, nil
	case r.Missing:
		r.Value, r.Inputs = 0, nil
	case r.N == 0:
		r.Note = "no delivery identified"
	case estimated > 0:
		r.Note = fmt.Sprintf("%d of %d deliveries have a number or year that SIPRI estimates", estimated, r.N)
	}
	return r
}

// spans gives what was delivered over several years, by span, in the last year.
func spans(base measure.Row, of []delivery, years measure.Years) []measure.Row {
	type span struct{ from, to int }
	sums := map[span]*measure.Row{}
	var keys []span
	for _, d := range of {
		s := span{d.from, d.to}
		if d.from == d.to || !d.known || !years.Has(d.to) {
			continue
		}
		if sums[s] == nil {
			r := base
			r.Period = period.Of(d.to)
			r.Label = strings.TrimPrefix(fmt.Sprintf("%s, delivered %d–%d", base.Label, d.from, d.to), ", ")
			r.Note = "not split by year in the register; no part of a yearly sum"
			sums[s], keys = &r, append(keys, s)
		}
		sums[s].Value += d.value
		sums[s].N++
	}
	slices.SortFunc(keys, func(a, b span) int { return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from)) })
	var out []measure.Row
	for _, k := range keys {
		out = append(out, *sums[k])
	}
	return out
}
