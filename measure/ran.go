package measure

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"
)

// Ran writes down the query that gives the observations of the answer under
// way. Whoever runs a query, or answers from what it once gave, calls it; the
// text is asked for only where somebody keeps it.
func Ran(ctx context.Context, query func() string) {
	n, ok := ctx.Value(notesKey{}).(*notes)
	if !ok {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if q := strings.TrimSpace(query()); !slices.Contains(n.queries, q) {
		n.queries = append(n.queries, q)
	}
}

type notesKey struct{}

// notes are the queries of one answer.
type notes struct {
	mu      sync.Mutex
	queries []string
}

// guarded is the measure as the catalogue hands it out: what it answers is
// finite or missing with its reason, and says which query gave it.
func guarded(m *Measure) *Measure {
	same := *m
	if m.Eval != nil {
		same.Eval = func(ctx context.Context, q Query) ([]Row, error) {
			n := &notes{}
			rows, err := m.Eval(context.WithValue(ctx, notesKey{}, n), q)
			ran := strings.Join(n.queries, "\n;\n")
			for i := range rows {
				rows[i].gate()
				if rows[i].Query == "" {
					rows[i].Query = ran
				}
			}
			return rows, err
		}
	}
	if m.World != nil {
		same.World = func(ctx context.Context, q Query, year int) ([]WorldValue, error) {
			values, err := m.World(ctx, q, year)
			if odd := func(v WorldValue) bool { return math.IsNaN(v.Value) || math.IsInf(v.Value, 0) }; slices.ContainsFunc(values, odd) {
				values = slices.DeleteFunc(slices.Clone(values), odd) // the measure may keep its own
			}
			return values, err
		}
	}
	return &same
}
