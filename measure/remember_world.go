package measure

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// RememberWorld is the same catalogue for a server: the last few answers of the
// measures about all dyads are kept, sorted by value, and shared by all who ask.
// They must not be changed.
func (c *Catalogue) RememberWorld(most int) *Catalogue {
	kept := &worlds{most: most, of: map[string]*world{}}
	out := &Catalogue{byName: make(map[string]*Measure, len(c.byName)), names: c.names}
	for name, m := range c.byName {
		same := *m
		if m.World != nil {
			same.World = func(ctx context.Context, q Query, year int) ([]WorldValue, error) {
				// which two economies ask plays no part in an answer about all; but who
				// asks for none may be given each dyad in either order, twice as many
				return kept.ask(fmt.Sprintf("%s %v %v %v %d %v", name, q.Params, q.Sources, q.Reporters, year, q.A == ""), func() ([]WorldValue, error) { return m.World(ctx, q, year) })
			}
		}
		out.byName[name] = &same
	}
	return out
}

type worlds struct {
	mu    sync.Mutex
	most  int
	of    map[string]*world
	order []string // the latest asked last
}

type world struct {
	mu     sync.Mutex
	done   bool
	values []WorldValue
}

func (k *worlds) ask(question string, eval func() ([]WorldValue, error)) ([]WorldValue, error) {
	w := k.find(question)
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.done {
		values, err := eval()
		if err != nil {
			return nil, err
		}
		w.values = slices.Clone(values)
		slices.SortFunc(w.values, func(a, b WorldValue) int {
			switch {
			case a.Value < b.Value:
				return -1
			case a.Value > b.Value:
				return 1
			}
			return 0
		})
		w.done = true
	}
	return w.values, nil
}

// find moves the question to the end of the order and drops the first ones.
func (k *worlds) find(question string) *world {
	k.mu.Lock()
	defer k.mu.Unlock()
	w := k.of[question]
	if w == nil {
		w = &world{}
		k.of[question] = w
	} else {
		k.order = slices.DeleteFunc(k.order, func(q string) bool { return q == question })
	}
	k.order = append(k.order, question)
	for len(k.order) > k.most {
		delete(k.of, k.order[0])
		k.order = k.order[1:]
	}
	return w
}
