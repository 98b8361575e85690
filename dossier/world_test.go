package dossier

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"dyad/desk"
	"dyad/economy"
	"dyad/figure"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
)

// worldEnv is an environment with invented values; the oracles below are counted
// by hand.
func worldEnv(t *testing.T, unit string, values map[string]map[int][]measure.WorldValue) Env {
	t.Helper()
	var ms []*measure.Measure
	for name, byYear := range values {
		ms = append(ms, &measure.Measure{Name: name, Title: "T", Unit: unit, World: func(_ context.Context, _ measure.Query, year int) ([]measure.WorldValue, error) {
			return byYear[year], nil
		}, Eval: func(_ context.Context, q measure.Query) ([]measure.Row, error) { // the second-named's report is an estimate
			row := measure.Row{Measure: name, A: string(q.A), B: string(q.B), Period: period.Of(q.Years.From), Reporter: string(q.A), Source: "s", Value: 1, Unit: unit}
			theirs := row
			theirs.Reporter, theirs.Flags = string(q.B), []string{measure.Estimate}
			return []measure.Row{row, theirs}, nil
		}})
	}
	ms = append(ms, &measure.Measure{Name: "local"})
	c, err := measure.NewCatalogue(ms)
	if err != nil {
		t.Fatal(err)
	}
	source := func(id string, first, last int) lake.Source {
		s := lake.Source{FirstYear: first, LastYear: last}
		s.ID, s.Title = id, strings.ToUpper(id)
		return s
	}
	return Env{Desk: &desk.Desk{Catalogue: c, Sources: []lake.Source{source("s", 2000, 2010), source("few", 1990, 2005)}}}
}

func value(a, b, role, source string, v float64) measure.WorldValue {
	return measure.WorldValue{A: a, B: b, Role: role, Source: source, Value: v}
}

// A register of projects planned for 2030 does not hide the trade of 2008.
func TestWorldTableFindsTheLatestYearOfEachTable(t *testing.T) {
	e := worldEnv(t, "USD", map[string]map[int][]measure.WorldValue{"m": {2008: {value("CHN", "RUS", "a", "s", 1)}}})
	plans := lake.Source{FirstYear: 1996, LastYear: 2030}
	plans.ID, plans.Table = "register", "project"
	e.Sources = append(e.Sources, plans)
	tb, err := e.WorldTable(context.Background(), WorldAsk{Measure: "m"})
	if err != nil || tb.Ask.Year != 2008 || len(tb.Values) != 1 {
		t.Errorf("the latest year with values is %+v, %v; 2008 is", tb, err)
	}
}

func TestWorldTableRanksAndChooses(t *testing.T) {
	values := []measure.WorldValue{
		value("CHN", "RUS", "b", "s", 9), value("CHN", "RUS", "a", "s", 5), value("RUS", "CHN", "a", "s", 7), value("DEU", "POL", "a", "s", 5),
		value("POL", "DEU", "a", "s", math.NaN()), value("USA", "CAN", "a", "s", -1), value("CHN", "RUS", "a", "few", 1),
	}
	e := worldEnv(t, "USD", map[string]map[int][]measure.WorldValue{"m": {2008: values}})
	tb, err := e.WorldTable(context.Background(), WorldAsk{Measure: "m"})
	if err != nil {
		t.Fatal(err)
	}
	if tb.Ask.Year != 2008 || tb.Ask.Source != "s" || tb.Ask.Role != "a" {
		t.Errorf("chosen: %+v; the latest year with values, the source that says most, the own report are wanted", tb.Ask)
	}
	if !slices.Equal(tb.Ranks, []int{1, 2, 2, 4}) || tb.Values[0].A != "RUS" || tb.Values[1].A != "CHN" || tb.Values[3].Value != -1 {
		t.Errorf("ranked %v as %v", tb.Values, tb.Ranks)
	}
	if tb.Find("CHN", "RUS") != 1 || tb.Find("POL", "DEU") != -1 {
		t.Error("a dyad is found where it is not, or not where it is")
	}
	if c := tb.Distribution(e, "CHN", "RUS").(figure.Distribution); c.Log || c.Marks[0].Missing || c.Marks[0].Value != 5 {
		t.Errorf("values of both signs on a logarithm, or the mark is lost: %+v", c.Marks)
	}
	if c := tb.Distribution(e, "POL", "DEU").(figure.Distribution); !c.Marks[0].Missing {
		t.Error("a missing value has become a number")
	}
	if _, err := e.WorldTable(context.Background(), WorldAsk{Measure: "local"}); err == nil {
		t.Error("a measure without a world is ranked")
	}
	none, err := e.WorldTable(context.Background(), WorldAsk{Measure: "m", Year: 2001})
	if err != nil || len(none.Values) != 0 || none.Ask.Year != 2001 {
		t.Errorf("a year without values: %v %v", none, err)
	}
}

func TestRanksBeginWithTheSmallest(t *testing.T) {
	e := worldEnv(t, "rank", map[string]map[int][]measure.WorldValue{"m": {2010: {value("A", "B", "a", "s", 3), value("C", "D", "a", "s", 1)}}})
	tb, err := e.WorldTable(context.Background(), WorldAsk{Measure: "m"})
	if err != nil || tb.Values[0].Value != 1 {
		t.Errorf("first is %v, %v", tb.Values, err)
	}
}

func TestShadeKeepsTheEconomiesTowardsHome(t *testing.T) {
	e := worldEnv(t, "%", map[string]map[int][]measure.WorldValue{"m": {2010: {
		value("RUS", "CHN", "a", "s", 3), value("CHN", "RUS", "a", "s", 1), value("EU", "CHN", "a", "s", 8), value("WLD", "CHN", "a", "s", 9)}}})
	sh, err := e.NewShade(context.Background(), "CHN", WorldAsk{Measure: "m"})
	if err != nil || len(sh.Values) != 1 || sh.Values["RUS"] != 3 {
		t.Errorf("shaded %v, %v; only Russia is an economy with a value towards China", sh.Values, err)
	}
}

func TestNotableOrdersTheDyads(t *testing.T) {
	big := asymmetryFloor
	e := worldEnv(t, "USD", map[string]map[int][]measure.WorldValue{
		"trade.total": {2010: {value("CHN", "RUS", "a", "s", 5*big), value("RUS", "CHN", "a", "s", 6*big), value("DEU", "POL", "a", "s", 4*big), value("POL", "DEU", "a", "s", 3*big),
			value("TUV", "NRU", "a", "s", 10), value("NRU", "TUV", "a", "s", 11), value("EU", "USA", "a", "s", 99*big)}},
		"trade.balance": {2010: {value("CHN", "RUS", "a", "s", 2), value("CHN", "RUS", "b", "s", -1), value("RUS", "CHN", "a", "s", 1), value("RUS", "CHN", "b", "s", -2),
			value("DEU", "POL", "a", "s", 50), value("DEU", "POL", "b", "s", 40), value("NRU", "TUV", "a", "s", -9), value("NRU", "TUV", "b", "s", 9)}},
		"trade.asymmetry": {2010: {value("NRU", "TUV", "own", "s", 1000), value("RUS", "CHN", "own", "s", 8), value("CHN", "RUS", "own", "s", 0.125)}},
	})
	n, err := e.NewNotable(context.Background(), 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range slices.Concat(n.Largest, n.Conflicts) {
		if d.Mark != "" || d.ByMark != " (est.)" {
			t.Errorf("%s–%s: marks %q and %q; the report of %s is an estimate", d.A, d.B, d.Mark, d.ByMark, d.B)
		}
	}
	dyads := func(ds []NotableDyad) (out []string) {
		for _, d := range ds {
			out = append(out, string(d.A)+"-"+string(d.B))
		}
		return out
	}
	for what, c := range map[string][2][]string{
		"largest, each once, by the larger report": {dyads(n.Largest), {"RUS-CHN", "DEU-POL"}},
		"conflicts, each once, the widest first":   {dyads(n.Conflicts), {"NRU-TUV", "CHN-RUS"}},
		"asymmetry, without the smallest":          {dyads(n.Asymmetry), {"RUS-CHN", "CHN-RUS"}},
	} {
		if !slices.Equal(c[0], c[1]) {
			t.Errorf("%s: %v, want %v", what, c[0], c[1])
		}
	}
	if n.Conflicts[1].Value != 2 || n.Conflicts[1].ByOther != -1 || economy.Label(n.Largest[0].A) != "Russia" {
		t.Errorf("%+v", n)
	}
}

// Oracle: by hand. Of three dyads Nauru and Tuvalu trade 0.02 m and so lead any
// ranking of growth; China and Russia and Germany and Poland trade enough in
// both years, and Fiji and Samoa in the second alone.
func TestARankingIsNotLedByNothing(t *testing.T) {
	e := invented(t, "CHN,RUS,2016,X,100,\nCHN,RUS,2016,M,100,\nCHN,RUS,2017,X,150,\nCHN,RUS,2017,M,150,\n"+
		"DEU,POL,2016,X,100,\nDEU,POL,2016,M,100,\nDEU,POL,2017,X,110,\nDEU,POL,2017,M,110,\n"+
		"NRU,TUV,2016,X,0.001,\nNRU,TUV,2016,M,0.001,\nNRU,TUV,2017,X,0.01,\nNRU,TUV,2017,M,0.01,\n"+
		"FJI,WSM,2016,X,0.001,\nFJI,WSM,2016,M,0.001,\nFJI,WSM,2017,X,50,\nFJI,WSM,2017,M,50,\n")
	ask := WorldAsk{Measure: "trade.growth", Year: 2017, Role: "a"}
	table, err := e.WorldTable(context.Background(), ask)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Values) != 2 || table.Values[0].A != "CHN" || table.Ranks[0] != 1 || table.Below != 2 || table.Floor != 10e6 {
		t.Errorf("%+v, floor %v, %d below", table.Values, table.Floor, table.Below)
	}
	if says := table.Says(); !strings.Contains(says, "of dyads with a trade of US$ 10.0 m or more (2 dyads below it left out)") {
		t.Errorf("says %q", says)
	}
	ask.All = true
	if table, err = e.WorldTable(context.Background(), ask); err != nil || len(table.Values) != 4 || table.Floor != 0 {
		t.Errorf("all: %d values, floor %v, %v", len(table.Values), table.Floor, err)
	}
	ask = WorldAsk{Measure: "trade.total", Year: 2017, Role: "a"}
	if table, err = e.WorldTable(context.Background(), ask); err != nil || len(table.Values) != 4 {
		t.Errorf("a ranking of amounts: %d values, %v", len(table.Values), err)
	}
}
