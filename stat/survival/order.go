package survival

import (
	"cmp"
	"math"
	"slices"
)

// timed is a time, as bits whose order is the order of the (non-negative) times,
// the row it stands in, and the subject's cause, which is wanted more often than
// a look into the table at a random place is cheap.
type timed struct {
	bits  uint64
	row   uint32
	cause uint32
}

const (
	digitBits = 11
	digits    = 1 << digitBits
	passes    = (64 + digitBits - 1) / digitBits
)

// sortTimes sorts by time, a long slice by counting one digit of the bits after the
// other. It may swap the two slices, which have one length, and returns the sorted
// one first. A digit that all times share (whole numbers of months share most)
// costs nothing.
func sortTimes(a, spare []timed) (sorted, rest []timed) {
	if len(a) < digits {
		slices.SortFunc(a, func(x, y timed) int { return cmp.Compare(x.bits, y.bits) })
		return a, spare
	}
	var counts [passes][digits]uint32
	for _, t := range a {
		for p := range passes {
			counts[p][t.bits>>(p*digitBits)%digits]++
		}
	}
	for p := range passes {
		shift := p * digitBits
		count := &counts[p]
		if int(count[a[0].bits>>shift%digits]) == len(a) {
			continue
		}
		next := uint32(0)
		for i, c := range count {
			count[i] = next
			next += c
		}
		for _, t := range a {
			place := &count[t.bits>>shift%digits]
			spare[*place] = t
			*place++
		}
		a, spare = spare, a
	}
	return a, spare
}

// ordered is t as bits in the order of the times; -0 is 0.
func ordered(t float64) uint64 { return math.Float64bits(t + 0) }

func (t timed) time() float64 { return math.Float64frombits(t.bits) }
