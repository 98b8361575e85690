package skeleton

import (
	"fmt"
	"strings"

	"dyad/claim/wording"
	"dyad/measure"
)

// said is one thing that a sentence says of its subject, with its own time.
type said struct {
	words  string
	rule   *wording.Rule
	time   period
	timed  bool // it has a time of its own
	base   int  // the year that a change is counted from
	before bool // counted from the year before
	bound  int  // 1 or 2: the first or the last year of the window it is said of
}

// unfit says why words cannot speak of a measure; "" where they can.
func unfit(m *measure.Measure, r *wording.Rule) string {
	money := m.Unit == "USD"
	part := m.Nature == measure.Share
	switch {
	case m.Nature == measure.Rank && r.Kind != wording.Streak:
		return "is not said of a rank"
	case r.Kind == wording.Streak && m.Nature != measure.Rank:
		return "is said of a rank alone"
	case r.Kind == wording.Value && r.Unit == wording.AnyUnit:
		return "has no currency or unit"
	case r.Unit == wording.Money && !money:
		return "is an amount of money"
	case r.Unit == wording.Money && r.Stated != nil && !r.Scaled() && r.Stated.Num().IsInt64() && r.Stated.Num().Int64() < 1e6:
		return "has no scale: thousand, million or billion?"
	case r.Unit == wording.Points && !part:
		return "are points of a percentage"
	case (r.Unit == wording.Percent || r.Unit == wording.Share) && r.Kind == wording.Value && !part:
		return "is a part of something, and it is not said of what"
	case r.Kind == wording.Sign && r.Stated == nil && m.Nature != measure.Balance:
		return "is said of a balance"
	case r.Unit == wording.Share && r.Kind == wording.Sign && !part, r.Unit == wording.Percent && r.Kind == wording.Sign && !part:
		return "is a part of something"
	case r.Unit == wording.Percent && r.Kind == wording.Change && part:
		return "of a share: per cent or percentage points?"
	case r.Unit == wording.Fold && m.Nature == measure.Balance:
		return "is said of what has one sign"
	}
	return ""
}

// predicates are the policies that read what is said of a subject, each by its
// name; the first that reads the words at a place has them.
var predicates = []struct {
	name string
	read func(t *text, i int, m *measure.Measure) ([]*said, int, bool)
}{
	{"from one amount to another", (*text).fromTo},
	{"by so much to so much", (*text).byTo},
	{"a record amount", (*text).recordOf},
	{"its highest level", (*text).itsLevel},
	{"a rise named by a noun", (*text).riseOf},
	{"an amount passed", (*text).passed},
	{"a balance that widens or narrows", (*text).widened},
	{"words of the claim language", (*text).worded},
}

// predicate takes one thing said, with the times and the base behind it.
func (t *text) predicate(i int, m *measure.Measure) ([]*said, int, bool) {
	for _, p := range predicates {
		if ss, j, ok := p.read(t, i, m); ok && j > i {
			return ss, t.times(j, ss), true
		}
	}
	return nil, i, false
}

// times takes the times and the base that stand behind what is said.
func (t *text) times(j int, ss []*said) int {
	last := ss[len(ss)-1]
	for {
		if p, k, ok := t.period(j); ok && !last.timed {
			for _, s := range ss {
				if !s.timed {
					s.time, s.timed = p, true
				}
			}
			j = k
			continue
		}
		if y, before, k, ok := t.base(j); ok && last.base == 0 && !last.before && changes(ss[0].rule) {
			for _, s := range ss {
				if changes(s.rule) {
					s.base, s.before = y, before
				}
			}
			j = k
			continue
		}
		if t.word(j) == "," { // "…, in 2014": only where a time follows
			if p, k, ok := t.period(j + 1); ok && !last.timed && t.ended(k) {
				last.time, last.timed, j = p, true, k
				continue
			}
		}
		return j
	}
}

func changes(r *wording.Rule) bool {
	return r.Kind == wording.Change || r.Unit == wording.Fold
}

// worded takes the longest words that the claim language reads and the measure
// can have.
func (t *text) worded(i int, m *measure.Measure) ([]*said, int, bool) {
	t.word(i)
	for j := min(i+longestWords, len(t.pieces)); j > i; j-- {
		r, ok := t.read(i, j)
		if !ok || r.Kind == wording.Vague || r.Kind == wording.Largest || r.Kind == wording.Value && r.Stated == nil && r.Unit != wording.Level || unfit(m, r) != "" {
			continue
		}
		if last := t.pieces[j-1].word; last == "," || last == "." {
			continue
		}
		words := t.span(i, j)
		if r.Kind != wording.Change && r.Unit != wording.Fold && r.Unit != wording.Level && r.Direction == 0 || r.Kind == wording.Record {
			words, r = shorten(words, r) // "reached US$95.3 billion" is US$95.3 billion
		}
		return []*said{{words: words, rule: r}}, j, true
	}
	return nil, i, false
}

// saying makes a thing said of words put together.
func saying(m *measure.Measure, format string, args ...any) (*said, bool) {
	words := fmt.Sprintf(format, args...)
	r, ok := wording.Read(words)
	if !ok || unfit(m, r) != "" {
		return nil, false
	}
	return &said{words: words, rule: r}, true
}

// verbs are the words of a rise and of a fall, by what the claim language calls
// them.
var verbs = map[string]string{"rose": "rose", "grew": "rose", "increased": "rose", "climbed": "rose", "expanded": "rose", "jumped": "rose", "surged": "rose", "soared": "rose", "risen": "rose", "grown": "rose",
	"rising": "rose", "growing": "rose", "increasing": "rose", "climbing": "rose", "up": "rose",
	"fell": "fell", "declined": "fell", "decreased": "fell", "dropped": "fell", "shrank": "fell", "contracted": "fell", "slumped": "fell", "plunged": "fell", "fallen": "fell",
	"falling": "fell", "declining": "fell", "dropping": "fell", "down": "fell", "shrunk": "fell"}

func (t *text) verb(i int) (string, int, bool) {
	for t.word(i) == "has" || t.word(i) == "had" || t.word(i) == "have" || t.word(i) == "was" && verbs[t.word(i+1)] != "" {
		i++
	}
	v, ok := verbs[t.word(i)]
	return v, i + 1, ok
}

// fromTo takes "rose from 10.7 bn in 2001 to 95.3 bn in 2014": two amounts, and
// a rise between them.
func (t *text) fromTo(i int, m *measure.Measure) ([]*said, int, bool) {
	v, j, ok := t.verb(i)
	if !ok || t.word(j) != "from" {
		return nil, i, false
	}
	first, j, ok := t.quantity(j+1, m)
	if !ok {
		return nil, i, false
	}
	if p, k, timed := t.period(j); timed && p.year != 0 && !p.by {
		first.time, first.timed, j = p, true, k
	}
	if t.word(j) != "to" {
		return nil, i, false
	}
	second, j, ok := t.quantity(j+1, m)
	if !ok || !second.follows(first, v) {
		return nil, i, false
	}
	if p, k, timed := t.period(j); timed && p.year != 0 && !p.by {
		second.time, second.timed, j = p, true, k
	}
	if first.timed != second.timed || first.timed && first.time.year >= second.time.year {
		return nil, i, false
	}
	first.bound, second.bound = 1, 2
	return []*said{first, second}, j, true
}

// follows says whether the second amount lies on the side of the first that the
// verb says; what the sentence itself gets wrong is not made a claim.
func (s *said) follows(first *said, verb string) bool {
	return s.rule.Stated.Cmp(first.rule.Stated) == map[string]int{"rose": 1, "fell": -1}[verb]
}

// byTo takes "rose by 6.8% to US$95.3 billion".
func (t *text) byTo(i int, m *measure.Measure) ([]*said, int, bool) {
	v, j, ok := t.verb(i)
	if !ok {
		return nil, i, false
	}
	if t.word(j) == "by" {
		j++
	}
	for k := min(j+longestWords, len(t.pieces)); k > j; k-- {
		by, ok := saying(m, "%s by %s", v, t.span(j, k))
		if !ok || by.rule.Stated == nil || t.word(k) != "to" {
			continue
		}
		to, l, ok := t.quantity(k+1, m)
		if !ok {
			continue
		}
		both, ok := saying(m, "%s to %s", v, to.words)
		if !ok {
			continue
		}
		return []*said{by, both}, l, true
	}
	return nil, i, false
}

// recordOf takes "hit a record US$100 billion": the amount, and that it is a
// record.
func (t *text) recordOf(i int, m *measure.Measure) ([]*said, int, bool) {
	for t.word(i) == "has" || t.word(i) == "had" {
		i++
	}
	j, ok := t.oneOf(i, "hit", "hitting", "reached", "reaching", "was", "were", "set", "setting", "at", "amounted to", "totalled", "totaled", "stood at", "")
	if !ok {
		return nil, i, false
	}
	j, ok = t.oneOf(j, "a record", "a new record", "a record high", "a record high of", "a record of", "a new record of", "a record level of")
	if !ok {
		return nil, i, false
	}
	q, j, ok := t.quantity(j, m)
	if !ok {
		return nil, i, false
	}
	record, ok := saying(m, "a record")
	return []*said{q, record}, j, ok
}

// itsLevel takes "reached its highest level since 1990" and "an all-time high".
func (t *text) itsLevel(i int, m *measure.Measure) ([]*said, int, bool) {
	for t.word(i) == "has" || t.word(i) == "had" {
		i++
	}
	j, ok := t.oneOf(i, "reached", "reaching", "hit", "hitting", "was at", "were at", "fell to", "rose to", "at", "")
	if !ok {
		return nil, i, false
	}
	if k, ok := t.oneOf(j, "an all - time high", "an all - time record", "a historic high"); ok {
		s, ok := saying(m, "a record high")
		return []*said{s}, k, ok
	}
	if t.word(j) != "its" {
		return nil, i, false
	}
	for k := min(j+longestWords, len(t.pieces)); k > j+1; k-- {
		if s, ok := saying(m, "the %s", t.span(j+1, k)); ok && s.rule.Kind == wording.Record {
			return []*said{s}, k, true
		}
	}
	return nil, i, false
}

// riseOf takes "an increase of 20%" and "a 20% decline".
func (t *text) riseOf(i int, m *measure.Measure) ([]*said, int, bool) {
	nouns := map[string]string{"increase": "rose", "rise": "rose", "gain": "rose", "growth": "rose", "jump": "rose", "surge": "rose", "fall": "fell", "drop": "fell", "decline": "fell", "decrease": "fell"}
	j, ok := t.oneOf(i, "a", "an", "recorded a", "recorded an", "saw a", "saw an", "showed a", "showed an")
	if !ok {
		return nil, i, false
	}
	if v := nouns[t.word(j)]; v != "" && t.word(j+1) == "of" {
		for k := min(j+2+longestWords, len(t.pieces)); k > j+2; k-- {
			if s, ok := saying(m, "%s by %s", v, t.span(j+2, k)); ok && s.rule.Stated != nil {
				return []*said{s}, k, true
			}
		}
	}
	for k := min(j+longestWords, len(t.pieces)-1); k > j; k-- {
		if v := nouns[t.word(k)]; v != "" {
			if s, ok := saying(m, "%s by %s", v, t.span(j, k)); ok && s.rule.Stated != nil {
				return []*said{s}, k + 1, true
			}
		}
	}
	return nil, i, false
}

// passed takes "surpassed US$100 billion": more than that.
func (t *text) passed(i int, m *measure.Measure) ([]*said, int, bool) {
	for t.word(i) == "has" || t.word(i) == "had" || t.word(i) == "have" {
		i++
	}
	j, ok := t.oneOf(i, "surpassed", "topped", "passed", "surpassing", "topping", "passing", "exceeding", "exceeded", "crossed", "was in excess of", "were in excess of")
	if !ok {
		return nil, i, false
	}
	q, j, ok := t.quantity(j, m)
	if !ok || !q.rule.Exact {
		return nil, i, false
	}
	s, ok := saying(m, "more than %s", q.words)
	return []*said{s}, j, ok
}

// widened takes "the deficit widened to …": it rose.
func (t *text) widened(i int, m *measure.Measure) ([]*said, int, bool) {
	if m.Nature != measure.Balance {
		return nil, i, false
	}
	for t.word(i) == "has" || t.word(i) == "had" {
		i++
	}
	v := map[string]string{"widened": "rose", "widening": "rose", "narrowed": "fell", "narrowing": "fell"}[t.word(i)]
	if v == "" {
		return nil, i, false
	}
	for k := min(i+longestWords, len(t.pieces)); k > i; k-- {
		rest := strings.TrimSpace(t.span(i+1, k))
		if s, ok := saying(m, "%s %s", v, rest); ok {
			return []*said{s}, k, true
		}
	}
	return nil, i, false
}
