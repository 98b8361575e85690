package breakpoint

import (
	"errors"
	"fmt"
)

// What can be wrong with a series, a model or a question; errors.Is tells them apart.
var (
	ErrNotFinite = errors.New("not a finite number")
	ErrMagnitude = errors.New("its squares leave the range of floating-point numbers")
	ErrTooShort  = errors.New("too few observations")
	ErrTooLong   = errors.New("too many observations")
	ErrShape     = errors.New("every regressor needs one value for each observation")
	ErrCollinear = errors.New("the regressors are collinear")
	ErrSegment   = errors.New("no such minimal segment")
	ErrPoint     = errors.New("no change can be tested there")
	ErrBreaks    = errors.New("no partition of so many breaks was asked for")
	ErrLevel     = errors.New("a level lies strictly between 0 and 1")
	ErrExact     = errors.New("the model fits within rounding: no scatter to test against")
	ErrMany      = errors.New("no probabilities are known for so many coefficients")
)

// Error is one of the errors above with what was found.
type Error struct {
	Err  error
	What string
	// At is the index of the observation at fault, counted from zero, or −1.
	At int
}

func (e *Error) Error() string { return "breakpoint: " + e.What + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

func fault(err error, format string, arguments ...any) error {
	return &Error{err, fmt.Sprintf(format, arguments...), -1}
}

// Number is a value, or why there is none; V is zero then.
type Number struct {
	V       float64
	Missing string
}
