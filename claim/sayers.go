package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// sayer is one who can judge a claim: a name, and the voice it takes in each call.
type sayer struct {
	name   string
	of     voice
	voices map[string]voice // by Call.Key
	lacks  []string         // what it does not report
	shared []string         // notes on series taken from elsewhere
}

// sayers finds who can judge a claim that asks the given questions.
//
// A reporter judges within one source, from what it reports in every series of
// the check. A plain statistic, which nobody in particular reports, serves
// everybody. Where the series of a check have no source in common, a reporter
// is taken across sources, and this is noted. Where in a source no reporter
// speaks in every series, the economies are taken by their part: each first-named economy's
// own report, and each second-named one's, unless a view such as the mirror
// speaks for the partners in all of them.
func sayers(answers []*answer) (complete, partial []sayer) {
	reported := slices.ContainsFunc(answers, (*answer).whos)
	union := map[voice]bool{}
	for _, a := range answers {
		if reported && !a.whos() {
			continue // a plain statistic serves the reporters
		}
		for _, v := range a.speakers() {
			union[v] = true
		}
	}
	common := commonSource(answers)
	var order []voice
	for v := range union {
		order = append(order, v)
	}
	sortVoices(order)
	seen := map[string]bool{}
	for _, v := range order {
		s := sayer{name: v.name(), of: v, voices: map[string]voice{}}
		for _, a := range answers {
			s.bind(a, common)
		}
		if len(s.lacks) > 0 {
			partial = append(partial, s)
			continue
		}
		if !seen[s.name] {
			complete = append(complete, s)
			seen[s.name] = true
		}
	}
	return append(complete, byPart(answers, complete)...), partial
}

// whos says whether anybody in particular speaks in the answer.
func (a *answer) whos() bool {
	for v := range a.voices {
		if v.who() && a.speaks(v) {
			return true
		}
	}
	return false
}

// commonSource says whether some source speaks in all answers that have reporters.
func commonSource(answers []*answer) bool {
	var left []string
	first := true
	for _, a := range answers {
		if !a.whos() {
			continue
		}
		var here []string
		for _, v := range a.speakers() {
			here = append(here, v.source)
		}
		if first {
			left, first = here, false
			continue
		}
		left = slices.DeleteFunc(left, func(s string) bool { return !slices.Contains(here, s) })
	}
	return first || len(left) > 0
}

// bind finds the voice that the sayer takes in one answer.
func (s *sayer) bind(a *answer, common bool) {
	if a.speaks(s.of) {
		s.voices[a.call.Key] = s.of
		return
	}
	var plain, elsewhere []voice
	for _, v := range a.speakers() {
		if !v.who() {
			plain = append(plain, v)
		} else if v.reporter == s.of.reporter && v.view == s.of.view {
			elsewhere = append(elsewhere, v)
		}
	}
	take := func(v voice) {
		s.voices[a.call.Key] = v
		s.shared = append(s.shared, fmt.Sprintf("%s from %s", a.call.Text, v.name()))
	}
	if !a.whos() {
		for _, v := range plain {
			if v.source == s.of.source || len(plain) == 1 {
				take(v)
				return
			}
		}
		if len(plain) > 1 {
			s.lacks = append(s.lacks, fmt.Sprintf("%s has several sources (%s); name one in judged_by", a.call.Text, names(plain)))
			return
		}
	}
	if !common && len(elsewhere) == 1 {
		take(elsewhere[0])
		return
	}
	s.lacks = append(s.lacks, a.silence(s.name))
}

func (a *answer) silence(who string) string {
	switch {
	case a.failed != "":
		return fmt.Sprintf("%s: %s", a.call.Text, a.failed)
	case len(a.speakers()) == 0:
		return fmt.Sprintf("nobody reports %s", a.call.Text)
	}
	return fmt.Sprintf("%s does not report %s (%s does)", who, a.call.Text, names(a.speakers()))
}

func names(vs []voice) string {
	var out []string
	for _, v := range vs {
		out = append(out, v.name())
	}
	return strings.Join(out, ", ")
}

// mirror is the view that speaks for an economy's partners.
const mirror = "mirror"

// byPart makes sayers of the part the economies have in the calls, in sources
// where no reporter speaks in all of them. That the partners do, in a view of
// their own, leaves the economies' own reports to be heard.
func byPart(answers []*answer, complete []sayer) []sayer {
	if len(answers) < 2 {
		return nil
	}
	done, told := map[string]bool{}, map[string]bool{} // by a reporter, by anybody
	for _, s := range complete {
		told[s.of.source] = true
		if s.of.view != mirror {
			done[s.of.source] = true
		}
	}
	var sources []string
	for _, a := range answers {
		for _, v := range a.speakers() {
			if !done[v.source] && !slices.Contains(sources, v.source) {
				sources = append(sources, v.source)
			}
		}
	}
	sort.Strings(sources)
	var out []sayer
	for _, src := range sources {
		for _, part := range []string{"own reports", "partners' reports"} {
			if told[src] && part != "own reports" {
				continue
			}
			s := sayer{name: part + " (" + src + ")", of: voice{view: part, source: src}, voices: map[string]voice{}}
			var who []string
			for _, a := range answers {
				v := voice{reporter: string(a.call.Query.A), source: src}
				if part != "own reports" {
					v.reporter = string(a.call.Query.B)
				}
				if !a.speaks(v) && part != "own reports" {
					v = voice{view: mirror, source: src}
				}
				if !a.speaks(v) && !a.whos() {
					if vs := a.speakers(); len(vs) == 1 {
						v = vs[0]
					}
				}
				if !a.speaks(v) {
					s.lacks = append(s.lacks, a.silence(v.name()))
					continue
				}
				s.voices[a.call.Key] = v
				if v.reporter != "" && !slices.Contains(who, v.reporter) {
					who = append(who, v.reporter)
				}
			}
			if len(s.lacks) == 0 {
				if len(who) > 0 {
					s.name = strings.Join(who, ", ") + " each (" + src + ")"
				}
				out = append(out, s)
			}
		}
	}
	return out
}
