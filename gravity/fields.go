package gravity

import (
	"context"
	"errors"
	"sync"

	"dyad/internal/hint"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
)

// Fields are the fields of a lake, each estimated when first asked for and kept
// while the lake is open, for its snapshot never changes. It may be used by many
// goroutines; who asks for a field under way waits for it.
type Fields struct {
	// Announce, if not nil, is told of an estimation that begins.
	Announce func(Panel, int)

	lake    *lake.Lake
	ctx     context.Context
	stop    context.CancelFunc
	working sync.WaitGroup
	mu      sync.Mutex
	kept    map[Panel]*fieldWork
}

type fieldWork struct {
	done  chan struct{}
	field *Field
	err   error
}

// NewFields are those of a lake; nil where only the measures' texts are wanted.
func NewFields(l *lake.Lake) *Fields {
	ctx, stop := context.WithCancel(context.Background())
	return &Fields{lake: l, ctx: ctx, stop: stop, kept: map[Panel]*fieldWork{}}
}

// Close ends what is under way; it must come before the lake's.
func (x *Fields) Close() {
	x.stop()
	x.working.Wait()
}

// Start begins the estimation of the default panel in the background.
func (x *Fields) Start() {
	if x != nil && x.lake != nil {
		x.work(Panel{})
	}
}

// Pending says whether the default panel's estimation is under way: an answer
// from it would have to be waited for.
func (x *Fields) Pending() bool {
	p := x.named(Panel{})
	x.mu.Lock()
	w := x.kept[p]
	x.mu.Unlock()
	if w == nil {
		return false
	}
	select {
	case <-w.done:
		return false
	default:
		return true
	}
}

// Field gives the field of a panel: with View "" what importers report, or else
// the reconciled or the exporters' view where the source has no other.
func (x *Fields) Field(ctx context.Context, p Panel) (*Field, error) {
	if x == nil {
		return nil, errNoLake
	}
	w := x.work(p)
	select {
	case <-w.done:
		return w.field, w.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (x *Fields) work(p Panel) *fieldWork {
	p = x.named(p)
	x.mu.Lock()
	defer x.mu.Unlock()
	w := x.kept[p]
	if w == nil {
		w = &fieldWork{done: make(chan struct{})}
		x.kept[p] = w
		x.working.Add(1)
		go func() {
			defer x.working.Done()
			defer close(w.done)
			w.field, w.err = x.estimate(p, w)
			if w.err != nil && x.ctx.Err() == nil && !lasting(w.err) {
				x.forget(w) // it may pass; the next who asks tries again
			}
		}()
	}
	return w
}

// named is the panel with the source it stands for, so that who names it and
// who leaves it out ask for the same field.
func (x *Fields) named(p Panel) Panel {
	if x.lake != nil && p.Source == "" {
		if full, err := p.complete(x.lake); err == nil {
			p.Source = full.Source
		}
	}
	return p
}

// under keeps a work under its panel's full name too, or gives the work that is
// there already.
func (x *Fields) under(full Panel, w *fieldWork) *fieldWork {
	x.mu.Lock()
	defer x.mu.Unlock()
	if other := x.kept[full]; other != nil {
		return other
	}
	x.kept[full] = w
	return w
}

func (x *Fields) forget(w *fieldWork) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for p, kept := range x.kept {
		if kept == w {
			delete(x.kept, p)
		}
	}
}

// lasting tells an error that lies in the data, which stay as they are.
func lasting(err error) bool {
	var h *hint.Error
	return errors.As(err, &h) && h.Code != hint.Fault
}

var errNoLake = hint.New(hint.Data, "", "there is no lake", "dyad import brings data")

func (x *Fields) estimate(p Panel, w *fieldWork) (*Field, error) {
	if x.lake == nil {
		return nil, errNoLake
	}
	flows, full, err := x.panel(p)
	if err != nil {
		return nil, err
	}
	if other := x.under(full, w); other != w { // asked for by its full name before
		<-other.done
		return other.field, other.err
	}
	if x.Announce != nil {
		x.Announce(full, len(flows))
	}
	f, err := NewField(x.ctx, flows, 0)
	if err != nil {
		return nil, err
	}
	f.Panel = full
	for _, s := range x.lake.Latest() {
		if s.ID == full.Source {
			f.Vintage = s.Vintage
		}
	}
	return f, nil
}

func (x *Fields) panel(p Panel) ([]Flow, Panel, error) {
	if p.View != "" {
		return FromLake(x.ctx, x.lake, p)
	}
	var first error
	for _, v := range []measure.View{measure.ByImporter, measure.Reconciled, measure.ByExporter} {
		p.View = v
		flows, full, err := FromLake(x.ctx, x.lake, p)
		if err == nil {
			return flows, full, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, p, first
}

// Tables are none: a panel is made of trade.
func (x *Fields) Tables() []*table.Table { return nil }

// Measures is the catalogue's part on gravity.
func (x *Fields) Measures() []*measure.Measure { return Measures(x) }
