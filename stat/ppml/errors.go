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
