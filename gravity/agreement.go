package gravity

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"dyad/economy"
	"dyad/gravity/formula"
	"dyad/gravity/frame"
	"dyad/internal/hint"
)

// Agreement is a dated tie between two economies: a trade agreement, a
// sanction. A and B may be groups with dated membership (EU); it then holds for
// every member with the other side, or, when both are the same group, among
// the members. From and To are years, both included; To 0 means still in force.
type Agreement struct {
	A, B     string
	From, To int
	Name     string
}

// ReadAgreements reads a CSV or Parquet file with the columns a, b, from, to
// and name. Dates are years or YYYY-MM-DD; an empty to means still in force.
func ReadAgreements(path string) ([]Agreement, error) {
	use := formula.Uses{Use: map[string]formula.Use{}, Order: []string{"a", "b", "from", "to", "name"}}
	for _, name := range use.Order {
		use.Use[name] = formula.AsText
	}
	data, err := frame.Read(path, use)
	if err != nil {
		return nil, err
	}
	text := map[string][]string{}
	for _, name := range use.Order {
		codes, levels, err := data.Codes(name)
		if err != nil {
			return nil, err
		}
		for _, c := range codes {
			s := ""
			if c >= 0 {
				s = strings.TrimSpace(levels[c])
			}
			text[name] = append(text[name], s)
		}
	}
	var out []Agreement
	for k := range text["a"] {
		where := fmt.Sprintf("%s, row %d", path, k+1)
		a := Agreement{A: text["a"][k], B: text["b"][k], Name: text["name"][k]}
		if a.A == "" || a.B == "" || a.Name == "" {
			return nil, hint.New(hint.Data, where, "a, b and name must not be empty", "")
		}
		var ok bool
		if a.From, ok = yearOf(text["from"][k]); !ok {
			return nil, hint.New(hint.Data, where, fmt.Sprintf("from is %q", text["from"][k]), "a year or YYYY-MM-DD")
		}
		if a.To, ok = yearOf(text["to"][k]); !ok && text["to"][k] != "" {
			return nil, hint.New(hint.Data, where, fmt.Sprintf("to is %q", text["to"][k]), "a year or YYYY-MM-DD, or empty while in force")
		}
		if a.To != 0 && a.To < a.From {
			return nil, hint.New(hint.Data, where, fmt.Sprintf("to (%d) lies before from (%d)", a.To, a.From), "")
		}
		out = append(out, a)
	}
	return out, nil
}

func yearOf(s string) (int, bool) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Year(), true
		}
	}
	return 0, false
}

// AgreementResult is the estimate with how much of the panel each name treats.
type AgreementResult struct {
	Estimate *Estimate
	Treated  []Treated
}

// Treated counts the observations and the directed pairs a name holds for.
type Treated struct {
	Name         string
	Observations int
	Pairs        int
}

// AgreementEffects estimates what agreements or sanctions did to trade, one
// coefficient for each name, with
//
//	value ~ names | exporter^year + importer^year + exporter^importer
//
// clustered by dyad. exp(coefficient) − 1 is the direct effect on trade, others'
// trade given (Baier and Bergstrand 2007). Names that hold for one dyad alone
// have standard errors that are too small: see EventStudy.
func AgreementEffects(ctx context.Context, flows []Flow, list []Agreement, threads int) (*AgreementResult, error) {
	if len(list) == 0 {
		return nil, hint.New(hint.Usage, "", "no agreements are given", "")
	}
	p, err := newPanel(flows, nil)
	if err != nil {
		return nil, err
	}
	byName := map[string][]Agreement{}
	var names []string
	for _, a := range list {
		if byName[a.Name] == nil {
			names = append(names, a.Name)
		}
		byName[a.Name] = append(byName[a.Name], a)
	}
	columns := p.columns()
	reserved := map[string]bool{"value": true, "exporter": true, "importer": true, "year": true, "dyad": true}
	out := &AgreementResult{}
	text := "value ~ 1"
	groups := &membership{known: map[string]bool{}}
	for _, name := range names {
		if reserved[name] || strings.Contains(name, "`") {
			return nil, hint.New(hint.Data, "", fmt.Sprintf("an agreement cannot be named %q", name), "choose another name")
		}
		values, treated := groups.treat(p, byName[name])
		treated.Name = name
		out.Treated = append(out.Treated, treated)
		if treated.Observations == 0 {
			return nil, hint.New(hint.Data, "", fmt.Sprintf("%s holds for no observation of the panel", name), "check its economies and years")
		}
		columns = append(columns, frame.Column{Name: name, Numbers: values})
		text += " + `" + name + "`"
	}
	data, err := frame.New("the panel", columns...)
	if err != nil {
		return nil, err
	}
	out.Estimate, err = Fit(ctx, data, FitOptions{Data: "the panel", Formula: text + " | exporter^year + importer^year + exporter^importer", Cluster: []string{"dyad"}, Threads: threads})
	if err != nil {
		return nil, err
	}
	p.account(out.Estimate)
	return out, nil
}

// membership remembers which economies belong to a group in a year.
type membership struct {
	known map[string]bool
	sets  map[string]map[int]map[string]bool
}

// has tells whether an economy is, or in that year belongs to, side.
func (g *membership) has(side, name string, year int) bool {
	if side == name {
		return true
	}
	if g.sets == nil {
		g.sets = map[string]map[int]map[string]bool{}
		for _, code := range economy.Groups() {
			g.known[string(code)] = true
		}
	}
	if !g.known[side] {
		return false
	}
	if g.sets[side] == nil {
		g.sets[side] = map[int]map[string]bool{}
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

// treat is one where an agreement of the list holds, zero elsewhere.
func (g *membership) treat(p *panel, list []Agreement) ([]float64, Treated) {
	sort.SliceStable(list, func(a, b int) bool { return list[a].From < list[b].From })
	values := make([]float64, len(p.value))
	pairs := map[[2]int32]bool{}
	var t Treated
	for k := range values {
		year := p.year[k]
		x, y := string(p.codes[p.exporter[k]]), string(p.codes[p.importer[k]])
		for _, a := range list {
			if year < a.From || a.To != 0 && year > a.To {
				continue
			}
			if g.has(a.A, x, year) && g.has(a.B, y, year) || g.has(a.A, y, year) && g.has(a.B, x, year) {
				values[k] = 1
				t.Observations++
				pairs[[2]int32{p.exporter[k], p.importer[k]}] = true
				break
			}
		}
	}
	t.Pairs = len(pairs)
	return values, t
}
