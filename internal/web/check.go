package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"dyad/claim"
	"dyad/claim/review"
	"dyad/internal/hint"
)

// checked is what a claim file typed here came to.
type checked struct {
	Tally    string         `json:"tally,omitempty"`
	Claims   []review.Claim `json:"claims"`
	Problems claim.Problems `json:"problems"`
	More     int            `json:"more_problems,omitempty"` // than those
}

const (
	typedName   = "typed"
	typedClaims = 300 // claims a file may have here; the command line takes any
)

const problemsTold = 100 // of a file; a file that is none has one on every line

// tell puts the first problems into the answer and counts the others.
func (c *checked) tell(problems claim.Problems) {
	c.Problems = problems[:min(len(problems), problemsTold)]
	c.More = len(problems) - len(c.Problems)
}

// posted refuses the parameters of an address that takes none; the token may
// stand there.
func (s *Server) posted(r *http.Request) error {
	if s.o.Token != "" {
		return known(r, "token")
	}
	return known(r)
}

// check judges a claim file against the snapshot. A file at fault is an answer
// with its problems, not an error. One file is judged at a time, so that the
// pages of others are never kept waiting.
func (s *Server) check(ctx context.Context, n *snapshot, text string) (*checked, error) {
	out := &checked{Claims: []review.Claim{}, Problems: claim.Problems{}}
	if !utf8.ValidString(text) {
		return nil, refuse(http.StatusBadRequest, "the claim file is not UTF-8 text", "save it as UTF-8")
	}
	if strings.TrimSpace(text) == "" {
		return nil, refuse(http.StatusBadRequest, "there is no claim file", "send one as the body; docs/claims.md describes it")
	}
	leave, err := s.judging.enter(ctx, s.limits.Wait)
	if err != nil {
		return nil, err
	}
	defer leave()
	within, cancel := context.WithTimeout(ctx, s.limits.Check)
	defer cancel()
	file, err := claim.Parse(typedName, []byte(text))
	var problems claim.Problems
	switch {
	case errors.As(err, &problems):
		out.tell(problems)
		return out, nil
	case err != nil:
		return nil, err
	}
	if len(file.Claims) > typedClaims {
		return nil, refuse(http.StatusRequestEntityTooLarge, "the file has more claims than are judged here", "run `dyad check FILE` for a file of this size")
	}
	bench, err := claim.NewBench(n.Env.Catalogue) // one of its own: what it remembers goes with it
	if err != nil {
		return nil, err
	}
	rv, err := bench.Judge(within, file, claim.Options{Catalogue: n.Env.Catalogue})
	switch {
	case errors.As(err, &problems):
		out.tell(problems)
		return out, nil
	case within.Err() != nil && ctx.Err() == nil:
		return nil, refusal{http.StatusServiceUnavailable, hint.New(hint.Usage, "", "judging this file takes longer than the server allows", "judge fewer claims at a time, or run `dyad check FILE`")}
	case err != nil:
		return nil, err
	}
	out.Tally, out.Claims = rv.Tally(), rv.Claims
	if out.Claims == nil {
		out.Claims = []review.Claim{}
	}
	return out, s.tellable(out.Claims)
}

// tellable refuses verdicts whose evidence would fill more than an answer may
// have: a short file can ask for the evidence of every dyad and year. They are
// counted one by one, so that counting does not cost what is refused.
func (s *Server) tellable(claims []review.Claim) error {
	size := 0
	for i := range claims {
		b, err := json.Marshal(&claims[i])
		if err != nil {
			return err
		}
		if size += len(b); size > s.limits.Verdicts {
			return refuse(http.StatusRequestEntityTooLarge, "the evidence has more bytes than the server sends ("+count(s.limits.Verdicts)+")", "judge fewer claims at a time, or run `dyad check FILE`")
		}
	}
	return nil
}

// body reads a request's body within the limit.
func (s *Server) body(r *http.Request) (string, error) {
	leave, err := s.reading.enter(r.Context(), s.limits.Wait)
	if err != nil {
		return "", err
	}
	defer leave()
	b, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return "", refuse(http.StatusRequestEntityTooLarge, "the claim file is larger than the server takes ("+count(large.Limit)+" bytes)", "run `dyad check FILE` for a file of this size")
	}
	if err != nil {
		return "", refuse(http.StatusBadRequest, "the request ended before its body", "send it again")
	}
	return string(b), nil
}
