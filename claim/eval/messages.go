package eval

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	undeclared = regexp.MustCompile(`^undeclared reference to '([^']*)'`)
	overload   = regexp.MustCompile(`^found no matching overload for '([^']*)' applied to '([^']*)'`)
	signs      = map[string]string{"_+_": "+", "_-_": "−", "_*_": "×", "_/_": "/", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=",
		"eq": "==", "ne": "!=", "at": "[…]", "_&&_": "&&", "_||_": "||", "!_": "!", "-_": "−", "_?_:_": "? :", "is": "is"}
)

func plainIssue(message string, lets map[string]bool) (what, try string) {
	if m := undeclared.FindStringSubmatch(message); m != nil {
		var known []string
		for l := range lets {
			known = append(known, l)
		}
		known = append(known, functionNames...)
		return fmt.Sprintf("unknown name %q", m[1]), suggest(m[1], known, "define it with let:, or write texts in quotes; names in reach: ")
	}
	if m := overload.FindStringSubmatch(message); m != nil {
		name := m[1]
		if s, ok := signs[name]; ok {
			name = s
		}
		with := strings.NewReplacer("sayer, ", "", "(sayer)", "()", ", int", "", "test_by_year", "comparison year by year").Replace(m[2])
		return fmt.Sprintf("%s cannot be used with %s", name, with), overloadTry(m[1], m[2])
	}
	if strings.HasPrefix(message, "Syntax error") {
		return "cannot read the check: " + strings.TrimPrefix(message, "Syntax error: "), "see docs/claims.md for what a check looks like"
	}
	return message, "see docs/claims.md for what a check looks like"
}

func overloadTry(name, with string) string {
	switch {
	case strings.Contains(with, "test_by_year"):
		return "a series compared with a number is a comparison in each year: say always(…), never(…) or ever(…)"
	case name == "is":
		return "on the left of `is` stands a number or a series"
	case name == "at":
		return "a series takes a year, T[2014], a window, T[2001..2014], or a label, S['hydrocarbons']"
	case strings.HasPrefix(with, "(series") || strings.Contains(with, "series"):
		return "say which year: T[2014]"
	case name == "_%_":
		return "write 5% for a percentage"
	}
	return "see docs/claims.md for the functions"
}
