package figure

import (
	"fmt"
	"strings"
)

func describeSeries(f Frame, kind string, series []Series, shade []Band, d display, step float64) string {
	if f.Desc != "" {
		return f.Desc
	}
	xs := periods(series)
	if len(xs) == 0 {
		return kind + " without data."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s to %s", kind, period(xs[0], step), period(xs[len(xs)-1], step))
	if d.unit != "" {
		fmt.Fprintf(&b, ", %s", d.unit)
	}
	b.WriteString(".")
	for i, s := range series {
		if i == 12 {
			fmt.Fprintf(&b, " And %d more series.", len(series)-i)
			break
		}
		last, ok := s.last()
		if !ok {
			fmt.Fprintf(&b, " %s: no data.", s.Full())
			continue
		}
		first := last
		for _, p := range s.Points {
			if p.Known() && p.X < first.X {
				first = p
			}
		}
		if first.X == last.X {
			fmt.Fprintf(&b, " %s: %s in %s.", s.Full(), d.text(last.Y), period(last.X, step))
		} else {
			fmt.Fprintf(&b, " %s: from %s in %s to %s in %s.", s.Full(), d.text(first.Y), period(first.X, step), d.text(last.Y), period(last.X, step))
		}
		if n := missing(s, xs); n > 0 {
			fmt.Fprintf(&b, " %d of %d values missing.", n, len(xs))
		}
	}
	var spans []string
	for _, s := range shade {
		if !finite(s.From) || !finite(s.To) {
			continue
		}
		words := period(s.From, step)
		if s.From != s.To {
			words += " to " + period(s.To, step)
		}
		spans = append(spans, words)
	}
	if len(spans) > 0 {
		fmt.Fprintf(&b, " Shaded: %s.", strings.Join(spans, ", "))
	}
	b.WriteString(breakWords(f.Breaks, xs, step))
	return b.String()
}

func missing(s Series, xs []float64) int {
	n := 0
	for _, x := range xs {
		if !s.pointAt(x).Known() {
			n++
		}
	}
	return n
}
