package measure

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Remember is the same catalogue for one piece of work that puts the same
// question several times, as the figures and the text of one account do: what a
// measure has answered is kept as long as the catalogue returned. Rows are
// handed out as copies.
func (c *Catalogue) Remember() *Catalogue {
	kept := &answers{of: map[string]*answered{}}
	out := &Catalogue{byName: make(map[string]*Measure, len(c.byName)), names: c.names}
	for name, m := range c.byName {
		same := *m
		same.Eval = func(ctx context.Context, q Query) ([]Row, error) {
			return kept.ask(fmt.Sprintf("%s %+v", name, q), func() ([]Row, error) { return m.Eval(ctx, q) })
		}
		out.byName[name] = &same
	}
	return out
}

type answers struct {
	mu sync.Mutex
	of map[string]*answered
}

type answered struct {
	mu   sync.Mutex
	done bool
	rows []Row
}

// ask keeps answers, not errors: those may pass.
func (k *answers) ask(question string, eval func() ([]Row, error)) ([]Row, error) {
	k.mu.Lock()
	a := k.of[question]
	if a == nil {
		a = &answered{}
		k.of[question] = a
	}
	k.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.done {
		rows, err := eval()
		if err != nil {
			return rows, err
		}
		a.rows, a.done = rows, true
	}
	return slices.Clone(a.rows), nil
}
