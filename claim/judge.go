package claim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"dyad/claim/eval"
	"dyad/claim/file"
	"dyad/claim/problem"
	"dyad/claim/review"
	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// Options say what a claim file is judged against.
type Options struct {
	Catalogue *measure.Catalogue
	Text      string   // the text itself, where quotes are to be verified; empty: not verified
	TextName  string   // its name, for messages
	AsOf      string   // overrides the file's own default date
	Only      []string // ids of the claims to judge; nil: all
}

// Judge judges every claim of the file. The error is Problems where the file
// is at fault: then nothing is judged, for a claim that cannot be read has no
// verdict.
func Judge(ctx context.Context, f *File, o Options) (*Review, error) {
	b, err := NewBench(o.Catalogue)
	if err != nil {
		return nil, err
	}
	return b.Judge(ctx, f, o)
}

// Bench judges files and drafts against one catalogue and remembers what the
// measures answered. It may be used by several goroutines. Make a new one when
// the lake has changed.
type Bench struct {
	catalogue *measure.Catalogue
	compiler  *eval.Compiler
	mu        sync.Mutex
	answers   map[string]*answer
}

// NewBench prepares a catalogue for judging.
func NewBench(c *measure.Catalogue) (*Bench, error) {
	k, err := eval.NewCompiler(c)
	if err != nil {
		return nil, hint.New(hint.Fault, "", "cannot declare the measures: "+err.Error(), "")
	}
	return &Bench{catalogue: c, compiler: k, answers: map[string]*answer{}}, nil
}

// Judge judges every claim of the file, as the function Judge does.
func (b *Bench) Judge(ctx context.Context, f *File, o Options) (*Review, error) {
	out := &Review{File: f.Name, About: f.Text, Text: o.Text}
	var problems problem.List
	for _, id := range o.Only {
		if !slices.ContainsFunc(f.Claims, func(c *Claim) bool { return c.ID == id }) {
			problems = append(problems, Problem{File: f.Name, What: fmt.Sprintf("no claim has the id %q", id), Try: "the ids are in the file"})
		}
	}
	if o.AsOf != "" && !file.IsDate(o.AsOf) {
		problems = append(problems, Problem{File: f.Name, What: fmt.Sprintf("as of %q: that is not a date", o.AsOf), Try: "write 2018-07-26, 2018-07 or 2018"})
	}
	var text *quoted
	if o.Text != "" {
		text = newQuoted(o.Text)
	}
	var cases []*hearing
	for _, c := range f.Claims {
		if o.Only != nil && !slices.Contains(o.Only, c.ID) {
			continue
		}
		h := &hearing{claim: c, asOf: firstOf(c.AsOf, o.AsOf, f.AsOf)}
		h.judges = judgesOf(f, c)
		problems = append(problems, unknownJudges(f.Name, c)...)
		if text != nil {
			spans, p := text.find(f.Name, o.TextName, c)
			h.passages = spans
			problems = append(problems, p...)
		}
		if c.NotTestable == nil {
			program, ps := b.compiler.Compile(f.Name, c)
			problems = append(problems, ps...)
			h.program = program
		}
		cases = append(cases, h)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if err := b.ask(ctx, cases); err != nil {
		return nil, err
	}
	for _, h := range cases {
		problems = append(problems, h.misuse(f.Name)...)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, h := range cases {
		c, faults := b.hear(f.Name, h)
		problems = append(problems, faults...)
		out.Claims = append(out.Claims, c)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// Draft is a claim in the making, as typed in an editor.
type Draft struct {
	ID, Quote string
	Let       map[string]string
	Check     string
	JudgedBy  []string
	AsOf      string
	Tolerance string
}

// JudgeOne judges one claim while it is being typed. Places in Problems are
// lines and columns within Check (or within the let that is at fault).
func (b *Bench) JudgeOne(ctx context.Context, d Draft) (*review.Claim, Problems) {
	c := &Claim{ID: firstOf(d.ID, "draft"), Quote: file.TextOf(d.Quote), Check: file.TextOf(d.Check), AsOf: d.AsOf}
	var names []string
	for n := range d.Let {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		c.Let = append(c.Let, file.Let{Name: n, Value: file.TextOf(d.Let[n]), Line: 1, Column: 1})
	}
	if d.Tolerance != "" {
		c.Tolerance = file.TextOf(d.Tolerance)
	}
	for _, j := range d.JudgedBy {
		c.JudgedBy = append(c.JudgedBy, file.TextOf(j))
	}
	if d.AsOf != "" && !file.IsDate(d.AsOf) {
		return nil, Problems{{What: fmt.Sprintf("as_of: %q is not a date", d.AsOf), Try: "write 2018-07-26, 2018-07 or 2018"}}
	}
	r, err := b.Judge(ctx, &File{Claims: []*Claim{c}}, Options{Catalogue: b.catalogue})
	if err != nil {
		var ps Problems
		if errors.As(err, &ps) {
			return nil, ps
		}
		return nil, Problems{{What: err.Error(), Try: hint.TryOf(err)}}
	}
	return &r.Claims[0], nil
}

// hearing is one claim on its way to a verdict.
type hearing struct {
	claim    *Claim
	program  *eval.Program
	judges   []string
	asOf     string
	passages []review.Span
	answers  []*answer
}

// misuse are the questions that a measure refuses as asked: a misspelt basket,
// one economy where it takes two. They are mistakes of the file, not gaps in
// the data.
func (h *hearing) misuse(fileName string) Problems {
	if h.program == nil {
		return nil
	}
	var out Problems
	for i, c := range h.program.Calls {
		err := h.answers[i].misuse
		if err == nil {
			continue
		}
		what := err.Error()
		var e *hint.Error
		if errors.As(err, &e) {
			what = e.What
		}
		out = append(out, Problem{File: fileName, Line: c.Line, Column: c.Column, Claim: h.claim.ID,
			What: what, Try: hint.TryOf(err)})
	}
	return out
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

func judgesOf(f *File, c *Claim) []string {
	if c.JudgedBy == nil {
		return f.Judges
	}
	var out []string
	for _, j := range c.JudgedBy {
		out = append(out, strings.TrimSpace(j.Value))
	}
	return out
}

// unknownJudges finds names in judged_by that look like economies and are none.
func unknownJudges(name string, c *Claim) Problems {
	var out Problems
	for _, j := range c.JudgedBy {
		who, _, _ := strings.Cut(strings.TrimSpace(j.Value), "@")
		if who == "" || who != strings.ToUpper(who) || strings.ContainsAny(who, " -") {
			continue
		}
		if _, err := economy.Named(who); err != nil {
			line, col := j.Place(0)
			out = append(out, Problem{File: name, Line: line, Column: col, Claim: c.ID, What: "judged_by: " + err.Error(),
				Try: "write an economy (CHN), a source (imf-dots), or both (CHN@imf-dots)"})
		}
	}
	return out
}

// ask puts every question of the claims to the measures, each once, a few at a
// time. A measure that fails for want of data leaves the claim untestable; one
// that refuses the question makes it a mistake of the file; a fault of the
// program ends the run.
func (b *Bench) ask(ctx context.Context, cases []*hearing) error {
	b.mu.Lock()
	var fresh []eval.Call
	planned := map[string]bool{}
	for _, h := range cases {
		if h.program == nil {
			continue
		}
		for _, c := range h.program.Calls {
			for _, q := range append([]eval.Call{c}, c.Universes()...) {
				if b.answers[q.Key] == nil && !planned[q.Key] {
					planned[q.Key] = true
					fresh = append(fresh, q)
				}
			}
		}
	}
	b.mu.Unlock()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, c := range fresh {
		g.Go(func() error {
			rows, err := b.catalogue.Eval(ctx, c.Measure.Name, c.Query)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil && hint.CodeOf(err) == hint.Fault {
				return fmt.Errorf("%s: %w", c.Text, err)
			}
			a := newAnswer(c, rows)
			if err != nil {
				a.failed = err.Error()
				if hint.CodeOf(err) == hint.Usage {
					a.misuse = err
				}
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			b.answers[c.Key] = a
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, h := range cases {
		if h.program == nil {
			continue
		}
		for _, c := range h.program.Calls {
			h.answers = append(h.answers, b.answers[c.Key])
		}
	}
	return nil
}
