package project

import (
	"slices"

	"dyad/economy"
	"dyad/period"
	"dyad/source/lifecycle"
)

// Project is one record of one source with all that hangs on it.
type Project struct {
	ID, Source, Vintage           string
	Title, Kind, Sector           string
	Host                          economy.Code
	Value                         *float64 // in Currency, at Prices
	Currency, Prices              string
	Year                          int
	Members                       int // of a programme; 0 for a single project
	Programme, PartOf             string
	SameAs                        []string // source:id
	Rate, Maturity, Grace, Grant  *float64 // %, years, years, %
	Collateral, URL, Note         string
	NotAggregated, StartYearIsCut bool
	Parties                       []Party
	Milestones                    []Milestone
	Stakes                        []Stake
	Quantities                    []Quantity
}

// Party is an economy that takes part, and on which side.
type Party struct {
	Economy economy.Code
	Side    string
	Share   *float64 // %
	Who     string
}

// Milestone is a status on a date; Date is no period where the source gives none.
type Milestone struct {
	Status    lifecycle.Status
	Date      period.Period
	Planned   bool
	Latest    bool // the source's present status
	Estimated bool // the source estimated the date
	Printed   string
	Members   int      // how many projects of a programme; 0 for all
	Delay     *float64 // days later than planned
	According string   // who says so, where it is not the source itself
}

// Stake is a share held, agreed or dropped.
type Stake struct {
	Holder    string
	Economy   economy.Code
	Date      period.Period
	Share     *float64 // %
	State     string
	According string
}

// Quantity is an amount declared, delivered, or that a plant can move.
type Quantity struct {
	What      string
	Date      period.Period
	Value     *float64
	Unit      string
	Item      string
	Years     *float64
	According string
}

// Key names the record as others refer to it.
func (p *Project) Key() string { return p.Source + ":" + p.ID }

// Has says whether the economy takes part.
func (p *Project) Has(e economy.Code) bool {
	return slices.ContainsFunc(p.Parties, func(x Party) bool { return x.Economy == e })
}

// Status is where a project stands: a stage with the milestone that says so.
type Status struct {
	Stage lifecycle.Status // "" where no source says
	Milestone
	Aged bool // suspended by the rule of ageing alone
}

// Present is where the project stands: what its source flags as its latest status,
// and else the latest dated milestone that came to pass. Of two on one date the
// one further on counts, and one that ends a life before others.
func (p *Project) Present() Status {
	var best Status
	for _, m := range p.Milestones {
		if m.Planned || m.Members != 0 {
			continue
		}
		if best.Stage == "" || later(m, best.Milestone) {
			best = Status{Stage: m.Status, Milestone: m}
		}
	}
	return best
}

func later(a, b Milestone) bool {
	if a.Latest != b.Latest {
		return a.Latest
	}
	if a.Date.IsZero() != b.Date.IsZero() {
		return b.Date.IsZero()
	}
	if end, other := a.Date.Last(), b.Date.Last(); !a.Date.IsZero() && !end.Equal(other) {
		return end.After(other)
	}
	return order(a.Status) > order(b.Status)
}

// order puts the end of a life above its stages.
func order(s lifecycle.Status) int { return slices.Index(lifecycle.All(), s) }

// PresentAged is Present under a rule of ageing: an open project of which the last
// word is more than years old in the year asOf counts as suspended. A project
// without any date cannot age. Zero years are no rule.
func (p *Project) PresentAged(years, asOf int) Status {
	s := p.Present()
	if years <= 0 || s.Stage == "" || s.Stage == lifecycle.Completed || s.Stage.Halted() {
		return s
	}
	last := 0
	for _, m := range p.Milestones {
		if !m.Planned {
			last = max(last, m.Date.Year)
		}
	}
	if last != 0 && asOf-last > years {
		return Status{Stage: lifecycle.Suspended, Milestone: s.Milestone, Aged: true}
	}
	return s
}

// First is the first date on which the project had a stage, and whether it is
// known.
func (p *Project) First(stage lifecycle.Status) (period.Period, bool) {
	var first period.Period
	for _, m := range p.Milestones {
		if m.Status == stage && !m.Planned && m.Members == 0 && !m.Date.IsZero() && (first.IsZero() || period.Compare(m.Date, first) < 0) {
			first = m.Date
		}
	}
	return first, !first.IsZero()
}
