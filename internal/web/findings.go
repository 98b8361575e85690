package web

import (
	"context"
	"sync"

	"dyad/economy"
	"dyad/trade"
)

// findingsKept is how many answers of the forensics of dyads and single economies
// are remembered; those of the whole lake are remembered besides.
const findingsKept = 64

// findings remembers what the forensics of a snapshot found, so that each question
// is answered by one computation however its answer is cut into pages. The zero
// value is not usable.
type findings struct {
	mu   sync.Mutex // guards at
	at   map[[2]economy.Code][]trade.Finding
	turn chan struct{} // held by the one who computes
}

func newFindings() *findings {
	return &findings{at: map[[2]economy.Code][]trade.Finding{}, turn: make(chan struct{}, 1)}
}

// remembered gives what was found before.
func (f *findings) remembered(a, b economy.Code) ([]trade.Finding, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	found, ok := f.at[[2]economy.Code{a, b}]
	return found, ok
}

func (f *findings) remember(a, b economy.Code, found []trade.Finding) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.at) > findingsKept {
		whole, ok := f.at[[2]economy.Code{}]
		clear(f.at)
		if ok {
			f.at[[2]economy.Code{}] = whole
		}
	}
	f.at[[2]economy.Code{a, b}] = found
}

// findings are the forensics of the dyad, of one economy where b is empty, of the
// whole lake where both are, computed once. An error is not remembered. The caller
// must not change them.
func (n *snapshot) findings(ctx context.Context, a, b economy.Code) ([]trade.Finding, error) {
	if found, ok := n.found.remembered(a, b); ok {
		return found, nil
	}
	select {
	case n.found.turn <- struct{}{}:
		defer func() { <-n.found.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if found, ok := n.found.remembered(a, b); ok { // by the one before
		return found, nil
	}
	found, err := n.Env.Findings(ctx, a, b)
	if err == nil {
		n.found.remember(a, b, found)
	}
	return found, err
}
