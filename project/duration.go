package project

import (
	"context"
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/period"
	"dyad/source/lifecycle"
	"dyad/stat/survival"
)

// daysAMonth is the mean month of the Gregorian calendar.
const daysAMonth = 365.2425 / 12

// Lives are the times of a portfolio from one stage to another, in months.
type Lives struct {
	Source, Vintage string
	Group           string
	AsOf            period.Period // when those still open were last seen
	Exit            []float64
	Cause           []int // 0 open, 1 came to the stage, 2 suspended, 3 abandoned
	Projects        []*Project
	Undated         int // ended, or came to the stage, on a date that nobody gives
	Backwards       int // the later stage dated before the earlier one
}

// CauseNames are the names of the causes of Lives.
var CauseNames = []string{"open", "reached", "suspended", "abandoned"}

// Competing says that some lives ended otherwise: 1 − Kaplan–Meier would then
// overstate the chance of coming to the stage.
func (l *Lives) Competing() bool {
	return slices.ContainsFunc(l.Cause, func(c int) bool { return c > 1 })
}

// Events counts those that came to the stage.
func (l *Lives) Events() (n int) {
	for _, c := range l.Cause {
		if c == 1 {
			n++
		}
	}
	return n
}

// Data is the lives as the package survival takes them.
func (l *Lives) Data() survival.Data { return survival.Data{Exit: l.Exit, Cause: l.Cause} }

// Durations gives the lives of a dyad's portfolios between two stages. A date of
// a month or a year stands for its middle. A project that is open was last seen
// when its source last spoke of any project.
func (f *Field) Durations(ctx context.Context, x, y economy.Code, from, to lifecycle.Status, sources []string) ([]Lives, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	var out []Lives
	for _, pf := range b.portfolios(x, y, sources) {
		l := Lives{Source: pf.source, Vintage: pf.vintage, Group: pf.label, AsOf: b.lastDay[pf.source]}
		for _, p := range pf.projects {
			l.add(p, from, to)
		}
		if len(l.Exit)+l.Undated > 0 {
			out = append(out, l)
		}
	}
	return out, nil
}

func middle(p period.Period) float64 {
	return float64(p.First().Unix()+p.Last().Unix()) / 2 / 86400
}

// months is the time between two dates. Two years, or two months, are whole years
// or months apart: leap days would set apart what is equally long, and a life
// seen so far would end before the events of its own length.
func months(begin, end period.Period) float64 {
	if u := begin.Unit(); u == end.Unit() && u != period.Day && u != period.None {
		return float64((end.Ordinal() - begin.Ordinal()) * (map[period.Unit]int{period.Year: 12, period.Quarter: 3, period.Month: 1}[u]))
	}
	return (middle(end) - middle(begin)) / daysAMonth
}

func (l *Lives) add(p *Project, from, to lifecycle.Status) {
	begin, ok := p.First(from)
	if !ok || p.Members > 0 {
		return
	}
	end, cause := l.AsOf, 0
	present := p.Present()
	reached, known := p.First(to)
	switch {
	case known:
		end, cause = reached, 1
	case present.Stage.Rank() >= to.Rank() && to.Rank() > 0 && present.Stage.Rank() > 0:
		l.Undated++ // it is there, or further on, and nobody says since when
		return
	case present.Stage.Halted() && present.Date.IsZero():
		l.Undated++
		return
	case present.Stage == lifecycle.Suspended:
		end, cause = present.Date, 2
	case present.Stage == lifecycle.Abandoned:
		end, cause = present.Date, 3
	}
	t := months(begin, end)
	if t < 0 && !end.Last().Before(begin.First()) {
		t = 0 // two dates that overlap, as a month and a day in it
	}
	if t < 0 {
		l.Backwards++
		return
	}
	l.Exit, l.Cause, l.Projects = append(l.Exit, t), append(l.Cause, cause), append(l.Projects, p)
}

// Words says what was left out.
func (l *Lives) Words() string {
	w := ""
	if l.Undated > 0 {
		w = fmt.Sprintf("%d left out, whose end has no date", l.Undated)
	}
	if l.Backwards > 0 {
		if w != "" {
			w += "; "
		}
		w += fmt.Sprintf("%d left out, whose end is dated before their beginning", l.Backwards)
	}
	return w
}
