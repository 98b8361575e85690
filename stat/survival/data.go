package survival

import (
	"fmt"
	"math"
)

// Data is a table of subjects: columns of equal length, a row each.
type Data struct {
	// Exit is the time of the event or of the last look, finite and not negative.
	Exit []float64
	// Entry is the time since which a subject would have been seen to end (delayed
	// entry, left truncation), finite, not negative and before Exit. Nil: all are
	// at risk from the beginning.
	Entry []float64
	// Cause is 0 for a subject without event (censored) and else the cause of its
	// event, 1, 2, …; KaplanMeier and LogRank take all causes as one.
	Cause []int
	// Group is the subject's group, 0, 1, …. Nil: one group.
	Group []int
}

// groups is the number of groups, empty ones with a smaller number included.
func (d Data) groups() int { return largest(d.Group) + 1 }

// causes is the number of causes.
func (d Data) causes() int { return largest(d.Cause) }

func largest(codes []int) int {
	most := 0
	for _, c := range codes {
		most = max(most, c)
	}
	return most
}

// check returns the first fault of the data as an *Error.
func (d Data) check() error {
	n := len(d.Exit)
	switch {
	case n == 0:
		return &Error{Column: "exit", Index: -1, Reason: "there are no rows"}
	case n > math.MaxUint32:
		return &Error{Column: "exit", Index: -1, Reason: "there are more than 4294967295 rows"}
	case len(d.Cause) != n:
		return ragged("cause", len(d.Cause), n)
	case d.Entry != nil && len(d.Entry) != n:
		return ragged("entry", len(d.Entry), n)
	case d.Group != nil && len(d.Group) != n:
		return ragged("group", len(d.Group), n)
	}
	for i, t := range d.Exit {
		if reason := unfit(t); reason != "" {
			return &Error{"exit", i, t, reason}
		}
	}
	for i, t := range d.Entry {
		if reason := unfit(t); reason != "" {
			return &Error{"entry", i, t, reason}
		}
		if t >= d.Exit[i] {
			return &Error{"entry", i, t, fmt.Sprintf("it is not before the exit, %v", d.Exit[i])}
		}
	}
	if err := checkCodes("cause", d.Cause, n); err != nil {
		return err
	}
	return checkCodes("group", d.Group, n)
}

// spareCodes is how many codes there may be beside the number of rows: codes may come
// from a longer list, but a stray large number would ask for as many curves.
const spareCodes = 1 << 16

func checkCodes(column string, codes []int, n int) error {
	for i, c := range codes {
		if c < 0 {
			return &Error{column, i, float64(c), "it is negative"}
		}
		if c >= n+spareCodes {
			return &Error{column, i, float64(c), "codes are to be 0, 1, 2, …"}
		}
	}
	return nil
}

func ragged(column string, have, want int) error {
	return &Error{Column: column, Index: -1, Reason: fmt.Sprintf("%d rows where exit has %d", have, want)}
}

func unfit(t float64) string {
	switch {
	case math.IsNaN(t):
		return "a time must be a number"
	case math.IsInf(t, 0):
		return "a time must be finite"
	case t < 0:
		return "a time must not be negative"
	}
	return ""
}
