package wording

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// Tolerance is an analyst's own margin in place of a rule's default: a part of
// the stated number, or an absolute amount in the units the number is printed in.
type Tolerance struct {
	Relative *big.Rat // 0.05 for "5%"
	Absolute *big.Rat // 0.05 for "0.05 abs"
	Text     string
}

var tolerancePattern = regexp.MustCompile(`^(?:±|\+/-|\+-)?\s*([0-9]+(?:\.[0-9]+)?)\s*(%|per cent|percent|abs|absolute|points?|pp)?$`)

// ParseTolerance reads "5%" or "0.05 abs". A bare number is an error: nobody
// can tell which of the two it means.
func ParseTolerance(s string) (*Tolerance, error) {
	text := strings.ToLower(Normalise(s))
	m := tolerancePattern.FindStringSubmatch(text)
	if m == nil || len(m[1]) > 24 {
		return nil, &Error{What: fmt.Sprintf("cannot read the tolerance %q", s),
			Try: "write 5% (of the stated number) or 0.05 abs (in the units it is printed in)"}
	}
	v, _ := new(big.Rat).SetString(m[1])
	switch m[2] {
	case "":
		return nil, &Error{What: fmt.Sprintf("the tolerance %q has no unit", s),
			Try: fmt.Sprintf("write %s%% (of the stated number) or %s abs (in the units it is printed in)", m[1], m[1])}
	case "%", "per cent", "percent":
		if v.Cmp(big.NewRat(widest, 1)) > 0 {
			return nil, &Error{What: fmt.Sprintf("a tolerance of %s makes almost anything true", text), Try: fmt.Sprintf("write at most %d%%; a claim about the order of magnitude is better put with between … and …", widest)}
		}
		return &Tolerance{Relative: v.Quo(v, big.NewRat(100, 1)), Text: text}, nil
	}
	return &Tolerance{Absolute: v, Text: text}, nil
}

// around is the amount that the tolerance allows about a number, given the
// scale the number is printed in.
func (t *Tolerance) around(n, scale *big.Rat) *big.Rat {
	if t.Relative != nil {
		d := new(big.Rat).Mul(t.Relative, n)
		return d.Abs(d)
	}
	return new(big.Rat).Mul(t.Absolute, scale)
}

// widest is the largest relative tolerance, in per cent.
const widest = 50

// Error is a wording that cannot be read. At is the place in runes.
type Error struct {
	What, Try string
	At        int
}

func (e *Error) Error() string { return e.What }
