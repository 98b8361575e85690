package wording

import "math/big"

// Kind says what a rule is about.
type Kind int

const (
	Value   Kind = iota // one number lies in Interval
	Change              // the change on the year before, or over a window, lies in Interval
	Record              // the strict maximum (minimum where Direction is −1) of a window
	Streak              // rank Rank in each of Count years
	Steady              // up (or down) all the time
	Sign                // positive, negative, above or below a level in every year of a window
	Largest             // the largest among its fellows
	Shift               // a break or change of slope
	Vague               // no number behind it
)

// Unit is what sort of number the words speak of.
type Unit int

const (
	AnyUnit Unit = iota // a bare number
	Money               // US dollars
	Percent             // printed with a per cent sign
	Points              // percentage points
	Fold                // a multiple: a ratio, or a series from its first to its last year
	Share               // a part of a whole: a percentage or a ratio
	Level               // a ratio to an earlier level
)

// Rule is what words mean. Which fields hold depends on Kind.
type Rule struct {
	Kind Kind
	Text string // the words as read
	Unit Unit

	// Value and Change. Interval is the rule; Truncated, where there is one,
	// holds the values that print as the number when cut off, not rounded.
	Interval  Interval
	Truncated *Interval
	Stated    *big.Rat // the number in the words, if any
	Exact     bool     // a printed figure without "about", "nearly" and the like

	Direction int    // Change, Record, Steady, Shift, Sign: +1 or −1; 0 for Sign with Who; Value: "rose to", "fell to", else 0
	Count     int    // Streak: years; 0 where a window says it
	Ordinal   bool   // Streak: "for the eighth consecutive year", so not the ninth
	Rank      int    // Streak: 1 for leading
	From, To  int    // window; 0 is open
	Since     int    // Shift: first year of the new regime
	Base      int    // Level: the year of the earlier level; 0 where a ratio is given
	Who       string // Sign: in whose favour
	Fall      *big.Rat
	Strict    bool // Steady: in every year, no trend will do

	scale  *big.Rat
	suffix string
}

// Scaled says that the number is printed with a scale: 95.3 bn.
func (r *Rule) Scaled() bool { return r.scale != nil && r.scale.Cmp(one) != 0 }

// Means prints the rule: "[8.5, 9.5) ×".
func (r *Rule) Means() string {
	if r.Kind != Value && r.Kind != Change {
		return ""
	}
	scale := r.scale
	if scale == nil {
		scale = one
	}
	return r.Interval.text(scale, r.suffix)
}

var one = big.NewRat(1, 1)

func rat(a, b int64) *big.Rat      { return big.NewRat(a, b) }
func add(a, b *big.Rat) *big.Rat   { return new(big.Rat).Add(a, b) }
func sub(a, b *big.Rat) *big.Rat   { return new(big.Rat).Sub(a, b) }
func mul(a, b *big.Rat) *big.Rat   { return new(big.Rat).Mul(a, b) }
func absolute(a *big.Rat) *big.Rat { return new(big.Rat).Abs(a) }
func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}
