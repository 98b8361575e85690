package claimtest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dyad/measure"
)

// World is a fake catalogue whose measures answer with rows given by hand.
type World struct {
	measures map[string]*fake
	names    []string
}

type fake struct {
	unit    string
	nature  measure.Nature
	subject measure.Subject
	params  []measure.Param
	loads   []load
}

type load struct {
	a, b   string
	params map[string]string
	rows   []measure.Row
}

// NewWorld is empty.
func NewWorld() *World { return &World{measures: map[string]*fake{}} }

// Declare adds a measure: "trade.rank rank universe=economies,blocs".
func (w *World) Declare(line string) error {
	f := strings.Fields(line)
	if len(f) < 2 {
		return fmt.Errorf("measure NAME UNIT")
	}
	m := &fake{unit: f[1]}
	for _, p := range f[2:] {
		name, choices, _ := strings.Cut(p, "=")
		if s := slices.Index(subjects, choices); s >= 0 && name == "of" {
			m.subject = measure.Subject(s)
			continue
		}
		if n, ok := measure.NatureOf(choices); ok && name == "nature" {
			m.nature = n
			continue
		}
		param := measure.Param{Name: name}
		if choices != "" {
			param.Choices = strings.Split(choices, ",")
			param.Default = param.Choices[0]
		}
		m.params = append(m.params, param)
	}
	if w.measures[f[0]] == nil {
		w.names = append(w.names, f[0])
	}
	w.measures[f[0]] = m
	return nil
}

// subjects are the names of what a measure may be of, in their order.
var subjects = []string{measure.Dyad.String(), measure.Economy.String(), measure.Region.String(), measure.Project.String(), measure.Route.String()}

var point = regexp.MustCompile(`^(\d{4})=([^!{]*)(?:\{([^}]*)\})?((?:!\w+)*)$`)

// Load adds rows: "trade.total RUS CHN by CHN@x vintage=2018 2001=1e9 2002=_".
func (w *World) Load(line string) error {
	f := strings.Fields(line)
	if len(f) < 5 || w.measures[f[0]] == nil {
		return fmt.Errorf("load a declared MEASURE A B by WHO@SOURCE, not %q", line)
	}
	m := w.measures[f[0]]
	l := load{a: f[1], params: map[string]string{}}
	k := 2
	if f[2] != "by" {
		l.b, k = f[2], 3
	}
	if len(f) < k+2 || f[k] != "by" {
		return fmt.Errorf("who says it? write by WHO@SOURCE")
	}
	who, source, _ := strings.Cut(f[k+1], "@")
	base := measure.Row{Measure: f[0], A: l.a, B: l.b, Unit: m.unit, Source: source}
	switch {
	case who == "-":
	case strings.ToLower(who) == who:
		base.View = measure.View(who)
	default:
		base.Reporter = who
	}
	for _, word := range f[k+2:] {
		if p := point.FindStringSubmatch(word); p != nil {
			r := base
			r.Year, _ = strconv.Atoi(p[1])
			if p[2] == "_" {
				r.Missing, r.Why = true, "not reported"
			} else {
				v, err := strconv.ParseFloat(p[2], 64)
				if err != nil {
					return err
				}
				r.Value = v
			}
			for _, in := range strings.Split(p[3], ",") {
				if v, err := strconv.ParseFloat(in, 64); err == nil {
					r.Inputs = append(r.Inputs, measure.FlowOf(l.a, l.b, "").Said(r.Period, "", "", v, nil))
				}
			}
			for _, flag := range strings.Split(p[4], "!") {
				if flag != "" {
					r.Flags = append(r.Flags, flag)
				}
			}
			l.rows = append(l.rows, r)
			continue
		}
		name, value, ok := strings.Cut(word, "=")
		switch {
		case !ok:
			return fmt.Errorf("cannot read %q", word)
		case name == "vintage":
			base.Vintage = value
		case name == "label":
			base.Label = value
		default:
			l.params[name] = value
		}
	}
	m.loads = append(m.loads, l)
	return nil
}

// Catalogue makes the measures.
func (w *World) Catalogue() (*measure.Catalogue, error) {
	var out []*measure.Measure
	for _, name := range w.names {
		f := w.measures[name]
		m := &measure.Measure{Name: name, Unit: f.unit, Nature: f.nature, Subject: f.subject, Params: f.params}
		m.Eval = func(_ context.Context, q measure.Query) ([]measure.Row, error) {
			var rows []measure.Row
			for _, l := range f.loads {
				if l.a == string(q.A) && l.b == string(q.B) && f.matches(m, q, l) {
					rows = append(rows, l.rows...)
				}
			}
			return slices.Clone(rows), nil
		}
		out = append(out, m)
	}
	return measure.NewCatalogue(out)
}

func (f *fake) matches(m *measure.Measure, q measure.Query, l load) bool {
	for _, p := range m.Params {
		want := l.params[p.Name]
		if want == "" {
			want = p.Default
		}
		if m.Param(q, p.Name) != want {
			return false
		}
	}
	return true
}
