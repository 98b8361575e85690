// Package problem is the shape in which every mistake in a claim file is told:
// the place, what is wrong, and what to try.
package problem

import (
	"fmt"
	"sort"
	"strings"

	"dyad/internal/hint"
)

// Problem is one mistake. Line and Column count from 1, columns in characters;
// 0 where the place is the whole file.
type Problem struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Claim  string `json:"claim,omitempty"` // the id of the claim, where known
	What   string `json:"what"`
	Try    string `json:"try,omitempty"`
}

// Where is "file:line:column", as compilers print it.
func (p Problem) Where() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

func (p Problem) Error() string {
	s := p.What
	if w := p.Where(); w != "" {
		s = w + ": " + s
	}
	return s
}

// List is the mistakes of a file, in order of place.
type List []Problem

func (l List) Error() string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.Error()
		if p.Try != "" {
			lines[i] += "\n  try: " + p.Try
		}
	}
	return strings.Join(lines, "\n")
}

// Unwrap makes the first mistake known to package hint, whose code is the exit
// code of the program: wrong usage.
func (l List) Unwrap() error {
	if len(l) == 0 {
		return nil
	}
	return hint.New(hint.Usage, l[0].Where(), l[0].What, l[0].Try)
}

// Err is nil for an empty list, else the list in order.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	sort.SliceStable(l, func(i, j int) bool {
		if l[i].Line != l[j].Line {
			return l[i].Line < l[j].Line
		}
		return l[i].Column < l[j].Column
	})
	return l
}
