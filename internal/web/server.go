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
	"time"
)

// Options say what is served, and to whom.
type Options struct {
	// Open takes a snapshot of the lake. Stamp changes when the lake does; it is
	// asked every Every (two seconds when zero) and must be cheap.
	Open  func(context.Context) (*desk.Desk, error)
	Stamp func() string
	Every time.Duration

	Token   string // who asks must know it; "" for nobody has to
	Text    []byte // the text the claims are quoted from, where its user has it
	Version string
	Log     io.Writer // faults of the server's own; nil for none

	Limits Limits
}

// Limits bound what a request may cost. Zero values mean the defaults.
type Limits struct {
	Making  int           // pages made at the same time
	Wait    time.Duration // for one's turn
	Make    time.Duration // for one page
	Check   time.Duration // for one claim file typed
	Body    int64         // bytes of a request's body
	Address int           // bytes of a request's address
	Cache   int64         // bytes of pages kept
	Open    int           // connections at the same time
}

func (l Limits) orDefault() Limits {
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
	set(&l.Making, 2*runtime.GOMAXPROCS(0))
	set(&l.Address, 4<<10)
	set(&l.Open, 4000)
	wait(&l.Wait, 10*time.Second)
	wait(&l.Make, 20*time.Second)
	wait(&l.Check, 5*time.Second)
	if l.Body == 0 {
		l.Body = 256 << 10
	}
	if l.Cache == 0 {
		l.Cache = 96 << 20
	}
	return l
}

// Server answers requests from the current snapshot of a lake.
type Server struct {
	o       Options
	limits  Limits
	assets  *assets
	holder  holder
	making  chan struct{} // a place for each page being made
	dear    chan struct{} // one for what takes long, so that it never takes those
	plain   chan struct{} // one for pages being unpacked
	judging chan struct{} // one for claims being judged as they are typed
	handler http.Handler
	stamp   string // of the lake as last opened
	log     *log.Logger
	ctx     context.Context
}

// New opens the lake.
func New(ctx context.Context, o Options) (*Server, error) {
	s := &Server{o: o, limits: o.Limits.orDefault(), ctx: ctx}
	if o.Log == nil {
		s.o.Log = io.Discard
	}
	s.log = log.New(s.o.Log, "dyad serve: ", log.LstdFlags|log.Lmsgprefix)
	s.making = make(chan struct{}, s.limits.Making)
	s.dear, s.plain = make(chan struct{}, 1), make(chan struct{}, 1)
	s.judging = make(chan struct{}, 1)
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if o.Stamp != nil {
		s.stamp = o.Stamp() // before the lake is opened, so that no change falls between
	}
	first, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	s.holder.swap(first)
	s.handler = s.guard(s.routes())
	return s, nil
}

// Handler is the whole site behind its guards.
func (s *Server) Handler() http.Handler { return s.handler }

// Close lets go of the lake once nobody reads from it.
func (s *Server) Close() { s.holder.swap(nil) }

// Serve answers on the listener until the context ends, then lets the requests
// under way finish, for five seconds at most.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second, // a reader slower than this has gone
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(quiet{s.o.Log}, "", 0),
	}
	watching, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		if n := s.holder.take(); n != nil {
			s.settle(watching, n) // those who come first wait for what they ask, and for no more
			n.leave()
		}
		s.watch(watching)
	}()
	done := make(chan error, 1)
	go func() { done <- srv.Serve(limitOpen(l, s.limits.Open)) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
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
