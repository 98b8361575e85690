package ppml

import "fmt"

// Error says what is wrong with a model or its data, where, and what to try.
type Error struct {
	What  string
	Where string
	Try   string
	// Worst is the equation that lacks most where an estimation did not converge,
	// else nil.
	Worst *Equation
	// Vanishing are then the caller's rows of zero whose means have run out of sight
	// of all outcomes, as those of separated rows do: what is in the way, mostly.
	Vanishing []int
}

func (e *Error) Error() string {
	text := e.What
	if e.Where != "" {
		text = e.Where + ": " + text
	}
	if e.Try != "" {
		text += "; try: " + e.Try
	}
	return "ppml: " + text
}

func fault(where, try, format string, arguments ...any) error {
	return &Error{What: fmt.Sprintf(format, arguments...), Where: where, Try: try}
}
