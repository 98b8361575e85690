package measure

// Nature says how the numbers of a measure behave, for those who hold words
// against them: what a fall of 5 per cent means, and what a part of a sum tells.
type Nature uint8

// The natures. Other is for what none of the others fits.
const (
	Other   Nature = iota
	Amount         // a size that is never below zero, a sum of such sizes for a group: a part of it is the least it can be
	Balance        // a difference, of either sign: it has no rate of growth
	Change         // itself a change: that it "fell by 32 %" is said of −32 %
	Share          // a part of a whole: a rise may be told in per cent or in points
	Ratio          // a multiple or an index
	Rank           // a place: it rises when its number falls
)

// String is the nature's name.
func (n Nature) String() string {
	return [...]string{"other", "amount", "balance", "change", "share", "ratio", "rank"}[n]
}

// NatureOf reads the name of a nature.
func NatureOf(s string) (Nature, bool) {
	for n := Other; n <= Rank; n++ {
		if n.String() == s {
			return n, true
		}
	}
	return Other, false
}
