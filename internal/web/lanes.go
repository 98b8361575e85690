package web

import (
	"net/http"
	"strings"
)

// lane is where a request waits for its turn to be made. What takes long has a
// lane of its own with one place: however many ask for it, the places of all
// other pages stay free.
func (s *Server) lane(n *snapshot, r *http.Request) chan struct{} {
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
