package named

import (
	"context"
	"fmt"
	"strings"

	"dyad/figure"
	"dyad/measure"
)

const needsProjects = "projects of both, from a tracker or a register (dyad import register, gcdf, worldbank …)"

// pipeline shows how many projects have come how far, and where they stand.
var pipeline = Maker{Name: "pipeline", About: "how many projects have come to each stage, and how many stand there", Needs: needsProjects,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		ever, source, others, err := a.rowsOf(ctx, "project.pipeline", map[string]string{"count": "ever"}, false)
		if err != nil {
			return nil, nil, err
		}
		a.Source = source
		var now []measure.Row
		if source != "" {
			if now, _, _, err = a.rowsOf(ctx, "project.pipeline", nil, false); err != nil {
				return nil, nil, err
			}
		}
		f := a.frame("pipeline", source, others, needsProjects)
		f.Title = fmt.Sprintf("How far the projects of %s and %s have come", label(string(a.A)), label(string(a.B)))
		f.Subtitle, f.Unit = "Projects by stage: those that have come at least so far, and those that stand there", "projects"
		if len(ever) > 0 {
			f.Subtitle = fmt.Sprintf("%d projects by stage: those that have come at least so far, and those that stand there", ever[0].N)
		}
		c := figure.Dumbbell{Frame: f, Then: "have come so far", Now: "stand there", Economy: figure.Neutral}
		at := map[string]measure.Row{}
		for _, r := range now {
			at[r.Label] = r
		}
		for _, r := range ever {
			c.Rows = append(c.Rows, figure.DumbbellRow{Label: r.Label, Then: figure.Point{Y: r.Value}, Now: figure.Point{Y: at[r.Label].Value, Missing: at[r.Label].Source == ""}})
		}
		return c, append(ever, now...), nil
	}}

// completion shows how long it takes from signature to completion.
var completion = Maker{Name: "completion", About: "the share of projects completed by time since signature, with those still open", Needs: needsProjects + ", with the dates of signature and completion",
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		rows, source, others, err := a.rowsOf(ctx, "project.completion", nil, false)
		if err != nil {
			return nil, nil, err
		}
		f := a.frame("completion", source, others, needsProjects)
		f.Title = "How long from signature to completion"
		f.Subtitle, f.Unit, f.Suffix = "Share completed, per cent, by months since signature; those still open are counted as far as they were seen", "%", "%"
		c := figure.Steps{Frame: f, XName: "months", IntervalLabel: "95% confidence band"}
		for _, g := range bySayer(rows) {
			s := figure.Series{Name: label(g[0].Label), Economy: a.place(g[0].Label), Points: []figure.Point{{}}}
			if g[0].Label == "" {
				s.Name = "Projects of both"
			}
			var open []float64
			for _, r := range g {
				if len(r.Inputs) != 1 {
					continue
				}
				t := r.Inputs[0].Value
				s.Points = append(s.Points, figure.Point{X: t, Y: r.Value})
				if r.Bounds != nil {
					s.Interval = append(s.Interval, figure.Range{X: t, Low: r.Bounds.Lower, High: r.Bounds.Upper})
				}
				if r.Has("censored") {
					open = append(open, t)
				}
			}
			c.Caveats = append(c.Caveats, atRisk(s.Name, g))
			c.Series, c.Censored = append(c.Series, s), append(c.Censored, open)
		}
		return c, rows, nil
	}}

// atRisk says how many are at risk at five times of a curve.
func atRisk(name string, rows []measure.Row) string {
	var parts []string
	last := rows[len(rows)-1].Inputs[0].Value
	for i := range 5 {
		t := last * float64(i) / 5
		for _, r := range rows {
			if r.Inputs[0].Value >= t {
				parts = append(parts, fmt.Sprintf("%d at %s", r.N, measure.Plain(t, 0)))
				break
			}
		}
	}
	return name + ", numbers at risk by month: " + strings.Join(parts, ", ")
}
