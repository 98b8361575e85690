package claimtest

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dyad/claim"
	"dyad/claim/review"
)

// Run runs every script of a directory.
func Run(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.claims.test"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts in %s (%v)", dir, err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".claims.test"), func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			s := &script{t: t, name: filepath.Base(f), world: NewWorld()}
			s.run(string(b))
		})
	}
}

type command struct {
	line  int
	words string
	below []string
}

func commands(text string) []command {
	var out []command
	for i, l := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(l)
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "# ") || trimmed == "#":
		case strings.HasPrefix(l, " ") && len(out) > 0:
			c := &out[len(out)-1]
			c.below = append(c.below, l)
		default:
			out = append(out, command{line: i + 1, words: trimmed})
		}
	}
	return out
}

type script struct {
	t     *testing.T
	name  string
	world *World
	last  *outcome
}

type outcome struct {
	claim *review.Claim
	err   error
}

func (s *script) fail(c command, format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("%s:%d: %s", s.name, c.line, fmt.Sprintf(format, args...))
}

func (s *script) run(text string) {
	for _, c := range commands(text) {
		verb, rest, _ := strings.Cut(c.words, " ")
		var err error
		switch verb {
		case "measure":
			err = s.world.Declare(rest)
		case "load":
			err = s.world.Load(rest + " " + strings.Join(c.below, " "))
		case "clear":
			s.world = NewWorld()
		case "claim":
			s.judge(c)
		case "expect":
			s.expect(c, rest)
		default:
			err = fmt.Errorf("unknown command %q", verb)
		}
		if err != nil {
			s.fail(c, "%v", err)
		}
	}
}

func (s *script) judge(c command) {
	indent := len(c.below[0]) - len(strings.TrimLeft(c.below[0], " "))
	var b strings.Builder
	has := func(key string) bool {
		return slices.ContainsFunc(c.below, func(l string) bool { return strings.HasPrefix(strings.TrimSpace(l), key+":") })
	}
	for i, l := range c.below {
		lead := "  "
		if i == 0 {
			lead = "- "
		}
		if len(l) >= indent {
			l = l[indent:]
		}
		b.WriteString(lead + l + "\n")
	}
	if !has("id") {
		b.WriteString("  id: X\n")
	}
	if !has("quote") {
		b.WriteString("  quote: q\n")
	}
	s.last = &outcome{}
	f, err := claim.Parse("claim", []byte(b.String()))
	if err != nil {
		s.last.err = err
		return
	}
	catalogue, err := s.world.Catalogue()
	if err != nil {
		s.fail(c, "%v", err)
		return
	}
	r, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: catalogue})
	if err != nil {
		s.last.err = err
		return
	}
	s.last.claim = &r.Claims[0]
}

func (s *script) expect(c command, rest string) {
	if s.last == nil {
		s.fail(c, "expect before any claim")
		return
	}
	words := strings.Fields(rest)
	if len(words) < 2 {
		s.fail(c, "expect what?")
		return
	}
	if words[0] == "problem" {
		s.expectProblem(c, words[1], strings.TrimSpace(strings.SplitN(rest, words[1], 2)[1]))
		return
	}
	if s.last.err != nil {
		s.fail(c, "the claim was refused: %v", s.last.err)
		return
	}
	got := s.last.claim
	switch words[0] {
	case "all":
		if got.Verdict != words[1] {
			s.fail(c, "over all %s, want %s (%s)", got.Verdict, words[1], got.Summary)
		}
	case "missing":
		want := strings.TrimSpace(strings.TrimPrefix(rest, "missing"))
		if !slices.ContainsFunc(got.Missing, func(m string) bool { return strings.Contains(m, want) }) {
			s.fail(c, "missing is %q, want %q", got.Missing, want)
		}
	default:
		s.expectJudgement(c, got, words)
	}
}

func (s *script) expectProblem(c command, at, text string) {
	if s.last.err == nil {
		s.fail(c, "no problem, but verdict %s", s.last.claim.Verdict)
		return
	}
	list, ok := s.last.err.(claim.Problems)
	if !ok {
		s.fail(c, "not a list of problems: %v", s.last.err)
		return
	}
	for _, p := range list {
		place := fmt.Sprintf("%d:%d", p.Line, p.Column-2) // "- " was put before the claim's keys
		if (at == "-" || at == place) && strings.Contains(p.What+" / "+p.Try, text) {
			return
		}
	}
	s.fail(c, "problems are:\n%v\nwant %s %s", list, at, text)
}

func (s *script) expectJudgement(c command, got *review.Claim, words []string) {
	who, source, ok := strings.Cut(words[0], "@")
	by := who + " (" + source + ")"
	switch {
	case !ok:
		by = strings.ReplaceAll(words[0], "_", " ")
	case who == "-":
		by = source
	case source == "":
		by = who
	}
	i := slices.IndexFunc(got.Judgements, func(j review.Judgement) bool { return j.By == by || strings.ReplaceAll(j.By, " ", "_") == words[0] })
	if i < 0 {
		var have []string
		for _, j := range got.Judgements {
			have = append(have, j.By)
		}
		s.fail(c, "no judgement by %s; there are %q", by, have)
		return
	}
	j := got.Judgements[i]
	if j.Verdict != words[1] {
		s.fail(c, "%s: %s, want %s (computed %s, expected %s, missing %q)", j.By, j.Verdict, words[1], j.ComputedText, j.Expected, j.Missing)
	}
	var flags []string
	for _, w := range words[2:] {
		switch {
		case strings.HasPrefix(w, "computed="):
			want, err := strconv.ParseFloat(w[len("computed="):], 64)
			if err != nil || j.Computed == nil || math.Abs(*j.Computed-want) > 1e-6*math.Max(1, math.Abs(want)) {
				s.fail(c, "%s: computed %s (%v), want %s", j.By, j.ComputedText, j.Computed, w)
			}
		case strings.HasPrefix(w, "margin"):
			limit, err := strconv.ParseFloat(w[len("margin<"):], 64)
			if err != nil || j.Margin == nil || *j.Margin >= limit == (w[len("margin")] == '<') {
				s.fail(c, "%s: margin %s, want %s", j.By, j.MarginText(), w)
			}
		case strings.HasPrefix(w, "breaks="):
			var years []string
			for _, r := range j.BreakingRows {
				years = append(years, strconv.Itoa(r.Year))
			}
			if got := strings.Join(years, ","); got != w[len("breaks="):] {
				s.fail(c, "%s: broken by %s, want %s", j.By, got, w)
			}
		default:
			flags = append(flags, w)
		}
	}
	have := slices.Clone(j.Flags)
	if !slices.Contains(flags, "stale") {
		have = slices.DeleteFunc(have, func(f string) bool { return f == "stale" })
	}
	slices.Sort(have)
	slices.Sort(flags)
	if !slices.Equal(have, flags) {
		s.fail(c, "%s: flags %v, want %v", j.By, have, flags)
	}
}
