package trade

import (
	"fmt"

	"dyad/measure"
)

// PartlyDerived flags a sum of which a small part is derived or estimated; the
// note says how much.
const PartlyDerived = "partly_derived"

// mostDerived is the part of a sum that may be derived or estimated, or one of
// two of which one is derived, and the sum still counts as the reporters' own.
const mostDerived = 0.05

// testimony adds up observations and how much of the sum is not the reporters'
// own.
type testimony struct {
	value, made float64
	flags       []string // of the observations, without those below
	marks       []string // derived, estimated, one of two derived
}

var madeMarks = []string{measure.MirrorImputed, measure.EitherImputed, measure.Estimate}

// ownWord says whether one who carries these words reports the figure himself.
func ownWord(words []string) bool {
	for _, w := range words {
		if has(madeMarks, w) {
			return false
		}
	}
	return true
}

func (t *testimony) add(value float64, words []string) {
	t.value += value
	if ownWord(words) {
		t.flags = join(t.flags, words)
		return
	}
	t.made += value
	for _, w := range words {
		if has(madeMarks, w) {
			t.marks = join(t.marks, []string{w})
		} else {
			t.flags = join(t.flags, []string{w})
		}
	}
}

// say puts the sum's flags and note on a cell.
func (t *testimony) say(c *cell) {
	c.value += t.value
	c.flags = join(c.flags, t.flags)
	switch {
	case t.made == 0:
	case t.made > mostDerived*t.value:
		c.flags = join(c.flags, t.marks)
	default:
		c.flags = join(c.flags, []string{PartlyDerived})
		c.note = notes(c.note, fmt.Sprintf("%.2g %% of it is derived or estimated", percent(t.made, t.value)))
	}
}
