package eval

import (
	"dyad/measure"
)

// Printed is a number as shown: percentages in per cent.
func Printed(n *Num) Row { return rowOf(n) }

// Observed is a measure's row as shown.
func Observed(r *measure.Row) Row { return observed(r) }

// Universes are the same question put in the other universes that the measure
// knows (single economies, blocs).
func (c Call) Universes() []Call {
	var out []Call
	for _, p := range c.Measure.Params {
		if p.Name != "universe" {
			continue
		}
		now := c.Measure.Param(c.Query, "universe")
		for _, u := range p.Choices {
			if u == now {
				continue
			}
			q := c.Query
			q.Params = map[string]string{"universe": u}
			for k, v := range c.Query.Params {
				if k != "universe" {
					q.Params[k] = v
				}
			}
			out = append(out, newCall(c.Measure, q))
		}
	}
	return out
}
