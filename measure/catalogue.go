package measure

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"dyad/internal/hint"
	"dyad/period"
)

// Catalogue holds the measures by name. It is the gate: no number that is not
// finite leaves it, and each row names the query that gave it.
type Catalogue struct {
	byName map[string]*Measure
	names  []string
}

// NewCatalogue gathers measures; a name given twice is a fault of the program.
func NewCatalogue(groups ...[]*Measure) (*Catalogue, error) {
	c := &Catalogue{byName: map[string]*Measure{}}
	for _, g := range groups {
		for _, m := range g {
			if _, twice := c.byName[m.Name]; twice {
				return nil, hint.New(hint.Fault, "", "measure "+m.Name+" is defined twice", "")
			}
			c.byName[m.Name] = guarded(m)
			c.names = append(c.names, m.Name)
		}
	}
	sort.Strings(c.names)
	return c, nil
}

// Names lists the measures in order.
func (c *Catalogue) Names() []string { return slices.Clone(c.names) }

// Get finds a measure; a misspelt name gets a suggestion.
func (c *Catalogue) Get(name string) (*Measure, error) {
	if m, ok := c.byName[name]; ok {
		return m, nil
	}
	try := "`dyad measures` lists them"
	if near := hint.Suggest(name, c.names); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "? " + try
	} else if m, ok := c.byName["trade."+name]; ok {
		try = "did you mean " + m.Name + "? " + try
	}
	return nil, hint.New(hint.Usage, "", fmt.Sprintf("unknown measure %q", name), try)
}

// With is the same catalogue with a parameter set in every question to a measure
// that has it, where the question does not set it itself.
func (c *Catalogue) With(name, value string) *Catalogue {
	out := &Catalogue{byName: make(map[string]*Measure, len(c.byName)), names: c.names}
	for key, m := range c.byName {
		same := *m
		if slices.ContainsFunc(m.Params, func(p Param) bool { return p.Name == name }) {
			same.Eval = func(ctx context.Context, q Query) ([]Row, error) {
				if q.Params[name] == "" {
					q.Params = maps.Clone(q.Params)
					if q.Params == nil {
						q.Params = map[string]string{}
					}
					q.Params[name] = value
				}
				return m.Eval(ctx, q)
			}
		}
		out.byName[key] = &same
	}
	return out
}

// Eval asks one measure, after checking its parameters.
func (c *Catalogue) Eval(ctx context.Context, name string, q Query) ([]Row, error) {
	m, err := c.Get(name)
	if err != nil {
		return nil, err
	}
	if err := m.Check(q); err != nil {
		return nil, err
	}
	rows, err := m.Eval(ctx, q)
	if err != nil || !q.World {
		return rows, err
	}
	return rows, m.placeInWorld(ctx, q, rows)
}

// Check says whether the measure takes the frequency and the parameters of a
// question.
func (m *Measure) Check(q Query) error {
	if !m.Answers(q.Freq) {
		var known []string
		for _, f := range m.Frequencies() {
			known = append(known, f.String())
		}
		return hint.New(hint.Usage, "", fmt.Sprintf("%s has no figures by the %s", m.Name, max(q.Freq, period.Year)), "it answers by the "+strings.Join(known, ", "))
	}
	for name, value := range q.Params {
		i := slices.IndexFunc(m.Params, func(p Param) bool { return p.Name == name })
		if i < 0 {
			var known []string
			for _, p := range m.Params {
				known = append(known, p.Name)
			}
			try := m.Name + " takes no parameter"
			if len(known) > 0 {
				try = m.Name + " takes " + strings.Join(known, ", ")
			}
			return hint.New(hint.Usage, "", fmt.Sprintf("%s has no parameter %q", m.Name, name), try)
		}
		if ch := m.Params[i].Choices; ch != nil && value != "" && !slices.Contains(ch, value) {
			return hint.New(hint.Usage, "", fmt.Sprintf("%s: %s cannot be %q", m.Name, name, value),
				"one of "+strings.Join(ch, ", "))
		}
	}
	return nil
}
