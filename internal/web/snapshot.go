package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"sync"
	"time"

	"dyad/article"
	"dyad/claim"
	"dyad/claim/review"
	"dyad/dossier"
	"dyad/economy"
	"dyad/measure"
)

// snapshot is the lake as it was at one moment, and the pages made of it.
type snapshot struct {
	Env   dossier.Env
	tag   string // the name of all that is made of it
	pages *cache
	plain *cache // pages unpacked for readers without gzip
	once  *flights
	found *findings

	bench *claim.Bench // for the claims of the article
	file  *claim.File

	judged   sync.Mutex // guards the two below
	review   *claim.Review
	unquoted claim.Problems // why the text given could not be marked

	shading sync.Mutex // guards shades
	shades  []*measure.Measure

	users sync.WaitGroup
}

// worldsKept is how many answers about all dyads are kept: some four megabytes
// each for a lake of the whole world.
const worldsKept = 8

// open takes a snapshot.
func (s *Server) open(ctx context.Context) (*snapshot, error) {
	d, err := s.o.Open(ctx)
	if err != nil {
		return nil, err
	}
	d = d.RememberingWorlds(worldsKept)
	n := &snapshot{Env: dossier.Env{Desk: d}, pages: newCache(s.limits.Cache), plain: newCache(s.limits.Cache / 8), once: newFlights(), found: newFindings()}
	sum := sha256.Sum256([]byte(d.Snapshot + "\x00" + s.o.Version + "\x00" + s.assets.build))
	n.tag = hex.EncodeToString(sum[:8])
	if n.bench, err = claim.NewBench(d.Catalogue); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if n.file, err = claim.Parse(article.ClaimsName, article.ClaimsFile()); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	n.Env.Claims = func(ctx context.Context, a, b economy.Code) ([]review.Claim, error) { return s.claimsOn(ctx, n, a, b) }
	return n, nil
}

// holder keeps the current snapshot while requests use it.
type holder struct {
	mu      sync.Mutex
	now     *snapshot
	closing sync.WaitGroup // snapshots that still have users
}

// take gives the current snapshot; leave must be called when done with it. nil
// when the server has closed.
func (h *holder) take() *snapshot {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.now != nil {
		h.now.users.Add(1)
	}
	return h.now
}

func (n *snapshot) leave() { n.users.Done() }

// swap puts another snapshot in place and closes the old one once the last
// request has left it.
func (h *holder) swap(next *snapshot) {
	h.mu.Lock()
	old := h.now
	h.now = next
	h.mu.Unlock()
	if old != nil {
		h.closing.Go(func() {
			old.users.Wait()
			old.Env.Close()
		})
	}
}

// watch takes a new snapshot whenever the lake has changed. The old one answers
// until the new one is ready; a lake that cannot be opened leaves it in place. The
// first one is served from the beginning, and warmed meanwhile.
func (s *Server) watch(ctx context.Context) {
	first := s.holder.take()
	if first == nil {
		return
	}
	settled := s.settle(ctx, first, func() {})
	defer func() { settled() }()
	if s.o.Stamp == nil {
		<-ctx.Done()
		return
	}
	every := s.o.Every
	if every == 0 {
		every = time.Second
	}
	last := s.stamp
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		stamp := s.o.Stamp()
		if stamp == last {
			continue
		}
		last = stamp
		next, err := s.open(ctx)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Printf("the lake has changed and cannot be opened; serving it as it was: %v", err)
			}
			continue
		}
		settled() // what is prepared for the old one is of no use
		next.users.Add(1)
		served := make(chan struct{})
		swap := sync.OnceFunc(func() {
			s.holder.swap(next)
			s.log.Printf("the lake has changed; serving snapshot %s", next.Env.Snapshot)
			close(served)
		})
		settled = s.settle(ctx, next, swap)
		select {
		case <-served:
		case <-time.After(s.limits.Warm):
			swap()
		case <-ctx.Done():
			swap() // for whoever is still answered, and so that it is closed
			return
		}
	}
}

// settle makes a snapshot quick behind the server's back: it warms it, calls warm,
// and prepares pages. It leaves the snapshot in the end. The function it gives
// stops it and waits for that.
func (s *Server) settle(ctx context.Context, n *snapshot, warm func()) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer n.leave()
		s.warm(ctx, n)
		warm()
		s.prepare(ctx, n)
	}()
	return func() {
		cancel()
		<-done
	}
}
