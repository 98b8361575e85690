package measure

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/period"
)

// Words is a question as people write it, on a command line or in an address.
// A and B name the subject; Sets are parameters of the measure as
// "flow=exports"; Basket and Members are short for the parameters of that name.
type Words struct {
	A, B, Years, Freq, Basket, Members string
	Reporters, Sources                 []string
	Sets                               []string
	World                              bool
}

// Query understands the words of a question to a measure. Its errors are hints
// of code Usage.
func (w Words) Query(m *Measure) (Query, error) {
	q := Query{Sources: w.Sources, World: w.World}
	var err error
	if q.A, q.B, err = m.SubjectOf(w.A, w.B); err != nil {
		return q, err
	}
	if q.Years, err = ParseYears(w.Years); err != nil {
		return q, err
	}
	if q.Freq, err = ParseFreq(w.Freq); err != nil {
		return q, err
	}
	for _, r := range w.Reporters {
		code, err := Resolve(r)
		if err != nil {
			return q, err
		}
		q.Reporters = append(q.Reporters, code)
	}
	q.Params, err = w.Params()
	return q, err
}

// SubjectOf reads the words that name the measure's subject: two economies, one,
// or the name of a region, a project or the ends of a route, which the measure
// itself looks up. A word too many or too few is a hint of code Usage.
func (m *Measure) SubjectOf(a, b string) (x, y economy.Code, err error) {
	names := m.Subject.Names()
	given := 0
	for _, w := range []string{a, b} {
		if strings.TrimSpace(w) != "" {
			given++
		}
	}
	if given != len(names) || strings.TrimSpace(a) == "" {
		what := [...]string{"two economies", "one economy", "one region", "one project", "the two ends of a route"}[m.Subject]
		return "", "", hint.New(hint.Usage, "", m.Name+" is a measure of "+what, "dyad measure "+m.Name+" "+strings.Join(names, " "))
	}
	switch m.Subject {
	case Dyad:
		return Pair(a, b)
	case Economy:
		x, err = Resolve(a)
		return x, "", err
	}
	return economy.Code(strings.TrimSpace(a)), economy.Code(strings.TrimSpace(b)), nil
}

// Params are the parameters that Sets, Basket and Members give.
func (w Words) Params() (map[string]string, error) {
	out := map[string]string{}
	for _, s := range w.Sets {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, hint.New(hint.Usage, "", fmt.Sprintf("--set %s has no value", s), "write --set flow=exports")
		}
		out[name] = value
	}
	if w.Basket != "" {
		out["basket"] = w.Basket
	}
	if w.Members != "" {
		out["members"] = w.Members
	}
	return out, nil
}

// Resolve turns a user's word into an economy; what is unknown is a hint of code
// Usage with suggestions.
func Resolve(word string) (economy.Code, error) {
	e, err := economy.Named(word)
	if err == nil {
		return e.Code, nil
	}
	try := "write a code (CHN, 156) or a name (china, \"Russian Federation\")"
	what := err.Error()
	var unknown *economy.UnknownError
	if errors.As(err, &unknown) && len(unknown.Suggestions) > 0 {
		what = fmt.Sprintf("unknown economy %q", unknown.Input) // its suggestions are what to try
		try = "did you mean " + strings.Join(unknown.Suggestions, " or ") + "?"
	}
	return "", hint.New(hint.Usage, "", what, try)
}

// Pair resolves the two economies of a dyad.
func Pair(a, b string) (x, y economy.Code, err error) {
	if x, err = Resolve(a); err != nil {
		return "", "", err
	}
	if y, err = Resolve(b); err != nil {
		return "", "", err
	}
	if x == y {
		return "", "", hint.New(hint.Usage, "", "a dyad is two economies, and both are "+economy.Label(x), "name another one")
	}
	return x, y, nil
}

// ParseFreq reads year, quarter, month or day; "" is none, which is the year.
func ParseFreq(s string) (period.Unit, error) {
	if s == "" {
		return period.None, nil
	}
	u, ok := period.UnitOf(s)
	if !ok {
		return u, hint.New(hint.Usage, "", fmt.Sprintf("unknown frequency %q", s), "year, quarter, month or day")
	}
	return u, nil
}

// ParseYears reads 2000:2017, 2000:, :2017 or 2014; "" is every year.
func ParseYears(s string) (Years, error) {
	if s == "" {
		return Years{}, nil
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
		return Years{}, bad
	}
	if !span {
		b = a
	}
	if a != 0 && b != 0 && a > b {
		return Years{}, hint.New(hint.Usage, "", "the years "+s+" run backwards", "write "+to+":"+from)
	}
	return Years{From: a, To: b}, nil
}
