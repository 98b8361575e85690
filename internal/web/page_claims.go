package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strconv"

	"dyad/claim/review"
	"dyad/internal/hint"
)

var verdicts = []string{review.Supported, review.Contradicted, review.Mixed, review.NotTestable}

// verdictCount is a verdict with the number of its claims.
type verdictCount struct {
	Verdict string
	Count   int
	Chosen  bool
}

// claimsPage has the quotes in the order of the text, by verdict where one is
// chosen, and the evidence beside the claim chosen.
func (s *Server) claimsPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "verdict"); err != nil {
		return nil, err
	}
	rv, err := s.reviewOf(ctx, n)
	if err != nil {
		return nil, err
	}
	want := r.URL.Query().Get("verdict")
	if want != "" && !slices.Contains(verdicts, want) {
		return nil, hint.New(hint.Usage, "", "no verdict is called "+strconv.Quote(shorten(want)), "supported, contradicted, mixed or not_testable")
	}
	counts := rv.Count()
	var by []verdictCount
	for _, v := range verdicts {
		by = append(by, verdictCount{v, counts[v], v == want})
	}
	var shown []review.Claim
	for _, c := range rv.Claims {
		if want == "" || c.Verdict == want {
			shown = append(shown, c)
		}
	}
	data := map[string]any{"Review": rv, "Claims": shown, "By": by, "Want": want, "HasText": rv.Text != ""}
	id := r.PathValue("id")
	if id == "" { // the first one that some data speak of
		for _, c := range shown {
			if id == "" || c.Verdict != review.NotTestable {
				id = c.ID
			}
			if c.Verdict != review.NotTestable {
				break
			}
		}
	} else if !slices.ContainsFunc(rv.Claims, func(c review.Claim) bool { return c.ID == id }) {
		return nil, notFound("no claim has the id "+strconv.Quote(shorten(id)), "/claims lists them")
	}
	for i, c := range rv.Claims {
		if c.ID == id {
			data["Chosen"] = &rv.Claims[i]
		}
	}
	data["ID"] = id
	title := "Claims"
	if r.PathValue("id") != "" {
		title = "Claim " + id
	}
	return s.page("claims", page{Title: title, Here: "claims", Wide: true, Snapshot: n.Env.Snapshot, Data: data})
}

// piece is a part of the text: plain, or quoted by a claim.
type piece struct {
	Text, ID, Verdict string
}

// textPage is the text itself with its sentences marked, where its user has
// given its file.
func (s *Server) textPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	if len(s.o.Text) == 0 {
		return nil, notFound("the text itself is not here", "start `dyad serve` with --text FILE to see it marked")
	}
	rv, err := s.reviewOf(ctx, n)
	if err != nil {
		return nil, err
	}
	if len(n.unquoted) > 0 {
		return nil, hint.New(hint.Data, "", fmt.Sprintf("%d quotes do not stand in the text given; the first: %s", len(n.unquoted), n.unquoted[0].What), "give the text that the claims are quoted from, as UTF-8")
	}
	return s.page("text", page{Title: "The text, marked", Here: "claims", Snapshot: n.Env.Snapshot, Data: map[string]any{"Pieces": pieces(rv), "Review": rv}})
}

// pieces cuts the text at the passages of its claims; where two overlap, the
// earlier one stands.
func pieces(rv *review.Review) []piece {
	type mark struct {
		review.Span
		id, verdict string
	}
	var marks []mark
	for _, c := range rv.Claims {
		for _, p := range c.Passages {
			marks = append(marks, mark{p, c.ID, c.Verdict})
		}
	}
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].From < marks[j].From })
	var out []piece
	at := 0
	for _, m := range marks {
		if m.From < at || m.To > len(rv.Text) || m.To <= m.From {
			continue
		}
		out = append(out, piece{Text: rv.Text[at:m.From]}, piece{rv.Text[m.From:m.To], m.id, m.verdict})
		at = m.To
	}
	return append(out, piece{Text: rv.Text[at:]})
}
