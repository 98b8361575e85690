package scenario

import (
	"fmt"
	"slices"

	"dyad/regress/formula"
	"dyad/regress/frame"
)

// effects are those of the estimate's formula; nil where a fitted baseline does
// not have to ask about them.
func (s *Scenario) effects() []formula.Interaction {
	if s.Baseline != "fitted" || s.Estimate.Formula == "" {
		return nil
	}
	f, err := formula.Parse(s.Estimate.Formula)
	if err != nil {
		return nil // refused by check
	}
	return f.Effects
}

// askEffects asks the data whether an effect of the estimate is part of trade
// costs. What an effect is called says nothing: one that varies among the
// importers of an exporter (in a year) and among the exporters of an importer is
// no size and no resistance, which a baseline makes anew, but what trade costs
// are, and the formula does not say it. The scenario's own data are asked if they
// have the columns, or else the estimate's.
func (x *experiment) askEffects(data *frame.Frame, rows []int32) error {
	s := x.scenario
	var elsewhere []formula.Interaction
	for _, e := range s.effects() {
		if !hasAll(data.Names(), e) {
			elsewhere = append(elsewhere, e)
			continue
		}
		dyadic, err := variesBothWays(e, data, rows, s.sides("", data.Names()))
		if err != nil {
			return err
		}
		if dyadic {
			return s.costsInEffect(e)
		}
	}
	if len(elsewhere) == 0 {
		return nil
	}
	return s.askElsewhere(elsewhere)
}

// askElsewhere asks the panel of the estimate, on the rows its condition leaves.
func (s *Scenario) askElsewhere(effects []formula.Interaction) error {
	path := s.Estimate.Data
	if path == "" {
		path = s.Data
	}
	names, err := frame.Names(path)
	if err != nil {
		return err
	}
	if !slices.Contains(names, s.Columns.Exporter) || !slices.Contains(names, s.Columns.Importer) {
		return s.fault("$.estimate.formula", fmt.Sprintf("whether the effect %s is part of trade costs cannot be told: %s has no columns %s and %s to ask", effects[0], path, s.Columns.Exporter, s.Columns.Importer),
			"name its columns as the scenario does, or baseline: observed, which keeps trade as it is")
	}
	sides := s.sides(s.Columns.Year, names)
	uses := formula.InteractionUses(slices.Concat(effects, sides[:]))
	var where formula.Expression
	if s.Estimate.Where != "" {
		if where, err = formula.ParseExpression(s.Estimate.Where, "where"); err != nil {
			return err
		}
		uses.Merge(formula.ExpressionUses(where))
	}
	data, err := frame.Read(path, uses)
	if err != nil {
		return err
	}
	var rows []int32
	truths := make([]formula.Truth, data.Rows())
	for i := range truths {
		truths[i] = formula.True
	}
	if where != nil {
		if truths, err = formula.Truths(where, data); err != nil {
			return err
		}
	}
	for i, t := range truths {
		if t == formula.True {
			rows = append(rows, int32(i))
		}
	}
	for _, e := range effects {
		dyadic, err := variesBothWays(e, data, rows, sides)
		if err != nil {
			return err
		}
		if dyadic {
			return s.costsInEffect(e)
		}
	}
	return nil
}

// sides are exporter and importer, each with the year where there is one.
func (s *Scenario) sides(year string, names []string) [2]formula.Interaction {
	var out [2]formula.Interaction
	for k, side := range []string{s.Columns.Exporter, s.Columns.Importer} {
		out[k].Columns = append(out[k].Columns, formula.Column{Name: side})
		if slices.Contains(names, year) {
			out[k].Columns = append(out[k].Columns, formula.Column{Name: year})
		}
	}
	return out
}

func hasAll(names []string, e formula.Interaction) bool {
	return !slices.ContainsFunc(e.Columns, func(c formula.Column) bool { return !slices.Contains(names, c.Name) })
}

// variesBothWays says whether the groups of an effect differ within those of both
// sides.
func variesBothWays(e formula.Interaction, data formula.Data, rows []int32, sides [2]formula.Interaction) (bool, error) {
	own, err := groupsOf(e, data, rows)
	if err != nil {
		return false, err
	}
	for _, side := range sides {
		groups, err := groupsOf(side, data, rows)
		if err != nil {
			return false, err
		}
		first, varies := map[int32]int32{}, false
		for k, g := range groups {
			if g < 0 || own[k] < 0 {
				continue // such rows take no part
			}
			if f, ok := first[g]; !ok {
				first[g] = own[k]
			} else if f != own[k] {
				varies = true
				break
			}
		}
		if !varies {
			return false, nil
		}
	}
	return true, nil
}

// groupsOf numbers the combinations of an interaction's values, -1 where one is
// missing.
func groupsOf(x formula.Interaction, data formula.Data, rows []int32) ([]int32, error) {
	out := make([]int32, len(rows))
	for _, c := range x.Columns {
		codes, _, err := data.Codes(c.Name)
		if err != nil {
			return nil, err
		}
		number := map[[2]int32]int32{}
		for k, row := range rows {
			key := [2]int32{out[k], codes[row]}
			if key[0] < 0 || key[1] < 0 {
				out[k] = -1
				continue
			}
			id, ok := number[key]
			if !ok {
				id = int32(len(number))
				number[key] = id
			}
			out[k] = id
		}
	}
	return out, nil
}

func (s *Scenario) costsInEffect(e formula.Interaction) error {
	return s.fault("$.estimate.formula", fmt.Sprintf("with the effect %s the formula does not say what trade costs are: it varies among the partners of an exporter and of an importer", e),
		"baseline: observed, which keeps trade as it is and uses the formula for the changes only; or terms in place of the effect")
}
