package wording

import (
	"fmt"
	"math/big"
	"strings"
)

// number reads digits or number words. words says that it was spelt out.
func (p *parser) number() (n, step *big.Rat, words bool, err error) {
	t := p.peek()
	if t.kind == numberToken {
		if strings.Contains(t.text, ",") {
			return nil, nil, false, p.fail(p.i, fmt.Sprintf("cannot read the number %q", t.text),
				"decimals have a point (95.3), thousands a comma or a no-break space (40,000)")
		}
		if len(t.text) > 24 {
			return nil, nil, false, p.fail(p.i, "a number of more than 24 digits", "write it with bn or million")
		}
		p.i++
		n, ok := new(big.Rat).SetString(t.text)
		if !ok {
			return nil, nil, false, p.fail(p.i-1, fmt.Sprintf("cannot read the number %q", t.text), "")
		}
		step := rat(1, 1)
		if dot := strings.IndexByte(t.text, '.'); dot >= 0 {
			for range t.text[dot+1:] {
				step = mul(step, rat(1, 10))
			}
		}
		return n, step, false, nil
	}
	if t.kind != wordToken {
		return nil, nil, false, nil
	}
	if parts[t.text] == 2 { // "half of", with no article
		return rat(1, 1), rat(1, 1), true, nil
	}
	if (t.text == "a" || t.text == "an") && (parts[p.ahead(1).text] != 0 || p.ahead(1).text == "hundred" || scales[p.ahead(1).text] != nil) {
		p.i++
		if p.phrase("hundred") {
			return rat(100, 1), rat(1, 1), true, nil
		}
		return rat(1, 1), rat(1, 1), true, nil
	}
	if w, found := strings.CutSuffix(t.text, "fold"); found && units[w] > 0 { // ninefold
		p.toks[p.i].text = "fold"
		return rat(units[w], 1), rat(1, 1), true, nil
	}
	v, ok := units[t.text]
	if !ok {
		return nil, nil, false, nil
	}
	p.i++
	if v >= 20 { // twenty-one
		start := p.i
		p.mark("-")
		if w, found := units[p.peek().text]; found && w > 0 && w < 10 {
			v += w
			p.i++
		} else {
			p.i = start
		}
	}
	if p.phrase("hundred") {
		v *= 100
	}
	return rat(v, 1), rat(1, 1), true, nil
}

// partName reads the "third" of "a third" or "two-thirds".
func (p *parser) partName(words bool) int64 {
	start := p.i
	if !words {
		return 0
	}
	p.mark("-")
	if f := parts[p.peek().text]; f != 0 {
		p.i++
		return f
	}
	p.i = start
	return 0
}

// outOf reads the "in five" of "one in five".
func (p *parser) outOf() (*big.Rat, error) {
	start := p.i
	if p.phrase("in") || p.phrase("out", "of") || p.phrase("of", "every") {
		n, _, _, err := p.number()
		// "10 in 2016" is no fraction
		if err != nil || n != nil && n.Sign() > 0 && n.Cmp(rat(1000, 1)) <= 0 {
			return n, err
		}
	}
	p.i = start
	return nil, nil
}

// foldMark reads "-fold", "fold", "times", "×".
func (p *parser) foldMark() bool {
	start := p.i
	p.mark("-")
	if p.phrase("fold") || p.phrase("folds") || p.phrase("times") || p.phrase("x") {
		return true
	}
	p.i = start
	return false
}
