package review

import (
	"fmt"
	"slices"
	"strings"

	"dyad/claim/eval"
	"dyad/measure"
)

// flagWords are the flags of judgements as people read them; those of the rows
// beneath are the measures'.
var flagWords = map[string]string{
	"only_by_rounding": "only by cutting off, not by rounding", "fragile": "fragile", "unit_unclear": "unit unclear",
	"stale": "data not of the claim's time", "at_least": "at least", "not_significant": "not significant",
}

// FlagText is a flag as people read it.
func FlagText(flag string) string {
	if s, ok := flagWords[flag]; ok {
		return s
	}
	return measure.FlagText(flag)
}

// Marks are the flags but stale, which stands once below the claim.
func (j Judgement) Marks() []string {
	return slices.DeleteFunc(slices.Clone(j.Flags), func(f string) bool { return f == eval.Stale })
}

// StaleNotes say, each once, why judgements are flagged stale.
func (c Claim) StaleNotes() []string {
	var out []string
	for _, j := range c.Judgements {
		for _, s := range j.Stale {
			if s = j.Source + ": " + s; !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// flagList leaves out what stands once below a whole review: see staleLine.
func flagList(flags []string) string {
	var out []string
	for _, f := range (Judgement{Flags: flags}).Marks() {
		out = append(out, FlagText(f))
	}
	return strings.Join(out, "; ")
}

// staleLine says how many judgements rest on data that are not of their
// claim's time; empty where none does.
func (r *Review) staleLine() string {
	stale, all := 0, 0
	for _, c := range r.Claims {
		for _, j := range c.Judgements {
			all++
			if slices.Contains(j.Flags, eval.Stale) {
				stale++
			}
		}
	}
	if stale == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d judgements rest on data published after the claim's date, or ending before it (flag stale).", stale, all)
}

// MarginText is "4.8 %", or "" where there is none.
func (j Judgement) MarginText() string {
	if j.Margin == nil {
		return ""
	}
	return fmt.Sprintf("%.3g %%", *j.Margin)
}

// Why is what a judgement that cannot tell lacks, or the rows that break the
// claim: "2009: 38.80 bn USD, 2011: …".
func (j Judgement) Why() string {
	switch {
	case j.Verdict == NotTestable:
		return strings.Join(j.Missing, "; ")
	case j.Verdict == Contradicted:
		var rows []string
		for i, r := range j.BreakingRows {
			if i == 12 {
				rows = append(rows, fmt.Sprintf("and %d more", len(j.BreakingRows)-i))
				break
			}
			rows = append(rows, fmt.Sprintf("%d: %s", r.Year, r.Text))
		}
		return strings.Join(rows, ", ")
	}
	return ""
}

// sign stands beside the word of a verdict, so that colour alone says nothing.
func sign(verdict string) string {
	switch verdict {
	case Supported:
		return "✓"
	case Contradicted:
		return "✗"
	case Mixed:
		return "≠"
	}
	return "–"
}

// place is "alexeeva-lasserre-2018, par. 10".
func (c Claim) place() string {
	switch {
	case c.Par == "":
		return c.Doc
	case c.Par[0] >= '0' && c.Par[0] <= '9':
		return strings.TrimPrefix(c.Doc+", par. "+c.Par, ", ")
	}
	return strings.TrimPrefix(c.Doc+", "+c.Par, ", ")
}
