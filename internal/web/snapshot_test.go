package web

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dyad/article"
	"dyad/desk"
	"dyad/lake"
)

// An import while serving: the old snapshot answers until the new one is there,
// and is closed when nobody reads from it.
func TestALakeThatChangesIsTakenUp(t *testing.T) {
	dir := t.TempDir()
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	bring := func(i int) {
		t.Helper()
		d, err := sets[i].Source()
		if err == nil {
			_, err = lake.Import(t.Context(), dir, d, lake.ImportOptions{Version: "test"})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	bring(0)
	var opened []*desk.Desk // in order; Open is called by one goroutine at a time
	var mu sync.Mutex
	closed := func() int {
		mu.Lock()
		defer mu.Unlock()
		n := 0
		for _, d := range opened {
			if d.Ping(context.Background()) != nil {
				n++
			}
		}
		return n
	}
	open := openLake(dir)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	s, err := New(ctx, Options{Version: "test", Every: 5 * time.Millisecond,
		Open: func(ctx context.Context) (*desk.Desk, error) {
			d, err := open(ctx)
			if err == nil {
				mu.Lock()
				opened = append(opened, d)
				mu.Unlock()
			}
			return d, err
		},
		Stamp: func() string {
			info, err := os.Stat(filepath.Join(dir, "manifest.json"))
			if err != nil {
				return ""
			}
			return info.ModTime().String()
		}})
	if err != nil {
		t.Fatal(err)
	}
	go s.watch(ctx) // as Serve does
	before := get(t, s, "/api/v1/sources")
	reading := s.holder.take() // a request that takes long
	bring(1)
	until(t, "the new source to be served", func() bool { return strings.Contains(get(t, s, "/api/v1/sources").body, sets[1].Meta.ID) })
	after := get(t, s, "/api/v1/sources")
	if before.header.Get("ETag") == after.header.Get("ETag") {
		t.Error("the ETag is the same for another lake")
	}
	if closed() != 0 {
		t.Error("a snapshot was closed under a reader")
	}
	if _, err := reading.Env.NewBoard(ctx, "CHN", "RUS"); err != nil {
		t.Errorf("the reader of the old snapshot: %v", err)
	}
	reading.leave()
	until(t, "the old snapshot to be closed", func() bool { return closed() == 1 })

	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte("{broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	if r := get(t, s, "/api/v1/sources"); r.status != 200 || r.body != after.body {
		t.Errorf("a lake that cannot be opened changes what is served: %d", r.status)
	}
	s.Close()
	until(t, "the last snapshot to be closed", func() bool { return closed() == 2 })
	if r := get(t, s, "/"); r.status != 503 {
		t.Errorf("a closed server: %d", r.status)
	}
}

func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 2000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("waited in vain for ", what)
}

func TestCacheKeepsWithinItsBytes(t *testing.T) {
	c := newCache(10_000)
	for i := range 100 {
		c.put(strings.Repeat("k", i+1), &answer{body: make([]byte, 500)})
	}
	if c.bytes > c.most || c.order.Len() == 0 || c.order.Len() != len(c.at) {
		t.Errorf("%d bytes in %d entries, %d known", c.bytes, c.order.Len(), len(c.at))
	}
	if c.get(strings.Repeat("k", 100)) == nil || c.get("k") != nil {
		t.Error("the latest is gone, or the first is still there")
	}
	c.put("huge", &answer{body: make([]byte, 9_000)})
	if c.get("huge") != nil {
		t.Error("one answer takes all the room")
	}
}

func TestOneFlightForMany(t *testing.T) {
	f := newFlights()
	var made, begun atomic.Int32
	start := make(chan struct{})
	results := make(chan error, 20)
	for range 20 {
		go func() {
			<-start
			_, err := f.do(t.Context(), "k", func() { begun.Add(1) }, func() (*answer, error) {
				made.Add(1)
				time.Sleep(50 * time.Millisecond)
				return nil, errors.New("no")
			})
			results <- err
		}()
	}
	close(start)
	for range 20 {
		if err := <-results; err == nil || err.Error() != "no" {
			t.Errorf("got %v", err)
		}
	}
	if made.Load() == 20 || made.Load() != begun.Load() {
		t.Errorf("made %d times, begun %d times", made.Load(), begun.Load())
	}
	_, err := f.do(t.Context(), "p", func() {}, func() (*answer, error) { panic("boom") })
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("a panic becomes %v", err)
	}
}
