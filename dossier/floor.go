package dossier

import (
	"context"
	"slices"
	"strconv"

	"dyad/measure"
)

// Among dyads with almost no trade a single shipment makes any ratio, and a
// ranking of ratios would be led by them. A dyad takes part from a trade of
// rankFloor on, by the larger of the reports, in each of the years compared.
const rankFloor = 10e6 // USD

// ratios are the measures that divide by a dyad's trade or by a part of it.
var ratios = []string{"trade.growth", "trade.multiple", "trade.mirror_gap", "trade.asymmetry", "trade.intensity"}

// dropSmall takes the dyads below the floor out of the ranking.
func (e Env) dropSmall(ctx context.Context, t *WorldTable) error {
	if t.Ask.All || !slices.Contains(ratios, t.Measure.Name) {
		return nil
	}
	total, err := e.Catalogue.Get("trade.total")
	if err != nil || total.World == nil {
		return nil // another field's catalogue: no trade to hold a floor to
	}
	years := []int{t.Ask.Year}
	switch q := (measure.Query{Params: t.Ask.Params}); t.Measure.Name {
	case "trade.growth":
		years = append(years, t.Ask.Year-1)
	case "trade.multiple":
		if base, err := strconv.Atoi(t.Measure.Param(q, "base")); err == nil {
			years = append(years, base)
		}
	}
	large := func(string, string) bool { return true }
	for _, y := range years {
		values, err := total.World(ctx, measure.Query{}, y)
		if err != nil {
			return err
		}
		most := map[[2]string]float64{}
		for _, v := range values {
			if v.Source == t.Ask.Source {
				k := [2]string{min(v.A, v.B), max(v.A, v.B)}
				most[k] = max(most[k], v.Value)
			}
		}
		before := large
		large = func(a, b string) bool { return before(a, b) && most[[2]string{min(a, b), max(a, b)}] >= rankFloor }
	}
	all := len(t.Values)
	t.Values = slices.DeleteFunc(t.Values, func(v measure.WorldValue) bool { return !large(v.A, v.B) })
	t.Floor, t.Below = rankFloor, all-len(t.Values)
	return nil
}
