package corridor

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Change is what becomes of a figure: "+50%", "-20%", "x1.5" (or "×1.5"),
// "+100", "-3", or a figure that takes its place ("1300", "inf").
type Change struct {
	by     byte // '%', 'x', '+' or '='
	amount float64
}

// ParseChange reads a change as it is written.
func ParseChange(s string) (Change, error) {
	t := strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(s), "−", "-"), " ", "")
	c := Change{by: '='}
	switch {
	case strings.HasSuffix(t, "%"):
		c.by, t = '%', strings.TrimSuffix(t, "%")
		if !strings.HasPrefix(t, "+") && !strings.HasPrefix(t, "-") {
			return c, fmt.Errorf("%q does not say whether it is more or less: +%s%% or -%s%%", s, t, t)
		}
	case strings.HasPrefix(t, "x"), strings.HasPrefix(t, "×"), strings.HasPrefix(t, "*"):
		c.by, t = 'x', strings.TrimLeft(t, "x×*")
	case strings.HasPrefix(t, "+"), strings.HasPrefix(t, "-"):
		c.by = '+'
	}
	v, err := strconv.ParseFloat(t, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) && c.by != '=' {
		return c, fmt.Errorf("%q is no change: +50%%, -20%%, x1.5, +100, -3 or a figure", s)
	}
	c.amount = v
	return c, nil
}

// Of applies the change to a figure.
func (c Change) Of(v float64) float64 {
	switch c.by {
	case '%':
		return v * (100 + c.amount) / 100
	case 'x':
		return v * c.amount
	case '+':
		return v + c.amount
	}
	return c.amount
}
