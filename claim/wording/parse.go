package wording

import (
	"fmt"
	"strings"
)

// MaxLength is the longest wording that is read, in bytes.
const MaxLength = 400

type parser struct {
	toks  []token
	i     int
	tol   *Tolerance
	quiet bool // no suggestions wanted
}

// Read is Parse for those who only ask whether words can be read.
func Read(text string) (*Rule, bool) {
	r, err := parse(text, nil, true)
	return r, err == nil
}

// Parse reads the words on the right of `is`. The tolerance, where given,
// replaces the default of the rule. The error is an *Error.
func Parse(text string, tol *Tolerance) (*Rule, error) { return parse(text, tol, false) }

func parse(text string, tol *Tolerance, quiet bool) (*Rule, error) {
	if len(text) > MaxLength {
		return nil, &Error{What: fmt.Sprintf("a wording of %d characters", len(text)), Try: "split the claim: one statement, one claim"}
	}
	p := &parser{toks: tokens(text), tol: tol, quiet: quiet}
	r, err := p.rule()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != endToken {
		return nil, p.unknown()
	}
	if tol != nil {
		if !r.Takes(tol) {
			return nil, &Error{What: fmt.Sprintf("the wording %q has no tolerance to set", strings.TrimSpace(text)), Try: "leave out tolerance:"}
		}
		if r.Stated != nil && r.Stated.Sign() != 0 && r.scale != nil && tol.around(r.Stated, r.scale).Cmp(absolute(r.Stated)) >= 0 {
			return nil, &Error{What: fmt.Sprintf("the tolerance %q is as wide as the number in %q itself", tol.Text, strings.TrimSpace(text)),
				Try: "a tolerance is a small part of what is stated: 5%"}
		}
	}
	r.Text = Normalise(text)
	return r, nil
}

// Takes says whether a tolerance has a place in the rule: where it states a
// number, or allows a fall.
func (r *Rule) Takes(tol *Tolerance) bool {
	switch r.Kind {
	case Value, Change:
		return r.Stated != nil || r.Unit == Level
	case Sign:
		return r.Stated != nil
	case Steady:
		return tol.Relative != nil && !r.Strict
	}
	return false
}

func (p *parser) peek() token { return p.toks[p.i] }

func (p *parser) ahead(n int) token {
	if p.i+n >= len(p.toks) {
		return p.toks[len(p.toks)-1]
	}
	return p.toks[p.i+n]
}

// phrase takes the words if they come next.
func (p *parser) phrase(words ...string) bool {
	for k, w := range words {
		if t := p.ahead(k); t.kind != wordToken || t.text != w {
			return false
		}
	}
	p.i += len(words)
	return true
}

func (p *parser) mark(m string) bool {
	if t := p.peek(); t.kind == markToken && t.text == m {
		p.i++
		return true
	}
	return false
}

func (p *parser) oneOf(words map[string]bool) bool {
	if t := p.peek(); t.kind == wordToken && words[t.text] {
		p.i++
		return true
	}
	return false
}

func (p *parser) fail(at int, what, try string) error {
	return &Error{What: what, Try: try, At: p.toks[min(at, len(p.toks)-1)].at}
}

// try runs an alternative; where it gives nothing the place is restored.
func (p *parser) try(f func() (*Rule, error)) (*Rule, error) {
	start := p.i
	r, err := f()
	if r == nil && err == nil {
		p.i = start
	}
	return r, err
}

func (p *parser) rule() (*Rule, error) {
	if p.peek().kind == endToken {
		return nil, p.fail(0, "no words after `is`", "write what it is: 95.3 bn, nine-fold, record, ...")
	}
	for _, alternative := range []func() (*Rule, error){
		p.regained, p.record, p.streak, p.steady, p.sign, p.shift, p.majority, p.change, p.value, p.largest, p.vague,
	} {
		for p.mark("\"") {
		}
		start := p.i
		for {
			r, err := p.try(alternative)
			if err != nil {
				return nil, err
			}
			if r != nil {
				for p.mark("\"") || p.mark(".") {
				}
				return r, nil
			}
			// the same alternative again after a word that changes nothing
			if !p.oneOf(openers) {
				break
			}
		}
		p.i = start
	}
	return nil, p.unknown()
}

// window reads "since 2007", "until 2006", "from 2001 to 2006", "between 2001
// and 2006", "2001..2006", "in 2001–2006".
func (p *parser) window() (from, to int, ok bool) {
	start := p.i
	paren := p.mark("(")
	closed := func(f, t int) (int, int, bool) {
		if paren && !p.mark(")") || f != 0 && t != 0 && t < f {
			p.i = start
			return 0, 0, false
		}
		return f, t, true
	}
	year := func() int {
		t := p.peek()
		if t.kind == numberToken && len(t.text) == 4 && !strings.ContainsAny(t.text, ".,") {
			y := 0
			fmt.Sscanf(t.text, "%d", &y)
			if y >= 1000 {
				p.i++
				return y
			}
		}
		return 0
	}
	switch {
	case p.phrase("since"):
		if y := year(); y != 0 {
			return closed(y, 0)
		}
	case p.phrase("until"), p.phrase("up", "to"), p.phrase("up", "until"), p.phrase("till"), p.phrase("through"):
		if y := year(); y != 0 {
			return closed(0, y)
		}
	case p.phrase("between"):
		if f := year(); f != 0 && (p.phrase("and") || p.phrase("to")) {
			if t := year(); t != 0 {
				return closed(f, t)
			}
		}
	default:
		if !p.phrase("from") && !p.phrase("in") && !p.phrase("over") {
			p.phrase("during")
		}
		if f := year(); f != 0 {
			if p.phrase("to") || p.phrase("through") || p.phrase("until") || p.mark("-") || p.twoDots() {
				if t := year(); t != 0 {
					return closed(f, t)
				}
			}
		}
	}
	p.i = start
	return 0, 0, false
}

// twoDots takes the ".." of a window.
func (p *parser) twoDots() bool {
	if !p.mark(".") {
		return false
	}
	return p.mark(".")
}
