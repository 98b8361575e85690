package regress

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dyad/internal/hint"
	"dyad/regress/formula"
	"dyad/stat/ppml"
)

// factors makes one group for each combination of values that occurs. An
// interaction listed twice, as effect and as cluster, is one factor.
func factors(list []formula.Interaction, data formula.Data, rows []int32) ([]ppml.Factor, error) {
	out := make([]ppml.Factor, len(list))
	errs := make([]error, len(list))
	same := make([]int, len(list))
	var group sync.WaitGroup
	for k, x := range list {
		same[k] = slices.IndexFunc(list, func(y formula.Interaction) bool { return y.String() == x.String() })
		if same[k] == k {
			group.Go(func() { out[k], errs[k] = factor(x, data, rows) })
		}
	}
	group.Wait()
	for k, err := range errs {
		if err != nil {
			return nil, err
		}
		out[k] = out[same[k]]
	}
	return out, nil
}

func factor(x formula.Interaction, data formula.Data, rows []int32) (ppml.Factor, error) {
	n := len(rows)
	if rows == nil {
		n = data.Rows()
	}
	var id []int32 // nil: all rows are of one group
	groups, own := 1, false
	for _, c := range x.Columns {
		codes, levels, err := data.Codes(c.Name)
		if err != nil {
			return ppml.Factor{}, err
		}
		if id == nil && rows == nil && inOrder(codes, len(levels)) {
			id, groups = codes, len(levels)
			continue
		}
		to := id
		if !own {
			to, own = make([]int32, n), true
		}
		groups = combine(to, id, groups, codes, len(levels), rows)
		id = to
	}
	return ppml.Factor{Name: x.String(), ID: id, Groups: groups}, nil
}

// inOrder tells whether codes are numbered in the order they occur, every
// level being there: they are groups as they stand.
func inOrder(codes []int32, levels int) bool {
	next := int32(0)
	for _, c := range codes {
		if c < 0 || c > next {
			return false
		}
		if c == next {
			next++
		}
	}
	return int(next) == levels
}

// combine crosses the groups in id (nil: one group) with codes and numbers the
// combinations in the order they occur; to may be id itself. A table does where
// there are few possible combinations, a map where there are many.
func combine(to, id []int32, groups int, codes []int32, levels int, rows []int32) int {
	pair := func(k int) (group, code int) {
		row := k
		if rows != nil {
			row = int(rows[k])
		}
		if id != nil {
			group = int(id[k])
		}
		return group, int(codes[row])
	}
	if possible := groups * levels; possible <= 4*len(to)+1<<20 {
		table := make([]int32, possible)
		count := int32(0)
		for k := range to {
			group, code := pair(k)
			at := group*levels + code
			if table[at] == 0 {
				count++
				table[at] = count
			}
			to[k] = table[at] - 1
		}
		return int(count)
	}
	table := map[[2]int]int32{}
	for k := range to {
		group, code := pair(k)
		v, ok := table[[2]int{group, code}]
		if !ok {
			v = int32(len(table))
			table[[2]int{group, code}] = v
		}
		to[k] = v
	}
	return len(table)
}

// indicators makes a column of zeros and ones for each value but the
// references, in ascending order; the name is column::value, as in fixest. Where
// the value is missing, all are.
func indicators(f formula.Factor, parts map[string]*vector, data formula.Data, rows []int32) ([]Regressor, error) {
	codes, levels, err := data.Codes(f.Column.Name)
	if err != nil {
		return nil, err
	}
	id := codesOf(codes, rows)
	present := make([]bool, len(levels))
	for _, c := range id {
		if c >= 0 {
			present[c] = true
		}
	}
	order, err := orderLevels(f, levels, present)
	if err != nil {
		return nil, err
	}
	var by []float64
	suffix := ""
	if f.Expression != nil {
		v := parts[f.Expression.String()]
		by, suffix = take(v.values, rows), ":"+v.name
	}
	const most = 5000
	if len(order) > most {
		return nil, hint.New(hint.Data, "formula", fmt.Sprintf("%s makes %d regressors", f, len(order)), "put "+f.Column.Name+" after the bar, as an effect")
	}
	out := make([]Regressor, len(order))
	position := make([]int, len(levels))
	for i := range position {
		position[i] = -1
	}
	for k, level := range order {
		out[k] = Regressor{ppml.Regressor{Name: f.Column.Name + "::" + levels[level] + suffix, X: make([]float64, len(id))}, []Level{{f.Column.Name, levels[level]}}}
		position[level] = k
	}
	for i, c := range id {
		if c < 0 { // of a row not in use: nobody knows
			for k := range out {
				out[k].X[i] = math.NaN()
			}
			continue
		}
		if k := position[c]; k >= 0 {
			out[k].X[i] = 1
			if by != nil {
				out[k].X[i] = by[i]
			}
		}
	}
	return out, nil
}

// orderLevels sorts the values that occur, numbers by size, and takes the
// references out.
func orderLevels(f formula.Factor, levels []string, present []bool) ([]int, error) {
	var order []int
	numeric := true
	value := make([]float64, len(levels))
	for k, s := range levels {
		v, err := strconv.ParseFloat(s, 64)
		numeric = numeric && err == nil && !math.IsNaN(v)
		value[k] = v
		if present[k] {
			order = append(order, k)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case !numeric:
			return strings.Compare(levels[a], levels[b])
		case value[a] != value[b]:
			return cmp.Compare(value[a], value[b])
		}
		return formula.CompareNumbers(levels[a], levels[b]) // large whole numbers with one double
	})
	for _, r := range f.References {
		found := -1
		for at, k := range order {
			same, ok := formula.SameNumber(levels[k], r)
			if levels[k] == r || numeric && ok && same {
				found = at
			}
			if levels[k] == r {
				break
			}
		}
		if found < 0 {
			var have []string
			for _, k := range order {
				have = append(have, levels[k])
			}
			if len(have) > 20 {
				have = append(have[:20], "…")
			}
			return nil, hint.New(hint.Data, "formula", fmt.Sprintf("the reference %s does not occur in %s", r, f.Column.Name), "values in use: "+strings.Join(have, ", "))
		}
		order = append(order[:found], order[found+1:]...)
	}
	return order, nil
}
