package named

import (
	"fmt"
	"slices"

	"dyad/measure"
)

// derived says of the rows drawn in which years a reporter's are made from the
// other's or estimated by the publisher, so that two lines are not taken for two
// witnesses.
func derived(rows []measure.Row) []string {
	years := map[string][2][]int{} // by reporter: made from the other's, estimated
	var order []string
	for _, r := range rows {
		if r.Missing || r.Reporter == "" || !r.Derived() {
			continue
		}
		kind := 1
		if r.Has(measure.MirrorImputed) {
			kind = 0
		}
		of, known := years[r.Reporter]
		if !known {
			order = append(order, r.Reporter)
		}
		if !slices.Contains(of[0], r.Year) && !slices.Contains(of[kind], r.Year) {
			if kind == 0 { // made from the other's in one direction is so for the year
				of[1] = slices.DeleteFunc(slices.Clone(of[1]), func(y int) bool { return y == r.Year })
			}
			of[kind] = append(slices.Clone(of[kind]), r.Year)
		}
		years[r.Reporter] = of
	}
	var out []string
	for _, who := range order {
		for kind, made := range []string{"made from the other’s", "the publisher’s estimate"} {
			if ys := years[who][kind]; len(ys) > 0 {
				slices.Sort(ys)
				out = append(out, fmt.Sprintf("What stands as the report of %s in %s is %s: no second opinion", label(who), Words(ys), made))
			}
		}
	}
	return out
}
