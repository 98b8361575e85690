package ppml

// effectCount is the number of effect parameters that the small-sample factor
// counts. With clustered errors factors nested in a cluster are left out, one
// parameter being left for the constant if all of them are. Of the others fixest
// counts all groups, less one for every factor but the first; Stata's reghdfe
// leaves out all groups it finds redundant.
func (f *fitter) effectCount(m Model, o Options) int {
	var counted []int
	for q, e := range m.Effects {
		nested := false
		if o.Errors == Clustered {
			for _, c := range o.Clusters {
				nested = nested || f.nested(e, c)
			}
		}
		if !nested {
			counted = append(counted, q)
		}
	}
	switch {
	case len(m.Effects) == 0:
		return 0
	case len(counted) == 0:
		return 1
	}
	groups := 0
	for _, q := range counted {
		groups += f.groupsInUse(q)
	}
	if o.SmallSample == Reghdfe {
		return groups - f.redundant(m, counted)
	}
	return groups - (len(counted) - 1)
}

func (f *fitter) groupsInUse(q int) int {
	groups := 0
	for _, g := range f.d.Group[q] {
		if g >= 0 {
			groups++
		}
	}
	return groups
}

// saturatedModel says whether there are as many free parameters as rows, as far
// as they can be counted exactly.
func (f *fitter) saturatedModel(m Model, rows int) bool {
	if len(m.Effects) > 2 {
		return false
	}
	free := len(f.active)
	for q := range m.Effects {
		free += f.groupsInUse(q)
	}
	if free < rows {
		return false
	}
	return free-f.redundant(m, f.everyFactor()) >= rows
}

// FreeParameters is the number of coefficients and effects of a fitted model
// less those that others determine: exact for up to two effects, an upper bound
// beyond. The model and the result must belong together.
func (r *Result) FreeParameters(m Model) (int, error) {
	f := r.state
	if f == nil || f.d.Factors() != len(m.Effects) {
		return 0, fault("free parameters", "the model that the result was fitted to", "the result does not belong to this model")
	}
	free := len(f.active) - f.redundant(m, f.everyFactor())
	for q := range m.Effects {
		free += f.groupsInUse(q)
	}
	return free, nil
}

// nested says whether every group of e lies within one group of c.
func (f *fitter) nested(e, c Factor) bool {
	if &e.ID[0] == &c.ID[0] {
		return true
	}
	within := make([]int32, e.Groups)
	for g := range within {
		within[g] = -1
	}
	for p := range f.d.Positions {
		row := f.d.Row(p)
		if row < 0 {
			continue
		}
		g := e.ID[row]
		if within[g] < 0 {
			within[g] = c.ID[row]
		} else if within[g] != c.ID[row] {
			return false
		}
	}
	return true
}
