package web

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// lane is a number of places and a queue before them. Who finds the queue full is
// told at once: an answer that comes too late costs as much as one in time.
type lane struct {
	places chan struct{} // taken by those who work
	queue  chan struct{} // by those who wait
}

func newLane(places, queue int) *lane {
	return &lane{make(chan struct{}, places), make(chan struct{}, queue)}
}

// enter waits for a place, no longer than wait; errBusy where there is none, or
// none in time. leave must be called when the work is done.
func (l *lane) enter(ctx context.Context, wait time.Duration) (leave func(), err error) {
	leave = func() { <-l.places }
	select {
	case l.places <- struct{}{}:
		return leave, nil
	default:
	}
	select {
	case l.queue <- struct{}{}:
		defer func() { <-l.queue }()
	default:
		return nil, errBusy
	}
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case l.places <- struct{}{}:
		return leave, nil
	case <-late.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// lane is where a request waits for its turn to be made. What takes long has a
// lane of its own with one place: however many ask for it, the places of all
// other pages stay free.
func (s *Server) lane(n *snapshot, r *http.Request) *lane {
	if n.dear(r) {
		return s.dear
	}
	return s.making
}

// dear says whether a request takes long to answer.
func (n *snapshot) dear(r *http.Request) bool {
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, ".png"), strings.HasSuffix(path, ".pdf"):
		return true
	case strings.HasPrefix(path, "/api/v1/measures/"):
		return wordsOf(r).World // a place among all dyads, year by year
	case path == "/api/v1/forensics":
		a, b, err := oneOrTwo(r)
		if err != nil {
			return false
		}
		_, known := n.found.remembered(a, b)
		return !known
	case path == "/sources":
		_, known := n.found.remembered("", "")
		return !known
	}
	return false
}
