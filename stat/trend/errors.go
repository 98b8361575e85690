package trend

import (
	"errors"
	"fmt"
	"math"
)

// What can be wrong with a series; errors.Is tells them apart.
var (
	ErrTooShort  = errors.New("too few values")
	ErrNotFinite = errors.New("not a finite number")
	ErrTimes     = errors.New("times do not rise")
	ErrLevel     = errors.New("a level lies strictly between 0 and 1")
	ErrPeriod    = errors.New("no seasons to compare")
	ErrTooLong   = errors.New("too many values for all their pairs")
)

// Error is one of the errors above with what was found.
type Error struct {
	Err  error
	What string
	// At is the index of the value at fault, counted from zero, or −1.
	At int
}

func (e *Error) Error() string { return "trend: " + e.What + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// least is the number of values that a test needs: two have a sign, no test.
const least = 3

func check(y []float64) error {
	for i, v := range y {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return &Error{ErrNotFinite, fmt.Sprintf("value %d is %g", i+1, v), i}
		}
	}
	if len(y) < least {
		return &Error{ErrTooShort, fmt.Sprintf("%d, and a trend needs %d", len(y), least), -1}
	}
	return nil
}
