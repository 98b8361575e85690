package survival

import "fmt"

// Error says which value of the data cannot be used, and why.
type Error struct {
	// Column is "exit", "entry", "cause", "group" or the name of an option.
	Column string
	// Index is the row, from 0; -1 if the fault is not in one row.
	Index int
	// Value is what stands there, where it is a value that is at fault.
	Value float64
	// Reason says what is wrong with it.
	Reason string
}

func (e *Error) Error() string {
	if e.Index < 0 {
		return fmt.Sprintf("survival: %s: %s", e.Column, e.Reason)
	}
	return fmt.Sprintf("survival: %s of row %d is %v: %s", e.Column, e.Index, e.Value, e.Reason)
}
