// Package hint is the one shape of an error that a user reads: what went
// wrong, where, and what to try. The exit code of the program comes from it.
package hint

import (
	"errors"
	"fmt"
	"strings"
)

// Code is the exit code a fault leads to; see the contract of the command line.
type Code int

const (
	Contradicted Code = 1 // check --strict found a contradicted claim
	Usage        Code = 2 // wrong usage: a misspelt command, measure, source, economy
	Data         Code = 3 // bad or missing data
	Fault        Code = 4 // a fault of dyad's own
)

// Error says what is wrong (What), where (a file with line and column, or
// empty), and what to try (empty when nothing helps). Err is the cause, if any.
type Error struct {
	Code  Code
	What  string
	Where string
	Try   string
	Err   error
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Where != "" {
		b.WriteString(e.Where + ": ")
	}
	b.WriteString(e.What)
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// New makes an error of the given code.
func New(code Code, where, what, try string) *Error {
	return &Error{Code: code, Where: where, What: what, Try: try}
}

// CodeOf is the exit code of any error: 0 for nil, its own code for an Error,
// 4 for one nobody foresaw.
func CodeOf(err error) Code {
	if err == nil {
		return 0
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Fault
}

// TryOf is what to try, or "".
func TryOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Try
	}
	return ""
}
