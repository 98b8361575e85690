package cli

import (
	"strconv"
	"strings"

	"dyad/internal/hint"
	"dyad/measure"
)

// parseYears reads 2000:2017, 2000:, :2017 or 2014.
func parseYears(s string) (measure.Years, error) {
	if s == "" {
		return measure.Years{}, nil
	}
	bad := hint.New(hint.Usage, "", "cannot read the years "+strconv.Quote(s), "write 2000:2017, 2000:, :2017 or 2014")
	from, to, span := strings.Cut(s, ":")
	read := func(t string) (int, bool) {
		if t == "" {
			return 0, true
		}
		y, err := strconv.Atoi(t)
		return y, err == nil && y >= 1500 && y <= 2200
	}
	a, ok := read(from)
	b, ok2 := read(to)
	if !ok || !ok2 || a == 0 && b == 0 {
		return measure.Years{}, bad
	}
	if !span {
		b = a
	}
	if a != 0 && b != 0 && a > b {
		return measure.Years{}, hint.New(hint.Usage, "", "the years "+s+" run backwards", "write "+to+":"+from)
	}
	return measure.Years{From: a, To: b}, nil
}
