package project

import (
	"dyad/stat/survival"
)

// CurveRow is a point of a curve as scripts read it. Cause is empty for the
// survival of a group.
type CurveRow struct {
	Group    string         `json:"group"`
	Cause    string         `json:"cause"`
	Time     float64        `json:"time"`
	AtRisk   int            `json:"n_risk"`
	Events   int            `json:"n_event"`
	Censored int            `json:"n_censor"`
	Estimate float64        `json:"estimate"`
	StdError survival.Value `json:"std_error"`
	Lower    survival.Value `json:"lower"`
	Upper    survival.Value `json:"upper"`
}

// CurveSummary is a curve in one line.
type CurveSummary struct {
	Group, Cause       string
	N, Events          int
	Median, Low, High  survival.Value
	Source, Note, AsOf string
}

// Curves gives the points of the survival of each group, or, where causes are
// named, of the incidence of each cause in each group. The names are those of the
// codes of the data: groups from 0, causes from 1.
func Curves(d survival.Data, o survival.Options, groups, causes []string) ([]CurveRow, []CurveSummary, error) {
	var rows []CurveRow
	var sums []CurveSummary
	named := func(list []string, i int) string {
		if i < len(list) {
			return list[i]
		}
		return ""
	}
	add := func(group, cause string, points []survival.Point) {
		for _, p := range points {
			rows = append(rows, CurveRow{group, cause, p.Time, p.AtRisk, p.Events, p.Censored, p.Estimate, p.StdError, p.Lower, p.Upper})
		}
	}
	if causes == nil {
		curves, err := survival.KaplanMeier(d, o)
		if err != nil {
			return nil, nil, err
		}
		for _, c := range curves {
			add(named(groups, c.Group), "", c.Points)
			s := CurveSummary{Group: named(groups, c.Group), N: c.N, Events: c.Events}
			s.Median, s.Low, s.High = c.Median()
			sums = append(sums, s)
		}
		return rows, sums, nil
	}
	curves, err := survival.AalenJohansen(d, o)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range curves {
		add(named(groups, c.Group), named(causes, c.Cause-1), c.Points)
		sums = append(sums, CurveSummary{Group: named(groups, c.Group), Cause: named(causes, c.Cause-1), N: c.N, Events: c.Events,
			Median: crossing(c, func(p survival.Point) (float64, bool) { return p.Estimate, true }),
			Low:    crossing(c, func(p survival.Point) (float64, bool) { return p.Upper.Get() }),
			High:   crossing(c, func(p survival.Point) (float64, bool) { return p.Lower.Get() })})
	}
	return rows, sums, nil
}
