package regress

import (
	"slices"

	"dyad/regress/formula"
	"dyad/stat/ppml"
)

// design is the model in numbers, and what became of the rows read.
type design struct {
	model    ppml.Model
	clusters []ppml.Factor
	rows     []int32 // the rows of the data in use, ascending; nil: all
	read     int
	excluded int // the condition is false
	dropped  []Dropped

	droppedRows [][]int32         // of each reason, ascending
	sole        map[string]string // effect, its column, or cluster of one group -> that group
}

// vector is one evaluated expression with the columns it comes from.
type vector struct {
	name    string
	values  []float64
	columns []string
}

// newDesign evaluates the specification on the data.
func newDesign(s *specification, data formula.Data) (*design, error) {
	d := &design{read: data.Rows(), sole: map[string]string{}}
	outcome, err := evaluate(s.formula.Outcome, data)
	if err != nil {
		return nil, err
	}
	vectors := []*vector{outcome}
	var offset, weights *vector
	if s.formula.Offset != nil {
		if offset, err = evaluate(s.formula.Offset, data); err != nil {
			return nil, err
		}
		vectors = append(vectors, offset)
	}
	if s.weights != nil {
		if weights, err = evaluate(s.weights, data); err != nil {
			return nil, err
		}
		vectors = append(vectors, weights)
	}
	parts := map[string]*vector{} // of the terms, by their text
	var coded []string
	for _, t := range s.formula.Terms {
		for _, f := range t.Factors {
			if f.Levels {
				coded = append(coded, f.Column.Name)
			}
			if f.Expression == nil || parts[f.Expression.String()] != nil {
				continue
			}
			v, err := evaluate(f.Expression, data)
			if err != nil {
				return nil, err
			}
			parts[f.Expression.String()] = v
			vectors = append(vectors, v)
		}
	}
	for _, x := range append(append([]formula.Interaction{}, s.formula.Effects...), s.clusters...) {
		for _, c := range x.Columns {
			coded = append(coded, c.Name)
		}
	}
	if err := d.selectRows(s, data, vectors, weights, coded); err != nil {
		return nil, err
	}
	d.model.Y = take(outcome.values, d.rows)
	if offset != nil {
		d.model.Offset = take(offset.values, d.rows)
	}
	if weights != nil {
		d.model.Weights = take(weights.values, d.rows)
	}
	for _, t := range s.formula.Terms {
		columns, err := expandTerm(t, parts, data, d.rows)
		if err != nil {
			return nil, err
		}
		if t.Base && len(columns) > 1 {
			columns = columns[1:]
		}
		d.model.X = append(d.model.X, columns...)
	}
	d.model.Intercept = s.formula.Intercept && len(s.formula.Effects) == 0
	d.model.Family = s.family
	all, err := factors(slices.Concat(s.formula.Effects, s.clusters), data, d.rows)
	if err != nil {
		return nil, err
	}
	effects := len(s.formula.Effects)
	d.model.Effects, d.clusters = all[:effects:effects], all[effects:]
	d.nameSole(s.formula.Effects, d.model.Effects, data)
	d.nameSole(s.clusters, d.clusters, data)
	return d, nil
}

func evaluate(e formula.Expression, data formula.Data) (*vector, error) {
	values, err := formula.Numbers(e, data)
	if err != nil {
		return nil, err
	}
	return &vector{name: e.String(), values: values, columns: formula.ExpressionUses(e).Order}, nil
}

// take copies the rows in use, or nothing when all are.
func take(values []float64, rows []int32) []float64 {
	if rows == nil {
		return values
	}
	out := make([]float64, len(rows))
	for k, i := range rows {
		out[k] = values[i]
	}
	return out
}

// expandTerm turns a term into its regressors: one, or one for each
// combination of the values its indicators take on the rows in use.
func expandTerm(t formula.Term, parts map[string]*vector, data formula.Data, rows []int32) ([]ppml.Regressor, error) {
	var out []ppml.Regressor
	for k, f := range t.Factors {
		next, err := expandFactor(f, parts, data, rows)
		if err != nil {
			return nil, err
		}
		if k == 0 {
			out = next
			continue
		}
		var product []ppml.Regressor
		for _, a := range out {
			for _, b := range next {
				x := make([]float64, len(a.X))
				for i := range x {
					x[i] = a.X[i] * b.X[i]
				}
				product = append(product, ppml.Regressor{Name: a.Name + ":" + b.Name, X: x})
			}
		}
		out = product
	}
	return out, nil
}

func expandFactor(f formula.Factor, parts map[string]*vector, data formula.Data, rows []int32) ([]ppml.Regressor, error) {
	if !f.Levels {
		v := parts[f.Expression.String()]
		return []ppml.Regressor{{Name: v.name, X: take(v.values, rows)}}, nil
	}
	return indicators(f, parts, data, rows)
}

// Columns are the regressors that terms make on the rows (nil: all) of the data,
// in the order of a formula.
func Columns(terms []formula.Term, data formula.Data, rows []int32) ([]ppml.Regressor, error) {
	parts := map[string]*vector{}
	var out []ppml.Regressor
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
