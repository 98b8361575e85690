package web

import (
	"context"
	"errors"
	"net/http"

	"dyad/internal/hint"
)

// fault is an error as the API tells it: in the words of the command line, with
// the exit code it would end with.
type fault struct {
	What  string    `json:"what"`
	Where string    `json:"where,omitempty"`
	Try   string    `json:"try,omitempty"`
	Code  hint.Code `json:"code"`
}

// refusal is an error with a status of its own.
type refusal struct {
	status int
	hint   *hint.Error
}

func (r refusal) Error() string { return r.hint.Error() }
func (r refusal) Unwrap() error { return r.hint }

func refuse(status int, what, try string) error {
	return refusal{status, hint.New(hint.Usage, "", what, try)}
}

func notFound(what, try string) error { return refuse(http.StatusNotFound, what, try) }

// statusOf is the HTTP status of an error.
func statusOf(err error) int {
	var r refusal
	switch {
	case errors.As(err, &r):
		return r.status
	case errors.Is(err, errBusy):
		return http.StatusServiceUnavailable
	}
	switch hintOf(err).Code {
	case hint.Usage:
		return http.StatusBadRequest
	case hint.Data:
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

// faultTitle is the title of the page that tells an error.
func faultTitle(status int) string {
	switch status {
	case http.StatusNotFound:
		return "Not found here"
	case http.StatusBadRequest:
		return "Not understood"
	case http.StatusUnauthorized:
		return "A token is asked for"
	case http.StatusForbidden, http.StatusMisdirectedRequest:
		return "Not allowed"
	case http.StatusMethodNotAllowed, http.StatusUnsupportedMediaType:
		return "Not answered this way"
	case http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong:
		return "Too much at once"
	case http.StatusServiceUnavailable:
		return "Busy"
	}
	return "That did not work"
}

// fail answers with an error: as JSON to programs, as a page to people.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // nobody is listening
	}
	h, status := hintOf(err), statusOf(err)
	if status == http.StatusInternalServerError {
		s.log.Printf("%s %q: %v", r.Method, r.URL.Path, err)
		if h.Err != nil && h.Err == err { // nobody foresaw it: its words help nobody but the log
			h = hint.New(hint.Fault, "", "something went wrong in dyad itself", "the server's own output says more")
		}
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	f := fault{h.What, h.Where, h.Try, h.Code}
	if f.What == "" {
		f.What = h.Error()
	}
	var a *answer
	var made error
	if forPrograms(r) {
		a, made = jsonOf(f)
	} else {
		a, made = s.page("fault", page{Title: faultTitle(status), Data: map[string]any{"Fault": f, "Status": status}})
	}
	if made != nil {
		http.Error(w, f.What, status)
		return
	}
	w.Header().Set("Content-Type", a.kind)
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body)
	}
}
