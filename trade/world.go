package trade

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"dyad/measure"
)

// worlds keeps the last answers about the whole world, which are the same for
// every dyad.
type worlds struct {
	sync.Mutex
	kept []worldAnswer
}

type worldAnswer struct {
	key    string
	values []measure.WorldValue
}

// worldsKept bounds the memory: an answer takes up to three megabytes.
const worldsKept = 16

// keep makes the measure remember what it said of the world.
func (w *worlds) keep(m *measure.Measure) {
	ask := m.World
	if ask == nil {
		return
	}
	m.World = func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		key := m.Name + " " + strconv.Itoa(year)
		for _, p := range m.Params {
			key += "|" + m.Param(q, p.Name)
		}
		w.Lock()
		i := slices.IndexFunc(w.kept, func(a worldAnswer) bool { return a.key == key })
		if i >= 0 {
			defer w.Unlock()
			return w.kept[i].values, nil
		}
		w.Unlock()
		values, err := ask(ctx, q, year)
		if err != nil {
			return nil, err
		}
		w.Lock()
		defer w.Unlock()
		if len(w.kept) >= worldsKept {
			w.kept = slices.Delete(w.kept, 0, 1)
		}
		w.kept = append(w.kept, worldAnswer{key, values})
		return values, nil
	}
}
