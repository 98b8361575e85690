package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
)

func takesGzip(r *http.Request) bool { return accepts(r.Header.Get("Accept-Encoding"), "gzip") }

// keyOf names an answer within its snapshot.
func keyOf(r *http.Request) string { return r.URL.Path + "?" + r.URL.Query().Encode() }

// readable gives a packed answer unpacked to a reader who does not take it packed.
// One is unpacked at a time and the latest are kept, so that such readers cost
// the others nothing. Who asks for the head alone gets it as it is.
func (s *Server) readable(n *snapshot, a *answer, r *http.Request) (*answer, error) {
	if !a.packed || takesGzip(r) || r.Method == http.MethodHead {
		return a, nil
	}
	key := keyOf(r)
	if kept := n.plain.get(key); kept != nil {
		return kept, nil
	}
	leave, err := s.plain.enter(r.Context(), s.limits.Wait)
	if err != nil {
		return nil, err
	}
	defer leave()
	if kept := n.plain.get(key); kept != nil { // unpacked by the one before
		return kept, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		return nil, err
	}
	plain := *a
	plain.packed = false
	if plain.body, err = io.ReadAll(z); err != nil {
		return nil, err
	}
	if !a.passing {
		n.plain.put(key, &plain)
	}
	return &plain, nil
}
