package claim

import (
	"fmt"
	"slices"

	"dyad/claim/eval"
	"dyad/claim/review"
)

// vary asks again in other vintages and in other universes.
func (b *Bench) vary(h *hearing, s sayer, j *review.Judgement) {
	if j.Verdict == review.NotTestable {
		return
	}
	tried := map[string]bool{}
	for _, a := range h.answers {
		v, ok := s.voices[a.call.Key]
		if !ok {
			continue
		}
		vintages := a.vintages(v)
		for _, vintage := range vintages[min(1, len(vintages)):] {
			if tried[vintage] {
				continue
			}
			tried[vintage] = true
			r, fault := h.run(s, vintage, nil)
			if fault == nil && r.Truth != eval.Unknown && verdictOf(r.Truth) != j.Verdict {
				addFlag(j, eval.Fragile)
				j.Notes = append(j.Notes, fmt.Sprintf("%s in the vintage %s", verdictOf(r.Truth), vintage))
			}
		}
	}
	for _, a := range h.answers {
		for _, q := range a.call.Universes() {
			b.mu.Lock()
			other := b.answers[q.Key]
			b.mu.Unlock()
			if other == nil {
				continue
			}
			r, fault := h.run(s, "", map[string]*answer{a.call.Key: other})
			if fault == nil && r.Truth != eval.Unknown && verdictOf(r.Truth) != j.Verdict {
				addFlag(j, eval.UnitUnclear)
				j.Notes = append(j.Notes, fmt.Sprintf("%s among %s", verdictOf(r.Truth), q.Query.Params["universe"]))
			}
		}
	}
}

func addFlag(j *review.Judgement, f string) {
	if !slices.Contains(j.Flags, f) {
		j.Flags = append(j.Flags, f)
	}
}
