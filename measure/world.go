package measure

import (
	"context"
	"sort"

	"dyad/internal/hint"
)

// placeInWorld fills Row.World: each row is held against the values of all
// dyads in its year, from the same source and the same kind of reporter. A part
// of a sum, or a derived report, has no place.
func (m *Measure) placeInWorld(ctx context.Context, q Query, rows []Row) error {
	if m.World == nil {
		return hint.New(hint.Usage, "", m.Name+" cannot be asked for the whole world", "leave out --world")
	}
	type group struct{ source, role string }
	years := map[int]map[group][]float64{}
	for i := range rows {
		r := &rows[i]
		if r.Missing || r.Has(Partial) || r.Derived() {
			continue
		}
		if _, done := years[r.Year]; !done {
			values, err := m.World(ctx, q, r.Year)
			if err != nil {
				return err
			}
			by := map[group][]float64{}
			for _, v := range values {
				g := group{v.Source, v.Role}
				by[g] = append(by[g], v.Value)
			}
			for _, vs := range by {
				sort.Float64s(vs)
			}
			years[r.Year] = by
		}
		r.World = place(years[r.Year][group{r.Source, r.role()}], r.Value)
		if m.Unit == "rank" && r.World != nil { // the first place is the highest
			r.World.Percentile, r.World.Rank = 100-r.World.Percentile, 0
		}
	}
	return nil
}

// role says which of the two economies reports the row, or from which view
// that is neither's it speaks.
func (r Row) role() string {
	switch r.Reporter {
	case "":
		return string(r.View)
	case r.A:
		return "a"
	default:
		return "b"
	}
}

// place gives the mid-rank percentile of v among the sorted values.
func place(sorted []float64, v float64) *World {
	n := len(sorted)
	if n < 2 {
		return nil
	}
	below := sort.SearchFloat64s(sorted, v)
	notAbove := sort.Search(n, func(i int) bool { return sorted[i] > v })
	equal := notAbove - below
	own := 0
	if equal > 0 { // the dyad itself is among them and is not its own rival
		own, equal = 1, equal-1
	}
	return &World{
		Percentile: 100 * (float64(below) + float64(equal)/2) / float64(n-own),
		N:          n,
		Rank:       n - notAbove + 1,
	}
}
