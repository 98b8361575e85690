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
