package wording

import (
	"fmt"
	"math/big"
	"strings"

	"dyad/internal/hint"
)

// record reads "a record figure", "record low since 1992", "beat all records",
// "the highest since 2008".
func (p *parser) record() (*Rule, error) {
	r := &Rule{Kind: Record, Direction: 1}
	switch {
	case p.phrase("beat", "all", "records"), p.phrase("beating", "all", "records"), p.phrase("broke", "all", "records"), p.phrase("unrivalled"):
	case p.phrase("highest"):
	case p.phrase("lowest"):
		r.Direction = -1
	default:
		for p.oneOf(newWords) || p.mark("-") {
		}
		if !p.phrase("record") {
			return nil, nil
		}
		if p.phrase("low") {
			r.Direction = -1
		}
	}
	p.phrase("of", "all", "time")
	for p.oneOf(heightWords) {
	}
	r.From, r.To, _ = p.window()
	return r, nil
}

// streak reads "leading trade partner for the eighth consecutive year".
func (p *parser) streak() (*Rule, error) {
	r := &Rule{Kind: Streak, Rank: 1}
	ranked := false
	switch {
	case p.phrase("number", "one"), p.phrase("ranked", "first"), p.phrase("first"):
		ranked = true
	case p.phrase("ranked"):
		n := p.ordinal()
		if n == 0 {
			return nil, nil
		}
		r.Rank, ranked = n, true
	default:
		start := p.i
		if n := p.ordinal(); n > 0 {
			r.Rank = n
			p.mark("-")
			if !p.oneOf(tops) && !(p.phrase("most") && p.phrase("important")) {
				p.i = start
				return nil, nil
			}
			ranked = true
		} else if !p.oneOf(tops) {
			return nil, nil
		}
	}
	for p.oneOf(partnerAdjectives) || p.mark("'") {
	}
	noun := p.oneOf(partnerNouns)
	if !noun && !ranked {
		return nil, nil
	}
	switch {
	case p.phrase("for", "the"):
		n := p.ordinal()
		if n == 0 || !(p.oneOf(rowWords) && p.phrase("year") ||
			p.phrase("year", "in", "a", "row") || p.phrase("year", "running")) {
			return nil, p.fail(p.i, "cannot read how many years", "write for the eighth consecutive year")
		}
		r.Count, r.Ordinal = n, true
	case p.phrase("for"):
		n := p.whole()
		if n == 0 || !(p.oneOf(rowWords) && p.phrase("years") ||
			p.phrase("years", "in", "a", "row") || p.phrase("years", "running") || p.phrase("years")) {
			return nil, p.fail(p.i, "cannot read how many years", "write for eight consecutive years")
		}
		r.Count = n
	default:
		var ok bool
		if r.From, r.To, ok = p.window(); !ok {
			r.Count = 1
		}
	}
	if r.Count > 200 {
		return nil, p.fail(p.i-1, "more than 200 years", "")
	}
	return r, nil
}

// ordinal reads "eighth" or "8th"; 0 where there is none.
func (p *parser) ordinal() int {
	t := p.peek()
	if n, ok := ordinals[t.text]; ok && t.kind == wordToken {
		p.i++
		return int(n)
	}
	if t.kind == numberToken && len(t.text) < 4 && !strings.ContainsAny(t.text, ".,") {
		switch p.ahead(1).text {
		case "st", "nd", "rd", "th":
			n := 0
			fmt.Sscanf(t.text, "%d", &n)
			p.i += 2
			return n
		}
	}
	return 0
}

func (p *parser) whole() int {
	start := p.i
	n, _, _, err := p.number()
	if err != nil || n == nil || !n.IsInt() || !n.Num().IsInt64() || n.Sign() <= 0 {
		p.i = start
		return 0
	}
	return int(min(n.Num().Int64(), 1000))
}

// steady reads "steadily increased", "grew continuously", "rose every year".
func (p *parser) steady() (*Rule, error) {
	r := &Rule{Kind: Steady, Fall: rat(5, 100)}
	verb := func() bool {
		switch {
		case p.oneOf(rising):
			r.Direction = 1
		case p.oneOf(falling):
			r.Direction = -1
		default:
			return false
		}
		return true
	}
	adverb := func() bool {
		if p.oneOf(steadyWords) {
			return true
		}
		start := p.i
		p.phrase("in")
		r.Strict = p.phrase("every", "year") || p.phrase("each", "year") || p.phrase("every", "single", "year") || p.phrase("year", "after", "year")
		if !r.Strict {
			p.i = start
		}
		return r.Strict
	}
	lasting := func() bool { // "has been growing", "kept growing", "continued to grow": it went on all the time
		switch {
		case p.phrase("been"), p.phrase("kept"), p.phrase("keeps"), p.phrase("kept", "on"), p.phrase("continued"), p.phrase("continues"), p.phrase("continuing"):
			p.phrase("on")
			p.phrase("to")
			return true
		}
		return false
	}
	switch {
	case adverb() && verb():
	case verb() && adverb():
	case lasting() && (adverb() && verb() || verb()):
		adverb()
		if w := p.peek(); w.kind == numberToken || w.kind == wordToken && !windowWords[w.text] { // "has been up 5%" is a change
			return nil, nil
		}
	default:
		return nil, nil
	}
	if p.tol != nil && p.tol.Relative != nil {
		r.Fall = p.tol.Relative
	}
	r.From, r.To, _ = p.window()
	return r, nil
}

// sign reads "has remained positive since 2007", "in favour of China since
// 2007", "remained above 100 bn", "maintained a surplus until 2006".
func (p *parser) sign() (*Rule, error) {
	r := &Rule{Kind: Sign, suffix: ""}
	kept := p.oneOf(keptWords)
	p.phrase("a")
	p.phrase("trade")
	zero := new(big.Rat)
	switch {
	case p.phrase("positive"), p.phrase("in", "surplus"), p.phrase("surplus"):
		r.Interval, r.Direction = Interval{Lo: zero, LoOpen: true}, 1
	case p.phrase("negative"), p.phrase("in", "deficit"), p.phrase("deficit"):
		r.Interval, r.Direction = Interval{Hi: zero, HiOpen: true}, -1
	case p.phrase("in", "favour", "of"), p.phrase("in", "favor", "of"), p.phrase("favourable", "to"):
		var name []string
		for p.peek().kind == wordToken && !windowWords[p.peek().text] {
			name = append(name, p.peek().text)
			p.i++
		}
		if len(name) == 0 {
			return nil, p.fail(p.i, "in favour of whom?", "write in favour of CHN since 2007")
		}
		r.Who = strings.Join(name, " ")
	default:
		if !kept {
			return nil, nil
		}
		at := p.i
		m := p.modifier()
		q, err := p.quantity()
		if err != nil || q == nil {
			return nil, err
		}
		if q.form != figure {
			return nil, p.fail(at, "a level cannot be a multiple or a fraction", "write remained above 10%")
		}
		v := p.fromQuantity(q, m)
		r.Interval, r.Unit, r.Stated, r.scale, r.suffix, r.Direction = v.Interval, v.Unit, v.Stated, v.scale, v.suffix, 1
	}
	r.From, r.To, _ = p.window()
	return r, nil
}

// Level prints the interval of a Sign rule.
func (r *Rule) Level() string {
	scale := r.scale
	if scale == nil {
		scale = one
	}
	return r.Interval.text(scale, r.suffix)
}

// shift reads "has intensified since 2014".
func (p *parser) shift() (*Rule, error) {
	r := &Rule{Kind: Shift}
	switch {
	case p.oneOf(strengthenedWords):
		r.Direction = 1
	case p.oneOf(weakenedWords):
		r.Direction = -1
	default:
		return nil, nil
	}
	p.phrase("down")
	p.phrase("up")
	if p.phrase("since") || p.phrase("after") || p.phrase("from") {
		p.phrase("the")
		t := p.peek()
		if t.kind == numberToken && len(t.text) == 4 {
			fmt.Sscanf(t.text, "%d", &r.Since)
		}
	}
	if r.Since == 0 {
		return nil, p.fail(p.i, "since when?", "write has intensified since 2014")
	}
	p.i++
	return r, nil
}

// largest reads "predominates", "the largest".
func (p *parser) largest() (*Rule, error) {
	if p.oneOf(prevailing) || p.oneOf(tops) {
		p.phrase("of", "all")
		return &Rule{Kind: Largest, Direction: 1}, nil
	}
	return nil, nil
}

// vague reads words that state no number: "few", "considerable".
func (p *parser) vague() (*Rule, error) {
	for p.oneOf(degreeWords) {
	}
	if !p.oneOf(vagueWords) {
		return nil, nil
	}
	for k := 0; k < 3 && p.peek().kind == wordToken; k++ {
		p.i++
	}
	return &Rule{Kind: Vague}, nil
}

var vocabulary = func() []string {
	out := []string{"record", "highest", "lowest", "regained", "positive", "negative", "surplus", "deficit", "favour",
		"remained", "about", "around", "approximately", "roughly", "nearly", "almost", "more", "less", "least", "most",
		"halved", "intensified", "accelerated", "weakened", "consecutive", "between", "since", "until", "fold"}
	for _, words := range []map[string]bool{rising, falling, steadyWords, vagueWords, tops, partnerNouns, mostly, prevailing} {
		for w := range words {
			out = append(out, w)
		}
	}
	for w := range units {
		out = append(out, w)
	}
	for w := range ordinals {
		out = append(out, w)
	}
	for w := range scales {
		if len(w) > 1 {
			out = append(out, w)
		}
	}
	for w := range multiples {
		out = append(out, w)
	}
	return out
}()

var knownWords = set(vocabulary...)

// Knows says whether a word in lower case has a place in some wording.
func Knows(word string) bool { return knownWords[word] || openers[word] || scales[word] != nil }

var errUnread = &Error{What: "cannot read the wording"}

// unknown is the error for words that no rule reads, at the first that is not
// in the vocabulary.
func (p *parser) unknown() error {
	const forms = "the forms are in docs/claims.md: 95.3 bn, about 1%, nine-fold, fell by 31.7%, record, steadily increased, remained positive since 2007, ..."
	if p.quiet {
		return errUnread
	}
	for k, t := range p.toks {
		if t.kind != wordToken || knownWords[t.text] || openers[t.text] || scales[t.text] != nil || len(t.text) < 3 {
			continue
		}
		if near := hint.Suggest(t.text, vocabulary); len(near) > 0 {
			return p.fail(k, fmt.Sprintf("cannot read the wording at %q", t.text), "did you mean "+strings.Join(near, " or ")+"?")
		}
	}
	at := p.i
	if p.peek().kind == endToken {
		at = 0
	}
	return p.fail(at, fmt.Sprintf("cannot read the wording at %q", p.toks[at].text), forms)
}
