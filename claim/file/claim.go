package file

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"dyad/claim/problem"
	"dyad/internal/hint"
)

var (
	headKeys  = []string{"text", "defaults", "claims"}
	textKeys  = []string{"doc", "title", "author", "url", "date", "note"}
	claimKeys = []string{"id", "quote", "at", "let", "check", "judged_by", "as_of", "tolerance", "over", "universe",
		"internal", "not_testable", "needs", "proposed", "kind", "notes"}
	datePattern = regexp.MustCompile(`^(1\d|20)\d\d(-\d\d(-\d\d)?)?$`)
	idPattern   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	namePattern = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
)

func (r *reader) unknown(key string, line, column int, known []string) {
	try := "the keys are " + strings.Join(known, ", ")
	if near := hint.Suggest(key, known); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "?"
	}
	r.bad(line, column, fmt.Sprintf("unknown key %q", key), try)
}

// document reads the top: a mapping with claims, or the list of claims alone.
func (r *reader) document(n ast.Node) {
	if s, ok := n.(*ast.SequenceNode); ok {
		r.claims(s)
		return
	}
	r.fields(n, "a claim file", func(key string, line, col int, v ast.Node) {
		switch key {
		case "text":
			r.about(v)
		case "defaults":
			r.fields(v, "defaults", func(key string, line, col int, v ast.Node) {
				switch key {
				case "as_of":
					r.file.AsOf = r.date(v)
				case "judged_by":
					for _, t := range r.judges(v) {
						r.file.Judges = append(r.file.Judges, t.Value)
					}
				default:
					r.unknown(key, line, col, []string{"as_of", "judged_by"})
				}
			})
		case "claims":
			s, ok := v.(*ast.SequenceNode)
			if !ok {
				r.bad(line, col, "claims must be a list", "begin each claim with - id: …")
				return
			}
			r.claims(s)
		default:
			r.unknown(key, line, col, headKeys)
		}
	})
}

func (r *reader) about(n ast.Node) {
	r.fields(n, "text", func(key string, line, col int, v ast.Node) {
		s := r.text(v, key, MaxQuote).Value
		switch key {
		case "doc":
			r.file.Text.Doc = s
		case "title":
			r.file.Text.Title = s
		case "author":
			r.file.Text.Author = s
		case "url":
			r.file.Text.URL = s
		case "date":
			r.file.Text.Date = r.date(v)
		case "note":
			r.file.Text.Note = s
		default:
			r.unknown(key, line, col, textKeys)
		}
	})
}

func (r *reader) claims(s *ast.SequenceNode) {
	for _, n := range s.Values {
		if len(r.file.Claims) >= MaxClaims {
			line, col := place(n)
			r.bad(line, col, fmt.Sprintf("more than %d claims", MaxClaims), "split the file")
			return
		}
		r.oneClaim(n)
	}
}

func (r *reader) oneClaim(n ast.Node) {
	c := &Claim{}
	c.Line, c.Column = place(n)
	r.claim = ""
	before := len(r.problems)
	ok := r.fields(n, "a claim", func(key string, line, col int, v ast.Node) {
		switch key {
		case "id":
			c.ID, c.Line, c.Column = r.text(v, "id", 80).Value, line, col
			r.claim = c.ID
		case "quote":
			c.Quote = r.text(v, "quote", MaxQuote)
		case "at":
			r.fields(v, "at", func(key string, line, col int, v ast.Node) {
				switch key {
				case "doc":
					c.Doc = r.text(v, "doc", 200).Value
				case "par":
					c.Par = r.text(v, "par", 80).Value
				default:
					r.unknown(key, line, col, []string{"doc", "par"})
				}
			})
		case "let":
			r.let(c, v)
		case "check":
			c.Check = r.text(v, "check", MaxCheck)
			if strings.TrimSpace(c.Check.Value) == "" && len(r.problems) == before {
				r.bad(line, col, "the check is empty", "write a check, or not_testable: {why: no number}")
			}
		case "judged_by":
			c.JudgedBy = r.judges(v)
		case "as_of":
			c.AsOf = r.date(v)
		case "tolerance":
			c.Tolerance = r.text(v, "tolerance", 80)
		case "over":
			c.Over = r.text(v, "over", 80)
		case "universe":
			c.Universe = r.text(v, "universe", 80).Value
		case "internal":
			c.Internal = r.yes(v, key)
		case "proposed":
			c.Proposed = r.yes(v, key)
		case "not_testable":
			c.NotTestable = r.reason(v)
		case "needs":
			for _, e := range r.list(v) {
				c.Needs = append(c.Needs, r.text(e, "needs", 400).Value)
			}
		case "kind":
			c.Kind = r.text(v, "kind", 80).Value
		case "notes":
			c.Notes = r.text(v, "notes", MaxQuote).Value
		default:
			r.unknown(key, line, col, claimKeys)
		}
	})
	if !ok {
		return
	}
	switch {
	case c.ID == "":
		r.bad(c.Line, c.Column, "a claim without an id", "begin the claim with - id: C001")
	case !idPattern.MatchString(c.ID):
		r.bad(c.Line, c.Column, fmt.Sprintf("%q cannot be an id", c.ID), "use letters, digits and . _ -")
	case strings.TrimSpace(c.Quote.Value) == "" && len(r.problems) == before:
		r.bad(c.Line, c.Column, fmt.Sprintf("claim %s has no quote", c.ID), "write the sentence as the text has it: quote: \"…\"")
	case c.Check.Value == "" && c.NotTestable == nil && len(r.problems) == before:
		r.bad(c.Line, c.Column, fmt.Sprintf("claim %s has neither a check nor a reason why there is none", c.ID),
			"write check: …, or not_testable: {why: no number}")
	case c.Check.Value != "" && c.NotTestable != nil:
		r.bad(c.Line, c.Column, fmt.Sprintf("claim %s has both a check and not_testable", c.ID), "keep one of the two")
	}
	r.file.Claims = append(r.file.Claims, c)
}

func (r *reader) yes(n ast.Node, key string) bool {
	if b, ok := n.(*ast.BoolNode); ok {
		return b.Value
	}
	line, col := place(n)
	r.bad(line, col, key+" is true or false", "write "+key+": true")
	return false
}

func (r *reader) date(n ast.Node) string {
	t := r.text(n, "a date", 40)
	if !IsDate(t.Value) {
		line, col := place(n)
		r.bad(line, col, fmt.Sprintf("%q is not a date", t.Value), "write 2018-07-26, 2018-07 or 2018")
	}
	return t.Value
}

// IsDate knows a day, a month or a year of the calendar: there is no February 30.
func IsDate(s string) bool {
	if !datePattern.MatchString(s) {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

func (r *reader) judges(n ast.Node) []Text {
	var out []Text
	for _, e := range r.list(n) {
		t := r.text(e, "judged_by", 120)
		if strings.TrimSpace(t.Value) == "" {
			line, col := place(e)
			r.bad(line, col, "judged_by names nobody", "write an economy (CHN), a source (imf-dots) or both (CHN@imf-dots)")
			continue
		}
		out = append(out, t)
	}
	return out
}

func (r *reader) reason(n ast.Node) *NotTestable {
	out := &NotTestable{}
	line, col := place(n)
	if _, ok := n.(*ast.StringNode); ok {
		out.Why = r.text(n, "not_testable", 400).Value
	} else {
		r.fields(n, "not_testable", func(key string, kl, kc int, v ast.Node) {
			t := r.text(v, key, MaxQuote)
			switch key {
			case "why":
				out.Why = t.Value
				line, col = place(v)
			case "note":
				out.Note = t.Value
			default:
				r.unknown(key, kl, kc, []string{"why", "note"})
			}
		})
	}
	if !slices.Contains(Reasons, out.Why) {
		try := "the reasons are " + strings.Join(Reasons, ", ")
		if near := hint.Suggest(out.Why, Reasons); len(near) > 0 {
			try = "did you mean " + near[0] + "? " + try
		}
		r.bad(line, col, fmt.Sprintf("not_testable: the reason %q is not known", out.Why), try+"; put the rest in note:")
	}
	return out
}

// unique finds ids given twice.
func (r *reader) unique() {
	first := map[string]*Claim{}
	for _, c := range r.file.Claims {
		if c.ID == "" {
			continue
		}
		if f, twice := first[c.ID]; twice {
			r.problems = append(r.problems, problem.Problem{File: r.name, Line: c.Line, Column: c.Column, Claim: c.ID,
				What: fmt.Sprintf("the id %s is already used in line %d", c.ID, f.Line), Try: "give each claim its own id"})
			continue
		}
		first[c.ID] = c
	}
}
