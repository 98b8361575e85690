package regress

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress/formula"
	"dyad/stat/ppml"
)

// looser is what to try where an estimation does not converge.
const looser = "a looser tolerance (--tolerance 1e-8), coarser effects or fewer of them, fewer regressors that nearly repeat each other; --allow-unconverged gives the answer reached, marked as such"

// explain turns an error of the estimator into one for the reader: in terms of
// the file, its columns and its values.
func (s *specification) explain(err error, d *design) error {
	var e *ppml.Error
	if !errors.As(err, &e) {
		return err
	}
	where, what, try := s.options.Data, e.What, e.Try
	kind, name, _ := strings.Cut(e.Where, " ")
	switch {
	case e.Where == "outcome":
		outcome := s.formula.Outcome
		where = AtColumns(where, formula.ExpressionUses(outcome).Order)
		try = "check the column and the condition (--where) that chose the rows"
		switch {
		case strings.HasPrefix(what, "constant"):
			what = fmt.Sprintf("the outcome %s is %s", outcome, what)
		case strings.HasPrefix(what, "no rows left"):
			what = fmt.Sprintf("no row is left of %s: each is in a group of an effect whose outcome %s is zero throughout, or is separated", numeral.Thousands(len(d.model.Y)), outcome)
		}
	case e.Where == "regressors":
		what = fmt.Sprintf("no regressor is left: %s are collinear with each other or with the effects", strings.Join(s.terms(), ", "))
		if len(s.formula.Terms) == 1 {
			what = fmt.Sprintf("no regressor is left: %s is collinear with the effects", s.terms()[0])
		}
		if _, value := s.one(d); value != "" {
			what += fmt.Sprintf("; all %s rows in use are of %s", numeral.Thousands(len(d.model.Y)), value)
		}
		try = "regressors that vary within the groups of the effects, or fewer effects: one of a pair is in the effect of the pair, one of an exporter and year in exporter^year"
	case e.Where == "model":
		given, left := len(d.model.Y), 0
		if at := strings.LastIndex(what, "("); at >= 0 {
			fmt.Sscanf(what[at:], "(%d)", &left)
		}
		if left > 0 && left < given {
			what += fmt.Sprintf("; of %s, %s are in groups without trade", numeral.Thousands(given), numeral.Thousands(given-left))
			if s.weights != nil || s.options.DropSingletons {
				what += " (or alone in a group, or of no weight)"
			}
		}
		if given < d.read {
			what += fmt.Sprintf("; %s were read", numeral.Thousands(d.read))
		}
		try = "coarser effects (exporter in place of exporter^year), fewer effects or regressors, or more rows"
		if column, value := s.one(d); value != "" {
			what += "; all rows in use are of " + value
			try = fmt.Sprintf("coarser effects (exporter in place of exporter^year), fewer effects or regressors, or rows of more than one %s: check the condition (--where)", column)
		}
	case (kind == "effect" || kind == "cluster") && name != "" && strings.Contains(what, "one group"):
		list := s.formula.Effects
		if kind == "cluster" {
			list = s.clusters
		}
		what = fmt.Sprintf("the %s %s has one group only", kind, name)
		for _, x := range list {
			if x.String() == name {
				where = AtColumns(where, columnNames(x))
				what += fmt.Sprintf(": all %s rows in use are of %s", numeral.Thousands(len(d.model.Y)), d.sole[x.String()])
			}
		}
		try = "leave it out, or check the condition (--where) that chose the rows: a gravity panel needs several exporters and importers"
	case e.Where == "estimation" && strings.Contains(what, "converge"):
		what, try = s.unconverged(e), looser
	case e.Where != "":
		where += ", " + e.Where
	}
	return &hint.Error{Code: hint.Data, Where: where, What: what, Try: try}
}

func (s *specification) terms() []string {
	var out []string
	for _, t := range s.formula.Terms {
		out = append(out, t.String())
	}
	return out
}

// nameSole keeps the names of groups that have no other beside them, for
// explain: after the design the data are let go of.
func (d *design) nameSole(list []formula.Interaction, factors []ppml.Factor, data formula.Data) {
	for k, x := range list {
		if factors[k].Groups == 1 {
			d.sole[x.String()] = d.groupOfFirst(x, data)
		}
		for _, c := range x.Columns {
			one := formula.Interaction{Columns: []formula.Column{c}}
			if d.sole[one.String()] == "" && d.same(c.Name, data) {
				d.sole[one.String()] = d.groupOfFirst(one, data)
			}
		}
	}
}

// same says whether all rows in use have one value of a column.
func (d *design) same(column string, data formula.Data) bool {
	codes, _, err := data.Codes(column)
	if err != nil || len(codes) == 0 {
		return false
	}
	if d.rows == nil {
		return !slices.ContainsFunc(codes, func(c int32) bool { return c != codes[0] })
	}
	return !slices.ContainsFunc(d.rows, func(row int32) bool { return codes[row] != codes[d.rows[0]] })
}

// one names a column of the effects that has one value only, and that value, as
// a panel of one exporter has; "" for none.
func (s *specification) one(d *design) (column, value string) {
	for _, x := range s.formula.Effects {
		for _, c := range x.Columns {
			if value := d.sole[c.String()]; value != "" {
				return c.Name, value
			}
		}
	}
	return "", ""
}

// groupOfFirst names the group that the first row in use belongs to.
func (d *design) groupOfFirst(x formula.Interaction, data formula.Data) string {
	at := 0
	if d.rows != nil {
		at = int(d.rows[0])
	}
	return groupOf(x, data, at)
}

// groupOf names the group that a row of the data belongs to: its values of the
// columns of an effect.
func groupOf(x formula.Interaction, data formula.Data, row int) string {
	var values []string
	for _, c := range x.Columns {
		codes, levels, err := data.Codes(c.Name)
		if err != nil || row >= len(codes) || codes[row] < 0 {
			return x.String()
		}
		values = append(values, levels[codes[row]])
	}
	return x.String() + " " + strings.Join(values, " ")
}

func columnNames(x formula.Interaction) []string {
	var out []string
	for _, c := range x.Columns {
		out = append(out, c.Name)
	}
	return out
}

// AtColumns adds the columns of an expression to a place.
func AtColumns(where string, columns []string) string {
	switch len(columns) {
	case 0:
		return where
	case 1:
		return where + ", column " + columns[0]
	}
	return where + ", columns " + strings.Join(columns[:len(columns)-1], ", ") + " and " + columns[len(columns)-1]
}
