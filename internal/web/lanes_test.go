package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dyad/desk"
	"dyad/economy"
	"dyad/trade"
)

// blocked is a server whose forensics last until they are let go.
func blocked(t *testing.T) (s *Server, computed *atomic.Int32, begun <-chan struct{}, letGo func()) {
	t.Helper()
	dir, err := sharedLake()
	if err != nil {
		t.Fatal(err)
	}
	computed = new(atomic.Int32)
	first, released := make(chan struct{}), make(chan struct{})
	begin := sync.OnceFunc(func() { close(first) })
	s = newServer(t, func(o *Options) {
		open := openLake(dir)
		o.Open = func(ctx context.Context) (*desk.Desk, error) {
			d, err := open(ctx)
			if err == nil {
				d.Findings = func(ctx context.Context, a, b economy.Code) ([]trade.Finding, error) {
					computed.Add(1)
					begin()
					select {
					case <-released:
					case <-ctx.Done():
						return nil, ctx.Err()
					}
					var out []trade.Finding
					for i := range 1000 {
						out = append(out, trade.Finding{Kind: trade.OutOfLine, Years: []int{2000}, Value: float64(i), Text: fmt.Sprintf("finding %d.", i)})
					}
					return out, nil
				}
			}
			return d, err
		}
	})
	return s, computed, first, sync.OnceFunc(func() { close(released) })
}

// Whoever asks for what takes long, in however many ways, keeps nobody from a page;
// and the lake is examined once.
func TestDearRequestsKeepNobodyFromAPage(t *testing.T) {
	s, computed, begun, letGo := blocked(t)
	const many = 24
	replies := make([]reply, many)
	var wait sync.WaitGroup
	for i := range many {
		wait.Go(func() { replies[i] = get(t, s, fmt.Sprintf("/api/v1/forensics?limit=%d&offset=%d", 400+i, i)) })
	}
	<-begun
	n := s.holder.take()
	until(t, "all to be in flight", func() bool {
		n.once.mu.Lock()
		defer n.once.mu.Unlock()
		return len(n.once.at) == many
	})
	n.leave()
	if r := get(t, s, "/d/CHN/RUS"); r.status != 200 { // while none of the others is answered
		t.Errorf("a dyad page beside %d dear requests: %d", many, r.status)
	}
	letGo()
	wait.Wait()
	for i, r := range replies {
		if r.status != 200 || strings.Count(r.body, `"kind"`) != 400+i || !strings.Contains(r.body, fmt.Sprintf(`"finding %d."`, i)) || strings.Contains(r.body, fmt.Sprintf(`"finding %d."`, i-1)) {
			t.Errorf("limit %d from %d: %d with %d findings", 400+i, i, r.status, strings.Count(r.body, `"kind"`))
		}
	}
	if computed.Load() != 1 {
		t.Errorf("the lake was examined %d times", computed.Load())
	}
	if r := get(t, s, "/sources"); r.status != 200 || computed.Load() != 1 {
		t.Errorf("the page of sources: %d, examined %d times", r.status, computed.Load())
	}
}

func TestWhatTakesLongHasItsOwnLane(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Wait = 50 * time.Millisecond })
	s.dear.places <- struct{}{} // somebody is in it
	for at, want := range map[string]int{
		"/api/v1/measures/trade.rank/rows?a=CHN&b=RUS&world=1":     503,
		"/api/v1/measures/trade.rank/rows?a=CHN&b=RUS&world=false": 200,
		"/d/CHN/RUS/balance.pdf":                                   503,
		"/d/CHN/RUS/balance.png":                                   503,
		"/d/CHN/RUS/balance.csv":                                   200,
		"/map/trade.dependence/CHN.png":                            503,
		"/api/v1/forensics":                                        503,
		"/api/v1/forensics?a=CHN&b=RUS":                            503,
		"/sources":                                                 503,
		"/d/CHN/RUS":                                               200,
	} {
		if r := get(t, s, at); r.status != want {
			t.Errorf("%s while the lane is full: %d, want %d", at, r.status, want)
		}
	}
	<-s.dear.places
	if r := get(t, s, "/api/v1/forensics?limit=3"); r.status != 200 {
		t.Errorf("afterwards: %d", r.status)
	}
	s.dear.places <- struct{}{}
	for _, at := range []string{"/api/v1/forensics?limit=4", "/sources"} {
		if r := get(t, s, at); r.status != 200 {
			t.Errorf("%s of what is remembered: %d", at, r.status)
		}
	}
	<-s.dear.places
}

// Forensics of many economies are remembered within bounds, those of the lake for
// ever.
func TestFindingsAreRememberedWithinBounds(t *testing.T) {
	f := newFindings()
	f.remember("", "", []trade.Finding{{Kind: "whole"}})
	for i := range 10 * findingsKept {
		f.remember(economy.Code(fmt.Sprint(i)), "", nil)
	}
	if len(f.at) > findingsKept+1 {
		t.Errorf("%d are remembered", len(f.at))
	}
	if found, ok := f.remembered("", ""); !ok || len(found) != 1 {
		t.Error("those of the whole lake are forgotten")
	}
	if _, ok := f.remembered(economy.Code(fmt.Sprint(10*findingsKept-1)), ""); !ok {
		t.Error("the latest is forgotten")
	}
}

// A page is unpacked one at a time, and not at all where it was before or where
// nobody reads it.
func TestReadersWithoutGzipWaitForTheirOwn(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Wait = 50 * time.Millisecond })
	const at = "/d/CHN/RUS"
	plain := get(t, s, at)
	if plain.status != 200 || plain.header.Get("Content-Encoding") != "" || !strings.Contains(plain.body, "</html>") {
		t.Fatalf("without gzip: %d", plain.status)
	}
	packed := header("Accept-Encoding", "gzip")
	get(t, s, "/d/RUS/CHN", packed)
	s.plain.places <- struct{}{} // somebody is unpacking
	if r := get(t, s, at); r.status != 200 || r.body != plain.body {
		t.Errorf("a page unpacked before: %d", r.status)
	}
	if r := get(t, s, "/d/RUS/CHN"); r.status != 503 {
		t.Errorf("a page to unpack: %d", r.status)
	}
	if r := get(t, s, "/d/RUS/CHN", packed); r.status != 200 || r.header.Get("Content-Encoding") != "gzip" {
		t.Errorf("packed: %d", r.status)
	}
	head := ask(t, s, http.MethodHead, "/d/RUS/CHN", nil)
	if head.status != 200 || head.body != "" {
		t.Errorf("HEAD: %d with %d bytes", head.status, len(head.body))
	}
	<-s.plain.places
	if r := get(t, s, "/d/RUS/CHN"); r.status != 200 || r.header.Get("Content-Length") != head.header.Get("Content-Length") || fmt.Sprint(len(r.body)) != head.header.Get("Content-Length") {
		t.Errorf("%d bytes, HEAD says %s", len(r.body), head.header.Get("Content-Length"))
	}
	script := s.assets.script
	if r := get(t, s, script); r.status != 200 || !strings.Contains(r.body, "use strict") || r.header.Get("Content-Encoding") != "" {
		t.Errorf("the script without gzip: %d", r.status)
	}
}
