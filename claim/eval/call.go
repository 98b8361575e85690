package eval

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// Call is one question a check puts to a measure.
type Call struct {
	Measure *measure.Measure
	Query   measure.Query
	Key     string // equal for equal questions
	Text    string // trade.total(RUS, CHN)
	Line    int    // where the claim first asks it
	Column  int
}

// argument is one argument of a call, read before the check runs and again,
// the same way, while it runs.
type argument struct {
	economy economy.Code
	text    string
	isText  bool
	number  string
	named   map[string]argument
}

// callOf reads the arguments of a measure: first the economies, then
// parameters, each known by its value among the measure's choices, by its
// name, or as the basket. A text in the first two places is an economy unless
// it is a choice.
func callOf(m *measure.Measure, args []argument, universe string) (Call, error) {
	q := measure.Query{Params: map[string]string{}}
	taken, wanted := 0, len(m.Subject.Names())
	economies := m.Subject == measure.Dyad || m.Subject == measure.Economy
	set := func(name, v string) error {
		i := slices.IndexFunc(m.Params, func(p measure.Param) bool { return p.Name == name })
		if i < 0 {
			return &callError{fmt.Sprintf("%s has no parameter %q", m.Name, name), parameters(m, name)}
		}
		if ch := m.Params[i].Choices; ch != nil && !slices.Contains(ch, v) {
			return &callError{fmt.Sprintf("%s: %s cannot be %q", m.Name, name, v), suggest(v, ch, "one of ")}
		}
		if _, twice := q.Params[name]; twice {
			return &callError{fmt.Sprintf("%s: %s is given twice", m.Name, name), "keep one"}
		}
		q.Params[name] = v
		return nil
	}
	place := func(c economy.Code) error {
		switch {
		case taken == wanted:
			return &callError{fmt.Sprintf("%s takes %s, not %s", m.Name, subjects[m.Subject], [...]string{"", "two", "three"}[taken]), "write " + likeThis(m)}
		case taken == 0:
			q.A = c
		default:
			q.B = c
		}
		taken++
		return nil
	}
	for i, a := range args {
		var err error
		switch {
		case a.named != nil:
			names := make([]string, 0, len(a.named))
			for n := range a.named {
				names = append(names, n)
			}
			sort.Strings(names)
			for _, n := range names {
				v := a.named[n]
				s := v.text
				if v.number != "" {
					s = v.number
				}
				if v.economy != "" {
					s = string(v.economy)
				}
				if err = set(n, s); err != nil {
					break
				}
			}
		case a.economy != "":
			err = place(a.economy)
		case a.number != "":
			name := numberParameter(m)
			if name == "" {
				return Call{}, &callError{fmt.Sprintf("%s: what is %s?", m.Name, a.number), parameters(m, "")}
			}
			err = set(name, a.number)
		default:
			name := textParameter(m, a.text, q.Params)
			if taken < wanted && i < wanted && !hasChoice(m, a.text) {
				if !economies { // the measure itself looks its regions, projects and places up
					err = place(economy.Code(strings.TrimSpace(a.text)))
					break
				}
				e, bad := economy.Named(a.text)
				if bad != nil {
					return Call{}, &callError{notOne(a.text), economyTry(a.text, nil)}
				}
				err = place(e.Code)
				break
			}
			if name == "" {
				return Call{}, &callError{fmt.Sprintf("%s: no parameter takes %q", m.Name, a.text), parameters(m, "")}
			}
			err = set(name, a.text)
		}
		if err != nil {
			return Call{}, err
		}
	}
	switch {
	case taken == 0 && economies:
		return Call{}, &callError{m.Name + " of which economies?", "write " + likeThis(m)}
	case taken < wanted && m.Subject == measure.Dyad:
		return Call{}, &callError{m.Name + " takes two economies", "name the partner too: write " + likeThis(m)}
	case taken < wanted:
		return Call{}, &callError{m.Name + " takes " + subjects[m.Subject], "write " + likeThis(m)}
	}
	if universe != "" {
		if i := slices.IndexFunc(m.Params, func(p measure.Param) bool { return p.Name == "universe" }); i >= 0 {
			if _, given := q.Params["universe"]; !given {
				if err := set("universe", universe); err != nil {
					return Call{}, err
				}
			}
		}
	}
	return newCall(m, q), nil
}

// subjects is what a measure of each kind takes.
var subjects = map[measure.Subject]string{measure.Dyad: "two economies", measure.Economy: "one economy", measure.Region: "a region",
	measure.Project: "a project", measure.Route: "the two ends of a route"}

// likeThis is a call of the measure as it is written.
func likeThis(m *measure.Measure) string {
	switch m.Subject {
	case measure.Dyad:
		return m.Name + "(RUS, CHN)"
	case measure.Economy:
		return m.Name + "(RUS)"
	case measure.Route:
		return m.Name + "('FROM', 'TO')"
	}
	return m.Name + "('NAME')"
}

func newCall(m *measure.Measure, q measure.Query) Call {
	var inside []string
	for _, c := range []economy.Code{q.A, q.B} {
		switch {
		case c == "":
		case m.Subject == measure.Dyad || m.Subject == measure.Economy:
			inside = append(inside, string(c))
		default:
			inside = append(inside, "'"+string(c)+"'")
		}
	}
	var names []string
	for n := range q.Params {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		inside = append(inside, fmt.Sprintf("%s='%s'", n, q.Params[n]))
	}
	t := m.Name + "(" + strings.Join(inside, ", ") + ")"
	return Call{Measure: m, Query: q, Key: t, Text: t}
}

type callError struct{ what, try string }

func (e *callError) Error() string { return e.what }

func suggest(word string, known []string, lead string) string {
	if near := hint.Suggest(word, known); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return lead + strings.Join(known, ", ")
}

func parameters(m *measure.Measure, near string) string {
	var names, forms []string
	for _, p := range m.Params {
		names = append(names, p.Name)
		f := p.Name
		if p.Choices != nil {
			f += " (" + strings.Join(p.Choices, ", ") + ")"
		}
		forms = append(forms, f)
	}
	if len(names) == 0 {
		return m.Name + " takes no parameter"
	}
	if s := hint.Suggest(near, names); near != "" && len(s) > 0 {
		return "did you mean " + s[0] + "?"
	}
	return m.Name + " takes " + strings.Join(forms, ", ") + "; write name='value'"
}

func hasChoice(m *measure.Measure, v string) bool {
	for _, p := range m.Params {
		if slices.Contains(p.Choices, v) {
			return true
		}
	}
	return false
}

func textParameter(m *measure.Measure, v string, given map[string]string) string {
	free, basket := "", false
	for _, p := range m.Params {
		if slices.Contains(p.Choices, v) {
			return p.Name
		}
		if p.Name == "basket" {
			basket = true
		}
		if _, taken := given[p.Name]; !taken && p.Choices == nil && free == "" {
			free = p.Name
		}
	}
	if basket {
		return "basket"
	}
	return free
}

func numberParameter(m *measure.Measure) string {
	for _, want := range []string{"base", "year", "from"} {
		for _, p := range m.Params {
			if p.Name == want {
				return want
			}
		}
	}
	return ""
}

func numberText(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// runtimeArgument reads an argument from its value.
func runtimeArgument(v ref.Val) (argument, error) {
	switch x := v.(type) {
	case *Area:
		return argument{economy: x.Code}, nil
	case *Num:
		return argument{number: numberText(x.V)}, nil
	case types.String:
		return argument{text: string(x), isText: true}, nil
	case traits.Mapper:
		named := map[string]argument{}
		for it := x.Iterator(); it.HasNext() == types.True; {
			k := it.Next()
			name, ok := k.(types.String)
			if !ok {
				break
			}
			a, err := runtimeArgument(x.Get(k))
			if err != nil {
				return a, err
			}
			named[string(name)] = a
		}
		return argument{named: named}, nil
	}
	return argument{}, &callError{"cannot read an argument of a measure", "write economies, texts in quotes, or name='value'"}
}
