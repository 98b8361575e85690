package figure

import (
	"fmt"
	"strings"
)

// Break is a place where the series do not go on as they were: a group with
// other members, an economy with another territory. The line is cut before X,
// and a dotted rule stands there.
type Break struct {
	X     float64 // the first period of the new kind
	Label string  // small, beside the rule; "" for none
	Words string  // for screen readers: "the EU with 25 members"
}

// drawBreaks draws the rules half a step before the new period.
func (g grid) drawBreaks(p *pen, x axis, breaks []Break, step float64) {
	for _, b := range breaks {
		if at := b.X - step/2; finite(at) && at > x.low && at < x.high {
			p.line(inkAxis, 1, []float64{1.5, 2.5}, []xy{{x.at(at), g.area.y}, {x.at(at), g.area.bottom()}})
		}
	}
}

// labelBreaks sets the labels beside the rules, at the top or else at the foot of
// the plot, where nothing is written and nothing of avoid stands.
func (g grid) labelBreaks(p *pen, x axis, breaks []Break, step float64, avoid []box) {
	l := smallText
	l.halo = true
	for _, b := range breaks {
		at, words := b.X-step/2, clean(b.Label)
		if !finite(at) || at <= x.low || at >= x.high || words == "" {
			continue
		}
		px, width := x.at(at), smallText.width(words)
		func() {
			for _, y := range []float64{g.area.y + 10, g.area.y + 22, g.area.bottom() - 6, g.area.bottom() - 18} {
				for _, left := range []float64{px + 3, px - 3 - width} {
					place := textBox(left, y, atStart, l, words)
					if inside(place, g.area) && free(place, p.texts, avoid) {
						p.text(left, y, atStart, l, words)
						return
					}
				}
			}
		}()
	}
}

// cut parts points before each break, so that no line leads over it.
func cut(points []Point, breaks []Break) [][]Point {
	if len(breaks) == 0 {
		return [][]Point{points}
	}
	parts := make([][]Point, len(breaks)+1)
	for _, p := range points {
		n := 0
		for _, b := range breaks {
			if p.X >= b.X-1e-9 {
				n++
			}
		}
		parts[n] = append(parts[n], p)
	}
	return parts
}

// breakWords tells the breaks within the periods drawn.
func breakWords(breaks []Break, xs []float64, step float64) string {
	var parts []string
	for _, b := range breaks {
		if len(xs) == 0 || !finite(b.X) || b.X <= xs[0] || b.X > xs[len(xs)-1] {
			continue
		}
		words := period(b.X, step)
		if w := clean(b.Words); w != "" {
			words += " (" + w + ")"
		}
		parts = append(parts, words)
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(" Not comparable across: %s.", strings.Join(parts, ", "))
}
