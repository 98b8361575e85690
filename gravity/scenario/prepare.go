package scenario

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"dyad/gravity/equilibrium"
	"dyad/internal/hint"
	"dyad/regress"
	"dyad/regress/formula"
	"dyad/regress/frame"
)

// prepare reads the data of a scenario, estimates trade costs and sets the
// changes up.
func prepare(ctx context.Context, s *Scenario) (*experiment, error) {
	terms, err := s.terms()
	if err != nil {
		return nil, err
	}
	where, err := s.condition()
	if err != nil {
		return nil, err
	}
	uses, err := s.uses(terms, where)
	if err != nil {
		return nil, err
	}
	data, err := frame.Read(s.Data, uses)
	if err != nil {
		return nil, err
	}
	x := &experiment{scenario: s, a: -1, b: -1}
	rows, err := x.square(data, where)
	if err != nil {
		return nil, err
	}
	if err := x.askEffects(data, rows); err != nil {
		return nil, err
	}
	if err := x.totals(data, rows); err != nil {
		return nil, err
	}
	x.options = equilibrium.Options{Closure: s.closure()}
	if x.options.Reference, err = x.reference(); err != nil {
		return nil, err
	}
	if err := x.coefficients(ctx); err != nil {
		return nil, err
	}
	if err := x.apply(data, terms, rows); err != nil {
		return nil, err
	}
	for k, p := range []*int{&x.a, &x.b} {
		if len(s.Dyad) == 2 {
			if *p, err = x.index(fmt.Sprintf("$.dyad[%d]", k), s.Dyad[k]); err != nil {
				return nil, err
			}
		}
	}
	return x, nil
}

// condition joins the year and the condition of a scenario; nil for neither.
func (s *Scenario) condition() (formula.Expression, error) {
	var parts []formula.Expression
	if s.Year != 0 {
		parts = append(parts, formula.Binary{Operator: "==", Left: formula.Column{Name: s.Columns.Year}, Right: formula.Number{Value: float64(s.Year), Word: fmt.Sprint(s.Year)}})
	}
	if s.Where != "" {
		e, err := formula.ParseExpression(s.Where, "where")
		if err != nil {
			return nil, err
		}
		parts = append(parts, e)
	}
	switch len(parts) {
	case 0:
		return nil, nil
	case 1:
		return parts[0], nil
	}
	return formula.Binary{Operator: "&&", Left: parts[0], Right: parts[1]}, nil
}

// terms are those of the estimate's formula, or the listed coefficients' names
// read as terms, without the references of indicators: a reference has no
// coefficient, which counts as zero.
func (s *Scenario) terms() ([]formula.Term, error) {
	text := s.Estimate.Formula
	if text == "" {
		text = "y ~ 1"
		for _, c := range s.Estimate.Coefficients {
			text += " + " + c.Name
		}
	}
	f, err := formula.Parse(text)
	if err != nil {
		return nil, err
	}
	for _, t := range f.Terms {
		for k := range t.Factors {
			t.Factors[k].References = nil
		}
	}
	return f.Terms, nil
}

func (s *Scenario) uses(terms []formula.Term, where formula.Expression) (formula.Uses, error) {
	u := (&formula.Formula{Outcome: formula.Column{Name: s.Columns.Trade}, Terms: terms, Effects: []formula.Interaction{{Columns: []formula.Column{{Name: s.Columns.Exporter}, {Name: s.Columns.Importer}}}}}).Uses()
	add := func(name string, use formula.Use) {
		if _, ok := u.Use[name]; !ok {
			u.Order = append(u.Order, name)
		}
		u.Use[name] |= use
	}
	if s.Columns.Output != "" {
		add(s.Columns.Output, formula.AsNumber)
		add(s.Columns.Expenditure, formula.AsNumber)
	}
	if where != nil {
		u.Merge(formula.ExpressionUses(where))
	}
	if effects := s.effects(); len(effects) > 0 {
		names, err := frame.Names(s.Data)
		if err != nil {
			return u, err
		}
		for _, e := range effects {
			if hasAll(names, e) {
				u.Merge(formula.InteractionUses([]formula.Interaction{e}))
			}
		}
	}
	return u, nil
}

// square finds the countries and the row of every directed pair, in the order
// of the matrices.
func (x *experiment) square(data *frame.Frame, where formula.Expression) ([]int32, error) {
	s := x.scenario
	exporters, exporterNames, err := data.Codes(s.Columns.Exporter)
	if err != nil {
		return nil, err
	}
	importers, importerNames, err := data.Codes(s.Columns.Importer)
	if err != nil {
		return nil, err
	}
	keep := make([]formula.Truth, data.Rows())
	for i := range keep {
		keep[i] = formula.True
	}
	if where != nil {
		if keep, err = formula.Truths(where, data); err != nil {
			return nil, err
		}
	}
	position := map[string]int{}
	for i, k := range keep {
		if k != formula.True {
			continue
		}
		if exporters[i] < 0 || importers[i] < 0 {
			return nil, hint.New(hint.Data, x.place(data, int32(i), s.Columns.Exporter, s.Columns.Importer), "an exporter or an importer is missing", "leave the row out with where, or name its economies")
		}
		position[exporterNames[exporters[i]]], position[importerNames[importers[i]]] = 0, 0
	}
	for name := range position {
		x.names = append(x.names, name)
	}
	sort.Strings(x.names)
	for i, name := range x.names {
		position[name] = i
	}
	n := len(x.names)
	if n < 2 {
		return nil, x.noWorld(data)
	}
	rows := make([]int32, n*n)
	for k := range rows {
		rows[k] = -1
	}
	for i, k := range keep {
		if k != formula.True {
			continue
		}
		at := position[exporterNames[exporters[i]]]*n + position[importerNames[importers[i]]]
		if rows[at] >= 0 {
			return nil, hint.New(hint.Data, x.place(data, int32(i), s.Columns.Exporter, s.Columns.Importer), fmt.Sprintf("this is a second row for exports from %s to %s", x.names[at/n], x.names[at%n]), "choose one year, as in: year: 2006")
		}
		rows[at] = int32(i)
	}
	return rows, x.missingPairs(rows)
}

// place says where a row of the data stands.
func (x *experiment) place(data *frame.Frame, row int32, columns ...string) string {
	p := data.Places()
	return regress.AtColumns(fmt.Sprintf("%s, %s %d", x.scenario.Data, p.Unit(), p.Of(int(row))), columns)
}

// noWorld is the error of a baseline without countries.
func (x *experiment) noWorld(data *frame.Frame) error {
	s := x.scenario
	what, try := fmt.Sprintf("the baseline has %d countries", len(x.names)), "check where and the columns"
	if s.Year != 0 {
		what += fmt.Sprintf(" in %d", s.Year)
		if _, years, err := data.Codes(s.Columns.Year); err == nil {
			years = slices.Clone(years)
			sort.Strings(years)
			if len(years) > 20 {
				years = append(years[:20], "…")
			}
			try = fmt.Sprintf("column %s has %s", s.Columns.Year, strings.Join(years, ", "))
		}
	}
	return hint.New(hint.Data, s.Data, what, try)
}

func (x *experiment) missingPairs(rows []int32) error {
	n, missing, domestic, example := len(x.names), 0, 0, -1
	for k, r := range rows {
		if r < 0 {
			missing++
			if k/n == k%n {
				domestic++
			}
			if example < 0 {
				example = k
			}
		}
	}
	if missing == 0 {
		return nil
	}
	what := fmt.Sprintf("%d of %d directed pairs have no row, %s to %s for one", missing, n*n, x.names[example/n], x.names[example%n])
	try := "write a row for every pair, with trade 0 where there was none, or leave countries out with where"
	if domestic == n {
		what, try = "the data hold no domestic sales (exporter = importer)", "general equilibrium needs what countries sell at home: gross output less exports"
	}
	return hint.New(hint.Data, x.scenario.Data, what, try)
}
