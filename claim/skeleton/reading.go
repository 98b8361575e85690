package skeleton

import (
	"dyad/claim/wording"
	"dyad/measure"
)

// clause is a subject with what is said of it.
type clause struct {
	subject
	said []*said
}

// reading is a sentence read whole: every piece has its place.
type reading struct {
	lead    period // "In 2014, …"
	leads   bool
	judge   string // "According to Chinese customs, …"
	clauses []clause
}

// readings are all ways to read the sentence.
func (t *text) readings() []reading {
	var out []reading
	var start reading
	i := 0
	if code, j, ok := t.attribution(i); ok {
		start.judge, i = code, j
		if t.word(i) == "," {
			i++
		}
	}
	starts := []struct {
		reading
		at int
	}{{start, i}}
	if p, j, ok := t.period(i); ok && p.shift == 0 {
		led := start
		led.lead, led.leads = p, true
		if t.word(j) == "," {
			j++
		}
		starts = append(starts, struct {
			reading
			at int
		}{led, j})
	}
	for _, s := range starts {
		t.clausesFrom(s.reading, s.at, func(r reading) {
			if len(out) < mostReadings {
				out = append(out, r)
			}
		})
	}
	return out
}

// mostReadings bounds the readings of one sentence.
const mostReadings = 64

// clausesFrom reads clauses up to the end and hands each whole reading over.
func (t *text) clausesFrom(r reading, i int, found func(reading)) {
	if len(r.clauses) >= 4 {
		return
	}
	for _, f := range t.lex.forms {
		for _, m := range t.match(f, i) {
			t.saidFrom(r, clause{subject: m.subject}, m.at, found)
		}
	}
}

// saidFrom reads what is said of a subject, and then the end or another clause.
func (t *text) saidFrom(r reading, c clause, i int, found func(reading)) {
	m := c.form.measure
	first := t.ofForm(c.subject)
	if first != nil {
		c.said = []*said{first}
		i = t.times(i, c.said)
	} else {
		timed, at, behind := t.period(i) // "exports to Poland in 2014 reached …"
		if behind && timed.shift == 0 {
			i = at
		}
		if t.word(i) == "," && behind {
			i++
		}
		ss, j, ok := t.predicate(i, m)
		if !ok {
			return
		}
		if behind {
			for _, s := range ss {
				if s.timed {
					return // two times
				}
				s.time, s.timed = timed, true
			}
		}
		c.said, i = ss, j
	}
	for {
		if t.ended(i) {
			found(r.with(c))
			return
		}
		if code, j, ok := t.attribution(i + t.comma(i)); ok && t.ended(j) && r.judge == "" {
			r.judge = code
			found(r.with(c))
			return
		}
		j, joined := t.joiner(i)
		if !joined {
			return
		}
		t.clausesFrom(r.with(c), j, found)
		ss, k, ok := t.further(j, m)
		if !ok {
			return
		}
		c.said = append(c.said[:len(c.said):len(c.said)], ss...)
		i = k
	}
}

func (r reading) with(c clause) reading {
	r.clauses = append(r.clauses[:len(r.clauses):len(r.clauses)], c)
	return r
}

func (t *text) comma(i int) int {
	if t.word(i) == "," {
		return 1
	}
	return 0
}

// ofForm is what the form itself says: its number, its rank, or that the value
// is positive.
func (t *text) ofForm(s subject) *said {
	out := &said{time: s.time, timed: s.time != period{}}
	switch {
	case s.number != nil:
		out.words, out.rule = s.number.words, s.number.rule
		return out
	case s.streak != "":
		out.words = s.streak
	case s.form.of.Says != "":
		out.words = s.form.of.Says
	default:
		return nil
	}
	out.rule, _ = wording.Read(out.words)
	return out
}

// joiner takes what stands between two things said.
func (t *text) joiner(i int) (int, bool) {
	return t.oneOf(i, ",", "and", ", and", "but", ", but", ", having", ", thus")
}

// further reads one more thing said of the same subject, with its time before
// or behind it: "the following year it all but regained …".
func (t *text) further(i int, m *measure.Measure) ([]*said, int, bool) {
	timed, j, before := t.period(i)
	if before {
		i = j + t.comma(j)
	}
	if t.word(i) == "it" || t.word(i) == "also" {
		i++
	}
	ss, k, ok := t.predicate(i, m)
	if !ok {
		return nil, i, false
	}
	if before {
		for _, s := range ss {
			if s.timed {
				return nil, i, false
			}
			s.time, s.timed = timed, true
		}
	}
	return ss, k, true
}

// attribution takes "according to Chinese customs" and "Chinese customs data
// show that": then China judges.
func (t *text) attribution(i int) (string, int, bool) {
	j, according := t.oneOf(i, "according to", "as reported by", "by the figures of")
	code, k, ok := t.economy(j, true)
	if !ok {
		return "", i, false
	}
	k, ok = t.oneOf(k, "customs", "customs data", "customs statistics", "customs figures", "customs service", "customs authorities")
	if !ok {
		return "", i, false
	}
	if according {
		return code, k, true
	}
	k, ok = t.oneOf(k, "show", "show that", "say", "say that", "report that", "reported that")
	return code, k, ok
}
