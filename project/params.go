package project

import (
	"fmt"
	"strconv"

	"dyad/internal/hint"
	"dyad/measure"
)

// wholeParam reads a parameter that is a whole number of years.
func wholeParam(m *measure.Measure, q measure.Query, name string) (int, error) {
	text := m.Param(q, name)
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, hint.New(hint.Usage, "", fmt.Sprintf("%s: %s cannot be %q", m.Name, name, text), "a whole number of years, as 4")
	}
	return n, nil
}
