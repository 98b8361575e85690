package figure

import (
	"math"
	"strings"
)

func (c WorldMap) draw(p *pen, plot box) {
	values := c.values()
	if len(values) == 0 {
		drawEmpty(p, plot, c.Frame, "No economy has a value.")
		return
	}
	d, breaks := c.display(values), c.breaks()
	low, high := c.geometry().extent()
	scale := plot.w / (high.x - low.x)
	project := func(pt xy) xy {
		q := equalEarth(pt)
		// A tenth of a pixel is enough and keeps the file small.
		return xy{math.Round((plot.x+(q.x-low.x)*scale)*10) / 10, math.Round((plot.y+2+(high.y-q.y)*scale)*10) / 10}
	}
	dot := math.Max(1.2, math.Min(2.2, plot.w/340))
	// Silent economies over the others, as their border is darker; dots last of
	// all, so that no neighbour covers them.
	pass := func(s shape) int {
		_, home := c.Home[s.code]
		switch v, has := c.Values[s.code]; {
		case s.tiny:
			return 2
		case has && finite(v) || home:
			return 0
		}
		return 1
	}
	for turn := range 3 {
		for _, s := range c.geometry().shapes {
			if pass(s) == turn {
				c.drawShape(p, s, project, dot, d, breaks)
			}
		}
	}
	notes := c.notes(plot.w)
	for i, line := range notes {
		p.text(plot.x, plot.bottom()-3-15*float64(len(notes)-1-i), atStart, smallText, line)
	}
}

func (c WorldMap) drawShape(p *pen, s shape, project func(xy) xy, dot float64, d display, breaks []float64) {
	v, has := c.Values[s.code]
	has = has && finite(v)
	home, isHome := c.Home[s.code]
	// Silent economies are pale with a grey border: the lowest class has none.
	colour, border, text := inkLand, inkLeader, "no data"
	if has {
		colour, border, text = classInk(classOf(breaks, v), len(breaks)+1), inkPaper, compact(d, v)
	}
	if isHome {
		colour, border = economyInk(home), inkPaper
		if !has {
			text = ""
		}
	}
	name := s.name
	if n := c.Names[s.code]; n != "" {
		name = n
	}
	if s.tiny && !has && !isHome {
		return // a dot for every silent islet would hide the map
	}
	code, title := s.code, strings.TrimSuffix(name+": "+text, ": ")
	if strings.HasPrefix(code, "-") {
		code = ""
	}
	at := project(s.place)
	p.group("economy", code, title, func() {
		if s.tiny {
			p.circle(inkPaper, at.x, at.y, dot+0.5)
			p.circle(colour, at.x, at.y, dot)
			return
		}
		var rings [][]xy
		for _, ring := range s.rings {
			out := make([]xy, 0, len(ring))
			for _, pt := range ring {
				q := project(pt)
				if n := len(out); n == 0 || q != out[n-1] {
					out = append(out, q)
				}
			}
			if len(out) > 2 {
				rings = append(rings, out)
			}
		}
		p.fillBordered(colour, border, 0.5, rings...)
	})
	if code == "" {
		return
	}
	st := stop{X: pixel(at.x), Y: pixel(at.y), Code: code, Label: clean(name), Values: []stopValue{}}
	if text != "" {
		value := stopValue{Name: clean(c.Title), Class: colour.String(), Text: text}
		if has {
			value.X, value.Y = pixel(at.x), pixel(at.y)
		}
		st.Values = []stopValue{value}
	}
	p.stops = append(p.stops, st)
}

// extent is the extent of all shapes in the projection.
func (g *Geometry) extent() (low, high xy) {
	low, high = xy{math.Inf(1), math.Inf(1)}, xy{math.Inf(-1), math.Inf(-1)}
	for _, s := range g.shapes {
		rings := s.rings
		if s.tiny {
			continue
		}
		for _, ring := range rings {
			for _, pt := range ring {
				q := equalEarth(pt)
				low = xy{math.Min(low.x, q.x), math.Min(low.y, q.y)}
				high = xy{math.Max(high.x, q.x), math.Max(high.y, q.y)}
			}
		}
	}
	if low.x >= high.x || low.y >= high.y {
		return xy{-2.7, -1.2}, xy{2.7, 1.32}
	}
	return low, high
}
