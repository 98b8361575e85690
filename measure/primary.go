package measure

import "sort"

// Sources lists the sources of some rows that give a value, the one to show
// first at the head: the source whose reporters and views are most in number,
// then the one with most values, then by name. Nothing is merged: a figure or a
// board that shows one source says so and names the others.
func Sources(rows []Row) []string {
	type tally struct {
		sayers map[string]bool
		values int
	}
	by := map[string]*tally{}
	for _, r := range rows {
		if r.Missing {
			continue
		}
		t := by[r.Source]
		if t == nil {
			t = &tally{sayers: map[string]bool{}}
			by[r.Source] = t
		}
		t.sayers[string(r.View)+"|"+r.Reporter] = true
		t.values++
	}
	names := make([]string, 0, len(by))
	for n := range by {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := by[names[i]], by[names[j]]
		if len(a.sayers) != len(b.sayers) {
			return len(a.sayers) > len(b.sayers)
		}
		if a.values != b.values {
			return a.values > b.values
		}
		return names[i] < names[j]
	})
	return names
}

// From keeps the rows of one source.
func From(rows []Row, source string) []Row {
	var out []Row
	for _, r := range rows {
		if r.Source == source {
			out = append(out, r)
		}
	}
	return out
}

// Latest is the last year in which every one of the sayers that ever gives a
// value does so; where no such year exists, the last year with any value.
func Latest(rows []Row) int {
	sayers := map[string]bool{}
	years := map[int]map[string]bool{}
	for _, r := range rows {
		if r.Missing {
			continue
		}
		sayers[r.Key()] = true
		if years[r.Year] == nil {
			years[r.Year] = map[string]bool{}
		}
		years[r.Year][r.Key()] = true
	}
	all, any := 0, 0
	for y, said := range years {
		if len(said) == len(sayers) && y > all {
			all = y
		}
		if y > any {
			any = y
		}
	}
	if all == 0 {
		return any
	}
	return all
}
