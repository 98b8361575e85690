package regress

import (
	"dyad/regress/formula"
	"dyad/stat/ppml"
	"slices"
)

// Level is a value of a column that i() makes indicators of.
type Level struct{ Column, Value string }

// Regressor is a column of a model, with the values it is an indicator of.
type Regressor struct {
	ppml.Regressor
	Levels []Level
}

// seen are the values of i()'s columns on the rows, references among them.
func seen(terms []formula.Term, data formula.Data, rows []int32) map[Level]bool {
	out := map[Level]bool{}
	for _, t := range terms {
		for _, f := range t.Factors {
			if !f.Levels {
				continue
			}
			codes, levels, err := data.Codes(f.Column.Name)
			if err != nil {
				continue // an error long before
			}
			there := make([]bool, len(levels)+1) // of the code -1, the last
			for _, c := range codesOf(codes, rows) {
				there[(int(c)+len(there))%len(there)] = true
			}
			for k, level := range levels {
				if there[k] {
					out[Level{f.Column.Name, level}] = true
				}
			}
		}
	}
	return out
}

// codesOf are the codes of the rows, nil for all.
func codesOf(codes, rows []int32) []int32 {
	if rows == nil {
		return codes
	}
	out := make([]int32, len(rows))
	for k, i := range rows {
		out[k] = codes[i]
	}
	return out
}

// Saw tells whether a value of a column of i() occurs in the rows in use. Of one
// that does not the estimate knows nothing; it is not zero.
func (e *Estimate) Saw(l Level) bool { return e.levels[l] }

// expandTerm turns a term into its regressors: one, or one for each
// combination of the values its indicators take on the rows in use.
func expandTerm(t formula.Term, parts map[string]*vector, data formula.Data, rows []int32) ([]Regressor, error) {
	var out []Regressor
	for k, f := range t.Factors {
		next, err := expandFactor(f, parts, data, rows)
		if err != nil {
			return nil, err
		}
		if k == 0 {
			out = next
			continue
		}
		var product []Regressor
		for _, a := range out {
			for _, b := range next {
				x := make([]float64, len(a.X))
				for i := range x {
					x[i] = a.X[i] * b.X[i]
				}
				product = append(product, Regressor{ppml.Regressor{Name: a.Name + ":" + b.Name, X: x}, slices.Concat(a.Levels, b.Levels)})
			}
		}
		out = product
	}
	return out, nil
}

func expandFactor(f formula.Factor, parts map[string]*vector, data formula.Data, rows []int32) ([]Regressor, error) {
	if !f.Levels {
		v := parts[f.Expression.String()]
		return []Regressor{{Regressor: ppml.Regressor{Name: v.name, X: take(v.values, rows)}}}, nil
	}
	return indicators(f, parts, data, rows)
}

// Columns are the regressors that terms make on the rows (nil: all) of the data,
// in the order of a formula.
func Columns(terms []formula.Term, data formula.Data, rows []int32) ([]Regressor, error) {
	parts := map[string]*vector{}
	var out []Regressor
	for _, t := range terms {
		for _, f := range t.Factors {
			if f.Expression != nil && parts[f.Expression.String()] == nil {
				v, err := evaluate(f.Expression, data)
				if err != nil {
					return nil, err
				}
				parts[f.Expression.String()] = v
			}
		}
		columns, err := expandTerm(t, parts, data, rows)
		if err != nil {
			return nil, err
		}
		out = append(out, columns...)
	}
	return out, nil
}
