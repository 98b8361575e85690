package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dyad/desk"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
	"dyad/source"
	"dyad/source/tidy"
)

// A full queue turns away at once: the place is held until after the answer, and
// who waited for it instead would wait for a minute.
func TestAFullQueueTurnsAwayAtOnce(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Making, o.Limits.Queue, o.Limits.Wait = 1, 2, time.Minute })
	s.making.places <- struct{}{}
	replies := make(chan reply, 2)
	for _, at := range []string{"/d/CHN/RUS", "/d/RUS/CHN"} {
		go func() { replies <- get(t, s, at) }()
	}
	until(t, "two to wait", func() bool { return len(s.making.queue) == 2 })
	for _, at := range []string{"/d/DEU/POL", "/m", "/api/v1/measures"} {
		r := get(t, s, at)
		if r.status != 503 || r.header.Get("Retry-After") == "" || r.header.Get("ETag") != "" {
			t.Errorf("%s before a full queue: %d", at, r.status)
		}
	}
	<-s.making.places
	for range 2 {
		if r := <-replies; r.status != 200 {
			t.Errorf("one that waited: %d", r.status)
		}
	}
}

// stuck is a reader who takes nothing until it is let go.
type stuck struct {
	*httptest.ResponseRecorder
	gate chan struct{}
}

func (w stuck) Write(p []byte) (int, error) {
	<-w.gate
	return w.ResponseRecorder.Write(p)
}

// Sixty answers unread took 740 MB. What is on its way is counted, an answer that
// many read once; beyond the bound others are turned away, small ones are not.
func TestUnreadAnswersAreBounded(t *testing.T) {
	s := newServer(t)
	large := len(get(t, s, "/d/CHN/RUS").body)
	s.sending.most = int64(large) + smallAnswers
	gate := make(chan struct{})
	read := func(w http.ResponseWriter) {
		r := httptest.NewRequest(http.MethodGet, "/d/CHN/RUS", nil)
		r.Host = "localhost"
		s.Handler().ServeHTTP(w, r)
	}
	done := make(chan int, 60)
	for range 60 {
		go func() {
			w := stuck{httptest.NewRecorder(), gate}
			read(w)
			done <- w.Code
		}()
	}
	going := func() (bytes int64, readers int) {
		s.sending.mu.Lock()
		defer s.sending.mu.Unlock()
		for _, n := range s.sending.at {
			readers += n
		}
		return s.sending.bytes, readers
	}
	until(t, "sixty to be read", func() bool { _, readers := going(); return readers == 60 })
	if bytes, _ := going(); bytes != int64(large) {
		t.Errorf("sixty readers of %d bytes hold %d", large, bytes)
	}
	if r := get(t, s, "/d/RUS/CHN"); r.status != 503 || r.header.Get("ETag") != "" {
		t.Errorf("another large answer: %d", r.status)
	}
	if r := get(t, s, "/api/v1/status"); r.status != 200 {
		t.Errorf("a small answer: %d", r.status)
	}
	close(gate)
	for range 60 {
		if code := <-done; code != 200 {
			t.Errorf("one that read slowly: %d", code)
		}
	}
	if bytes, readers := going(); bytes != 0 || readers != 0 {
		t.Errorf("%d bytes for %d readers when all have been read", bytes, readers)
	}
	if r := get(t, s, "/d/RUS/CHN"); r.status != 200 {
		t.Errorf("afterwards: %d", r.status)
	}
}

// narrow is a listener whose connections take little at a time.
type narrow struct{ net.Listener }

func (l narrow) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(32 << 10)
	}
	return c, err
}

// serving runs a server on a port of its own; end stops it and gives its error.
func serving(t *testing.T, s *Server) (addr string, end func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, narrow{l}) }()
	return l.Addr().String(), func() error { stop(); return <-ended }
}

func dialSlow(t *testing.T, addr, at string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	_ = c.(*net.TCPConn).SetReadBuffer(32 << 10)
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", at)
	return c
}

// The deadline is for progress: a reader who takes nothing is left, one who takes
// a little at a time has the whole.
func TestAReaderIsLeftWhoTakesNothing(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Portion = time.Second })
	whole := len(get(t, s, "/d/CHN/RUS").body)
	if whole < 10*portion {
		t.Fatalf("a page of %d bytes fits into buffers: the test proves nothing", whole)
	}
	addr, end := serving(t, s)
	dialSlow(t, addr, "/d/CHN/RUS")
	busy := func() bool { s.sending.mu.Lock(); defer s.sending.mu.Unlock(); return s.sending.bytes > 0 }
	until(t, "the answer to be on its way", busy)
	until(t, "the reader who takes nothing to be left", func() bool { return !busy() })

	slow, got := dialSlow(t, addr, "/d/CHN/RUS"), 0
	for part := make([]byte, 8<<10); ; time.Sleep(50 * time.Millisecond) { // two seconds in all
		n, err := slow.Read(part)
		got += n
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("a reader who takes a little at a time was left after %d of %d bytes: %v", got, whole, err)
		}
	}
	if got < whole {
		t.Errorf("read %d of %d bytes", got, whole)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// A short claim file can ask for the evidence of everything: 25 KB made 8 MB of answer.
func TestAnswersAreCapped(t *testing.T) {
	var file strings.Builder
	file.WriteString("claims:\n")
	for i := range 290 {
		fmt.Fprintf(&file, "- id: X%d\n  quote: q\n  check: trade.total(CHN, RUS)[2010] > 0\n", i)
	}
	s := newServer(t, func(o *Options) { o.Limits.Verdicts = 50_000 })
	for _, c := range []struct {
		claims string
		status int
	}{{file.String(), 413}, {"claims:\n- id: X\n  quote: q\n  check: trade.total(CHN, RUS)[2010] > 0\n", 200}} {
		r := ask(t, s, http.MethodPost, "/api/v1/check", strings.NewReader(c.claims))
		if r.status != c.status || c.status == 413 && !strings.Contains(r.body, "dyad check") {
			t.Errorf("%d bytes of claims: %d %.300s", len(c.claims), r.status, r.body)
		}
	}
	r := ask(t, shared(t), http.MethodPost, "/api/v1/check", strings.NewReader(file.String()))
	if len(r.body) > 3*shared(t).limits.Verdicts/2 {
		t.Errorf("%d bytes of claims are answered with %d", file.Len(), len(r.body))
	}
	small := newServer(t, func(o *Options) { o.Limits.Answer = 20_000 })
	if r := get(t, small, "/d/CHN/RUS"); r.status != 413 {
		t.Errorf("a page of more bytes than are sent: %d", r.status)
	}
	if r := get(t, small, "/api/v1/status"); r.status != 200 {
		t.Errorf("a small answer: %d", r.status)
	}
}

// Bodies come in a bounded number at a time.
func TestBodiesComingInAreBounded(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Queue, o.Limits.Wait = 1, time.Minute })
	hold, release := io.Pipe()
	replies := make(chan reply, 8)
	for range 3 { // two places and one that waits
		go func() { replies <- ask(t, s, http.MethodPost, "/api/v1/check", hold) }()
	}
	until(t, "three to be in", func() bool { return len(s.reading.places) == 2 && len(s.reading.queue) == 1 })
	if r := ask(t, s, http.MethodPost, "/api/v1/check", strings.NewReader("claims: []")); r.status != 503 {
		t.Errorf("one more body: %d", r.status)
	}
	release.Close()
	for range 3 {
		if r := <-replies; r.status != 400 { // there is no claim file
			t.Errorf("a body that ended: %d", r.status)
		}
	}
}

// A request under way when the sign to end comes is answered whole; the server
// ends after it.
func TestRequestsUnderWayFinishAtTheEnd(t *testing.T) {
	s, _, begun, letGo := blocked(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	type got struct {
		status int
		body   string
		err    error
	}
	answered := make(chan got, 1)
	go func() {
		r, err := http.Get("http://" + l.Addr().String() + "/api/v1/forensics?a=CHN&b=RUS&limit=1000")
		if err != nil {
			answered <- got{err: err}
			return
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		answered <- got{r.StatusCode, string(b), err}
	}()
	<-begun
	stop()
	until(t, "the listener to close", func() bool {
		c, err := net.Dial("tcp", l.Addr().String())
		if err == nil {
			c.Close()
		}
		return err != nil
	})
	select {
	case err := <-ended:
		t.Fatalf("the server ended under a request: %v", err)
	case g := <-answered:
		t.Fatalf("the request ended before its answer was made: %d %v", g.status, g.err)
	default:
	}
	letGo()
	if g := <-answered; g.err != nil || g.status != 200 || strings.Count(g.body, `"kind"`) != 1000 {
		t.Errorf("the request under way: %d with %d findings, %v", g.status, strings.Count(g.body, `"kind"`), g.err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the end: %v", err)
	}
}

// neverWarm is a field without measures that warms for ever.
type neverWarm struct{}

func (neverWarm) Tables() []*table.Table         { return nil }
func (neverWarm) Measures() []*measure.Measure   { return nil }
func (neverWarm) Warm(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }

// An import is served though warming it takes for ever, as on a busy machine.
func TestAnImportIsServedBeforeItIsWarm(t *testing.T) {
	dir := t.TempDir()
	bring := func(id string) {
		t.Helper()
		d, err := tidy.Open([]source.File{{Name: id + ".csv", Data: []byte("reporter,partner,flow,year,value\nCHN,RUS,X,2019,5\n")}}, tidy.Options{Meta: source.Meta{ID: id, Vintage: "1"}})
		if err == nil {
			_, err = lake.Import(t.Context(), dir, d, lake.ImportOptions{Version: "test"})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	bring("first")
	s, err := New(t.Context(), Options{Version: "test", Every: 5 * time.Millisecond, Limits: Limits{Warm: 20 * time.Millisecond},
		Open: func(ctx context.Context) (*desk.Desk, error) {
			return desk.Open(ctx, dir, desk.Options{Version: "test", Fields: func(*lake.Lake) []desk.Field { return []desk.Field{neverWarm{}} }})
		},
		Stamp: func() string {
			b, _ := os.ReadFile(filepath.Join(dir, "manifest.json"))
			return string(b)
		}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	watched := make(chan struct{})
	go func() { defer close(watched); s.watch(ctx) }()
	for _, id := range []string{"second", "third"} {
		bring(id)
		until(t, id+" to be served", func() bool { return strings.Contains(get(t, s, "/api/v1/sources").body, `"`+id+`"`) })
	}
	stop()
	<-watched
	s.Close() // waits for every snapshot to be closed
}
