package claim

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/claim/eval"
	"dyad/claim/review"
	"dyad/measure"
)

// hear lets everybody who can judge a claim do so, and sums up.
func (b *Bench) hear(fileName string, h *hearing) (review.Claim, Problems) {
	c := h.claim
	out := review.Claim{ID: c.ID, Quote: strings.TrimSpace(c.Quote.Value), Check: c.Check.Value, Doc: c.Doc, Par: c.Par, Kind: c.Kind,
		AsOf: h.asOf, Internal: c.Internal, Proposed: c.Proposed, Note: c.Notes, Needs: c.Needs, Line: c.Line,
		Passages: h.passages, Judgements: []review.Judgement{}, Missing: []string{}}
	for _, l := range c.Let {
		out.Let = append(out.Let, l.Name+" = "+l.Value.Value)
	}
	if c.NotTestable != nil {
		out.Verdict, out.Why = review.NotTestable, c.NotTestable.Why
		out.Note = firstOf(c.NotTestable.Note, out.Note)
		why := c.NotTestable.Why
		if c.NotTestable.Note != "" {
			why += ": " + c.NotTestable.Note
		}
		out.Missing = []string{why}
		out.Summary = "Not testable: " + strings.TrimSuffix(why, ".") + "."
		return out, nil
	}
	if len(h.program.Calls) == 0 {
		name := "arithmetic"
		if c.Internal {
			name = "the text itself"
		}
		j, fault := h.judge(sayer{name: name, voices: map[string]voice{}}, "", nil)
		if fault != nil {
			return out, h.problem(fileName, fault)
		}
		out.Judgements = append(out.Judgements, j)
		conclude(&out)
		return out, nil
	}
	complete, partial := sayers(h.answers)
	chosen, absent := choose(h.judges, complete, partial, h.answers)
	for _, s := range chosen {
		j, fault := h.judge(s, "", nil)
		if fault != nil {
			return out, h.problem(fileName, fault)
		}
		b.vary(h, s, &j)
		out.Judgements = append(out.Judgements, j)
	}
	oneWitness(out.Judgements)
	out.Judgements = append(out.Judgements, absent...)
	if h.judges == nil {
		for _, s := range partial {
			for _, l := range s.lacks {
				if !slices.Contains(out.Missing, l) {
					out.Missing = append(out.Missing, l)
				}
			}
		}
	}
	if len(out.Judgements) == 0 {
		for _, a := range h.answers {
			if len(a.speakers()) == 0 {
				out.Missing = append(out.Missing, a.silence(""))
			}
		}
	}
	conclude(&out)
	return out, nil
}

func (h *hearing) problem(fileName string, f *eval.Fault) Problems {
	return Problems{{File: fileName, Line: f.Line, Column: f.Column, Claim: h.claim.ID, What: f.What, Try: f.Try}}
}

// until is the last whole year before the claim's date.
func (h *hearing) until() int {
	y := 0
	fmt.Sscanf(h.asOf, "%4d", &y)
	if len(h.asOf) > 4 && !strings.HasSuffix(h.asOf, "-12-31") {
		y--
	}
	return y
}

// run evaluates the claim for a sayer, in a vintage, with some answers replaced.
func (h *hearing) run(s sayer, vintage string, instead map[string]*answer) (*eval.Result, *eval.Fault) {
	rows := map[string][]*measure.Row{}
	for _, a := range h.answers {
		from := a
		if r := instead[a.call.Key]; r != nil {
			from = r
		}
		if v, ok := s.voices[a.call.Key]; ok {
			rows[a.call.Key] = from.rows(v, vintage)
		}
	}
	return h.program.Run(eval.Question{By: s.name, AsOf: h.asOf, Until: h.until(), Rows: rows})
}

func (h *hearing) judge(s sayer, vintage string, instead map[string]*answer) (review.Judgement, *eval.Fault) {
	r, fault := h.run(s, vintage, instead)
	if fault != nil {
		return review.Judgement{}, fault
	}
	j := review.Judgement{By: s.name, Verdict: verdictOf(r.Truth), Expected: r.Expected, Flags: []string{}, BreakingRows: []eval.Row{},
		Reporter: s.of.reporter, View: s.of.view, Source: s.of.source, Missing: r.Missing, Notes: append(r.Notes, s.shared...)}
	if r.Computed != nil && len(r.Computed.Missing) == 0 {
		row := eval.Printed(r.Computed)
		if !math.IsNaN(row.Value) && !math.IsInf(row.Value, 0) {
			j.Computed, j.Unit, j.ComputedText = &row.Value, row.Unit, row.Text
		}
	}
	if !math.IsNaN(r.Margin) && !math.IsInf(r.Margin, 0) {
		m := math.Round(r.Margin*1000) / 1000
		j.Margin = &m
	}
	j.Flags = append(j.Flags, r.Flags...)
	j.BreakingRows = append(j.BreakingRows, r.Breaking...)
	if len(r.Parts) > 1 {
		for _, p := range r.Parts {
			shown := ""
			if p.Computed != nil {
				shown = eval.Show(p.Computed)
			}
			j.Parts = append(j.Parts, review.Part{Words: p.Words, Verdict: verdictOf(p.Truth), Computed: shown, Expected: p.Expected})
		}
	}
	h.caveats(&j, r.Rows)
	h.composition(&j, r.Rows)
	h.stale(&j, s)
	return j, nil
}

func verdictOf(t eval.Truth) string {
	switch t {
	case eval.True:
		return review.Supported
	case eval.False:
		return review.Contradicted
	}
	return review.NotTestable
}

const maxEvidence = 40

// caveats carries the rows, and the flags that the measure put on them, along
// with the judgement. A narrow lead has already made it fragile; what a break
// between two years means is said of the years compared (see composition).
func (h *hearing) caveats(j *review.Judgement, rows []*measure.Row) {
	for _, r := range rows {
		for _, f := range r.Flags {
			if f != eval.NarrowLead && f != membershipBreak && !slices.Contains(j.Flags, f) {
				j.Flags = append(j.Flags, f)
			}
		}
		if len(j.Evidence) < maxEvidence && !r.Missing && !math.IsNaN(r.Value) && !math.IsInf(r.Value, 0) {
			j.Evidence = append(j.Evidence, review.Evidence{Row: eval.Observed(r), Source: r.Source, Vintage: r.Vintage,
				View: string(r.View), Flags: r.Flags, Note: r.Note})
		}
		if r.Vintage != "" && j.Vintage == "" {
			j.Vintage = r.Vintage
		}
	}
}
