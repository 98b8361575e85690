package gravity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress"
	"dyad/regress/frame"
)

// AgreementOptions steer AgreementEffects; zeros are the estimator's defaults.
type AgreementOptions struct {
	Tolerance        float64
	AllowUnconverged bool // give an answer without convergence, marked as such
	Threads          int
}

// AgreementResult is the estimate with how much of the panel each name treats.
type AgreementResult struct {
	Estimate *regress.Estimate
	Treated  []Treated
	// Idle are the agreements that hold for no observation of the panel; a name
	// of which none holds has no coefficient.
	Idle []Agreement
	// Dated are those whose days or months count as whole years.
	Dated []Agreement
	// Grouped says that the list names groups.
	Grouped bool
}

// Treated counts the observations and the directed pairs a name holds for.
type Treated struct {
	Name         string `json:"name"`
	Observations int    `json:"observations"`
	Pairs        int    `json:"pairs"`
}

// Notes say what the names of a result hold for, and what of the list did not.
func (r *AgreementResult) Notes() []string {
	var notes []string
	for _, t := range r.Treated {
		if t.Observations == 0 {
			notes = append(notes, t.Name+" holds for no observation and has no coefficient.")
			continue
		}
		notes = append(notes, fmt.Sprintf("%s holds for %s %s of %s directed %s.", t.Name, numeral.Thousands(t.Observations), numeral.Plural(t.Observations, "observation", "observations"), numeral.Thousands(t.Pairs), numeral.Plural(t.Pairs, "pair", "pairs")))
	}
	for _, x := range r.Idle {
		notes = append(notes, fmt.Sprintf("%s: %s between %s and %s holds for no observation of the panel.", x.Where, x.Name, x.A, x.B))
	}
	if len(r.Dated) > 0 {
		notes = append(notes, fmt.Sprintf("Dates count as whole years, the first and the last included (%s, from %d, for one).", r.Dated[0].Where, r.Dated[0].From))
	}
	if r.Grouped {
		notes = append(notes, "Groups have the members of 31 December of each year.")
	}
	return notes
}

// AgreementEffects estimates what agreements or sanctions did to trade, one
// coefficient for each name, with
//
//	value ~ names | exporter^year + importer^year + exporter^importer
//
// clustered by dyad. exp(coefficient) − 1 is the direct effect on trade, others'
// trade given (Baier and Bergstrand 2007). Names that hold for one dyad alone
// have standard errors that are too small: see EventStudy. A name that holds for
// no observation has no coefficient and is told in Idle; that none holds is an
// error. Groups have the members of 31 December of each year.
func AgreementEffects(ctx context.Context, flows []Flow, list []Agreement, o AgreementOptions) (*AgreementResult, error) {
	if len(list) == 0 {
		return nil, hint.New(hint.Data, "", "the list has no agreements", "one a row: a,b,from,to,name")
	}
	p, err := newPanel(flows, nil)
	if err != nil {
		return nil, err
	}
	list = slices.Clone(list)
	out := &AgreementResult{}
	var names []string
	position, groups := map[string]int{}, economy.Groups()
	for k, a := range list {
		if err := a.resolve(); err != nil {
			return nil, err
		}
		list[k] = a
		if reserved[a.Name] || strings.Contains(a.Name, "`") {
			return nil, hint.New(hint.Data, a.Where, fmt.Sprintf("an agreement cannot be named %q", a.Name), "choose another name")
		}
		if _, ok := position[a.Name]; !ok {
			position[a.Name] = len(names)
			names = append(names, a.Name)
		}
		for _, side := range [2]string{a.A, a.B} {
			out.Grouped = out.Grouped || slices.Contains(groups, economy.Code(side))
		}
		if a.Dated {
			out.Dated = append(out.Dated, a)
		}
	}
	treated, idle := treat(p, list, position)
	for _, k := range idle {
		out.Idle = append(out.Idle, list[k])
	}
	columns := p.columns()
	text, held := "value ~ 1", false
	for k, name := range names {
		t := treated[k].count(p, name)
		out.Treated = append(out.Treated, t)
		if t.Observations == 0 { // what holds nowhere has no coefficient
			continue
		}
		held = true
		columns = append(columns, frame.Column{Name: name, Numbers: treated[k]})
		text += " + `" + name + "`"
	}
	if !held {
		years := p.years()
		return nil, hint.New(hint.Data, list[0].Where, fmt.Sprintf("%s %s for no observation of the panel", hint.Listed(names), numeral.Plural(len(names), "holds", "hold")),
			fmt.Sprintf("check economies and years; the panel has the years %s", yearSpan(years[0], years[len(years)-1])))
	}
	data, err := frame.New("the panel", columns...)
	if err != nil {
		return nil, err
	}
	out.Estimate, err = regress.Fit(ctx, data, regress.FitOptions{Data: "the panel", Formula: text + " | exporter^year + importer^year + exporter^importer", Cluster: []string{"dyad"},
		Tolerance: o.Tolerance, AllowUnconverged: o.AllowUnconverged, Threads: o.Threads})
	if err != nil {
		return nil, err
	}
	p.account(out.Estimate)
	for k := range out.Estimate.Coef { // as the list has them, not quoted for a formula
		out.Estimate.Coef[k].Name = strings.Trim(out.Estimate.Coef[k].Name, "`")
	}
	for k, name := range out.Estimate.Collinear {
		out.Estimate.Collinear[k] = strings.Trim(name, "`")
	}
	for k := range out.Estimate.Separating {
		out.Estimate.Separating[k].Name = strings.Trim(out.Estimate.Separating[k].Name, "`")
	}
	out.Estimate.Annex("treated", out.Treated)
	return out, nil
}

// reserved are the names of the panel's columns.
var reserved = map[string]bool{"value": true, "exporter": true, "importer": true, "year": true, "dyad": true}

// indicator is one where an agreement of a name holds, zero elsewhere.
type indicator []float64

func (x indicator) count(p *panel, name string) Treated {
	t := Treated{Name: name}
	pairs := map[[2]int32]bool{}
	for k, v := range x {
		if v != 0 {
			t.Observations++
			pairs[[2]int32{p.exporter[k], p.importer[k]}] = true
		}
	}
	t.Pairs = len(pairs)
	return t
}

// treat makes the indicator of each name and lists the agreements that hold
// nowhere. Those between two economies are found by the pair; those of groups
// are asked one by one.
func treat(p *panel, list []Agreement, position map[string]int) (treated []indicator, idle []int) {
	treated = make([]indicator, len(position))
	for k := range treated {
		treated[k] = make(indicator, len(p.value))
	}
	g := newMembership()
	byPair := map[[2]string][]int{}
	var ofGroups []int
	for k, a := range list {
		if g.known[a.A] || g.known[a.B] {
			ofGroups = append(ofGroups, k)
			continue
		}
		byPair[[2]string{a.A, a.B}] = append(byPair[[2]string{a.A, a.B}], k)
		if a.A != a.B {
			byPair[[2]string{a.B, a.A}] = append(byPair[[2]string{a.B, a.A}], k)
		}
	}
	holds := make([]bool, len(list))
	for row := range p.value {
		year := p.year[row]
		x, y := string(p.codes[p.exporter[row]]), string(p.codes[p.importer[row]])
		for _, k := range byPair[[2]string{x, y}] {
			if list[k].in(year) {
				treated[position[list[k].Name]][row], holds[k] = 1, true
			}
		}
		for _, k := range ofGroups {
			if a := list[k]; a.in(year) && (g.has(a.A, x, year) && g.has(a.B, y, year) || g.has(a.A, y, year) && g.has(a.B, x, year)) {
				treated[position[a.Name]][row], holds[k] = 1, true
			}
		}
	}
	for k, yes := range holds {
		if !yes {
			idle = append(idle, k)
		}
	}
	return treated, idle
}

func (a Agreement) in(year int) bool { return year >= a.From && (a.To == 0 || year <= a.To) }

// membership remembers which economies belong to a group in a year.
type membership struct {
	known map[string]bool
	sets  map[string]map[int]map[string]bool
}

func newMembership() *membership {
	g := &membership{known: map[string]bool{}, sets: map[string]map[int]map[string]bool{}}
	for _, code := range economy.Groups() {
		g.known[string(code)] = true
		g.sets[string(code)] = map[int]map[string]bool{}
	}
	return g
}

// has tells whether an economy is, or in that year belongs to, side.
func (g *membership) has(side, name string, year int) bool {
	if side == name {
		return true
	}
	if !g.known[side] {
		return false
	}
	set := g.sets[side][year]
	if set == nil {
		set = map[string]bool{}
		for _, c := range economy.Reporting(economy.Code(side), year) {
			set[string(c)] = true
		}
		g.sets[side][year] = set
	}
	return set[name]
}
