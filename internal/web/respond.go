package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"dyad/internal/hint"
)

// answer is what a request gets: made whole before the first byte is sent, so
// that a slow reader holds nothing but memory.
type answer struct {
	body   []byte // packed with gzip where packed
	packed bool
	size   int    // bytes of the body before it was packed
	kind   string // Content-Type
	file   string // name to save under, "" for what is looked at
	policy string // a Content-Security-Policy of its own

	passing bool // says that something is still being made: nobody keeps it
}

// maker makes an answer from a snapshot; it must depend on nothing else but the
// request's address.
type maker func(ctx context.Context, n *snapshot, r *http.Request) (*answer, error)

var errBusy = hint.New(hint.Fault, "", "the server is busy with other requests", "ask again in a moment")

// kept serves what make makes, from the cache where it has been made before. The
// name of the snapshot is the ETag: nothing else changes an answer.
func (s *Server) kept(make maker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n := s.holder.take()
		if n == nil {
			s.fail(w, r, errBusy)
			return
		}
		defer n.leave()
		etag := `W/"` + n.tag + `"`
		w.Header().Set("Vary", "Accept-Encoding")
		a, err := s.answer(r.Context(), n, make, r)
		// only what can be answered is unchanged: a wrong address is wrong with any tag
		unchanged := err == nil && !a.passing && matches(r.Header.Get("If-None-Match"), etag)
		if err == nil && !unchanged {
			a, err = s.readable(n, a, r)
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if a.passing {
			w.Header().Set("Cache-Control", "no-store")
		} else {
			w.Header().Set("ETag", etag)
			w.Header().Set("Cache-Control", "no-cache") // kept by the reader, asked again each time
		}
		if unchanged {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		s.send(w, r, http.StatusOK, a)
	}
}

func (s *Server) answer(ctx context.Context, n *snapshot, make maker, r *http.Request) (*answer, error) {
	key := keyOf(r)
	if a := n.pages.get(key); a != nil {
		return a, nil
	}
	return n.once.do(ctx, key, func() { n.users.Add(1) }, func() (*answer, error) {
		defer n.leave()
		leave, err := s.lane(n, r).enter(s.ctx, s.limits.Wait)
		if err != nil {
			return nil, err
		}
		defer leave()
		// not the request's own context: what is made serves the next one too
		within, cancel := context.WithTimeout(s.ctx, s.limits.Make)
		defer cancel()
		a, err := make(within, n, r)
		if err != nil {
			if within.Err() != nil {
				err = hint.New(hint.Fault, "", "this takes longer than the server allows", "ask for less: fewer years, one basket, one source")
			}
			return nil, err
		}
		if len(a.body) > s.limits.Answer {
			return nil, refuse(http.StatusRequestEntityTooLarge, "the answer has more bytes than the server sends ("+count(s.limits.Answer)+")", "ask for less: fewer years, one basket, one source, a smaller limit")
		}
		a.pack()
		if !a.passing {
			n.pages.put(key, a)
		}
		return a, nil
	})
}

// pack compresses text that is worth it.
func (a *answer) pack() {
	if len(a.body) < 1<<10 || !(strings.HasPrefix(a.kind, "text/") || strings.HasPrefix(a.kind, "application/json") || strings.HasPrefix(a.kind, "image/svg")) {
		return
	}
	var b bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	if _, err := z.Write(a.body); err != nil || z.Close() != nil {
		return
	}
	a.size, a.body, a.packed = len(a.body), bytes.Clone(b.Bytes()), true
}

// packers are kept because each has a megabyte of tables.
var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is a good one
	return z
}}

// matches says whether an If-None-Match names the tag, weakly.
func matches(header, etag string) bool {
	for _, t := range strings.Split(header, ",") {
		t = strings.TrimSpace(t)
		if t == "*" || t != "" && strings.TrimPrefix(t, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

func accepts(header, coding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == coding && strings.ReplaceAll(strings.TrimSpace(q), " ", "") != "q=0" {
			return true
		}
	}
	return false
}

// jsonOf is an answer as the command line prints it.
func jsonOf(v any) (*answer, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(true) // safe even where somebody puts it into a page
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return &answer{body: b.Bytes(), kind: "application/json; charset=utf-8"}, nil
}

// hintOf is any error in the shape that a user reads.
func hintOf(err error) *hint.Error {
	var h *hint.Error
	if errors.As(err, &h) {
		return h
	}
	return &hint.Error{Code: hint.Fault, What: err.Error(), Err: err}
}
