package web

import (
	"container/list"
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// cache keeps answers up to a number of bytes, the least recently used go first.
type cache struct {
	mu    sync.Mutex
	most  int64
	bytes int64
	order *list.List // of *entry, the latest at the front
	at    map[string]*list.Element
}

type entry struct {
	key string
	*answer
}

func newCache(most int64) *cache {
	return &cache{most: most, order: list.New(), at: map[string]*list.Element{}}
}

func (c *cache) get(key string) *answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.at[key]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry).answer
}

func (e *entry) size() int64 { return int64(len(e.key) + len(e.body) + 256) }

func (c *cache) put(key string, a *answer) {
	e := &entry{key, a}
	if e.size() > c.most/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old, ok := c.at[key]; ok {
		c.drop(old)
	}
	c.at[key] = c.order.PushFront(e)
	c.bytes += e.size()
	for c.bytes > c.most {
		c.drop(c.order.Back())
	}
}

func (c *cache) drop(el *list.Element) {
	e := el.Value.(*entry)
	c.order.Remove(el)
	delete(c.at, e.key)
	c.bytes -= e.size()
}

// flights let many who ask the same thing at the same time wait for one answer.
type flights struct {
	mu sync.Mutex
	at map[string]*flight
}

type flight struct {
	done   chan struct{}
	answer *answer
	err    error
}

func newFlights() *flights { return &flights{at: map[string]*flight{}} }

// do runs make once for all who ask for key now. It goes on for the others, and
// for the cache, when one of them leaves; begin is called before it, in time with
// the first who asks.
func (f *flights) do(ctx context.Context, key string, begin func(), make func() (*answer, error)) (*answer, error) {
	f.mu.Lock()
	fl, under := f.at[key]
	if !under {
		begin()
		fl = newFlight()
		f.at[key] = fl
		go func() {
			defer func() {
				if p := recover(); p != nil {
					fl.err = fmt.Errorf("%s: %v\n%s", key, p, debug.Stack())
				}
				f.mu.Lock()
				delete(f.at, key)
				f.mu.Unlock()
				close(fl.done)
			}()
			fl.answer, fl.err = make()
		}()
	}
	f.mu.Unlock()
	select {
	case <-fl.done:
		return fl.answer, fl.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func newFlight() *flight { return &flight{done: make(chan struct{})} }
