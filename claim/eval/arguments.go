package eval

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dyad/economy"
	"dyad/measure"
)

// callOf reads the arguments of a measure: first its subject, then parameters,
// each known by its value among the measure's choices, by its name, or as the
// basket. A text in the first places is an economy, or what else the measure is
// of, unless it is a choice.
func callOf(m *measure.Measure, args []argument, universe string) (Call, error) {
	r := &arguments{m: m, wanted: len(m.Subject.Names()), query: measure.Query{Params: map[string]string{}}}
	for i, a := range args {
		if err := r.take(i, a); err != nil {
			return Call{}, err
		}
	}
	if err := r.whole(); err != nil {
		return Call{}, err
	}
	has := slices.ContainsFunc(m.Params, func(p measure.Param) bool { return p.Name == "universe" })
	if _, given := r.query.Params["universe"]; universe != "" && has && !given {
		if err := r.set("universe", universe); err != nil {
			return Call{}, err
		}
	}
	return newCall(m, r.query), nil
}

// arguments is a call being read.
type arguments struct {
	m             *measure.Measure
	query         measure.Query
	taken, wanted int // of the subject
}

// economies says whether the measure is of economies.
func (r *arguments) economies() bool {
	return r.m.Subject == measure.Dyad || r.m.Subject == measure.Economy
}

func (r *arguments) take(i int, a argument) error {
	switch {
	case a.named != nil:
		return r.named(a.named)
	case a.economy != "":
		return r.place(a.economy)
	case a.number != "":
		name := numberParameter(r.m)
		if name == "" {
			return &callError{fmt.Sprintf("%s: what is %s?", r.m.Name, a.number), parameters(r.m, "")}
		}
		return r.set(name, a.number)
	case r.taken < r.wanted && i < r.wanted && !hasChoice(r.m, a.text):
		if !r.economies() { // the measure itself looks its regions, projects and places up
			return r.place(economy.Code(strings.TrimSpace(a.text)))
		}
		e, err := economy.Named(a.text)
		if err != nil {
			return &callError{notOne(a.text), economyTry(a.text, nil)}
		}
		return r.place(e.Code)
	}
	name := textParameter(r.m, a.text, r.query.Params)
	if name == "" {
		return &callError{fmt.Sprintf("%s: no parameter takes %q", r.m.Name, a.text), parameters(r.m, "")}
	}
	return r.set(name, a.text)
}

// named sets parameters by their names.
func (r *arguments) named(given map[string]argument) error {
	names := make([]string, 0, len(given))
	for n := range given {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		v := given[n]
		s := v.text
		if v.number != "" {
			s = v.number
		}
		if v.economy != "" {
			s = string(v.economy)
		}
		if err := r.set(n, s); err != nil {
			return err
		}
	}
	return nil
}

func (r *arguments) set(name, v string) error {
	m := r.m
	i := slices.IndexFunc(m.Params, func(p measure.Param) bool { return p.Name == name })
	if i < 0 {
		return &callError{fmt.Sprintf("%s has no parameter %q", m.Name, name), parameters(m, name)}
	}
	if ch := m.Params[i].Choices; ch != nil && !slices.Contains(ch, v) {
		return &callError{fmt.Sprintf("%s: %s cannot be %q", m.Name, name, v), suggest(v, ch, "one of ")}
	}
	if _, twice := r.query.Params[name]; twice {
		return &callError{fmt.Sprintf("%s: %s is given twice", m.Name, name), "keep one"}
	}
	r.query.Params[name] = v
	return nil
}

// place takes a part of the subject.
func (r *arguments) place(c economy.Code) error {
	switch {
	case r.taken == r.wanted:
		return &callError{fmt.Sprintf("%s takes %s, not %s", r.m.Name, subjects[r.m.Subject], [...]string{"", "two", "three"}[r.taken]), "write " + likeThis(r.m)}
	case r.taken == 0:
		r.query.A = c
	default:
		r.query.B = c
	}
	r.taken++
	return nil
}

// whole says what of the subject is left out.
func (r *arguments) whole() error {
	switch {
	case r.taken == r.wanted:
		return nil
	case r.taken == 0 && r.economies():
		return &callError{r.m.Name + " of which economies?", "write " + likeThis(r.m)}
	case r.m.Subject == measure.Dyad:
		return &callError{r.m.Name + " takes two economies", "name the partner too: write " + likeThis(r.m)}
	}
	return &callError{r.m.Name + " takes " + subjects[r.m.Subject], "write " + likeThis(r.m)}
}
