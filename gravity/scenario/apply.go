package scenario

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress"
	"dyad/regress/formula"
	"dyad/regress/frame"
)

// AppliedChange says on how many directed pairs a change acts, and how many of
// them did not have already what it sets.
type AppliedChange struct {
	Name  string `json:"name"`
	What  string `json:"what"`
	Pairs int    `json:"pairs"`
	Moved int    `json:"pairs_moved"`
}

// coefficients estimates trade costs, or takes the given numbers, and adds the
// coefficients of the changes, which are uncorrelated with them.
func (x *experiment) coefficients(ctx context.Context) error {
	s := x.scenario
	if s.Estimate.Formula != "" {
		o := regress.FitOptions{Data: s.Estimate.Data, Formula: s.Estimate.Formula, Where: s.Estimate.Where, SSC: s.Estimate.SSC}
		if o.Data == "" {
			o.Data = s.Data
		}
		if s.Estimate.Cluster != "" {
			o.Cluster = []string{s.Estimate.Cluster}
		}
		var err error
		if x.estimate, err = regress.FitFile(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// overlay is the data with some columns changed.
type overlay struct {
	formula.Data
	changed map[string][]float64
}

func (o overlay) Numbers(name string) ([]float64, error) {
	if x, ok := o.changed[name]; ok {
		return x, nil
	}
	return o.Data.Numbers(name)
}

// apply makes the columns of trade costs before and after the changes.
func (x *experiment) apply(data *frame.Frame, terms []formula.Term, rows []int32) error {
	s, n := x.scenario, len(x.names)
	x.shift = make([]float64, n*n)
	after := overlay{data, map[string][]float64{}}
	var own []Coefficient
	var ownColumns [][]float64
	for k, c := range s.Changes {
		path := fmt.Sprintf("$.changes[%d]", k)
		pairs, err := x.pairs(path, c)
		if err != nil {
			return err
		}
		applied := AppliedChange{Name: c.Name, Pairs: len(pairs)}
		switch {
		case len(c.Set) > 0:
			if applied.Moved, err = set(s, path, c, terms, data, after, rows, pairs); err != nil {
				return err
			}
			applied.What = "set " + setText(c.Set)
		case c.Cost != "":
			factor, _ := percentage(c.Cost)
			for _, at := range pairs {
				x.shift[at] += (1 - s.Sigma) * math.Log(factor)
			}
			if factor != 1 {
				applied.Moved = len(pairs)
			}
			applied.What = "cost " + numeral.Minus(c.Cost)
		default:
			column := make([]float64, n*n)
			for _, at := range pairs {
				column[at] = 1
			}
			own, ownColumns = append(own, *c.Coefficient), append(ownColumns, column)
			if c.Coefficient.Estimate != 0 || c.Coefficient.StdError != 0 {
				applied.Moved = len(pairs)
			}
			applied.What = "coefficient " + withError(*c.Coefficient)
		}
		if applied.Name == "" {
			applied.Name = fmt.Sprintf("change %d", k+1)
		}
		x.applied = append(x.applied, applied)
	}
	before, err := regress.Columns(terms, data, rows)
	if err != nil {
		return err
	}
	changed, err := regress.Columns(terms, after, rows)
	if err != nil {
		return err
	}
	if err := x.match(before, changed, terms); err != nil {
		return err
	}
	size := len(x.parameters)
	for k, c := range own {
		x.parameters = append(x.parameters, c.Estimate)
		x.before, x.after = append(x.before, make([]float64, n*n)), append(x.after, ownColumns[k])
		for p := range x.covariance {
			x.covariance[p] = append(x.covariance[p], 0)
		}
		row := make([]float64, size+k+1)
		row[size+k] = c.StdError * c.StdError
		x.covariance = append(x.covariance, row)
	}
	return x.finiteColumns()
}

func setText(set map[string]float64) string {
	var parts []string
	for name, v := range set {
		parts = append(parts, fmt.Sprintf("%s = %g", name, v))
	}
	sort.Strings(parts)
	return strings.Join(parts, ", ")
}

// set changes the named columns on the rows of the pairs and counts the pairs
// that had another value.
func set(s *Scenario, path string, c Change, terms []formula.Term, data *frame.Frame, after overlay, rows []int32, pairs []int) (moved int, err error) {
	other := map[int]bool{}
	numbers := map[string]bool{}
	var known []string
	for _, t := range terms {
		for _, f := range t.Factors {
			if f.Expression == nil {
				continue
			}
			for _, name := range formula.ExpressionUses(f.Expression).Order {
				if !numbers[name] {
					numbers[name] = true
					known = append(known, name)
				}
			}
		}
	}
	for name, v := range c.Set {
		if !numbers[name] {
			try := "columns that trade costs depend on: " + strings.Join(known, ", ")
			if near := hint.Suggest(name, known); len(near) > 0 {
				try = "did you mean " + near[0] + "?"
			}
			return 0, s.fault(path+".set", fmt.Sprintf("the estimate of trade costs has no column %s", name), try)
		}
		column := after.changed[name]
		if column == nil {
			old, err := data.Numbers(name)
			if err != nil {
				return 0, err
			}
			column = append([]float64(nil), old...)
			after.changed[name] = column
		}
		for _, at := range pairs {
			if column[rows[at]] != v {
				other[at] = true
			}
			column[rows[at]] = v
		}
	}
	return len(other), nil
}

// match joins the columns with their coefficients by name.
func (x *experiment) match(before, after []regress.Regressor, terms []formula.Term) error {
	position := map[string]int{}
	var estimates []float64
	var covariance [][]float64
	if x.estimate != nil {
		for k, c := range x.estimate.Coef {
			position[c.Name] = k
			estimates = append(estimates, c.Estimate)
		}
		covariance = x.estimate.Covariance
	} else {
		list := x.scenario.Estimate.Coefficients
		for k, c := range list {
			f, err := formula.Parse("y ~ " + c.Name)
			if err == nil && len(f.Terms) == 1 && slices.ContainsFunc(f.Terms[0].Factors, func(f formula.Factor) bool { return f.Levels }) {
				return x.scenario.fault(fmt.Sprintf("$.estimate.coefficients[%d]", k), fmt.Sprintf("%s is several regressors, one for each value, and cannot have one coefficient", c.Name), "a coefficient for each value: make columns of zeros and ones of it, or write I(column == 3)")
			}
			if err != nil || len(f.Terms) != 1 {
				return x.scenario.fault(fmt.Sprintf("$.estimate.coefficients[%d]", k), fmt.Sprintf("%q is no single term", c.Name), "a term as a formula writes it: {name: lndist, estimate: -0.4}")
			}
			if _, twice := position[f.Terms[0].String()]; twice {
				return x.scenario.fault(fmt.Sprintf("$.estimate.coefficients[%d]", k), fmt.Sprintf("%s is given twice", c.Name), "one line for each term")
			}
			position[f.Terms[0].String()] = k
			estimates = append(estimates, c.Estimate)
			row := make([]float64, len(list))
			row[k] = c.StdError * c.StdError
			covariance = append(covariance, row)
		}
	}
	var used []int
	for k, r := range before {
		if at, ok := position[r.Name]; ok {
			used = append(used, at)
			x.parameters = append(x.parameters, estimates[at])
			x.before, x.after = append(x.before, r.X), append(x.after, after[k].X)
			continue
		}
		if x.estimate != nil && slices.Contains(x.estimate.Collinear, r.Name) && !x.immaterial(r.X, after[k].X) {
			return x.unknownCoefficient(r.Name)
		}
		for _, l := range r.Levels {
			if x.estimate != nil && !x.estimate.Saw(l) && !x.immaterial(r.X, after[k].X) {
				return x.unseen(r.Name, l)
			}
		}
	}
	for _, a := range used {
		row := make([]float64, len(used))
		for k, b := range used {
			row[k] = covariance[a][b]
		}
		x.covariance = append(x.covariance, row)
	}
	return nil
}

// immaterial says whether trade costs can do without a regressor: no change
// touches it, and in the baseline it is a sum of something of the exporter and
// something of the importer, which resistances take up, or is not asked for.
func (x *experiment) immaterial(before, after []float64) bool {
	if !slices.Equal(before, after) {
		return false
	}
	if x.scenario.Baseline == "observed" {
		return true
	}
	n, scale := len(x.names), 0.0
	for _, v := range before {
		scale = max(scale, math.Abs(v))
	}
	for k, v := range before {
		if !(math.Abs(v-before[k/n*n]-before[k%n]+before[0]) <= 1e-9*scale) {
			return false
		}
	}
	return true
}

// unknownCoefficient is the error of a regressor that the estimate dropped: to
// take its coefficient as zero would make up trade costs.
func (x *experiment) unknownCoefficient(name string) error {
	s := x.scenario
	rows := fmt.Sprintf("%s rows", numeral.Thousands(x.estimate.N))
	try := "leave it out of the formula and the changes, or give numbers in estimate.coefficients"
	if s.Estimate.Where != "" {
		rows += ", where " + s.Estimate.Where
	}
	if s.Estimate.Where != "" || s.Estimate.Data != "" {
		try = "estimate on rows in which it varies (estimate.where, estimate.data), " + try
	}
	return s.fault("$.estimate.formula", fmt.Sprintf("trade costs depend on %s, but it has no coefficient: the estimate (%s) dropped it as collinear, since there it is constant or a combination of the effects and other regressors", name, rows), try)
}

// unseen is the error of a value that the estimate knows nothing of.
func (x *experiment) unseen(name string, l regress.Level) error {
	s := x.scenario
	return s.fault("$.estimate.formula", fmt.Sprintf("trade costs depend on %s, but no row of the estimate has %s %s: it has no coefficient for it", name, l.Column, l.Value),
		"estimate on rows in which it occurs (estimate.where, estimate.data), or leave it out of the formula")
}

func (x *experiment) finiteColumns() error {
	n := len(x.names)
	for p := range x.before {
		for _, column := range [][]float64{x.before[p], x.after[p]} {
			for k, v := range column {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					return hint.New(hint.Data, x.scenario.Data, fmt.Sprintf("trade costs from %s to %s are not known: a value of the formula is missing or infinite", x.names[k/n], x.names[k%n]), "complete the columns of the formula for every pair")
				}
			}
		}
	}
	return nil
}
