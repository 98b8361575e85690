package figure

import "gonum.org/v1/plot/vg"

// mark draws the sign of an economy: its shape says what its colour says.
func (p *pen) mark(e Economy, i ink, x, y, r float64) {
	shape := func(i ink, r float64) {
		switch e {
		case Second:
			p.rect(i, 1, box{x - 0.9*r, y - 0.9*r, 1.8 * r, 1.8 * r})
		case Third:
			p.fill(i, 1, []xy{{x, y - 1.2*r}, {x + 1.1*r, y + 0.8*r}, {x - 1.1*r, y + 0.8*r}})
		case Fourth:
			p.fill(i, 1, []xy{{x, y - 1.25*r}, {x + 1.25*r, y}, {x, y + 1.25*r}, {x - 1.25*r, y}})
		case Fifth:
			p.fill(i, 1, []xy{{x, y + 1.2*r}, {x + 1.1*r, y - 0.8*r}, {x - 1.1*r, y - 0.8*r}})
		case Sixth:
			p.fill(i, 1, []xy{{x - 1.3*r, y - 0.6*r}, {x + 1.3*r, y - 0.6*r}, {x + 1.3*r, y + 0.6*r}, {x - 1.3*r, y + 0.6*r}})
		default:
			p.circle(i, x, y, r)
		}
	}
	shape(inkPaper, r+1.2)
	shape(i, r)
}

// ring is a circle's outline.
func (p *pen) ring(i ink, width, x, y, r float64) {
	var path vg.Path
	path.Move(p.point(x+r, y))
	path.Arc(p.point(x, y), vg.Length(r), 0, fullTurn)
	path.Close()
	p.stroke(i, width, nil, path)
}

const fullTurn = 6.283185307179586

// dash is the line pattern of a report.
func (r Report) dash() []float64 {
	switch r {
	case ByImporter:
		return []float64{6, 3.5}
	case Reconciled:
		return []float64{1.6, 2.6}
	}
	return nil
}

// words name a report in the key.
func (r Report) words() string {
	switch r {
	case ByExporter:
		return "exporter’s report"
	case ByImporter:
		return "importer’s report"
	case Reconciled:
		return "reconciled value"
	}
	return "report not stated"
}

func (s Series) stroke() float64 {
	switch {
	case s.Report == ByImporter || s.Report == Reconciled:
		return 1.7
	case s.Economy == Neutral:
		return 1.7
	}
	return 2.2
}

// reportKeys explains the dashes, when there is something to tell apart.
func reportKeys(series []Series, words map[Report]string) []key {
	var seen [Reconciled + 1]bool
	for _, s := range series {
		if _, ok := s.last(); ok && s.Report > Unstated && s.Report <= Reconciled {
			seen[s.Report] = true
		}
	}
	if !seen[ByImporter] && !seen[Reconciled] {
		return nil
	}
	var keys []key
	for r := ByExporter; r <= Reconciled; r++ {
		if seen[r] {
			width := Series{Report: r}.stroke()
			text := r.words()
			if own, ok := words[r]; ok {
				text = own
			}
			keys = append(keys, key{text, keySample, func(p *pen, x, y float64) {
				p.line(inkSoft, width, r.dash(), []xy{{x, y}, {x + keySample, y}})
			}})
		}
	}
	return keys
}
