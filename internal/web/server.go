package web

import (
	"context"
	"dyad/desk"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"
)

// Options say what is served, and to whom.
type Options struct {
	// Open takes a snapshot of the lake. Stamp changes when the lake does; it is
	// asked every Every (a second when zero) and must be cheap.
	Open  func(context.Context) (*desk.Desk, error)
	Stamp func() string
	Every time.Duration

	Token   string // who asks must know it; "" for nobody has to
	Text    []byte // the text the claims are quoted from, where its user has it
	Version string
	Log     io.Writer // faults of the server's own; nil for none

	Memory int64 // bytes that the server may take, DefaultMemory when zero; see Divide
	Limits Limits
}

// Limits bound what a request may cost. Zero values mean the defaults.
type Limits struct {
	Making  int           // pages made at the same time
	Wait    time.Duration // for one's turn
	Make    time.Duration // for one page
	Check   time.Duration // for one claim file typed
	Portion time.Duration // for a reader to take a portion of an answer
	Warm    time.Duration // for a new snapshot to be warmed before it is served
	Body    int64         // bytes of a request's body
	Address int           // bytes of a request's address
	Cache   int64         // bytes of pages kept
	Open    int           // connections at the same time
	Queue   int           // requests waiting for a place, before each kind of places
	Answer  int           // bytes of an answer
	Going   int64         // bytes of answers on their way to readers

	Verdicts int // bytes of the evidence for one claim file typed
}

// orDefault fills what is not given; what is kept or on its way comes from the
// limit on memory.
func (l Limits) orDefault(m Memory) Limits {
	set := func(have *int, otherwise int) {
		if *have == 0 {
			*have = otherwise
		}
	}
	wait := func(have *time.Duration, otherwise time.Duration) {
		if *have == 0 {
			*have = otherwise
		}
	}
	set(&l.Making, runtime.GOMAXPROCS(0)+1) // more would only keep the others from their turn
	set(&l.Address, 4<<10)
	set(&l.Open, m.open)
	set(&l.Queue, 32)
	set(&l.Answer, 8<<20)
	set(&l.Verdicts, 1<<20)
	wait(&l.Wait, 10*time.Second)
	wait(&l.Make, 20*time.Second)
	wait(&l.Check, 5*time.Second)
	wait(&l.Portion, 10*time.Second)
	wait(&l.Warm, 3*time.Second) // on a busy machine warming takes long, and what is new is worth more than what is quick
	if l.Body == 0 {
		l.Body = 256 << 10
	}
	if l.Cache == 0 {
		l.Cache = m.kept
	}
	if l.Going == 0 {
		l.Going = m.going
	}
	return l
}

// Server answers requests from the current snapshot of a lake.
type Server struct {
	o       Options
	limits  Limits
	assets  *assets
	holder  holder
	making  *lane // of pages being made
	dear    *lane // of what takes long, so that it never takes those
	plain   *lane // of pages being unpacked
	judging *lane // of claims being judged as they are typed
	reading *lane // of requests whose body is coming in
	sending *sending
	handler http.Handler
	stamp   string // of the lake as last opened
	log     *log.Logger
	ctx     context.Context // of what is made; it ends when nobody waits for it
	stop    context.CancelFunc
}

// New opens the lake.
func New(ctx context.Context, o Options) (*Server, error) {
	if o.Memory == 0 {
		o.Memory = DefaultMemory
	}
	s := &Server{o: o, limits: o.Limits.orDefault(Divide(o.Memory))}
	s.ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx)) // a request under way outlives the sign to end
	if o.Log == nil {
		s.o.Log = io.Discard
	}
	s.log = log.New(s.o.Log, "dyad serve: ", log.LstdFlags|log.Lmsgprefix)
	s.making, s.dear = newLane(s.limits.Making, s.limits.Queue), newLane(1, s.limits.Queue)
	s.plain, s.judging = newLane(1, s.limits.Queue), newLane(1, s.limits.Queue)
	s.reading = newLane(2*s.limits.Queue, s.limits.Queue)
	s.sending = newSending(s.limits.Going)
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if o.Stamp != nil {
		s.stamp = o.Stamp() // before the lake is opened, so that no change falls between
	}
	first, err := s.open(ctx)
	if err != nil {
		s.stop()
		return nil, err
	}
	s.holder.swap(first)
	s.handler = s.guard(s.routes())
	return s, nil
}

// Handler is the whole site behind its guards.
func (s *Server) Handler() http.Handler { return s.handler }

// Close ends what is being made and lets go of the lake once nobody reads from it.
func (s *Server) Close() {
	s.stop()
	s.holder.swap(nil)
	s.holder.closing.Wait()
}

// Serve answers on the listener until the context ends, then lets the requests
// under way finish: none takes longer than its turn, its making and its reading.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      s.limits.Wait + s.limits.Make + s.limits.Check + s.limits.Portion, // until the first portion; see inPortions
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(quiet{s.o.Log}, "", 0),
	}
	watching, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() { s.watch(watching) })
	defer func() { stop(); background.Wait() }()
	done := make(chan error, 1)
	go func() { done <- srv.Serve(limitOpen(l, s.limits.Open)) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.limits.Wait+s.limits.Make+s.limits.Check+s.limits.Portion)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		srv.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// quiet drops the noise of clients that come and go.
type quiet struct{ io.Writer }

func (quiet) Write(p []byte) (int, error) { return len(p), nil }
