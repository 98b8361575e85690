package dossier

import (
	"context"
	"fmt"

	"dyad/economy"
	"dyad/figure"
)

// Shade is the world shaded by what each economy's measure towards one of them
// is: how much of its trade is with China, what it sells to China.
type Shade struct {
	Table  *WorldTable
	Home   economy.Code
	Values map[string]float64 // by economy
	Chart  figure.Chart
}

// NewShade shades the world by a measure towards home, as each economy reports.
func (e Env) NewShade(ctx context.Context, home economy.Code, ask WorldAsk) (*Shade, error) {
	ask.All = true // a map has no leaders
	t, err := e.WorldTable(ctx, ask)
	if err != nil {
		return nil, err
	}
	return e.shadeFrom(t, home), nil
}

func (e Env) shadeFrom(t *WorldTable, home economy.Code) *Shade {
	s := &Shade{Table: t, Home: home, Values: map[string]float64{}}
	names := map[string]string{}
	for _, v := range t.Values {
		if v.B != string(home) {
			continue
		}
		if ec, ok := economy.Lookup(economy.Code(v.A)); !ok || ec.Kind == economy.Aggregate || ec.Kind == economy.Group {
			continue
		}
		s.Values[v.A] = v.Value
		names[v.A] = label(v.A)
	}
	f := figure.Frame{Name: fmt.Sprintf("map-%s-%s-%d", t.Measure.Name, home, t.Ask.Year), Unit: t.Measure.Unit,
		Title:    fmt.Sprintf("%s: each economy with %s", t.Measure.Title, economy.Label(home)),
		Subtitle: fmt.Sprintf("%s of each economy towards %s, %d, %s", t.Measure.Title, economy.Label(home), t.Ask.Year, t.says()),
		Absent:   "reports of trade with " + economy.Label(home)}
	if t.Ask.Source != "" {
		f.Sources = []string{e.Cite(t.Ask.Source)}
	}
	switch t.Measure.Unit {
	case "%", "×":
		f.Suffix = t.Measure.Unit
	case "rank":
		f.Divisor = 1
	}
	s.Chart = figure.WorldMap{Frame: f, Values: s.Values, Names: names, Home: map[string]figure.Economy{string(home): figure.First}}
	return s
}

// says is Says for a map, on which the first-named economy is the shaded one.
func (t *WorldTable) says() string {
	switch t.Ask.Role {
	case "a":
		return "as each economy reports"
	case "b":
		return "as the other side reports"
	}
	return t.Says()
}
