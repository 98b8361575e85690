package web

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	portion      = 16 << 10        // bytes of an answer that must go out within Limits.Portion
	longestRead  = 2 * time.Minute // for the whole of an answer
	smallAnswers = 32 << 10        // bytes; those no larger are not counted
)

// sending counts the bytes of answers that are on their way to readers. An answer
// that many read at once counts once.
type sending struct {
	most  int64
	mu    sync.Mutex // guards those below
	bytes int64
	at    map[*answer]int // how many read it
}

func newSending(most int64) *sending { return &sending{most: most, at: map[*answer]int{}} }

// begin says whether there is room for another reader of an answer; end must then
// be called when it has been read.
func (s *sending) begin(a *answer) bool {
	size := int64(len(a.body))
	if size <= smallAnswers {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at[a] == 0 {
		if s.bytes+size > s.most {
			return false
		}
		s.bytes += size
	}
	s.at[a]++
	return true
}

func (s *sending) end(a *answer) {
	size := int64(len(a.body))
	if size <= smallAnswers {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at[a]--; s.at[a] == 0 {
		delete(s.at, a)
		s.bytes -= size
	}
}

// send sends an answer that its reader can read: see readable. A reader who takes
// nothing for a while is left; one who reads slowly is not.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, a *answer) {
	if r.Method != http.MethodHead {
		if !s.sending.begin(a) {
			s.fail(w, r, errBusy)
			return
		}
		defer s.sending.end(a)
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	if a.policy != "" {
		h.Set("Content-Security-Policy", a.policy)
	}
	if a.file != "" {
		h.Set("Content-Disposition", `inline; filename="`+a.file+`"`)
	}
	size := len(a.body)
	if a.packed {
		if takesGzip(r) {
			h.Set("Content-Encoding", "gzip")
		} else {
			size = a.size // of HEAD: readable has unpacked it for the others
		}
	}
	h.Set("Content-Length", strconv.Itoa(size))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		inPortions(w, a.body, s.limits.Portion)
	}
}

// inPortions writes a body with a deadline for each portion, until its reader has
// it or has gone.
func inPortions(w http.ResponseWriter, body []byte, each time.Duration) {
	c := http.NewResponseController(w)
	last := time.Now().Add(longestRead)
	for len(body) > 0 {
		by := time.Now().Add(each)
		if last.Before(by) {
			by = last
		}
		_ = c.SetWriteDeadline(by) // a writer without deadlines is a test's
		n, err := w.Write(body[:min(portion, len(body))])
		if err != nil {
			return
		}
		body = body[n:]
		if err := c.Flush(); err != nil && len(body) > 0 { // what waits in a buffer makes no progress
			return
		}
	}
}
