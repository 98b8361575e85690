package dossier

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"

	"dyad/economy"
	"dyad/figure"
	"dyad/internal/hint"
	"dyad/measure"
)

// WorldAsk is a question about a measure's values for all dyads. What is left
// empty is chosen from the data: the latest year with values, the source and the
// role that say most.
type WorldAsk struct {
	Measure string
	Year    int
	Source  string
	Role    string // "a", "b": the first or second economy reports; else a view
	Params  map[string]string
	All     bool // with the dyads of almost no trade, which a ranking of ratios leaves out
}

// WorldTable is a measure's values for all dyads in one year, by one kind of
// sayer of one source, in the order of their rank: largest first, for ranks the
// smallest.
type WorldTable struct {
	Measure *measure.Measure
	Ask     WorldAsk // with what was chosen filled in
	Sources []string // all that speak in the year, the one that says most first
	Roles   []string // of the source chosen
	Values  []measure.WorldValue
	Ranks   []int   // competition ranks, beside Values
	Floor   float64 // US dollars of trade that a dyad of the ranking has at least; 0 for none
	Below   int     // how many dyads the floor leaves out
}

// roleOrder prefers what an economy says itself.
var roleOrder = []string{"a", "own", "both", string(measure.Reconciled), "b", "mirror"}

// WorldTable makes the table.
func (e Env) WorldTable(ctx context.Context, ask WorldAsk) (*WorldTable, error) {
	m, err := e.Catalogue.Get(ask.Measure)
	if err != nil {
		return nil, err
	}
	if m.World == nil {
		return nil, hint.New(hint.Usage, "", m.Name+" cannot be asked for the whole world", "choose another measure")
	}
	if err := m.Check(measure.Query{Params: ask.Params}); err != nil {
		return nil, err
	}
	values, year, err := e.worldValues(ctx, m, ask)
	if err != nil {
		return nil, err
	}
	t := &WorldTable{Measure: m, Ask: ask}
	t.Ask.Year = year
	type key struct{ source, role string }
	count := map[key]int{}
	bySource := map[string]int{}
	for _, v := range values {
		count[key{v.Source, v.Role}]++
		bySource[v.Source]++
	}
	for s := range bySource {
		t.Sources = append(t.Sources, s)
	}
	sort.Slice(t.Sources, func(i, j int) bool {
		a, b := t.Sources[i], t.Sources[j]
		return bySource[a] > bySource[b] || bySource[a] == bySource[b] && a < b
	})
	if t.Ask.Source == "" && len(t.Sources) > 0 {
		t.Ask.Source = t.Sources[0]
	}
	for k := range count {
		if k.source == t.Ask.Source {
			t.Roles = append(t.Roles, k.role)
		}
	}
	sort.Slice(t.Roles, func(i, j int) bool {
		a, b := slices.Index(roleOrder, t.Roles[i]), slices.Index(roleOrder, t.Roles[j])
		return uint(a) < uint(b) || a == b && t.Roles[i] < t.Roles[j]
	})
	if t.Ask.Role == "" && len(t.Roles) > 0 {
		t.Ask.Role = t.Roles[0]
	}
	for _, v := range values {
		if v.Source == t.Ask.Source && v.Role == t.Ask.Role && !math.IsNaN(v.Value) && !math.IsInf(v.Value, 0) {
			t.Values = append(t.Values, v)
		}
	}
	if err := e.dropSmall(ctx, t); err != nil {
		return nil, err
	}
	t.order()
	return t, nil
}

// worldValues asks the year, or the latest year of the lake that has values.
func (e Env) worldValues(ctx context.Context, m *measure.Measure, ask WorldAsk) ([]measure.WorldValue, int, error) {
	q := measure.Query{Params: ask.Params}
	if ask.Year != 0 {
		values, err := m.World(ctx, q, ask.Year)
		return values, ask.Year, err
	}
	years := e.latestYears()
	for _, y := range years {
		values, err := m.World(ctx, q, y)
		if err != nil {
			return nil, 0, err
		}
		if len(values) > 0 {
			return values, y, nil
		}
	}
	if len(years) == 0 {
		return nil, 0, nil
	}
	return nil, years[0], nil
}

// latestYears are the ten latest years of each table of the lake, the latest first:
// projects are planned for years that trade has not reached.
func (e Env) latestYears() []int {
	last := map[string]int{}
	for _, s := range e.Sources {
		last[s.Table] = max(last[s.Table], s.LastYear)
	}
	first, _ := e.Span()
	var years []int
	for _, l := range last {
		for y := l; y >= max(first, 1) && y > l-10; y-- {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	return years
}

// Span is the first and the last year that any source of the lake covers.
func (e Env) Span() (first, last int) {
	for _, s := range e.Sources {
		if s.FirstYear != 0 && (first == 0 || s.FirstYear < first) {
			first = s.FirstYear
		}
		last = max(last, s.LastYear)
	}
	return first, last
}

func (t *WorldTable) order() {
	up := t.Measure.Unit == "rank" // the first place is the smallest number
	sort.Slice(t.Values, func(i, j int) bool {
		a, b := t.Values[i], t.Values[j]
		if a.Value != b.Value {
			return (a.Value > b.Value) != up
		}
		return a.A < b.A || a.A == b.A && a.B < b.B
	})
	t.Ranks = make([]int, len(t.Values))
	for i := range t.Values {
		t.Ranks[i] = i + 1
		if i > 0 && t.Values[i].Value == t.Values[i-1].Value {
			t.Ranks[i] = t.Ranks[i-1]
		}
	}
}

// Find gives the place of a dyad in the table, −1 where it has no value.
func (t *WorldTable) Find(a, b economy.Code) int {
	return slices.IndexFunc(t.Values, func(v measure.WorldValue) bool { return v.A == string(a) && v.B == string(b) })
}

// Says tells in words whose report the values are, and which dyads are left out.
func (t *WorldTable) Says() string {
	words := RoleWords(t.Ask.Role)
	if t.Floor > 0 {
		words += fmt.Sprintf(", of dyads with a trade of US$ %s or more (%s below it left out)", measure.Dollars(t.Floor), counted(t.Below, "dyad"))
	}
	return words
}

// RoleWords says in words who speaks under a role of measure.WorldValue.
func RoleWords(role string) string {
	switch role {
	case "a":
		return "as the first-named economy reports"
	case "b":
		return "as the second-named economy reports"
	case "own":
		return "each economy by its own report"
	case "both":
		return "both reports held together"
	case "mirror":
		return "by the partners’ reports"
	}
	return role
}

// Distribution draws all values of the table, with a dyad marked where one is
// given. Values of one sign that span orders of magnitude get a logarithmic axis.
func (t *WorldTable) Distribution(e Env, a, b economy.Code) figure.Chart {
	f := figure.Frame{Name: fmt.Sprintf("world-%s-%d", t.Measure.Name, t.Ask.Year), Unit: t.Measure.Unit, Absent: "values of this measure for more than one dyad",
		Title:    fmt.Sprintf("%s of all dyads, %d", t.Measure.Title, t.Ask.Year),
		Subtitle: fmt.Sprintf("%s, %d, %s; each value one dyad", t.Measure.Title, t.Ask.Year, t.Says())}
	f.Sources = []string{"no source in the lake has these data"}
	if t.Ask.Source != "" {
		f.Sources = []string{e.Cite(t.Ask.Source)}
	}
	switch t.Measure.Unit {
	case "%", "×":
		f.Suffix = t.Measure.Unit
	case "rank":
		f.Divisor = 1
	}
	c := figure.Distribution{Frame: f, Of: "dyads", Values: make([]float64, 0, len(t.Values))}
	positive := 0
	for i := len(t.Values) - 1; i >= 0; i-- {
		v := t.Values[i].Value
		c.Values = append(c.Values, v)
		if v > 0 {
			positive++
		}
	}
	negative := slices.ContainsFunc(c.Values, func(v float64) bool { return v < 0 })
	c.Log = positive > 0 && !negative && t.Measure.Unit != "0–1" && t.Measure.Unit != "rank"
	if a != "" && b != "" {
		m := figure.Mark{Name: economy.Label(a) + " and " + economy.Label(b), Short: string(a) + "–" + string(b), Missing: true}
		if i := t.Find(a, b); i >= 0 {
			m.Missing, m.Value = false, t.Values[i].Value
		}
		c.Marks = []figure.Mark{m}
	}
	return c
}
