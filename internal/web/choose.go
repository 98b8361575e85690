package web

import (
	"net/http"
	"strings"

	"dyad/economy"
	"dyad/measure"
)

// choose is where the two pickers lead: on to the dyad where both words name an
// economy, else to a page that asks which one was meant.
func (s *Server) choose(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	words := [2]string{strings.TrimSpace(q.Get("a")), strings.TrimSpace(q.Get("b"))}
	var found [2][]economy.Match
	sure := true
	for i, word := range words {
		if e, err := economy.Resolve(word); err == nil && e.Kind != economy.Aggregate {
			found[i] = []economy.Match{{Economy: e, By: word}}
			continue
		}
		sure = false
		found[i] = economy.Search(word, 8)
	}
	if sure {
		a, b := found[0][0].Economy.Code, found[1][0].Economy.Code
		if _, _, err := measure.Pair(string(a), string(b)); err != nil {
			s.fail(w, r, err)
			return
		}
		http.Redirect(w, r, "/d/"+string(a)+"/"+string(b), http.StatusSeeOther)
		return
	}
	type link struct{ A, B economy.Economy }
	var links []link
	for _, a := range found[0] {
		for _, b := range found[1] {
			if a.Economy.Code != b.Economy.Code && len(links) < 24 {
				links = append(links, link{a.Economy, b.Economy})
			}
		}
	}
	a, err := s.page("choose", page{Title: "Which economies?", Data: map[string]any{"Words": words, "Found": found, "Links": links}})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	status := http.StatusOK
	if len(links) == 0 {
		status = http.StatusNotFound
	}
	s.send(w, r, status, a)
}
