package skeleton

import (
	"fmt"
	"slices"
	"strings"

	"dyad/claim/wording"
)

// proposal is a check with the lets it needs.
type proposal struct {
	let    string
	check  string
	judges string
	notes  []string
}

// writer puts a reading into the claim language.
type writer struct {
	reading
	used   bool // the leading time has its place
	lets   []string
	names  map[string]string // by call
	last   int               // the year of what was said before
	points []int             // all years named alone, each once
	notes  []string
}

// write makes a reading a check; why says what has no place in one.
func (r reading) write() (p proposal, why string) {
	w := &writer{reading: r, names: map[string]string{}}
	note := func(p period) {
		if p.year != 0 && !slices.Contains(w.points, p.year) {
			w.points = append(w.points, p.year)
		}
	}
	note(r.lead)
	for _, c := range r.clauses {
		for _, s := range c.said {
			note(s.time)
		}
	}
	var checks []string
	for _, c := range r.clauses {
		name := w.name(c.subject)
		for _, s := range c.said {
			check, why := w.one(name, c.form, s)
			if why != "" {
				return proposal{}, fmt.Sprintf("“%s”: %s", s.words, why)
			}
			if !slices.Contains(checks, check) {
				checks = append(checks, check)
			}
		}
	}
	if r.leads && !w.used {
		return proposal{}, "the time at the beginning belongs to none of what is said"
	}
	if twice := conflict(r.clauses, checks); twice != "" {
		return proposal{}, twice
	}
	if r.judge != "" {
		for _, c := range r.clauses {
			if r.judge != c.a && r.judge != c.b {
				return proposal{}, fmt.Sprintf("what %s says of the trade of others is not in its customs", r.judge)
			}
		}
		p.judges = r.judge
	}
	p.let, p.check, p.notes = "{"+strings.Join(w.lets, ", ")+"}", strings.Join(checks, " and "), w.notes
	return p, ""
}

// conflict finds two numbers of one cell.
func conflict(cs []clause, checks []string) string {
	seen := map[string]string{}
	for _, c := range cs {
		for _, s := range c.said {
			if s.rule.Kind != wording.Value || !s.rule.Exact {
				continue
			}
			for _, check := range checks {
				cell, ok := strings.CutSuffix(check, " is "+s.words)
				if !ok {
					continue
				}
				if before, twice := seen[cell]; twice && before != s.words {
					return fmt.Sprintf("two numbers of the same cell, “%s” and “%s”: which of them is whose?", before, s.words)
				}
				seen[cell] = s.words
			}
		}
	}
	return ""
}

// name gives a call its letter.
func (w *writer) name(s subject) string {
	m := s.form.measure
	args := []string{s.a, s.b}
	given := map[string]string{}
	for _, from := range []map[string]string{s.form.of.Params, s.params} {
		for k, v := range from {
			given[k] = v
		}
	}
	for _, p := range m.Params {
		if v := given[p.Name]; v != "" {
			args = append(args, fmt.Sprintf("%s=%q", p.Name, v))
		}
	}
	call := m.Name + "(" + strings.Join(args, ", ") + ")"
	if n, ok := w.names[call]; ok {
		return n
	}
	letter := m.Name[strings.LastIndexByte(m.Name, '.')+1:]
	n := strings.ToUpper(letter[:1])
	for k := 2; slices.ContainsFunc(w.lets, func(l string) bool { return strings.HasPrefix(l, n+":") }); k++ {
		n = fmt.Sprintf("%s%d", strings.ToUpper(letter[:1]), k)
	}
	w.names[call] = n
	w.lets = append(w.lets, n+": "+call)
	for k, v := range s.params {
		w.notes = append(w.notes, fmt.Sprintf("%s %q: see that it holds what the sentence means", k, v))
	}
	return n
}

// year is the one year that a thing is said of: its own, that of what was said
// just before, the leading one, or the only one of the sentence; 0 for none.
func (w *writer) year(s *said) (year int, by bool) {
	switch {
	case s.timed && s.time.year != 0:
		year, by = s.time.year, s.time.by
	case s.timed && s.time.shift != 0:
		if at := w.before(); at != 0 {
			year = at + s.time.shift
		}
	case s.timed:
		return 0, false
	case w.last != 0:
		year = w.last
		w.used = w.used || year == w.lead.year
	case w.lead.year != 0:
		year, by, w.used = w.lead.year, w.lead.by, true
	case len(w.points) == 1:
		year = w.points[0]
	}
	return year, by
}

// before is the year that "the following year" counts from.
func (w *writer) before() int {
	if w.last == 0 && w.lead.year != 0 {
		w.used = true
		return w.lead.year
	}
	return w.last
}

// span is the window that a thing is said of; ok where there is one.
func (w *writer) span(s *said) (p period, ok bool) {
	switch {
	case s.timed && s.time.window():
		return s.time, true
	case !s.timed && s.rule.From == 0 && s.rule.To == 0 && w.lead.window():
		w.used = true
		return w.lead, true
	}
	return period{}, false
}

func (p period) words() string {
	switch {
	case p.from != 0 && p.to != 0:
		return fmt.Sprintf(" from %d to %d", p.from, p.to)
	case p.from != 0:
		return fmt.Sprintf(" since %d", p.from)
	}
	return fmt.Sprintf(" until %d", p.to)
}

// one writes one thing said; why says what is open.
func (w *writer) one(name string, f *form, s *said) (check, why string) {
	r := s.rule
	if f.of.Sides && r.Who == "" {
		return "", "whose balance is it? the sentence does not say in whose favour"
	}
	switch {
	case s.bound != 0:
		return w.ofBound(name, s)
	case r.Kind == wording.Value && r.Unit == wording.Fold, r.Kind == wording.Change:
		return w.moved(name, s)
	case r.Kind == wording.Value, r.Kind == wording.Record:
		return w.inYear(name, s)
	case r.Kind == wording.Steady, r.Kind == wording.Shift:
		return w.overYears(name, s)
	case r.Kind == wording.Sign:
		if s.timed && s.time.every || r.From != 0 || r.To != 0 {
			return w.overYears(name, s)
		}
		if s.timed && s.time.window() || !s.timed && w.lead.window() {
			return w.overYears(name, s)
		}
		return w.inYear(name, s)
	case r.Kind == wording.Streak:
		if r.From != 0 || r.To != 0 || r.Count <= 1 && (s.timed && s.time.window() || !s.timed && w.lead.window()) {
			return w.overYears(name, s)
		}
		return w.inYear(name, s)
	}
	return "", "there is no check for it"
}

// inYear is said of one year.
func (w *writer) inYear(name string, s *said) (check, why string) {
	year, by := w.year(s)
	switch {
	case s.timed && s.time.window():
		return "", "it is said of several years: of which, of each, or of all together?"
	case year == 0:
		return "", "of which year?"
	case by && s.rule.Direction != 0 && s.rule.Kind == wording.Value:
		return "", "reached by that year, counted from which?"
	case s.rule.Unit == wording.Level && s.rule.Base == 0 && s.rule.Kind == wording.Value:
		return "", "which year's level?"
	}
	w.last = year
	if s.rule.Kind == wording.Value && (s.rule.Direction != 0 || s.rule.Unit == wording.Level) {
		return fmt.Sprintf("%s[%d] %s", name, year, s.words), ""
	}
	return fmt.Sprintf("%s[%d] is %s", name, year, s.words), ""
}

// moved is a change or a multiple: from a base to a year, or over a window.
func (w *writer) moved(name string, s *said) (check, why string) {
	r := s.rule
	span, over := w.span(s)
	year, by := 0, false
	if !over || span.to == 0 {
		if over { // "since 2001 …, reaching … in 2014": up to the one year named
			if len(w.points) == 1 {
				year = w.points[0]
			}
		} else {
			year, by = w.year(s)
		}
	}
	if s.timed && s.time.shift != 0 && year == 0 {
		return "", "which year is that?"
	}
	if year != 0 && !over {
		w.last = year
	}
	at := name
	if year != 0 {
		at = fmt.Sprintf("%s[%d]", name, year)
	}
	switch {
	case s.base != 0 && year != 0 && s.base < year && r.From == 0:
		return fmt.Sprintf("%s %s since %d", at, s.words, s.base), ""
	case s.base != 0:
		return "", "counted from that year up to which?"
	case r.From != 0 && r.To != 0 && !over:
		return name + " " + s.words, ""
	case r.From != 0 && !over && (year == 0 || r.From < year):
		return at + " " + s.words, ""
	case r.From != 0:
		return "", "two times, or one that ends before it begins"
	case over && span.from == 0:
		return "", "counted from which year?"
	case over && span.to != 0:
		return name + " " + s.words + span.words(), ""
	case over && (year == 0 || span.from < year):
		return at + " " + s.words + span.words(), ""
	case over:
		return "", "a time that ends before it begins"
	case by:
		return "", "by that year, counted from which?"
	case year == 0:
		return "", "of which year?"
	case r.Unit == wording.Fold && (s.before || motion(s.words)):
		return fmt.Sprintf("%s %s since %d", at, s.words, year-1), ""
	case r.Unit == wording.Fold:
		return "", "counted from which year?"
	}
	return at + " " + s.words, ""
}

// motion says whether a multiple is told by a verb, "doubled", "grew two-fold",
// so that within a year it is counted from the year before.
func motion(words string) bool {
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if w = strings.Trim(w, ","); strings.HasSuffix(w, "ed") || verbs[w] == "rose" {
			return true
		}
	}
	return false
}

// overYears is said of every year of a window, or of its course.
func (w *writer) overYears(name string, s *said) (check, why string) {
	is := "is "
	if first, _, _ := strings.Cut(s.words, " "); s.rule.Kind == wording.Steady || s.rule.Kind == wording.Shift || slices.Contains([]string{"has", "had", "remained", "stayed", "kept", "maintained"}, first) {
		is = ""
	}
	if s.rule.From != 0 || s.rule.To != 0 || s.rule.Kind == wording.Shift {
		if s.timed {
			return "", "two times"
		}
		return name + " " + is + s.words, ""
	}
	span, ok := w.span(s)
	if !ok {
		return "", "over which years?"
	}
	return name + " " + is + s.words + span.words(), ""
}

// ofBound is an amount at the beginning or the end of a change.
func (w *writer) ofBound(name string, s *said) (check, why string) {
	year := s.time.year
	if !s.timed {
		if w.lead.from == 0 || w.lead.to == 0 {
			return "", "in which years?"
		}
		w.used = true
		year = map[int]int{1: w.lead.from, 2: w.lead.to}[s.bound]
	} else if s.time.year == 0 { // the window behind both
		if s.time.from == 0 || s.time.to == 0 {
			return "", "in which years?"
		}
		year = map[int]int{1: s.time.from, 2: s.time.to}[s.bound]
	}
	w.last = year
	return fmt.Sprintf("%s[%d] is %s", name, year, s.words), ""
}
