package period

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// BadError is a text that names no period.
type BadError struct {
	Text string
	Why  string // what is wrong with it
}

func (e *BadError) Error() string {
	if e.Why == "" {
		return fmt.Sprintf("%q is not a year, quarter, month or day", e.Text)
	}
	return fmt.Sprintf("%q is no period: %s", e.Text, e.Why)
}

// Parse reads one period in any of the package's forms; blanks around it are
// passed over. The error is a *BadError.
func Parse(text string) (Period, error) {
	s := strings.ToUpper(strings.TrimSpace(text))
	p, ok := parse(s)
	if !ok {
		return Period{}, &BadError{Text: text}
	}
	if !p.Valid() {
		return Period{}, &BadError{text, "there is no " + p.String()}
	}
	return p, nil
}

func parse(s string) (Period, bool) {
	s = strings.TrimSuffix(s, ".0") // a year that went through a table of decimals
	if digits(s) {
		switch len(s) {
		case 1, 2, 3, 4:
			return Period{Year: number(s)}, true
		case 6:
			return part(s[:4], s[4:])
		case 8:
			return day(s[:4], s[4:6], s[6:])
		}
		return Period{}, false
	}
	if y, q, ok := quarter(s); ok {
		return Period{Year: y, Quarter: q}, true
	}
	if i := strings.IndexByte(s, 'T'); i == 10 && len(s) >= 19 { // 2017-12-31T00:00:00
		if _, err := time.Parse("15:04:05", s[11:19]); err != nil {
			return Period{}, false
		}
		s = s[:i]
	}
	for _, cut := range []string{"-", "/", "M"} {
		parts := strings.Split(s, cut)
		if len(parts) < 2 || len(parts[0]) != 4 {
			continue
		}
		switch {
		case len(parts) == 2:
			return part(parts[0], parts[1])
		case len(parts) == 3 && cut != "M":
			return day(parts[0], parts[1], parts[2])
		}
	}
	return Period{}, false
}

// part reads a month; a whole year's "00" is none.
func part(year, month string) (Period, bool) {
	if !digits(year) || !digits(month) || len(month) > 2 {
		return Period{}, false
	}
	m := number(month)
	if m == 0 {
		m = 13 // is refused as no month, with the text that was read
	}
	return Period{Year: number(year), Month: m}, true
}

func day(year, month, d string) (Period, bool) {
	p, ok := part(year, month)
	if !ok || !digits(d) || len(d) > 2 {
		return p, false
	}
	if p.Day = number(d); p.Day == 0 {
		p.Day = 32
	}
	return p, true
}

// quarter reads 2017Q1, 2017-Q1, 2017 Q1 and Q1 2017.
func quarter(s string) (year, q int, ok bool) {
	i := strings.IndexByte(s, 'Q')
	if i < 0 || i+1 >= len(s) || s[i+1] < '1' || s[i+1] > '4' {
		return 0, 0, false
	}
	rest := strings.Trim(s[:i]+s[i+2:], " -")
	if len(rest) != 4 || !digits(rest) {
		return 0, 0, false
	}
	return number(rest), int(s[i+1] - '0'), true
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// ParseLayout reads a day, month or year written in the order that a publisher
// is known to use, as time.Parse writes it: "01/02/2006" for American dates.
// The unit is the finest one the layout names.
func ParseLayout(layout, text string) (Period, error) {
	t, err := time.Parse(layout, strings.TrimSpace(text))
	if err != nil {
		return Period{}, &BadError{text, "it is not written as " + layout}
	}
	written := func(p Period) string { return p.First().Format(layout) }
	switch first := written(Period{Year: 2001, Month: 1, Day: 1}); {
	case written(Period{Year: 2001, Month: 1, Day: 2}) != first:
		return OfDate(t), nil
	case written(OfMonth(2001, 2)) != first:
		return OfDate(t).In(Month), nil
	}
	return Of(t.Year()), nil
}
