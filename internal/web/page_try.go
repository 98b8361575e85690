package web

import (
	"context"
	"mime"
	"net/http"
	"net/url"
)

// example is what the editor begins with.
const example = `# A claim quotes a sentence and gives it a check. Change a number or a word and see.
claims:
- id: T1
  quote: "Since 2001, the volume of trade has grown nine-fold"
  let:
    T: trade.total(RUS, CHN)
  check: T[2014] / T[2001] is nine-fold
  as_of: 2018-07-26

- id: T2
  quote: "a surplus for China in 2009"
  check: trade.balance(CHN, RUS)[2009] is positive
`

// tryPage is the editor: a claim file judged as it is typed.
func (s *Server) tryPage(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	return s.page("try", page{Title: "Try a claim", Here: "claims", Wide: true, Snapshot: n.Env.Snapshot, Data: map[string]any{"Text": example}})
}

// tried is the editor without script: the file comes as a form.
func (s *Server) tried(w http.ResponseWriter, r *http.Request) {
	n := s.holder.take()
	if n == nil {
		s.fail(w, r, errBusy)
		return
	}
	defer n.leave()
	if err := s.posted(r); err != nil {
		s.fail(w, r, err)
		return
	}
	text, err := s.formText(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	data := map[string]any{"Text": text}
	status := http.StatusOK
	if result, err := s.check(r.Context(), n, text); err != nil {
		h := hintOf(err)
		data["Fault"], status = fault{h.What, h.Where, h.Try, h.Code}, statusOf(err)
	} else {
		data["Result"] = result
	}
	a, err := s.page("try", page{Title: "Try a claim", Here: "claims", Wide: true, Snapshot: n.Env.Snapshot, Data: data})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	s.send(w, r, status, a)
}

// formText is the field "file" of a form in the common encoding.
func (s *Server) formText(r *http.Request) (string, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return "", refuse(http.StatusUnsupportedMediaType, "the editor's form comes as application/x-www-form-urlencoded", "use the page, or POST the file to /api/v1/check")
	}
	raw, err := s.body(r)
	if err != nil {
		return "", err
	}
	form, err := url.ParseQuery(raw)
	if err != nil {
		return "", refuse(http.StatusBadRequest, "the form cannot be read", "use the page, or POST the file to /api/v1/check")
	}
	return form.Get("file"), nil
}
