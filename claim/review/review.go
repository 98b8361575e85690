package review

import (
	"fmt"
	"strings"

	"dyad/claim/eval"
	"dyad/claim/file"
)

// Verdicts.
const (
	Supported    = "supported"
	Contradicted = "contradicted"
	Mixed        = "mixed"
	NotTestable  = "not_testable"
)

// Review is a judged claim file.
type Review struct {
	File   string
	About  file.About
	Claims []Claim
	Text   string // the whole text, where it was given

	Address string // where the review is published, http or https; may be empty
	Date    string // of its publication, YYYY-MM-DD; may be empty
}

// Claim is one judged claim. The first five fields are the contract of
// `dyad check --format json`.
type Claim struct {
	ID         string      `json:"id"`
	Quote      string      `json:"quote"`
	Verdict    string      `json:"verdict"`
	Judgements []Judgement `json:"judgements"`
	Missing    []string    `json:"missing"`

	Summary  string   `json:"summary"` // who says what, in one sentence
	Let      []string `json:"let,omitempty"`
	Check    string   `json:"check,omitempty"`
	Doc      string   `json:"doc,omitempty"`
	Par      string   `json:"par,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	AsOf     string   `json:"as_of,omitempty"`
	Internal bool     `json:"internal,omitempty"` // the text tested against itself
	Proposed bool     `json:"proposed,omitempty"`
	Why      string   `json:"why,omitempty"` // not_testable: the reason given in the file
	Note     string   `json:"note,omitempty"`
	Needs    []string `json:"needs,omitempty"`
	Line     int      `json:"line,omitempty"`
	Passages []Span   `json:"-"` // where the quote stands in the text, in bytes
}

// Whole is the check with its lets: "T[2014] > 1, where T = trade.total(RUS, CHN)".
func (c Claim) Whole() string {
	s := strings.Join(strings.Fields(c.Check), " ")
	if len(c.Let) > 0 && s != "" {
		s += ", where " + strings.Join(strings.Fields(strings.Join(c.Let, ", ")), " ")
	}
	return s
}

// Span is a part of the text, in bytes.
type Span struct{ From, To int }

// Judgement is what one sayer's data say of a claim.
type Judgement struct {
	By           string     `json:"by"`
	Verdict      string     `json:"verdict"`
	Computed     *float64   `json:"computed"` // percentages in per cent; null where there is no number
	Expected     string     `json:"expected"`
	Margin       *float64   `json:"margin"` // per cent to the nearest other verdict; null where it has no sense
	Flags        []string   `json:"flags"`
	BreakingRows []eval.Row `json:"breaking_rows"`

	ComputedText string     `json:"computed_text,omitempty"`
	Unit         string     `json:"unit,omitempty"`
	Missing      []string   `json:"missing,omitempty"`
	Notes        []string   `json:"notes,omitempty"`
	Stale        []string   `json:"stale_because,omitempty"`
	Parts        []Part     `json:"parts,omitempty"`
	Evidence     []Evidence `json:"evidence,omitempty"`
	Reporter     string     `json:"reporter,omitempty"`
	View         string     `json:"view,omitempty"`
	Source       string     `json:"source,omitempty"`
	Vintage      string     `json:"vintage,omitempty"`
}

// Part is one statement of a check that has several.
type Part struct {
	Words    string `json:"words"`
	Verdict  string `json:"verdict"`
	Computed string `json:"computed,omitempty"`
	Expected string `json:"expected,omitempty"`
}

// Evidence is one observation a judgement rests on.
type Evidence struct {
	eval.Row
	Source  string   `json:"source,omitempty"`
	Vintage string   `json:"vintage,omitempty"`
	View    string   `json:"view,omitempty"`
	Flags   []string `json:"flags,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// Count gives how many claims have each verdict.
func (r *Review) Count() map[string]int {
	n := map[string]int{}
	for _, c := range r.Claims {
		n[c.Verdict]++
	}
	return n
}

// Contradicted lists the ids of the claims that `--strict` fails on.
func (r *Review) Contradicted() []string {
	var ids []string
	for _, c := range r.Claims {
		if c.Verdict == Contradicted {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Words is a verdict as people read it.
func Words(verdict string) string {
	switch verdict {
	case Mixed:
		return "mixed by source"
	case NotTestable:
		return "not testable"
	}
	return verdict
}

// Tally is "171 claims: 20 supported, 8 contradicted, …".
func (r *Review) Tally() string {
	n := r.Count()
	var parts []string
	for _, v := range []string{Supported, Contradicted, Mixed, NotTestable} {
		parts = append(parts, fmt.Sprintf("%d %s", n[v], Words(v)))
	}
	noun := "claims"
	if len(r.Claims) == 1 {
		noun = "claim"
	}
	return fmt.Sprintf("%d %s: %s", len(r.Claims), noun, strings.Join(parts, ", "))
}
