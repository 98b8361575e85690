package project

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dyad/economy"
	"dyad/measure"
	"dyad/source/lifecycle"
	"dyad/stat/proportion"
)

// Ratio is how much of a portfolio has come about.
type Ratio struct {
	Source, Vintage string
	By              string // the group: "", host RUS, programme …
	Currency        string // of a ratio by value
	N               int    // projects counted
	Done            float64
	Open            float64
	Ended           float64
	Unknown         int // without a status, or by value without a value: left out
	Aged            int // suspended by the rule of ageing alone
	Whole           float64
	Lower, Upper    *float64 // Wilson 95 %, of counts alone
	Years           [2]int   // of the milestones behind it
}

// Ratio is done / whole; BoundLow and BoundHigh are what it comes to if every open
// one fails, or succeeds.
func (r Ratio) Ratio() float64     { return r.Done / r.Whole }
func (r Ratio) BoundLow() float64  { return r.Done / r.Whole }
func (r Ratio) BoundHigh() float64 { return (r.Done + r.Open) / r.Whole }

// RatioOptions say how to count. The zero value counts single projects up to
// completed, programmes up to the furthest stage they count, without ageing.
type RatioOptions struct {
	Sources  []string
	Reach    lifecycle.Status // what counts as done: this stage or one further on
	By       string           // "", host, sector, kind, programme
	ByValue  bool
	AgeYears int // 0: no rule
	AsOf     int // the year in which ages are counted; 0: the latest on record in the source
}

// reach is what counts as done of a single project.
func (o RatioOptions) reach() lifecycle.Status {
	if o.Reach == "" {
		return lifecycle.Completed
	}
	return o.Reach
}

// furthest is the furthest stage of which the record of a programme counts members.
func (p *Project) furthest() lifecycle.Status {
	best := lifecycle.Completed
	rank := 0
	for _, m := range p.Milestones {
		if m.Members != 0 && !m.Planned && m.Status.Rank() > rank {
			best, rank = m.Status, m.Status.Rank()
		}
	}
	return best
}

// Ratios counts the portfolios of a dyad, and each programme that counts its own
// members. A part of another project is counted in the whole alone.
func (f *Field) Ratios(ctx context.Context, x, y economy.Code, o RatioOptions) ([]Ratio, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	var out []Ratio
	for _, pf := range b.portfolios(x, y, o.Sources) {
		asOf := o.AsOf
		if asOf == 0 {
			asOf = b.lastDay[pf.source].Year
		}
		groups := map[string]*Ratio{}
		var names []string
		group := func(name string) *Ratio {
			if groups[name] == nil {
				groups[name] = &Ratio{Source: pf.source, Vintage: pf.vintage, By: name}
				names = append(names, name)
			}
			return groups[name]
		}
		for _, p := range pf.projects {
			switch {
			case p.Members > 0:
				if !o.ByValue && o.By == "" {
					reach := o.Reach
					if reach == "" {
						reach = p.furthest()
					}
					group(p.ID+", "+reach.Words()).programme(p, reach)
				}
			case p.PartOf != "" && b.byKey[pf.source+":"+p.PartOf] != nil && b.byKey[pf.source+":"+p.PartOf].Members == 0, p.Kind == "target":
			case o.ByValue:
				if p.NotAggregated {
					group(name(pf.label, p, o.By)).Unknown++
				} else if p.Value == nil {
					group(name(pf.label, p, o.By)).Unknown++
				} else {
					g := group(strings.TrimSpace(name(pf.label, p, o.By) + " " + p.Currency + " " + p.Prices))
					g.Currency = p.Currency
					g.single(p, *p.Value, o, asOf)
				}
			default:
				group(name(pf.label, p, o.By)).single(p, 1, o, asOf)
			}
		}
		slices.Sort(names)
		for _, n := range names {
			g := groups[n]
			if g.N == 0 && g.Unknown == 0 {
				continue
			}
			if !o.ByValue && g.N > 0 {
				if w, err := proportion.Wilson(int(g.Done), g.N, 0.95); err == nil {
					g.Lower, g.Upper = &w.Lower, &w.Upper
				}
			}
			out = append(out, *g)
		}
	}
	return out, nil
}

// name is the group of a project.
func name(label string, p *Project, by string) string {
	key := ""
	switch by {
	case "host":
		key = "host " + string(p.Host)
		if p.Host == "" {
			key = "host not one economy"
		}
	case "sector":
		key = "sector " + p.Sector
	case "kind":
		key = "kind " + p.Kind
	case "programme":
		key = "programme " + p.Programme
	}
	return strings.TrimSpace(label + " " + key)
}

func (g *Ratio) seen(p *Project) {
	for _, m := range p.Milestones {
		if y := m.Date.Year; !m.Planned && y != 0 {
			if g.Years[0] == 0 || y < g.Years[0] {
				g.Years[0] = y
			}
			g.Years[1] = max(g.Years[1], y)
		}
	}
}

func (g *Ratio) single(p *Project, weight float64, o RatioOptions, asOf int) {
	s := p.PresentAged(o.AgeYears, asOf)
	if s.Stage == "" {
		g.Unknown++
		return
	}
	g.N++
	g.Whole += weight
	g.seen(p)
	switch {
	case s.Stage.Rank() >= o.reach().Rank():
		g.Done += weight
	case s.Stage.Halted():
		g.Ended += weight
		if s.Aged {
			g.Aged++
		}
	default:
		g.Open += weight
	}
}

// programme counts the members of a programme as its milestones tell; members of
// whom nothing is said are open.
func (g *Ratio) programme(p *Project, reach lifecycle.Status) {
	g.N, g.Whole = p.Members, float64(p.Members)
	g.seen(p)
	for _, m := range p.Milestones {
		switch {
		case m.Planned || m.Members == 0:
		case m.Status.Halted():
			g.Ended += float64(m.Members)
		case m.Status.Rank() >= reach.Rank():
			g.Done += float64(m.Members)
		}
	}
	g.Open = max(0, g.Whole-g.Done-g.Ended)
}

func stages() (out []string) {
	for _, s := range lifecycle.All() {
		out = append(out, string(s))
	}
	return out
}

var common = measure.Measure{
	Groups: "a group of economies has no projects of its own here: ask for its members",
	Zero:   "a zero is a value",
}

// make fills in what the field's measures share.
func (f *Field) make(m measure.Measure) *measure.Measure {
	if m.Groups == "" {
		m.Groups = common.Groups
	}
	if m.Zero == "" {
		m.Zero = common.Zero
	}
	return &m
}

func (f *Field) implementation() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.implementation", Title: "Share of projects that came about", Unit: "%", Nature: measure.Share,
		Formula:   "done / all × 100, done being those whose present status is the stage asked for or one further on",
		Defined:   "How many of the projects and agreements of a source have reached a stage. The interval is Wilson's at 95 %; the note gives what the share comes to if every open one fails or succeeds. A programme that counts its own members is a row of its own.",
		Reference: "Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22",
		Missing:   "a project without a status is left out and counted in the note; by value, one without a value or that its source advises not to sum",
		Zero:      "none done is 0 %",
		Example:   measure.Example{Ask: "project.implementation CHN RUS", Says: "47.6 %"},
		Params: []measure.Param{
			{Name: "reach", Choices: append([]string{""}, stages()...), Doc: "what counts as done; by default completed, and of a programme the furthest stage of which its record counts members"},
			{Name: "by", Choices: []string{"", "host", "sector", "kind", "programme"}, Doc: "a row for each host side, sector, kind or programme"},
			{Name: "weight", Default: "count", Choices: []string{"count", "value"}, Doc: "projects, or their value"},
			{Name: "age", Default: "0", Doc: "years after which what nobody speaks of counts as suspended; 0: never"},
		},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		age, err := wholeParam(m, q, "age")
		if err != nil {
			return nil, err
		}
		ratios, err := f.Ratios(ctx, q.A, q.B, RatioOptions{Sources: q.Sources, Reach: lifecycle.Status(m.Param(q, "reach")), By: m.Param(q, "by"), ByValue: m.Param(q, "weight") == "value", AgeYears: age})
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, r := range ratios {
			row := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: r.Source, Vintage: r.Vintage, Label: r.By, N: r.N}
			row.Period.Year = r.Years[1]
			if !q.Years.Has(row.Year) {
				continue
			}
			if r.Whole == 0 {
				row.Missing, row.Why = true, fmt.Sprintf("none of %d projects of %s has what is to be counted: a status, and by value a value that may be summed", r.Unknown, r.Source)
				out = append(out, row)
				continue
			}
			row.Value = 100 * r.Ratio()
			if r.Lower != nil {
				row.Bounds = &measure.Bounds{Lower: 100 * *r.Lower, Upper: 100 * *r.Upper, Kind: "95 % Wilson"}
			}
			row.Note = r.Words()
			row.Inputs = []measure.Input{{Table: "project", Key: r.By, Item: "done", By: r.Source, Value: r.Done, Unit: unitOf(r)}, {Table: "project", Key: r.By, Item: "all", By: r.Source, Value: r.Whole, Unit: unitOf(r)}}
			out = append(out, row)
		}
		return out, nil
	}
	return m
}

func unitOf(r Ratio) string {
	if r.Currency != "" {
		return r.Currency
	}
	return "projects"
}

// Words is the ratio with its bounds as a sentence has it.
func (r Ratio) Words() string {
	amount := func(v float64) string {
		if r.Currency != "" {
			return measure.Dollars(v)
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	w := fmt.Sprintf("%s of %s done, %s open, %s ended", amount(r.Done), amount(r.Whole), amount(r.Open), amount(r.Ended))
	if r.Open > 0 {
		w += fmt.Sprintf("; between %s and %s %% if every open one fails or succeeds", measure.Plain(100*r.BoundLow(), 1), measure.Plain(100*r.BoundHigh(), 1))
	}
	if r.Aged > 0 {
		w += fmt.Sprintf("; %d counted as suspended by age", r.Aged)
	}
	if r.Unknown > 0 {
		w += fmt.Sprintf("; %d left out", r.Unknown)
	}
	return w
}
