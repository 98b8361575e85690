package regress

import (
	"fmt"
	"slices"

	"dyad/internal/numeral"
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
	notes       []string          // of effects left out
	levels      map[Level]bool    // values of i()'s columns in the rows in use
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
		for _, c := range columns {
			d.model.X = append(d.model.X, c.Regressor)
		}
	}
	d.levels = seen(s.formula.Terms, data, d.rows)
	d.model.Family = s.family
	all, err := factors(slices.Concat(s.formula.Effects, s.clusters), data, d.rows)
	if err != nil {
		return nil, err
	}
	effects := len(s.formula.Effects)
	d.model.Effects, d.clusters = all[:effects:effects], all[effects:]
	d.nameSole(s.formula.Effects, d.model.Effects, data)
	d.nameSole(s.clusters, d.clusters, data)
	d.leaveOutSole(s)
	d.model.Intercept = len(d.model.Effects) == 0 && (s.formula.Intercept || effects > 0)
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

// leaveOutSole takes out effects of one group, which are the constant: all other
// effects contain them, or the constant takes their place. Who reads the effects
// by their number is refused them instead, by the estimator.
func (d *design) leaveOutSole(s *specification) {
	if s.options.KeepEffects {
		return
	}
	kept := d.model.Effects[:0:0]
	for _, e := range d.model.Effects {
		if e.Groups > 1 {
			kept = append(kept, e)
			continue
		}
		d.notes = append(d.notes, fmt.Sprintf("The effect %s is left out: all %s rows in use are of %s, so that it is the constant.", e.Name, numeral.Thousands(len(e.ID)), d.sole[e.Name]))
	}
	d.model.Effects = kept
}
