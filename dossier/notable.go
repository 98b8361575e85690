package dossier

import (
	"context"
	"math"
	"sort"

	"dyad/economy"
	"dyad/measure"
)

// Notable lists dyads that stand out in the latest year of the lake. Nothing is
// chosen by hand: each list is an ordering of a measure.
type Notable struct {
	Year      int
	Source    string
	Largest   []NotableDyad // by total trade, as the first-named reports
	Conflicts []NotableDyad // the two reports give the balance opposite signs; by the distance between them
	Asymmetry []NotableDyad // by the asymmetry of dependence, each by its own report
	Floor     float64       // US dollars of total trade a dyad of Asymmetry has at least
}

// NotableDyad is one dyad of a list. B's value stands only where the list has one.
type NotableDyad struct {
	A, B           economy.Code
	Value, ByOther float64
	Unit           string
	Mark, ByMark   string // " (est.)" and the like of each value, "" where it is a report as it stands
}

// asymmetryFloor keeps the dyads of Asymmetry to those whose trade is of some
// size: among the smallest a single shipment makes any ratio.
const asymmetryFloor = 1e9

// NewNotable asks the world of the latest year; each list has up to n dyads.
func (e Env) NewNotable(ctx context.Context, n int) (*Notable, error) {
	totals, err := e.WorldTable(ctx, WorldAsk{Measure: "trade.total", Role: "a"})
	if err != nil {
		return nil, err
	}
	out := &Notable{Year: totals.Ask.Year, Source: totals.Ask.Source, Floor: asymmetryFloor}
	type pair struct{ a, b string }
	total := map[pair]float64{}
	for _, v := range totals.Values {
		total[pair{v.A, v.B}] = v.Value
	}
	for _, v := range totals.Values {
		other, both := total[pair{v.B, v.A}]
		if len(out.Largest) < n && plain(v) && (!both || v.Value > other || v.Value == other && v.A < v.B) {
			out.Largest = append(out.Largest, NotableDyad{A: economy.Code(v.A), B: economy.Code(v.B), Value: v.Value, ByOther: other, Unit: "USD"})
		}
	}
	balance := func(role string) (map[pair]float64, error) {
		t, err := e.WorldTable(ctx, WorldAsk{Measure: "trade.balance", Year: out.Year, Source: out.Source, Role: role})
		if err != nil {
			return nil, err
		}
		at := map[pair]float64{}
		for _, v := range t.Values {
			if plain(v) {
				at[pair{v.A, v.B}] = v.Value
			}
		}
		return at, nil
	}
	own, err := balance("a")
	if err != nil {
		return nil, err
	}
	theirs, err := balance("b")
	if err != nil {
		return nil, err
	}
	for p, x := range own {
		if y, ok := theirs[p]; ok && x*y < 0 && p.a < p.b { // the other order says the same
			out.Conflicts = append(out.Conflicts, NotableDyad{A: economy.Code(p.a), B: economy.Code(p.b), Value: x, ByOther: y, Unit: "USD"})
		}
	}
	sortNotable(out.Conflicts, func(d NotableDyad) float64 { return math.Abs(d.Value - d.ByOther) })
	out.Conflicts = out.Conflicts[:min(n, len(out.Conflicts))]
	as, err := e.WorldTable(ctx, WorldAsk{Measure: "trade.asymmetry", Year: out.Year, Source: out.Source, Role: "own"})
	if err != nil {
		return nil, err
	}
	for _, v := range as.Values {
		if len(out.Asymmetry) == n {
			break
		}
		if plain(v) && total[pair{v.A, v.B}] >= asymmetryFloor && total[pair{v.B, v.A}] >= asymmetryFloor {
			out.Asymmetry = append(out.Asymmetry, NotableDyad{A: economy.Code(v.A), B: economy.Code(v.B), Value: v.Value, Unit: "×"})
		}
	}
	for list, name := range map[*[]NotableDyad]string{&out.Largest: "trade.total", &out.Conflicts: "trade.balance", &out.Asymmetry: "trade.asymmetry"} {
		for i := range *list {
			if err := e.markNotable(ctx, name, out, &(*list)[i]); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// markNotable marks the values of a dyad that are estimates or made from the other
// report, as the board does: a table of the world has numbers and no flags.
func (e Env) markNotable(ctx context.Context, name string, n *Notable, d *NotableDyad) error {
	rows, err := e.Rows(ctx, name, measure.Query{A: d.A, B: d.B, Years: measure.Years{From: n.Year, To: n.Year}, Sources: []string{n.Source}})
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch {
		case r.Missing || r.View != "" && r.View != "own":
		case r.Reporter == string(d.B):
			d.ByMark = mark(r)
		default:
			d.Mark = mark(r)
		}
	}
	return nil
}

// plain says that both sides are single economies, as a reader expects of a dyad
// pointed out to him.
func plain(v measure.WorldValue) bool {
	for _, c := range []string{v.A, v.B} {
		e, ok := economy.Lookup(economy.Code(c))
		if !ok || e.Kind != economy.State && e.Kind != economy.Territory {
			return false
		}
	}
	return true
}

func sortNotable(ds []NotableDyad, by func(NotableDyad) float64) {
	sort.Slice(ds, func(i, j int) bool {
		a, b := by(ds[i]), by(ds[j])
		if a != b {
			return a > b
		}
		return ds[i].A < ds[j].A || ds[i].A == ds[j].A && ds[i].B < ds[j].B
	})
}
