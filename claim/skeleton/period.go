package skeleton

import "strconv"

// period is a time that a sentence names.
type period struct {
	from, to int  // a window; 0 is open
	year     int  // one year
	shift    int  // "the following year": years after the one named before
	by       bool // "by 2014": in that year, reached at some time
	every    bool // in every year of the window
}

func (p period) window() bool { return p.from != 0 || p.to != 0 }

// year takes a year: four digits that no sign makes part of something else.
func (t *text) year(i int) (int, int, bool) {
	w := t.word(i)
	if len(w) != 4 {
		return 0, i, false
	}
	y, err := strconv.Atoi(w)
	if err != nil || y < 1800 || y > 2100 {
		return 0, i, false
	}
	if i+1 < len(t.pieces) && t.pieces[i+1].from == t.pieces[i].to { // 1990s, 2014/15, 2013-14
		if next := t.pieces[i+1].word; next != "," && next != "-" {
			return 0, i, false
		}
	}
	return y, i + 1, true
}

// years takes "2001 to 2014" after the word that begins a window.
func (t *text) years(i int) (from, to, at int, ok bool) {
	if from, i, ok = t.year(i); !ok {
		return 0, 0, i, false
	}
	j, ok := t.oneOf(i, "to", "and", "until", "through", "-")
	if !ok {
		return 0, 0, i, false
	}
	to, j, ok = t.year(j)
	return from, to, j, ok && to > from
}

// period takes a time, as an adverb of what is said.
func (t *text) period(i int) (period, int, bool) {
	if j, ok := t.oneOf(i, "in every year", "every year", "in each year", "each year", "every single year"); ok {
		if p, k, ok := t.period(j); ok && p.window() {
			p.every = true
			return p, k, true
		}
		return period{}, i, false
	}
	for words, shift := range map[string]int{"the following year": 1, "the next year": 1, "a year later": 1, "in the following year": 1, "in the next year": 1, "one year later": 1,
		"the previous year": -1, "in the previous year": -1, "the year before": -1, "in the year before": -1, "a year earlier": -1, "one year earlier": -1} {
		if j, ok := t.phrase(i, words); ok {
			return period{shift: shift}, j, true
		}
	}
	if j, ok := t.oneOf(i, "from", "between", "over", "during", "in", "over the period", "in the period", "during the period", "over the years", "in the years"); ok {
		if from, to, k, ok := t.years(j); ok {
			return period{from: from, to: to}, k, true
		}
	}
	if j, ok := t.oneOf(i, "in", "during", "in the year", "for", "for the year", "in the whole of", "in all of"); ok {
		if y, k, ok := t.year(j); ok && t.alone(k) {
			return period{year: y}, k, true
		}
	}
	if j, ok := t.phrase(i, "by"); ok {
		if y, k, ok := t.year(j); ok && t.alone(k) {
			return period{year: y, by: true}, k, true
		}
	}
	if j, ok := t.phrase(i, "since"); ok {
		if y, k, ok := t.year(j); ok && t.alone(k) {
			return period{from: y}, k, true
		}
	}
	if j, ok := t.oneOf(i, "until", "up to", "through"); ok {
		if y, k, ok := t.year(j); ok && t.alone(k) {
			return period{to: y}, k, true
		}
	}
	return period{}, i, false
}

// alone says that a year is not the beginning of a span.
func (t *text) alone(i int) bool { return t.ended(i) || t.pieces[i].word != "-" }

// base takes the year that a change is counted from: "compared with 2010", "on
// the previous year". before stands for the year before.
func (t *text) base(i int) (year int, before bool, at int, ok bool) {
	if j, ok := t.oneOf(i, "year on year", "year - on - year", "year over year", "year - over - year"); ok {
		return 0, true, j, true
	}
	j, ok := t.oneOf(i, "compared with", "compared to", "in comparison with", "relative to", "from", "on", "over", "against")
	if !ok {
		return 0, false, i, false
	}
	if k, ok := t.oneOf(j, "the previous year", "the year before", "a year earlier", "a year before", "the preceding year"); ok {
		return 0, true, k, true
	}
	y, k, ok := t.year(j)
	if !ok || !t.alone(k) {
		return 0, false, i, false
	}
	return y, false, k, true
}
